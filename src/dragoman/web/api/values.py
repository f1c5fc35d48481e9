"""Values: what the record holds, as JSON, on the wire format's terms."""

from __future__ import annotations

from typing import Any

from dragoman.model import Occurrence, Record, Telling
from dragoman.reading import Unread
from dragoman.views.as_json import to_json
from dragoman.views.reports import ListedReport, StoredReport
from dragoman.web.desk import Coding
from dragoman.wire import Json, header_to_wire, report_to_wire


def occurrence_value(one: Occurrence) -> Json:
    """An event in the world, its tellings by their ids, with the words of the first."""
    value: Json = to_json(one)
    tellings = [telling.event.id for telling in one.tellings]
    return {**value, "tellings": tellings, "quote": one.first.event.evidence[0].quote}


def telling_value(telling: Telling) -> Json:
    """An event as one report tells it, and what a person found it to be."""
    value: Json = to_json(telling)
    return value


def listed_report_value(one: ListedReport) -> Json:
    """A report in a list."""
    return {
        **header_to_wire(one.document),
        "events": one.events,
        "characters": one.characters,
        "added_at": one.added_at,
    }


def stored_report_value(stored: StoredReport) -> Json:
    """A report in the ledger, with its text."""
    return {
        "document": header_to_wire(stored.document),
        "text": stored.document.text,
        "blocks": [{"kind": one.kind, "start": one.start, "end": one.end} for one in stored.document.blocks],
        "added_at": stored.added_at,
        "events": [
            {**telling_value(telling), "occurrence": stored.occurrences.get(telling.event.id)}
            for telling in stored.tellings
        ],
        "attributions": list(stored.attributions),
    }


def coding_value(coding: Coding) -> Json:
    """How far a coding is, and what has been made of its reports."""
    return {
        "id": coding.id,
        "state": "done" if coding.done.is_set() else "coding",
        "of": len(coding.reports),
        "reports": [outcome_value(outcome) for outcome in list(coding.outcomes)],
        "kept": sorted(coding.kept),
    }


def outcome_value(outcome: Record | Unread) -> Json:
    """What became of one report: its record, or why there is none."""
    if isinstance(outcome, Unread):
        return {"name": outcome.name, "record": None, "reason": outcome.reason}
    record: dict[str, Any] = report_to_wire(outcome)
    return {"name": outcome.document.name, "record": record, "reason": None}
