"""Corrections: what a person types for fields of an event becomes an answer, or the event as it would be."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, corrections, decisions
from dragoman.ledger.corrections.values import Typed
from dragoman.ledger.decisions import Answers
from dragoman.model.entity import Party
from dragoman.model.event import Event
from dragoman.model.report import Document
from dragoman.views.judgements import persons
from dragoman.views.reviewed import tellings_of


def correct(ledger: Ledger, event: str, changes: Mapping[str, Typed]) -> Answers:
    """The answer that corrects an event, by id, field by field; empty when nothing changes.

    Args:
        ledger: The ledger.
        event: Its id.
        changes: Field → what is typed for it; see `ledger.corrections.FIELDS`.

    Raises:
        CorrectionError: A field or a value isn't valid.
        LedgerError: There is no such event.
    """
    stands, document = _open(ledger, event)
    changed = corrections.correction(stands, document, changes, known=_known(ledger, document.id))
    if not changed:
        return {}
    before = next((one.answer for one in reversed(persons(ledger, f"review:{event}"))), None)
    kept = before.get("event", {}) if isinstance(before, dict) else {}
    return decisions.correct(event, {**kept, **changed})


def corrected(ledger: Ledger, event: str, changes: Mapping[str, Typed]) -> Event:
    """What an event would be with these corrections; arguments and errors as of `correct`."""
    stands, document = _open(ledger, event)
    return corrections.corrected(stands, document, changes, known=_known(ledger, document.id))


def _open(ledger: Ledger, event: str) -> tuple[Event, Document]:
    """An event as it stands, and its report."""
    found = ledger.occurrence(event)
    telling = next((one for one in found.tellings if one.event.id == event), None) if found else None
    document = ledger.document(telling.document.id) if telling else None
    if telling is None or document is None:
        raise LedgerError(ledger.address, f"there is no event {event}; it may have been rejected")
    return telling.event, document


def _known(ledger: Ledger, document_id: str) -> list[Party]:
    """The parties of all events of a report, in the order of the text."""
    with ledger.reading() as connection:
        events = [one.event for one in tellings_of(connection, document_id)]
    found = (party for event in events for party in (*event.actor, *event.recipient, *event.about, *event.mediator))
    return sorted(found, key=lambda party: (party.start, party.end, party.id))
