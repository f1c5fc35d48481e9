"""The seed and three follow-up reports in one ledger: what the boards must show of the day in Istanbul."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Report
from dragoman.views.commitments import Pledge, commitments
from dragoman.views.expectations import Expectation, expectations
from dragoman.views.filters import Filter
from dragoman.views.meetings import MeetingEntry, attendance, meeting, meetings

FOLLOW_UPS = Path(__file__).resolve().parents[2] / "corpus" / "follow_ups"
SEVEN = {"TUR", "PAK", "SAU", "QAT", "IDN", "ARE", "JOR"}
THE_DAY = date(2025, 11, 3)
A_MONTH_LATER = date(2025, 12, 3)


@pytest.fixture(scope="module")
def ledger(shared: Path, coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    seed = (shared / "seed" / "report.txt").read_text(encoding="utf-8")
    reports = [Report(seed, published_on=THE_DAY, publisher="Seed")]
    reports += [
        Report(path.read_text(encoding="utf-8"), media_type="text/markdown", name=path.name)
        for path in sorted(FOLLOW_UPS.glob("istanbul-*.md"))
    ]
    assert len(reports) == 4
    with Ledger(tmp_path_factory.mktemp("golden") / "ledger.db") as opened:
        opened.add((coder.code(report) for report in reports), coder=CoderVersion("dragoman", "golden"))
        yield opened


@pytest.fixture(scope="module")
def of_the_day(ledger: Ledger) -> list[MeetingEntry]:
    return list(meetings(ledger, Filter(since=THE_DAY, until=THE_DAY, place=("Istanbul",))).items)


@pytest.fixture(scope="module")
def istanbul(of_the_day: list[MeetingEntry]) -> MeetingEntry:
    (found,) = [entry for entry in of_the_day if len(entry.delegations) > 2]
    return found


@pytest.fixture(scope="module")
def bilateral(of_the_day: list[MeetingEntry]) -> MeetingEntry:
    (found,) = [entry for entry in of_the_day if {one.of for one in entry.delegations} == {"PAK", "TUR"}]
    return found


def test_the_istanbul_meeting_stands_once_with_seven_delegations(istanbul: MeetingEntry) -> None:
    assert {one.of for one in istanbul.delegations} == SEVEN
    assert istanbul.occurrence.reports == 4
    assert istanbul.occurrence.where.name == "Istanbul"


def test_it_has_the_name_that_the_bilateral_gives_it(istanbul: MeetingEntry) -> None:
    assert istanbul.name == "Coordination Meeting of Arab-Islamic Foreign Ministers on Gaza"


def test_the_bilateral_is_its_child(istanbul: MeetingEntry, bilateral: MeetingEntry) -> None:
    assert bilateral.beside is not None
    assert bilateral.beside.larger.id == istanbul.occurrence.id
    assert [child.id for child in istanbul.children] == [bilateral.occurrence.id]


def test_what_the_two_ministers_pledged_is_the_outcome_of_their_meeting(
    ledger: Ledger, istanbul: MeetingEntry, bilateral: MeetingEntry
) -> None:
    of_two, of_seven = (meeting(ledger, entry.occurrence.id) for entry in (bilateral, istanbul))
    assert of_two is not None
    assert of_seven is not None
    assert "maintain close coordination" in [one.first.event.anchor.quote for one in of_two.outcomes]
    assert not [one for one in of_seven.outcomes if one.commitment]
    assert of_two.readouts.accounts == ("PAK",)


def test_the_pledge_to_maintain_coordination_is_open_and_its_silence_counted(ledger: Ledger) -> None:
    board = commitments(ledger, Filter(who=("PAK",), since=THE_DAY), today=A_MONTH_LATER)
    (pledge,) = [one for one in board.pledges if _is_coordination(one)]
    assert pledge.status == "open"
    assert {actor.country for actor in pledge.occurrence.actor} == {"PAK", "TUR"}
    assert pledge.silent_days == 30
    assert pledge.overdue_days == 0


def test_what_fidan_and_ankara_were_to_demand_is_expected(ledger: Ledger) -> None:
    expected = list(expectations(ledger, Filter(who=("TUR",))).items)
    said = {_object(one): one for one in expected}
    assert any("framework" in words for words in said)
    assert any("collective action" in words for words in said)
    assert {one.answer.outcome for one in said.values()} == {"not_yet"}


def test_the_aid_that_islamabad_was_to_demand_was_then_demanded(ledger: Ledger) -> None:
    expected = expectations(ledger, Filter(who=("PAK",)), on="humanitarian aid").items
    (aid,) = [one for one in expected if _object(one).startswith("the unhindered delivery")]
    assert aid.answer.outcome == "met"
    assert aid.answer.act is not None
    assert aid.answer.act.header.publisher == "dragoman illustration 2"


def test_egypt_and_the_united_states_were_in_new_york_and_not_in_istanbul(
    ledger: Ledger, istanbul: MeetingEntry
) -> None:
    (new_york,) = meetings(ledger, Filter(since=date(2025, 9, 23), until=date(2025, 9, 23))).items
    changes = attendance(ledger, new_york.occurrence.id, istanbul.occurrence.id)
    assert {one.of for one in changes.left} == {"EGY", "USA"}
    assert {one.of for one in changes.both} == SEVEN
    assert not changes.joined


def _is_coordination(pledge: Pledge) -> bool:
    return any("coordination" in one.event.anchor.quote for one in pledge.occurrence.tellings)


def _object(expectation: Expectation) -> str:
    assert expectation.occurrence.position is not None
    return expectation.occurrence.position.object
