"""Meetings beside meetings: attendance, sidelines, announcements, outcomes and readouts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.ledger.boards.announcements import announces
from dragoman.ledger.boards.attendance import delegations, differences
from dragoman.ledger.boards.outcomes import outcomes
from dragoman.ledger.boards.readouts import PRESS, readouts
from dragoman.ledger.boards.sidelines import larger_meeting
from dragoman.ledger.tellings.settling import settle
from dragoman.model import (
    Attendee,
    Attribution,
    Block,
    CoderVersion,
    Commitment,
    Document,
    Entity,
    Event,
    Meeting,
    Occurrence,
    Party,
    Position,
    Record,
    Telling,
    When,
    Where,
)
from dragoman.model.event import MeetingFormat, Presence

Make = Callable[..., Record]
DAY = date(1978, 9, 17)
VANCE = Entity("Q381157", "Cyrus Vance", "person", "USA", "GOV", ("foreign_minister",))
CARTER = Entity("Q23685", "Jimmy Carter", "person", "USA", "GOV", ("head_of_state",))


def state(code: str) -> Entity:
    return Entity(code, code.title(), "country", code, "GOV")


def party(entity: Entity) -> Party:
    return Party(entity, entity.name, 0, len(entity.name))


def held(
    make: Make,
    *who: str | Entity,
    words: str = "met in Geneva",
    format: MeetingFormat = "bilateral",
    presence: Presence = "present",
    venue: str | None = "Geneva",
    **facet: Any,
) -> Occurrence:
    """A meeting of states or people, told by one report."""
    given = {name: facet.pop(name) for name in ("day", "publisher", "status") if name in facet}
    record = make(words, **given)
    parties = tuple(party(one if isinstance(one, Entity) else state(one)) for one in who)
    attendees = tuple(Attendee(one, one.entity.country, presence) for one in parties)
    meeting = Meeting(format, venue=Where(venue), attendees=attendees, **facet)
    event = replace(record.events[0], actor=parties, where=Where(venue), meeting=meeting, id="")
    return settle([Telling(event, record.document.header)])


def test_a_minister_and_his_state_are_one_delegation(make_record: Make) -> None:
    meeting = held(make_record, "EGY", "USA", VANCE).meeting
    assert meeting is not None
    assert [(one.of, [member.id for member in one.members]) for one in delegations(meeting)] == [
        ("EGY", []),
        ("USA", [VANCE.id]),
    ]


def test_attendance_tells_who_is_new_who_left_and_who_came_otherwise(make_record: Make) -> None:
    before = held(make_record, "EGY", VANCE, "ISR").meeting
    after = held(make_record, "EGY", CARTER, "JOR").meeting
    assert before is not None
    assert after is not None
    found = differences(before, after)
    assert [one.of for one in found.both] == ["EGY"]
    assert [one.of for one in found.joined] == ["JOR"]
    assert [one.of for one in found.left] == ["ISR"]
    assert [(one.earlier.members, one.later.members) for one in found.changed] == [((VANCE,), (CARTER,))]


def test_who_was_expected_and_then_came_has_changed(make_record: Make) -> None:
    before, after = held(make_record, "EGY", presence="expected").meeting, held(make_record, "EGY").meeting
    assert before is not None
    assert after is not None
    assert [one.of for one in differences(before, after).changed] == ["EGY"]


class TestSidelines:
    def test_the_larger_meeting_is_found_in_another_report(self, make_record: Make) -> None:
        larger = held(
            make_record, "EGY", "ISR", "USA", "JOR", words="held a peace conference in Geneva", format="multilateral"
        )
        beside = held(make_record, "EGY", "ISR", parent="the Geneva peace conference", publisher="Coast Daily")
        elsewhere = held(make_record, "EGY", "ISR", "USA", format="multilateral", venue="Oslo")
        found = larger_meeting(beside, [elsewhere, beside, larger])
        assert found is not None
        assert found.larger.id == larger.id

    def test_a_meeting_of_last_year_is_not_it(self, make_record: Make) -> None:
        larger = held(
            make_record,
            "EGY",
            "ISR",
            "USA",
            words="held a peace conference in Geneva",
            format="multilateral",
            day=date(1977, 9, 17),
        )
        assert larger_meeting(held(make_record, "EGY", "ISR", parent="the Geneva peace conference"), [larger]) is None

    def test_an_undated_meeting_is_not_it(self, make_record: Make) -> None:
        larger = held(
            make_record, "EGY", "ISR", "USA", words="held a peace conference in Geneva", format="multilateral"
        )
        undated = settle([replace(one, event=replace(one.event, when=When(), id="")) for one in larger.tellings])
        assert larger_meeting(held(make_record, "EGY", "ISR", parent="the Geneva peace conference"), [undated]) is None

    def test_without_words_that_name_one_there_is_none(self, make_record: Make) -> None:
        larger = held(
            make_record, "EGY", "ISR", "USA", words="held a peace conference in Geneva", format="multilateral"
        )
        assert larger_meeting(held(make_record, "EGY", "ISR"), [larger]) is None

    def test_two_that_fit_equally_well_leave_it_open(self, make_record: Make) -> None:
        words = "held a peace conference in Geneva"
        likely = [
            held(make_record, "EGY", "ISR", other, words=words, format="multilateral") for other in ("USA", "JOR")
        ]
        beside = held(make_record, "EGY", "ISR", parent="the Geneva peace conference")
        assert larger_meeting(beside, likely) is None
        assert larger_meeting(beside, likely[:1]) is not None

    def test_the_report_that_tells_both_decides(self, make_record: Make) -> None:
        larger = held(make_record, "EGY", "ISR", "USA", format="multilateral", venue=None)
        beside = held(make_record, "EGY", "ISR", parent="the talks", parent_id=larger.first.event.id)
        found = larger_meeting(beside, [larger])
        assert found is not None
        assert found.score == 1.0


class TestAnnouncements:
    def test_the_meeting_that_was_to_come_is_the_one_that_was_held(self, make_record: Make) -> None:
        scheduled = held(make_record, "EGY", "ISR", "USA", status="future", venue=None)
        assert announces(scheduled, held(make_record, "EGY", "ISR", "JOR"))

    def test_another_place_another_day_or_other_delegations_make_another_meeting(self, make_record: Make) -> None:
        scheduled = held(make_record, "EGY", "ISR", status="future", venue="Oslo")
        assert not announces(scheduled, held(make_record, "EGY", "ISR"))
        assert not announces(
            held(make_record, "EGY", "ISR", status="future"), held(make_record, "EGY", "ISR", day=date(1978, 10, 1))
        )
        assert not announces(held(make_record, "EGY", "ISR", status="future"), held(make_record, "EGY", "JOR"))

    def test_what_was_held_announces_nothing(self, make_record: Make) -> None:
        assert not announces(held(make_record, "EGY", "ISR"), held(make_record, "EGY", "ISR"))


TEXT = "Egypt and Israel met. Egypt pledged peace. Three states conferred. Carter urged patience. Israel backed trade."


def told(
    word: str, *who: Entity, publisher: str = "Harbour Wire", source: Entity | None = None, **given: Any
) -> Occurrence:
    """What the sentence of one report with this word tells."""
    document = Document(TEXT, (Block("paragraph", 0, len(TEXT)),), publisher=publisher, published_on=DAY)
    at = TEXT.index(word)
    start = TEXT.rfind(". ", 0, at) + 2 if ". " in TEXT[:at] else 0
    chain = ()
    if source:
        chain = (Attribution(party(source), "institution", document.evidence(at, at + len(word)), ()),)
    event = Event(
        document_id=document.id, type="CONSULT", mode=None, contexts=(), cameo="040", quad=1, plover_score=1.0,
        goldstein=1.0, status=given.pop("status", "actual"), actor=tuple(map(party, who)), recipient=(),
        evidence=(document.evidence(start, TEXT.index(".", at) + 1),), anchor=document.evidence(at, at + len(word)),
        confidence=0.9, why="a test says so", coder=CoderVersion("frames", "1"),
        when=given.pop("when", When(DAY, DAY, "day")), attribution=chain, **given,
    )  # fmt: skip
    return settle([Telling(event, document.header)])


def conferred(word: str, *who: Entity, **given: Any) -> Occurrence:
    attendees = tuple(Attendee(party(one), one.country) for one in who)
    return told(word, *who, meeting=Meeting("bilateral", attendees=attendees), **given)


EGYPT, ISRAEL, AMERICA = state("EGY"), state("ISR"), state("USA")


class TestOutcomes:
    def test_a_pledge_belongs_to_the_meeting_of_exactly_those_who_make_it(self) -> None:
        of_two = conferred("met", EGYPT, ISRAEL)
        of_three = conferred("conferred", EGYPT, ISRAEL, AMERICA)
        pledge = told("pledged", EGYPT, ISRAEL, commitment=Commitment("agreement", True, "peace"))
        everything = [of_three, pledge, of_two]
        assert outcomes(of_two, everything) == (pledge,)
        assert outcomes(of_three, everything) == ()

    def test_else_it_belongs_to_the_meeting_told_nearest(self) -> None:
        of_two, of_three = conferred("met", EGYPT, ISRAEL), conferred("conferred", EGYPT, ISRAEL, AMERICA)
        near = told("backed", ISRAEL, position=Position("support", "trade"))
        assert outcomes(of_three, [of_two, of_three, near]) == (near,)
        assert outcomes(of_two, [of_two, of_three, near]) == ()

    def test_who_was_not_there_voiced_nothing_there(self) -> None:
        of_two = conferred("met", EGYPT, ISRAEL)
        assert outcomes(of_two, [told("urged", CARTER, position=Position("demand", "patience"))]) == ()

    def test_a_president_speaks_elsewhere_while_the_foreign_ministers_meet(self) -> None:
        attendees = (Attendee(party(EGYPT), "EGY"), Attendee(party(AMERICA), "USA"))
        meeting = told(
            "met", EGYPT, AMERICA, meeting=Meeting("bilateral", attendees=attendees, level="foreign minister")
        )
        by_president = told("urged", CARTER, position=Position("demand", "patience"))
        by_minister = told("urged", VANCE, position=Position("demand", "patience"))
        assert outcomes(meeting, [by_president, by_minister]) == (by_minister,)

    def test_what_is_said_today_is_no_outcome_of_an_undated_meeting_of_the_past(self) -> None:
        past = conferred("met", EGYPT, ISRAEL, status="historical", when=When())
        assert outcomes(past, [told("backed", ISRAEL, position=Position("support", "trade"))]) == ()


class TestReadouts:
    ministry = Entity("dragoman:cairo-ministry", "Foreign Ministry", "organisation", "EGY", "GOV")
    bureau = Entity("dragoman:jerusalem-bureau", "Foreign Ministry", "organisation", "ISR", "GOV")

    def both_sides(self) -> tuple[Occurrence, tuple[Occurrence, ...]]:
        by_egypt = conferred("met", EGYPT, ISRAEL, source=self.ministry)
        by_israel = conferred("met", EGYPT, ISRAEL, source=self.bureau, publisher="Coast Daily")
        meeting = settle([*by_egypt.tellings, *by_israel.tellings])
        pledge = told("pledged", EGYPT, commitment=Commitment("pledge", False, "peace", amount="5 million dollars"))
        stand = told("backed", ISRAEL, publisher="Coast Daily", position=Position("support", "trade"))
        return meeting, (pledge, stand)

    def test_what_one_side_has_the_other_lacks(self) -> None:
        found = readouts(*self.both_sides())
        assert found.accounts == ("EGY", "ISR")
        assert [(one.kind, one.words) for one in found.only_in("EGY")] == [
            ("commitment", "peace"),
            ("amount", "5 million dollars"),
        ]
        assert [one.words for one in found.missing_in("EGY")] == ["support: trade"]

    def test_each_point_shows_the_words_it_rests_on(self) -> None:
        found = readouts(*self.both_sides())
        (point,) = [one for one in found.points if one.kind == "position"]
        assert point.voiced[0].evidence.quote == "Israel backed trade."

    def test_who_came_is_in_both(self) -> None:
        found = readouts(*self.both_sides())
        assert [one.accounts for one in found.points if one.kind == "attendee"] == [{"EGY", "ISR"}] * 2

    def test_a_report_that_cites_nobody_is_the_press(self) -> None:
        assert readouts(conferred("met", EGYPT, ISRAEL), ()).accounts == (PRESS,)

    def test_a_ministry_that_publishes_its_own_report_gives_its_account(self) -> None:
        meeting = conferred("met", EGYPT, ISRAEL, publisher="Ministry of Foreign Affairs of Egypt")
        assert readouts(meeting, ()).accounts == ("EGY",)
