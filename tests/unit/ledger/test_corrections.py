"""What a person changes of an event is checked, and what hangs on it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DOCUMENT, events

from dragoman.codebook import codebook
from dragoman.errors import CorrectionError
from dragoman.ledger.corrections import FIELDS, corrected, correction, fields_of
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, When, Where
from dragoman.model.event import Attendee, Attribution, Commitment, Meeting, Position
from dragoman.model.evidence import Span
from dragoman.wire import event_from_wire, event_to_wire

TEXT = (
    "Norway and Kenya met in Oslo on Monday. Kenya pledged to open the port of Mombasa to grain; Hakan Fidan watched. "
    "Norway again\nurged Kenya to open the port."
)
REPORT = Document(TEXT, (Block("paragraph", 0, len(TEXT)),), published_on=date(2024, 5, 6))


def party(code: str, name: str, *, after: int = 0) -> Party:
    at = TEXT.index(name, after)
    return Party(Entity(code, name, "country", code), name, at, at + len(name))


NORWAY, KENYA = party("NOR", "Norway"), party("KEN", "Kenya")


def meeting(**changes: Any) -> Event:
    met = Event(
        document_id=REPORT.id,
        type="CONSULT",
        mode=None,
        contexts=("diplomatic",),
        cameo="040",
        quad=1,
        plover_score=2.5,
        goldstein=1.0,
        status="actual",
        actor=(NORWAY, KENYA),
        recipient=(),
        evidence=(REPORT.evidence(0, 39),),
        anchor=REPORT.evidence(17, 20),
        confidence=0.6,
        why="a test says so",
        coder=CoderVersion("frames", "1"),
        when=When(date(2024, 5, 6), date(2024, 5, 6), "day", "on Monday", "relative"),
        where=Where("Oslo", "NOR", 59.91, 10.75),
        meeting=Meeting(
            "bilateral",
            venue=Where("Oslo", "NOR", 59.91, 10.75),
            attendees=(Attendee(NORWAY, "NOR"), Attendee(KENYA, "KEN")),
        ),
    )
    return replace(met, id="", **changes)


def refusal(changes: Mapping[str, Any], event: Event | None = None) -> str:
    with pytest.raises(CorrectionError) as found:
        correction(event or meeting(), REPORT, changes)
    return str(found.value)


def test_another_type_brings_its_own_code_scores_and_class_and_drops_the_meeting() -> None:
    found = correction(meeting(), REPORT, {"type": "request"})
    book = codebook()
    assert found["type"] == "REQUEST"
    assert found["cameo"] == book.default_cameo("REQUEST")
    assert found["quad"] == book.quad("REQUEST")
    assert found["plover_score"] == book.score("REQUEST")
    assert found["goldstein"] == book.cameo(found["cameo"]).goldstein
    assert found["meeting"] is None


def test_a_mode_brings_its_own_code_and_format() -> None:
    found = correction(meeting(), REPORT, {"mode": "phone"})
    assert (found["mode"], found["cameo"], found["meeting"]["format"]) == ("phone", "041", "phone")


def test_a_finer_code_stands_as_it_is_given() -> None:
    found = correction(meeting(), REPORT, {"cameo": "046"})
    assert found == {"cameo": "046", "goldstein": codebook().cameo("046").goldstein}


def test_a_code_of_another_type_is_refused_and_named() -> None:
    assert "stands for SUPPORT, not for CONSULT" in refusal({"cameo": "057"})
    assert correction(meeting(), REPORT, {"cameo": "057", "type": "SUPPORT"})["cameo"] == "057"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "REQEST"}, "near it: REQUEST"),
        ({"type": ""}, "is none of"),
        ({"mode": "yield"}, "is none of visit"),
        ({"type": "AGREE", "mode": "phone"}, "AGREE has no modes"),
        ({"cameo": "9999"}, "no CAMEO code"),
        ({"status": "maybe"}, "is none of actual"),
        ({"contexts": "military; weather"}, "no context 'weather'"),
        ({"when": "Monday"}, "is no day; write 2025-11-03"),
        ({"when": "2024-02-30"}, "no day of the calendar"),
        ({"when": "2024-05-06..2024-05-01"}, "ends before it begins"),
        ({"where": "Oslo, Nowhere"}, "no country 'Nowhere'"),
        ({"where": "Qwertzuiop"}, "no place 'Qwertzuiop'"),
        ({"actor": "Qwertzuiop"}, "nobody is known as 'Qwertzuiop'"),
        ({"actor": "Smith"}, "give the id"),
        ({"evidence": ""}, "rests on at least one passage"),
        ({"evidence": "Kenya"}, "says 'Kenya' 3 times"),
        ({"evidence": "Sudan"}, "doesn't say 'Sudan'"),
        ({"evidence": "5-5"}, "holds no words"),
        ({"evidence": "0-100000"}, "reaches past the text"),
        ({"evidence": "Hakan Fidan watched"}, "no passage holds the deciding words 'met'"),
        ({"position.object": "the port"}, "CONSULT has no position"),
        ({"type": "REQUEST", "position.stance": "demand"}, "say what the position is about"),
        ({"type": "REQUEST", "position.object": "the airport"}, "doesn't say 'the airport'"),
        ({"type": "AGREE", "commitment.force": "oath"}, "is none of agreement"),
        ({"source": "unnamed"}, "no words of the report stand for a source unnamed"),
        ({"source": "Qwertzuiop"}, "nobody is known as 'Qwertzuiop'"),
        ({"source_class": "institution"}, "give the source too"),
        ({"source": "KEN", "source_class": "rumour"}, "is none of named_official"),
        ({"meeting.format": "dinner"}, "is none of bilateral"),
        ({"meeting.host": "NOR; KEN"}, "takes one host, not 2"),
        ({"meeting.attendees": "Qwertzuiop (expected)"}, "nobody is known as 'Qwertzuiop'"),
        ({"type": "AID", "meeting.venue": "Oslo"}, "AID has no meeting"),
        ({"colour": "red"}, "is no field that can be changed"),
        ({"confidence": "1"}, "is no field that can be changed"),
        ({"type": ["AGREE", "AID"]}, "takes one value, not 2"),
    ],
)
def test_what_is_not_valid_is_refused_with_what_to_give_instead(changes: dict[str, Any], said: str) -> None:
    assert said in refusal(changes)


def test_days_are_read_as_finely_as_they_are_written() -> None:
    spans = {
        typed: correction(meeting(), REPORT, {"when": typed})["when"]
        for typed in ("2024-05-05", "2024-02", "2023", "2024-05-01..2024-05-03", "2024-05-01..", "none")
    }
    assert {typed: (when["start"], when["end"], when["precision"]) for typed, when in spans.items()} == {
        "2024-05-05": ("2024-05-05", "2024-05-05", "day"),
        "2024-02": ("2024-02-01", "2024-02-29", "month"),
        "2023": ("2023-01-01", "2023-12-31", "year"),
        "2024-05-01..2024-05-03": ("2024-05-01", "2024-05-03", "day"),
        "2024-05-01..": ("2024-05-01", None, "day"),
        "none": (None, None, None),
    }


def test_a_day_that_a_person_gives_is_no_fallback_any_more() -> None:
    fallback = meeting(when=When(date(2024, 5, 6), date(2024, 5, 6), "day", None, "publication"))
    assert correction(fallback, REPORT, {"when": "2024-05-04"})["when"]["basis"] == "explicit"


def test_a_country_is_never_put_at_its_centre_and_an_unknown_place_needs_its_country() -> None:
    assert correction(meeting(), REPORT, {"where": "Kenya"})["where"]["lat"] is None
    unlocated = correction(meeting(), REPORT, {"where": "Camp Seven, KEN"})["where"]
    assert (unlocated["name"], unlocated["country"], unlocated["lat"]) == ("Camp Seven", "KEN", None)
    assert correction(meeting(), REPORT, {"where": "mombasa"})["where"]["country"] == "KEN"


def test_the_meetings_attendees_and_venue_follow_the_parties_and_the_place() -> None:
    found = corrected(meeting(), REPORT, {"actor": "NOR; Hakan Fidan", "where": "Mombasa"})
    assert [one.entity.name for one in found.actor] == ["Norway", "Hakan Fidan"]
    assert found.meeting is not None
    assert [one.party.entity.name for one in found.meeting.attendees] == ["Norway", "Hakan Fidan"]
    assert found.meeting.venue == found.where


def test_a_party_stands_at_the_words_that_name_it_or_at_the_deciding_words() -> None:
    found = corrected(meeting(), REPORT, {"actor": "Hakan Fidan; NATO"})
    assert [one.text for one in found.actor] == ["Hakan Fidan", "met"]
    assert all(TEXT[one.start : one.end] == one.text for one in found.actor)


def test_a_party_of_the_same_report_is_known_by_its_name_though_no_table_has_it() -> None:
    board = Party(Entity("dragoman:harbour-board", "Harbour Board", "organisation", "KEN"), "the port", 67, 75)
    found = corrected(meeting(), REPORT, {"recipient": "harbour board"}, known=[board])
    assert found.recipient == (board,)


def test_an_event_that_becomes_a_pledge_or_a_demand_gets_its_facet() -> None:
    pledge = corrected(meeting(), REPORT, {"type": "AGREE", "commitment.action": "open the port of Mombasa to grain"})
    assert pledge.commitment == Commitment("agreement", True, "open the port of Mombasa to grain")
    demand = corrected(pledge, REPORT, {"type": "REQUEST", "recipient": "KEN", "actor": "NOR"})
    assert demand.commitment is None
    assert demand.position == Position("demand", "open the port of Mombasa to grain", demand.recipient)


def test_addressees_follow_the_recipients_unless_they_are_others() -> None:
    position = Position("demand", "open the port", (KENYA,))
    event = meeting(type="REQUEST", cameo="020", actor=(NORWAY,), recipient=(KENYA,), meeting=None, position=position)
    found = corrected(event, REPORT, {"recipient": "Hakan Fidan"})
    assert found.position is not None
    assert found.position.addressee == found.recipient
    other = corrected(event, REPORT, {"recipient": "Hakan Fidan", "position.addressee": "NOR"})
    assert other.position is not None
    assert [one.id for one in other.position.addressee] == ["NOR"]


SAID = "Norway and Kenya met in Oslo on Monday, the Kenyan minister told Reuters."
INTERVIEW = Document(SAID, (Block("paragraph", 0, len(SAID)),), published_on=date(2024, 5, 6))
MINISTER = Party(Entity("dragoman:ken-minister", "minister", "person", "KEN"), "the Kenyan minister", 40, 59)


def told(*chain: Attribution) -> Event:
    """The meeting on somebody's word."""
    return replace(
        meeting(attribution=chain),
        document_id=INTERVIEW.id,
        evidence=(INTERVIEW.evidence(0, 38),),
        anchor=INTERVIEW.evidence(17, 20),
        id="",
    )


