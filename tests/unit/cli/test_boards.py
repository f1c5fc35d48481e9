"""`dragoman meetings`, `commitments` and `positions`: one ledger asked through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.ledger import Ledger
from dragoman.model import Attendee, CoderVersion, Commitment, Meeting, Position, Record, Where

CODER = CoderVersion("frames", "1")
DAY = date(1978, 9, 17)
Make = Callable[..., Record]
run = CliRunner().invoke


@pytest.fixture
def ledger(tmp_path: Path, make_record: Make) -> str:
    address = str(tmp_path / "ledger.db")
    with Ledger(address) as opened:
        opened.add(_records(make_record), coder=CODER)
    return address


def _records(make: Make) -> list[Record]:
    meeting = make()
    attendees = tuple(Attendee(party, party.entity.country) for party in meeting.events[0].actor)
    met = replace(meeting.events[0], meeting=Meeting("bilateral", venue=Where("Geneva"), attendees=attendees), id="")
    pledge = make("pledged to build a railway in", actors=("NOR",), recipients=("KEN",), type="AGREE")
    promise = Commitment("pledge", False, "build a railway", pledge.events[0].recipient)
    pledged = replace(pledge.events[0], commitment=promise, id="")
    demand = make("spoke of cheaper wheat to", actors=("KEN",), recipients=("NOR",), type="REQUEST")
    held = replace(demand.events[0], position=Position("demand", "cheaper wheat"), id="")
    coming = make(
        "will speak of fishing rights to", actors=("KEN",), recipients=("NOR",), type="REQUEST", status="future"
    )
    expected = replace(coming.events[0], position=Position("demand", "fishing rights"), id="")
    return [
        replace(record, events=(event,))
        for record, event in ((meeting, met), (pledge, pledged), (demand, held), (coming, expected))
    ]


def ask(*words: str, ledger: str) -> str:
    result = run(app, [*words, "--ledger", ledger])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def as_json(*words: str, ledger: str) -> dict[str, object]:
    result = run(app, [*words, "--ledger", ledger, "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_commitments_show_status_and_silence(ledger: str) -> None:
    today = str(DAY + timedelta(days=90))
    shown = ask("commitments", "--open", "--today", today, ledger=ledger)
    assert "silent for 90 days" in shown
    assert "build a railway" in shown
    found = as_json("commitments", "--silent", "90", "--today", today, ledger=ledger)
    (pledge,) = found["pledges"]  # type: ignore[misc]
    assert pledge["silent_days"] == 90
    assert pledge["pledge"]["commitment"]["action"] == "build a railway"
    assert as_json("commitments", "--silent", "91", "--today", today, ledger=ledger)["pledges"] == []


def test_a_promise_to_meet_that_was_met_leaves_the_open_ones_and_shows_its_meeting(
    tmp_path: Path, make_record: Make
) -> None:
    address = str(tmp_path / "met.db")
    promise = make_record("agreed to meet in Geneva on wheat", type="AGREE")
    bound = Commitment("agreement", True, "meet in Geneva on wheat")
    promised = replace(promise.events[0], cameo="036", commitment=bound, id="")
    with Ledger(address) as opened:
        records = [
            replace(promise, events=(promised,)),
            make_record("met in Geneva on wheat", day=DAY + timedelta(days=30)),
        ]
        opened.add(records, coder=CODER)
    shown = ask("commitments", "--today", "1978-12-01", ledger=address)
    assert "met 1978-10-17" in shown
    assert "1 commitment, counted from" in shown
    assert "0 commitments" in ask("commitments", "--open", "--today", "1978-12-01", ledger=address)
    (one,) = as_json("commitments", "--today", "1978-12-01", ledger=address)["pledges"]  # type: ignore[misc]
    assert (one["status"], one["meeting"], one["history"]) == ("open", records[1].events[0].id, [])  # type: ignore[index]


def test_one_commitment_is_shown_by_the_beginning_of_its_id(ledger: str) -> None:
    found = as_json("commitments", ledger=ledger)
    id = found["pledges"][0]["pledge"]["id"]  # type: ignore[index]
    assert as_json("commitments", id[:12], ledger=ledger)["status"] == "open"
    assert id[:12] in ask("commitments", id[:12], ledger=ledger)
    refused = run(app, ["commitments", "0000", "--ledger", ledger])
    assert refused.exit_code == 2
    assert "0000" in refused.stderr


def test_meetings_are_listed_shown_and_compared(ledger: str) -> None:
    assert "2 delegations: NOR, KEN" in ask("meetings", ledger=ledger)
    id = as_json("meetings", ledger=ledger)["meetings"][0]["meeting"]["id"]  # type: ignore[index]
    assert "the press" in ask("meetings", id, ledger=ledger)
    assert [one["of"] for one in as_json("meetings", id, "--compare", id, ledger=ledger)["both"]] == ["NOR", "KEN"]  # type: ignore[attr-defined]
    assert run(app, ["meetings", "--compare", id, "--ledger", ledger]).exit_code == 2
    assert run(app, ["meetings", "0000", "--ledger", ledger]).exit_code == 2


def test_positions_come_with_what_is_expected(ledger: str) -> None:
    shown = ask("positions", "--who", "KEN", ledger=ledger)
    assert "cheaper wheat" in shown
    assert "not yet" in shown
    found = as_json("positions", "--expected", ledger=ledger)
    assert "lines" not in found
    assert [one["outcome"] for one in found["expectations"]] == ["not_yet"]  # type: ignore[attr-defined]
    on_wheat = as_json("positions", "--on", "wheat", ledger=ledger)
    assert [one["issue"] for one in on_wheat["lines"]] == ["cheaper wheat"]  # type: ignore[attr-defined]
    assert on_wheat["expectations"] == []


def test_an_unknown_name_is_told(ledger: str) -> None:
    result = run(app, ["commitments", "--who", "Ruritania", "--ledger", ledger])
    assert result.exit_code == 0
    assert "Ruritania" in result.stderr


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    result = run(app, ["positions", "--ledger", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "there is no ledger" in result.stderr
