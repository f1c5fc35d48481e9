"""The record that a ledger keeps of what reports tell: the same whatever the order, and what was believed when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.ledger.tellings import CODES, DAY, person, state

from dragoman.ledger import Ledger, same_question
from dragoman.model import Block, CoderVersion, Document, Party, Record, When
from dragoman.model.event import Event
from dragoman.model.occurrence import Occurrence

CODER = CoderVersion("test", "1")
EGYPT, ISRAEL, AMERICA, RUSSIA = (state(code) for code in ("EGY", "ISR", "USA", "RUS"))
HEAD = "PORT SAID (North Sea Wire) - "


def record(
    *sentences: str, publisher: str = "Cape Post", days_later: int = 0, coder: CoderVersion = CODER, **given: object
) -> Record:
    """A report each of whose sentences is an event; the type is told by the sentence's verb."""
    text = " ".join(sentences)
    published = DAY + timedelta(days=days_later)
    document = Document(text, (Block("paragraph", 0, len(text)),), publisher=publisher, published_on=published)
    events = []
    at = 0
    for sentence in sentences:
        events.append(_event(document, at, at + len(sentence), coder, **given))
        at += len(sentence) + 1
    return Record(document, tuple(events))


def _event(document: Document, start: int, end: int, coder: CoderVersion, **given: object) -> Event:
    words = document.text[start:end]
    named = [entity for entity in (EGYPT, ISRAEL, AMERICA, RUSSIA) if entity.name in words]
    named.sort(key=lambda entity: words.index(entity.name))
    type_ = "ACCUSE" if "accused" in words else "AGREE" if "promised" in words else "CONSULT"
    parties = tuple(Party(entity, entity.name, start, start + 1) for entity in named)
    day = document.published_on if "on Monday" in words else None
    values = {
        "document_id": document.id,
        "type": type_,
        "mode": None,
        "contexts": (),
        "cameo": CODES[type_],
        "quad": 1,
        "plover_score": 1.0,
        "goldstein": 1.0,
        "status": "future" if "will" in words else "actual",
        "actor": parties if type_ == "CONSULT" else parties[:1],
        "recipient": () if type_ == "CONSULT" else parties[1:],
        "evidence": (document.evidence(start, end),),
        "anchor": document.evidence(start, start + len(words.split()[0])),
        "confidence": 0.9,
        "why": "a test says so",
        "coder": coder,
        "when": When(day, day, "day", "on Monday", "relative")
        if day
        else When(document.published_on, document.published_on, "day", None, "publication"),
    }
    return Event(**{**values, **given})  # type: ignore[arg-type]


CANAL = "Egypt accused Israel of mining the canal locks."
AGAIN = "Egypt accused Israel of having laid mines in the locks."
TALKS = "Egypt and Israel met on Monday about the canal."
WORLD = [
    record(HEAD + CANAL, TALKS, "Russia promised to mend the locks."),
    record(CANAL, TALKS, publisher="Delta Daily"),
    record(AGAIN, publisher="Hill Echo", days_later=2),
    record("Egypt accused Israel of jailing three pilots.", publisher="Hill Echo"),
    record("Israel and Egypt held talks on Monday.", "Egypt accused Russia of delay.", publisher="Sea Gazette"),
    record("Egypt and Israel met on Monday about the canal.", publisher="Cape Post", days_later=7),
    record(
        "Russia will mend the locks, and promised it.", "Russia promised repairs of the locks.", publisher="Delta Daily"
    ),
]


def held(ledger: Ledger, records: Sequence[Record]) -> set[Occurrence]:
    return {found for one in records for event in one.events if (found := ledger.occurrence(event.id)) is not None}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, len(WORLD)))
def test_order_and_batches_of_arrival_change_nothing(dice: Random, batch: int) -> None:
    with Ledger(":memory:") as straight, Ledger(":memory:") as shuffled:
        straight.add(WORLD, coder=CODER)
        order = list(WORLD)
        dice.shuffle(order)
        for at in range(0, len(order), batch):
            shuffled.add(order[at : at + batch], coder=CODER)
        assert held(shuffled, WORLD) == held(straight, WORLD)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(":memory:")


def groups(ledger: Ledger, records: Sequence[Record]) -> set[frozenset[str]]:
    return {frozenset(one.event.id for one in found.tellings) for found in held(ledger, records)}


def test_copies_other_wordings_and_the_other_sides_account_come_together(ledger: Ledger) -> None:
    ledger.add(WORLD, coder=CODER)
    first, copy, later, pilots, sea, week_later, _ = WORLD
    found = groups(ledger, WORLD)
    assert frozenset(one.events[0].id for one in (first, copy, later)) in found
    assert frozenset((first.events[1].id, copy.events[1].id, sea.events[0].id)) in found
    assert {frozenset([pilots.events[0].id]), frozenset([week_later.events[0].id])} <= found