def test_who_says_it_is_corrected_and_keeps_the_words_that_attribute() -> None:
    event = told(Attribution(MINISTER, "named_official", INTERVIEW.evidence(60, 64), (Span(0, 38),)))
    assert fields_of(event)["source"] == "dragoman:ken-minister"
    (link,) = corrected(event, INTERVIEW, {"source": "NOR"}).attribution
    assert link.source is not None
    assert (link.source.id, link.source_class, link.cue.quote) == ("NOR", "institution", "told")
    (link,) = corrected(event, INTERVIEW, {"source_class": "anonymous_official"}).attribution
    assert (link.source, link.source_class) == (MINISTER, "anonymous_official")
    assert corrected(event, INTERVIEW, {"source": "none"}).attribution == ()


def test_the_reports_own_voice_becomes_somebodys_word_with_who_passes_it_on() -> None:
    found = corrected(told(), INTERVIEW, {"source": "KEN; Reuters"}).attribution
    # The chain goes from the outlet inwards.
    assert [(link.source and link.source.entity.name, link.source_class) for link in found] == [
        ("Reuters", "news_agency"),
        ("Kenya", "institution"),
    ]
    assert [link.cue.quote for link in found] == ["Reuters", "Kenya"]
    assert all(link.content == (Span(0, 38),) for link in found)


