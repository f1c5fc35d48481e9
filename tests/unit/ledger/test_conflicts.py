"""What the tellings of one occurrence disagree on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.unit.ledger.tellings import DAY, telling

from dragoman.ledger.tellings.conflicts import conflicts
from dragoman.ledger.words.amounts import amounts
from dragoman.model import Where
from dragoman.model.occurrence import Telling


def found(*tellings: Telling) -> dict[str, list[str]]:
    return {one.field: [value for value, _ in one.values] for one in conflicts(tellings)}


def located(words: str, *where: object) -> Telling:
    one = telling(words)
    return replace(one, event=replace(one.event, where=Where(*where)))  # type: ignore[arg-type]


def test_two_days_are_a_conflict_and_each_names_its_reports() -> None:
    first, second, third = telling("met a"), telling("met b"), telling("met c", when=DAY + timedelta(1))
    (conflict,) = conflicts([first, second, third])
    assert conflict.field == "when"
    assert conflict.values == (
        ("1978-09-17", (first.document.id, second.document.id)),
        ("1978-09-18", (third.document.id,)),
    )


def test_a_month_a_day_of_publication_and_silence_contradict_nobody() -> None:
    month = telling("met a", when=(DAY - timedelta(16), DAY + timedelta(13)))
    by_publication = telling("met b", when=DAY + timedelta(1), basis="publication")
    assert found(telling("met c"), month, by_publication, telling("met d", when=None)) == {}


def test_days_of_talks_that_went_on_over_both_are_no_conflict() -> None:
    first, second = telling("met a"), telling("ended talks b", when=DAY + timedelta(1))
    over_both = telling("conferred on both days", when=(DAY, DAY + timedelta(1)))
    assert found(first, second, over_both) == {}
    assert found(first, telling("met c", when=DAY + timedelta(2)), over_both) == {"when": ["1978-09-17", "1978-09-19"]}


def test_a_month_doesnt_make_two_of_its_days_one() -> None:
    month = telling("met a", when=(date(1978, 9, 1), date(1978, 9, 30)))
    month = replace(month, event=replace(month.event, when=replace(month.event.when, precision="month")))
    assert "when" in found(telling("met b"), telling("met c", when=DAY + timedelta(1)), month)


def test_what_is_historical_for_a_later_report_is_no_other_account() -> None:
    assert found(telling("met a"), telling("met b", status="historical")) == {}
    assert found(telling("met a"), telling("met b", status="negated")) == {"status": ["actual", "negated"]}


def test_a_house_and_its_town_are_one_place_and_two_towns_are_not() -> None:
    house, town = (
        located("met a", "White House", "USA", 38.9, -77.0),
        located("met b", "Washington", "USA", 38.9, -77.0),
    )
    assert found(house, town) == {}
    assert found(house, located("met c", "Camp David", "USA", 41.0, -79.5)) == {"where": ["White House", "Camp David"]}
    assert found(house, located("met d", "Cairo", "EGY")) == {"where": ["White House", "Cairo"]}
    assert found(house, located("met e", "the villa")) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("promised to release 840 prisoners", "promised the release of 900 captives"),
        ("killed at least 10 soldiers", "killed 14 men"),
        ("froze the assets of ten companies", "froze the assets of eleven companies"),
        ("sent more than a million and a half tons", "sent 1,600,000 tons"),
    ],
)
def test_two_numbers_of_one_thing_are_a_conflict(one: str, other: str) -> None:
    assert list(found(telling(one), telling(other))) == ["amount"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("expelled 25 envoys", "expelled twenty-five envoys"),
        ("expelled 25 envoys", "expelled envoys"),
        ("took 25 envoys and 6 ships", "took 6 ships"),
        ("met on 12 May after 3 days", "met on 13 May after 4 days"),
        ("killed 6 men and 4 women", "killed 6 men and 4 women of the town"),
    ],
)
def test_the_same_number_in_words_a_date_and_another_thing_are_none(one: str, other: str) -> None:
    assert found(telling(one), telling(other)) == {}


@pytest.mark.parametrize(
    ("passage", "values"),
    [
        ("about 9,626 men", [9626]),
        ("three hundred thousand people", [300_000]),
        ("$1.5 billion in aid", [1.5e9]),
        ("two dozen ships", [24]),
        ("in 1978 and on 17 September 1978", []),
        ("one of the ships", []),
        ("", []),
    ],
)
def test_amounts_are_read_in_digits_and_in_words(passage: str, values: list[float]) -> None:
    assert [one.value for one in amounts(passage)] == values
