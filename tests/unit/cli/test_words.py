from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli import words
from dragoman.model import (
    Agreement,
    Attendee,
    Attribution,
    Block,
    CoderVersion,
    Commitment,
    Document,
    Entity,
    Event,
    Meeting,
    Party,
    Position,
    Record,
    Span,
    When,
    Where,
)

TEXT = (
    "After two days of talks in Oslo the delegations of Norway and Peru agreed to rebuild both ports before the "
    "winter, and they set up a fund for the fishermen of the strait."
)
DOCUMENT = Document(text=TEXT, blocks=(Block("paragraph", 0, len(TEXT)),))
DAY = date(2025, 11, 3)


def party(name: str, kind: Any = "country", code: str | None = None) -> Party:
    return Party(Entity(code or name, name, kind, country=code), name, 0, 1)


def event(document: Document = DOCUMENT, *, anchor: tuple[int, int] | None = None, **given: Any) -> Event:
    start = document.text.find("agreed") if anchor is None else anchor[0]
    end = start + len("agreed") if anchor is None else anchor[1]
    plain: dict[str, Any] = {
        "evidence": (document.evidence(0, len(document.text)),),
        "actor": (party("Norway", code="NOR"),),
        "recipient": (),
        "mode": None,
    }
    return Event(
        document_id=document.id,
        type="AGREE",
        contexts=(),
        cameo="030",
        quad=1,
        plover_score=0.0,
        goldstein=0.0,
        status="actual",
        anchor=document.evidence(start, end),
        confidence=1.0,
        why="",
        coder=CoderVersion("test", "1"),
        **(plain | given),
    )


def test_a_passage_that_fits_is_shown_whole() -> None:
    assert words.quotation(event(), DOCUMENT, 400).marked() == TEXT.replace("agreed", "«agreed»")


def test_a_long_passage_is_cut_by_whole_words_around_the_deciding_ones() -> None:
    shown = words.quotation(event(), DOCUMENT, 60)
    assert shown.marked() == "… of Norway and Peru «agreed» to rebuild both ports …"


def test_room_that_one_side_leaves_goes_to_the_other() -> None:
    late = TEXT.index("strait")
    shown = words.quotation(event(anchor=(late, late + 6)), DOCUMENT, 60)
    assert shown.after == "."
    assert len(shown.before) > 40


def test_deciding_words_that_are_too_long_are_cut_themselves() -> None:
    assert words.quotation(event(anchor=(0, len(TEXT))), DOCUMENT, 30).marked() == "«After two days of talks in …»"


def test_the_evidence_that_holds_the_anchor_is_shown() -> None:
    head = DOCUMENT.evidence(0, 20)
    tail = DOCUMENT.evidence(TEXT.index("Norway"), TEXT.index(" to rebuild"))
    assert words.quotation(event(evidence=(head, tail)), DOCUMENT, 400).marked() == "Norway and Peru «agreed»"
    assert words.quotation(event(evidence=(head,)), DOCUMENT, 400).marked() == "«agreed»"


@given(st.text(min_size=1, max_size=80), st.data(), st.integers(1, 60))
def test_a_window_holds_the_anchor_and_little_more_than_its_room(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text=text, blocks=(Block("paragraph", 0, len(text)),))
    shown = words.quotation(event(document, anchor=(start, end)), document, room)
    anchor = words.printable(text[start:end]).strip()
    assert shown.anchor == anchor or shown.anchor.endswith("…")
    assert len(shown.before + shown.anchor + shown.after) <= room + 2 * len("… ")
    assert "\n" not in shown.marked()


@given(st.text(alphabet=st.characters(categories=["L", "N", "Z"]), max_size=60), st.integers(1, 40))
def test_cutting_leaves_only_whole_words_of_the_text(text: str, room: int) -> None:
    line = words.printable(text).strip()
    parts = line.split()
    if all(len(part) <= room for part in parts):
        kept = words.cut_end(line, room).removesuffix("…").split()
        assert kept == parts[: len(kept)]
        kept = words.cut_start(line, room).removeprefix("…").split()
        assert kept == parts[len(parts) - len(kept) :]


def test_what_could_steer_a_terminal_is_taken_out() -> None:
    assert words.printable("a\x1b]0;title\x07b\u202ec\u2066d\x9be\r\nf") == "a ]0;title bcd e f"


