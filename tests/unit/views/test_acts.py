"""Acts out of the ledger: which of an occurrence's tellings gives the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dragoman.ledger import Ledger, same_question
from dragoman.ledger.boards.acts import Act
from dragoman.ledger.store.schema import occurrence
from dragoman.model import CoderVersion, Commitment, Event, Position, Record
from dragoman.views.acts import load_acts
from dragoman.views.commitments import commitments
from dragoman.wire import event_to_wire

CODER = CoderVersion("frames", "1")
FIRST = date(1978, 9, 17)
PLEDGE = Commitment("pledge", False, "pay for the new harbour")
STANCE = Position("support", "the new harbour")
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def told(ledger: Ledger, make: Make, *facets: Commitment | Position | None, day: date = FIRST) -> list[Event]:
    """One occurrence's tellings with these facets, a day after another, each in words of its own."""
    records = []
    for at, facet in enumerate(facets):
        record = make(
            f"spoke {'again ' * at}of the new harbour in",
            actors=("NOR",),
            recipients=("KEN",),
            type="AGREE",
            day=day + timedelta(days=at),
            publisher=f"Paper {at}",
        )
        commitment = facet if isinstance(facet, Commitment) else None
        position = facet if isinstance(facet, Position) else None
        event = replace(record.events[0], commitment=commitment, position=position, id="")
        records.append(replace(record, events=(event,)))
    ledger.add(records, coder=CODER)
    events = [record.events[0] for record in records]
    for event in events[1:]:
        ledger.judge(same_question(events[0].id, event.id), True, by="Ada")
    return events


def loaded(ledger: Ledger, **given: Any) -> Act:
    """The only act there is."""
    with ledger.reading() as connection:
        numbers = list(connection.scalars(select(occurrence.c.number).where(occurrence.c.until_revision.is_(None))))
        (act,) = load_acts(connection, numbers, revision=None, **given)
    return act


def test_no_numbers_give_no_acts(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert load_acts(connection, [], revision=None) == []


def test_an_act_is_in_the_words_of_the_first_telling(ledger: Ledger, make_record: Make) -> None:
    first, _ = told(ledger, make_record, None, None)
    assert loaded(ledger).event == first


def test_an_act_is_in_the_words_of_the_first_telling_that_has_what_it_is_read_for(
    ledger: Ledger, make_record: Make
) -> None:
    _, stance, pledge, _ = told(ledger, make_record, None, STANCE, PLEDGE, STANCE)
    assert loaded(ledger).event == stance
    assert loaded(ledger, facets=("position",)).event == stance
    assert loaded(ledger, facets=("commitment",)).event == pledge


def test_an_act_is_told_from_the_first_day_to_the_last_whoever_gives_its_words(
    ledger: Ledger, make_record: Make
) -> None:
    told(ledger, make_record, None, PLEDGE, None)
    act = loaded(ledger)
    assert act.event.commitment == PLEDGE
    assert (act.first_told, act.last_told) == (FIRST, FIRST + timedelta(days=2))


def test_a_commitment_that_a_person_added_is_what_the_act_says(ledger: Ledger, make_record: Make) -> None:
    _, second = told(ledger, make_record, None, None)
    document = ledger.document(second.document_id)
    assert document is not None
    corrected = event_to_wire(replace(second, commitment=PLEDGE), document)["commitment"]
    ledger.judge(f"review:{second.id}", {"verdict": "corrected", "event": {"commitment": corrected}}, by="Ada")
    assert loaded(ledger).event.commitment == PLEDGE


def test_a_pledge_is_repeated_though_the_first_report_of_it_tells_only_a_position(
    ledger: Ledger, make_record: Make
) -> None:
    told(ledger, make_record, PLEDGE)
    told(ledger, make_record, STANCE, PLEDGE, day=FIRST + timedelta(days=30))
    (pledge,) = commitments(ledger, today=FIRST + timedelta(days=60)).pledges
    assert [link.later.said_on for link in pledge.reaffirmations] == [FIRST + timedelta(days=30)]