def test_a_chain_changed_in_one_place_keeps_the_other_links() -> None:
    event = corrected(told(), INTERVIEW, {"source": "KEN; Reuters"})
    outlet, inner = corrected(event, INTERVIEW, {"source": "NOR; Reuters"}).attribution
    assert outlet == event.attribution[0]
    assert inner.source is not None
    assert inner.source.id == "NOR"


def test_a_meetings_format_venue_and_attendees_are_corrected() -> None:
    changes = {
        "meeting.format": "multilateral",
        "meeting.venue": "Mombasa",
        "meeting.attendees": "KEN; Hakan Fidan (expected); NOR (represented)",
        "meeting.host": "KEN",
        "meeting.agenda": "the port of Mombasa",
    }
    found = corrected(meeting(), REPORT, changes)
    met = found.meeting
    assert met is not None
    assert (met.format, met.venue.name, met.agenda) == ("multilateral", "Mombasa", "the port of Mombasa")
    assert met.host == KENYA
    assert [(one.party.entity.name, one.delegation, one.presence) for one in met.attendees] == [
        ("Kenya", "KEN", "present"),
        ("Hakan Fidan", "TUR", "expected"),
        ("Norway", "NOR", "represented"),
    ]
    # What the parties did and where stands as it is.
    assert (found.actor, found.where) == (meeting().actor, meeting().where)
    assert fields_of(found)["meeting.attendees"].endswith("(expected); NOR (represented)")