def test_an_outer_quotation_mark_is_left_out_where_the_passage_has_one() -> None:
    assert (words.Quotation("“We ", "agreed", ".”").opening, words.Quotation("“We ", "agreed", ".”").closing) == (
        "",
        "",
    )
    assert (words.Quotation("", "agreed", " to").opening, words.Quotation("", "agreed", " to").closing) == ("“", "”")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (When(), "undated"),
        (When(expression="soon"), "“soon”, no day known"),
        (When(DAY, DAY, "day", "on 3 November", "explicit"), "2025-11-03"),
        (When(DAY, DAY, "day", "on Monday", "relative"), "2025-11-03 (“on Monday”)"),
        (When(DAY, DAY, "day", None, "publication"), "2025-11-03 (day of publication)"),
        (When(DAY, None, "day", None, "explicit"), "2025-11-03"),
        (When(DAY, date(2025, 11, 9), "week", None, "explicit"), "2025-11-03 to 2025-11-09"),
        (When(date(2025, 11, 1), date(2025, 11, 30), "month", None, "explicit"), "2025-11"),
        (When(date(2025, 11, 1), date(2026, 1, 31), "month", None, "explicit"), "2025-11 to 2026-01"),
        (When(date(2025, 1, 1), date(2025, 12, 31), "year", None, "explicit"), "2025"),
    ],
)
def test_a_day_is_told_with_what_it_rests_on(found: When, said: str) -> None:
    assert words.when(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [(Where(), "—"), (Where(country="NOR"), "NOR"), (Where("Oslo"), "Oslo"), (Where("Oslo", "NOR"), "Oslo, NOR")],
)
def test_a_place_is_told_with_its_country(found: Where, said: str) -> None:
    assert words.place(found) == said


def test_a_chain_runs_from_the_outlet_inwards() -> None:
    cue = DOCUMENT.evidence(0, 5)
    agency = Attribution(party("North Wire", "organisation"), "news_agency", cue, (Span(0, 1),))
    nobody = Attribution(None, "other", cue, ())
    assert words.chain(()) == "—"
    assert words.chain((agency, nobody)) == "North Wire ← a source unnamed"


def test_parties_have_their_country_where_the_name_does_not_tell_it() -> None:
    minister = party("The minister", "person", "NOR")
    fishers = party("fishermen", "group", "NOR")
    told = event(actor=(minister, fishers), recipient=(party("Peru", code="PER"),))
    assert words.who_to_whom(told) == "The minister (NOR), fishermen → Peru"
    assert words.who_to_whom(event(actor=())) == "somebody unnamed"


def test_facets_are_told_in_short_phrases() -> None:
    peru = party("Peru", code="PER")
    told = event(
        meeting=Meeting(
            "multilateral",
            name="Strait Forum",
            level="minister",
            host=peru,
            agenda="fishing",
            parent="the summit",
            attendees=(Attendee(peru), Attendee(party("Chile", code="CHL"), presence="expected")),
        ),
        commitment=Commitment(
            "pledge",
            joint=True,
            action="rebuild two ports",
            beneficiary=(peru,),
            amount="$4 million",
            deadline=When(expression="the winter"),
            conditions="if the truce holds",
        ),
        position=Position("demand", "open waters", (peru,), "reiterated"),
        agreement=Agreement("the ports accord", "in_force", (peru,), (peru,)),
        about=(peru,),
        mediator=(peru,),
    )
    assert words.facets(told) == [
        "multilateral meeting: Strait Forum, level: minister, hosted by Peru, on fishing, beside the summit; "
        "Chile expected",
        "joint pledge: rebuild two ports, for Peru, $4 million, by “the winter”, no day known, "
        "on condition: if the truce holds",
        "demand (reiterated): open waters, addressed to Peru",
        "the ports accord: in force, between Peru, mediated by Peru",
        "about Peru",
        "mediated by Peru",
    ]
    assert words.facets(event()) == []


def test_the_last_line_counts_each_type_the_most_frequent_first() -> None:
    counted = words.count_by_type({"AGREE": 2, "AID": 1, "CONSULT": 2}, reports=3)
    assert counted == "5 events in 3 reports: 2 AGREE, 2 CONSULT, 1 AID"
    assert words.count_by_type({}, reports=1) == "0 events in 1 report"
    assert words.types_of(Record(DOCUMENT, (event(), event()))) == {"AGREE": 2}


@pytest.mark.parametrize(
    ("text", "attributions", "said"),
    [
        ("Too short.", 0, "only 2 words"),
        ("12345678 9 10 " * 10, 0, "no words"),
        (TEXT, 0, "None of its sentences tells"),
        (TEXT, 2, "2 statements with a source"),
    ],
)
def test_a_report_without_events_is_explained(text: str, attributions: int, said: str) -> None:
    document = Document(text=text, blocks=(Block("paragraph", 0, len(text)),))
    link = Attribution(None, "other", document.evidence(0, 3), ())
    assert said in words.why_nothing(Record(document, (), (link,) * attributions))
