"""Record: all that one report says, ready to read, iterate and put into a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model.entity import Party
from dragoman.model.event import Attribution, Event
from dragoman.model.report import Document

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one report.

    Attributes:
        document: The report as read.
        events: What it records, in the order of the text.
        attributions: Who says what in it, in the order of the text, whether or not an event rests on it.
    """

    document: Document
    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...] = ()

    def __iter__(self) -> Iterator[Event]:
        """Iterate over the events."""
        return iter(self.events)

    def __len__(self) -> int:
        """How many events there are."""
        return len(self.events)

    def __str__(self) -> str:
        """A line that names the report, then a line an event."""
        name = self.document.title or (self.document.name if self.document.name != "-" else "Untitled report")
        head = f"{name}: {len(self.events)} event{'s' * (len(self.events) != 1)}"
        return "\n".join([head, *(f"  {line(event)}" for event in self.events)])

    def rows(self) -> list[dict[str, Cell]]:
        """One flat dict an event, with the same keys in the same order: `pandas.DataFrame(record.rows())`."""
        return [row(event, self.document) for event in self.events]


def names(parties: tuple[Party, ...]) -> str:
    """The parties' names, joined by commas."""
    return ", ".join(party.entity.name for party in parties)


def line(event: Event) -> str:
    """An event in one line, for people.

    The form is `day  actors → recipients  TYPE mode (status): “deciding words”`.
    """
    day = event.when.start.isoformat() if event.when.start else "undated"
    what = event.type if event.mode is None else f"{event.type} {event.mode}"
    status = "" if event.status == "actual" else f" ({event.status})"
    whom = f" → {names(event.recipient)}" if event.recipient else ""
    return f"{day}  {names(event.actor) or '?'}{whom}  {what}{status}: “{event.anchor.quote}”"


def row(event: Event, document: Document) -> dict[str, Cell]:
    """An event as one flat dict: lists joined by `;`, days in ISO 8601."""
    when, where = event.when, event.where
    return {
        "id": event.id,
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published_on": document.published_on.isoformat() if document.published_on else None,
        "type": event.type,
        "mode": event.mode,
        "contexts": ";".join(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "plover_score": event.plover_score,
        "goldstein": event.goldstein,
        "status": event.status,
        "actor": ";".join(party.id for party in event.actor),
        "actor_name": ";".join(party.entity.name for party in event.actor),
        "recipient": ";".join(party.id for party in event.recipient),
        "recipient_name": ";".join(party.entity.name for party in event.recipient),
        "about": ";".join(party.id for party in event.about),
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "place": where.name,
        "place_country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "source": ";".join(link.source.entity.name if link.source else "?" for link in event.attribution),
        "stance": event.position.stance if event.position else None,
        "commitment": event.commitment.action if event.commitment else None,
        "quote": event.evidence[0].quote,
        "quote_start": event.evidence[0].start,
        "quote_end": event.evidence[0].end,
        "confidence": event.confidence,
    }