def test_a_credited_copy_adds_a_report_and_no_source(ledger: Ledger) -> None:
    ledger.add(WORLD, coder=CODER)
    found = ledger.occurrence(WORLD[0].events[0].id)
    assert found is not None
    assert (found.reports, found.independent_sources) == (3, 2)
    assert found.reason.startswith("both ACCUSE, same parties")


def test_an_announcement_and_the_event_stay_two(ledger: Ledger) -> None:
    will = record("Egypt and Israel will meet on Monday about the canal.", publisher="Hill Echo")
    ledger.add([WORLD[0], will], coder=CODER)
    assert frozenset([will.events[0].id]) in groups(ledger, [WORLD[0], will])


def test_what_a_person_holds_apart_stays_apart_and_what_was_believed_before_is_kept(ledger: Ledger) -> None:
    first, copy = WORLD[:2]
    ledger.add([first, copy], coder=CODER)
    before = datetime.now(UTC)
    a, b = first.events[0].id, copy.events[0].id
    ledger.judge(same_question(a, b), False, by="Ann", reason="two mines")
    assert {frozenset([a]), frozenset([b])} <= groups(ledger, [first, copy])
    then = ledger.occurrence(a, as_of=before)
    assert then is not None
    assert {one.event.id for one in then.tellings} == {a, b}
    ledger.judge(same_question(a, b), None, by="Ann")
    assert frozenset([a, b]) in groups(ledger, [first, copy])


def test_a_person_joins_what_no_likeness_would(ledger: Ledger) -> None:
    _, _, _, pilots, sea, *_ = WORLD
    ledger.add([pilots, sea], coder=CODER)
    a, b = pilots.events[0].id, sea.events[1].id
    ledger.judge(same_question(a, b), True, by="Ann")
    found = ledger.occurrence(a)
    assert found is not None
    assert ({one.event.id for one in found.tellings}, found.reason) == ({a, b}, "a person said so")


def test_holding_two_apart_counts_for_reports_that_arrive_later(ledger: Ledger) -> None:
    first, copy, later = WORLD[:3]
    ledger.add([first, copy], coder=CODER)
    a, b = first.events[0].id, copy.events[0].id
    ledger.judge(same_question(a, b), False, by="Ann")
    ledger.add([later], coder=CODER)
    assert not any({a, b} <= group for group in groups(ledger, WORLD[:3]))


def test_a_rejected_bridge_leaves_its_neighbours_apart(ledger: Ledger) -> None:
    monday = record("Egypt and Israel met on Monday about the canal.")
    tuesday = record("Egypt and Israel met on Monday about the canal.", publisher="Hill Echo", days_later=1)
    ledger.add([monday, tuesday], coder=CODER)
    bridge = monday.events[0].id
    ledger.judge(f"review:{bridge}", {"verdict": "rejected"}, by="Ann")
    assert ledger.occurrence(bridge) is None
    assert ledger.occurrence(tuesday.events[0].id) is not None
    ledger.judge(f"review:{bridge}", None, by="Ann")
    assert ledger.occurrence(bridge) is not None


def test_a_correction_moves_a_telling_to_its_own_kind(ledger: Ledger) -> None:
    first, copy = WORLD[:2]
    ledger.add([first, copy], coder=CODER)
    before = datetime.now(UTC)
    wrong = copy.events[1].id
    ledger.judge(f"review:{wrong}", {"verdict": "corrected", "event": {"status": "future"}}, by="Ann")
    found, then = ledger.occurrence(wrong), ledger.occurrence(wrong, as_of=before)
    assert found is not None
    assert then is not None
    assert (found.status, len(found.tellings), len(then.tellings)) == ("future", 1, 2)


def test_a_newer_reading_takes_the_older_ones_place_among_the_others(ledger: Ledger) -> None:
    first, copy = WORLD[:2]
    ledger.add([first, copy], coder=CODER)
    before = datetime.now(UTC)
    newer = CoderVersion("test", "2")
    again = Record(first.document, tuple(replace(event, coder=newer, id="") for event in first.events))
    ledger.add([again], coder=newer)
    found = ledger.occurrence(again.events[0].id)
    assert found is not None
    assert {one.event.id for one in found.tellings} == {again.events[0].id, copy.events[0].id}
    assert ledger.occurrence(first.events[0].id) is None
    assert ledger.occurrence(again.events[0].id, as_of=before) is None
    then = ledger.occurrence(first.events[0].id, as_of=before)
    assert then is not None
    assert {one.event.id for one in then.tellings} == {first.events[0].id, copy.events[0].id}


def test_a_person_without_a_state_is_found_under_the_others_names(ledger: Ledger) -> None:
    def meeting(name: str, publisher: str) -> Record:
        made = record("Egypt met on Monday about the canal.", publisher=publisher)
        guest = Party(person(name), name, 0, 1)
        (event,) = made.events
        return Record(made.document, (replace(event, actor=(*event.actor, guest), id=""),))

    reports = [meeting("Chou En-lai", "Cape Post"), meeting("Chou", "Delta Daily")]
    ledger.add(reports, coder=CODER)
    assert len(groups(ledger, reports)) == 1
