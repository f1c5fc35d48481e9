from __future__ import annotations

from datetime import date

from dragoman.gazetteer import PartialDate, Tenure


def tenure(start: str = "", end: str = "", *, seen: date | None = None, by: date | None = None) -> Tenure:
    return Tenure(
        entity_id="dragoman:x",
        name="X",
        country="XXX",
        post="foreign_minister",
        title="Minister of Foreign Affairs",
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        last_seen=seen,
        superseded_on=by,
        sources=("hand",),
    )


def test_a_day_inside_a_closed_tenure_is_certain() -> None:
    spell = tenure("2017-01-20", "2021-01-20")
    assert spell.state(date(2019, 6, 1)) == "current"
    assert spell.is_certain(date(2019, 6, 1))
    assert spell.is_certain(date(2017, 1, 20))


def test_both_edges_belong_to_the_tenure_and_the_day_of_handing_over_is_doubtful() -> None:
    spell = tenure("2017-01-20", "2021-01-20")
    assert [spell.state(date(2017, 1, day)) for day in (19, 20)] == ["future", "current"]
    assert [spell.state(date(2021, 1, day)) for day in (20, 21)] == ["current", "former"]
    assert not spell.is_certain(date(2021, 1, 20))


def test_an_open_tenure_is_unknown_after_it_was_last_seen() -> None:
    spell = tenure("2020-05-01", seen=date(2022, 8, 3))
    assert spell.state(date(2022, 8, 3)) == "current"
    assert spell.state(date(2022, 8, 4)) == "unknown"


def test_an_open_tenure_is_over_once_somebody_else_began() -> None:
    spell = tenure("2020-05-01", seen=date(2022, 8, 3), by=date(2023, 6, 3))
    states = [spell.state(day) for day in (date(2022, 8, 3), date(2023, 6, 2), date(2023, 6, 3))]
    assert states == ["current", "unknown", "former"]


def test_a_year_without_days_includes_the_whole_year_in_doubt() -> None:
    spell = tenure("2015", "2018")
    assert spell.state(date(2015, 1, 1)) == spell.state(date(2018, 12, 31)) == "current"
    assert not spell.is_certain(date(2015, 1, 1))
    assert not spell.is_certain(date(2018, 1, 1))
    assert spell.is_certain(date(2015, 12, 31))


def test_a_tenure_without_a_start_says_nothing_of_the_years_before_the_table() -> None:
    spell = tenure(seen=date(2025, 11, 30))
    assert spell.state(date(2022, 12, 31)) == "unknown"
    assert spell.state(date(2025, 11, 3)) == "current"
    assert not spell.is_certain(date(2025, 11, 3))


def test_without_a_day_only_a_closed_tenure_is_known() -> None:
    assert tenure("2015", "2018").state(None) == "former"
    assert tenure("2015", seen=date(2025, 11, 30)).state(None) == "unknown"
    assert tenure("2015", seen=date(2020, 1, 1), by=date(2021, 1, 1)).state(None) == "former"
