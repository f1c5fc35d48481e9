"""Filters find what holds of an occurrence, whichever store answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.errors import CodebookError
from dragoman.ledger import Ledger
from dragoman.model import Entity, Occurrence
from dragoman.views import Filter, seek
from dragoman.views.pages import each
from dragoman.views.parties import likest, states

Holds = Callable[[Occurrence], bool]


def of_state(code: str, entities: tuple[Entity, ...]) -> bool:
    return any(entity.country == code for entity in entities)


def parties(one: Occurrence) -> tuple[Entity, ...]:
    attendees = tuple(attendee.party.entity for attendee in one.meeting.attendees) if one.meeting else ()
    return (*one.actor, *one.recipient, *one.about, *one.mediator, *attendees)


def stands_on(one: Occurrence) -> date:
    day = one.when.start or min(t.document.published_on for t in one.tellings if t.document.published_on)
    assert day is not None
    return day


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Filter(), lambda one: True),
        (Filter(who=("USA",)), lambda one: of_state("USA", one.actor)),
        (Filter(whom=("Egypt",)), lambda one: of_state("EGY", one.recipient)),
        (Filter(either=("israel",)), lambda one: of_state("ISR", parties(one))),
        (Filter(who=("Begin",)), lambda one: any(entity.name == "Menachem Begin" for entity in one.actor)),
        (
            Filter(together=("EGY", "ISR")),
            lambda one: of_state("EGY", one.actor) and of_state("ISR", one.actor),
        ),
        (
            Filter(between=("EGY", "ISR")),
            lambda one: of_state("EGY", parties(one)) and of_state("ISR", parties(one)),
        ),
        (Filter(type=("REJECT", "ACCUSE")), lambda one: one.type in {"REJECT", "ACCUSE"}),
        (Filter(status=("future",)), lambda one: one.status == "future"),
        (Filter(context=("military",)), lambda one: "military" in one.contexts),
        (Filter(quad=(3, 4)), lambda one: one.quad >= 3),
        (Filter(place=("JOR",)), lambda one: one.where.country == "JOR"),
        (Filter(place=("amman",)), lambda one: one.where.name == "Amman"),
        (
            Filter(publisher=("Coast Daily",)),
            lambda one: any(telling.document.publisher == "Coast Daily" for telling in one.tellings),
        ),
        (Filter(since=date(1988, 1, 1)), lambda one: stands_on(one) >= date(1988, 1, 1)),
        (Filter(until=date(1978, 9, 20)), lambda one: stands_on(one) <= date(1978, 9, 20)),
        (Filter(min_confidence=0.9), lambda one: one.confidence >= 0.9),
        (Filter(who=("EGY",), type=("AGREE",)), lambda one: of_state("EGY", one.actor) and one.type == "AGREE"),
    ],
)
def test_a_filter_finds_all_that_it_holds_of_and_nothing_else(book: Ledger, wanted: Filter, holds: Holds) -> None:
    everything = list(each(book, Filter()))
    expected = {one.id for one in everything if holds(one)}
    assert {one.id for one in each(book, wanted)} == expected
    assert expected, "the examples have none: the test would say nothing"


def test_text_finds_the_events_of_the_passages_that_hold_the_words(book: Ledger) -> None:
    found = list(each(book, Filter(text='"peace treaty"')))
    assert found
    for one in found:
        documents = [document for t in one.tellings if (document := book.document(t.document.id))]
        assert any("peace treaty" in document.text for document in documents)
    assert len(found) < len(list(each(book, Filter(text="peace"))))


@pytest.mark.parametrize("query", ["", '""', "!?", "\0"])
def test_a_text_without_words_leaves_everything_or_finds_nothing(book: Ledger, query: str) -> None:
    assert len(list(each(book, Filter(text=query)))) == (len(list(each(book, Filter()))) if not query else 0)


def test_a_question_as_of_an_earlier_day_sees_what_was_there_then(book: Ledger) -> None:
    assert list(each(book, Filter(as_of=date(2020, 1, 1)))) == []
    assert len(list(each(book, Filter(as_of=date(2999, 1, 1))))) == len(list(each(book, Filter())))


def test_who_is_not_in_the_gazetteer_is_found_by_the_name_the_ledger_has(book: Ledger) -> None:
    unknown = next(entity for one in each(book, Filter()) for entity in one.actor if not seek(entity.name).is_known)
    found = list(each(book, Filter(who=(unknown.name.upper(),))))
    assert found
    assert all(any(entity.name == unknown.name for entity in one.actor) for one in found)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"type": ("CONSLT",)}, "'CONSLT' is no type of the codebook; near it: CONSULT"),
        ({"status": ("done",)}, "it has actual, historical"),
        ({"context": ("militry",)}, "near it: military"),
        ({"quad": (5,)}, "it has 1, 2, 3, 4"),
    ],
)
def test_a_code_that_is_not_in_the_codebook_is_refused(given: dict[str, tuple[str]], message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        Filter(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["PAK", "pak", "Pakistan", "pakistan", " PAKISTAN ", "Islamic Republic of Pakistan"])
def test_a_state_is_meant_in_any_spelling(words: str) -> None:
    assert seek(words).countries == ("PAK",)


def test_an_office_that_many_states_have_is_left_to_the_ledger() -> None:
    assert not seek("Foreign Office").is_known


def test_a_capital_is_a_government_among_parties_and_a_place_among_places() -> None:
    assert seek("Ankara").countries == ("TUR",)
    assert states("Ankara") == ()
    assert states("turkey") == ("TUR",)


def test_a_slip_of_the_pen_is_asked_back() -> None:
    assert likest("Pakisstan") == "Pakistan"
    assert likest("xqzzw") is None