def test_an_event_that_becomes_a_meeting_takes_what_is_given_of_it() -> None:
    talks = meeting(type="SUPPORT", cameo="050", meeting=None)
    found = corrected(talks, REPORT, {"type": "CONSULT", "meeting.venue": "none"})
    assert found.meeting is not None
    assert [one.party.id for one in found.meeting.attendees] == ["NOR", "KEN"]
    assert found.meeting.venue == Where()


def test_words_are_found_across_line_breaks_and_within_quotation_marks() -> None:
    found = correction(meeting(), REPORT, {"evidence": "“Norway again urged Kenya”", "anchor": "urged"})
    assert [one["quote"] for one in found["evidence"]] == ["Norway again\nurged Kenya"]


def test_a_passage_may_hold_a_semicolon_and_several_are_given_by_offsets() -> None:
    found = corrected(meeting(), REPORT, {"evidence": "to grain; Hakan Fidan watched", "anchor": "watched"})
    assert [one.quote for one in found.evidence] == ["to grain; Hakan Fidan watched"]
    found = corrected(meeting(), REPORT, {"evidence": "40-60; 0-39"})
    assert [(one.start, one.end) for one in found.evidence] == [(0, 39), (40, 60)]


def test_what_is_given_as_it_stands_changes_nothing() -> None:
    assert correction(meeting(), REPORT, fields_of(meeting())) == {}
    assert correction(meeting(), REPORT, {}) == {}


@given(event=events)
def test_any_event_given_back_as_it_stands_is_the_same(event: Event) -> None:
    assert correction(event, DOCUMENT, fields_of(event)) == {}


_TYPED = st.sampled_from(
    ["", *"AGREE CONSULT phone 057 KEN 2024-05 Oslo 0-39 none unnamed outlet NOR;KEN KEN(expected)".split()]
) | st.text(max_size=8)


@given(changes=st.dictionaries(st.sampled_from([*FIELDS, "id"]), _TYPED, max_size=4))
def test_any_correction_gives_a_sound_event_or_is_refused(changes: dict[str, str]) -> None:
    event = meeting()
    try:
        changed = correction(event, REPORT, changes)
    except CorrectionError:
        return
    after, _ = event_from_wire({**event_to_wire(event, REPORT), **changed})
    assert after.id == event.id
    assert after.quad == codebook().quad(after.type)
    assert after.plover_score == codebook().score(after.type, after.mode)
    for words in (*after.evidence, after.anchor):
        words.check(TEXT)
    assert any(words.span.contains(after.anchor.span) for words in after.evidence)
