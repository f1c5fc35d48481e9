"""Dates of a document in the model's terms, with those told from an event tied to that event's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.linking.dates import DateMention, find_dates, resolve
from dragoman.model import Dated, Document, When


def link_dates(document: Document) -> tuple[Dated, ...]:
    """Find the time expressions of a document and the days they mean, in the order of the text.

    "On the eve of the meeting" is told from an event. A report's own meeting is its news, so without a date of its own
    that event is put on the day of publication.
    """
    return tuple(
        Dated(mention.start, mention.end, _tied(mention, document.published_on), mention.relation, mention.offset_days)
        for block in document.blocks
        if block.kind not in ("label", "dateline")
        for mention in _in_block(document, block.start, block.end)
    )


def _in_block(document: Document, start: int, end: int) -> tuple[DateMention, ...]:
    found = find_dates(document.text[start:end], document.published_on)
    return tuple(_shifted(mention, start) for mention in found)


def _shifted(mention: DateMention, offset: int) -> DateMention:
    return replace(mention, start=mention.start + offset, end=mention.end + offset)


def _tied(mention: DateMention, published_on: date | None) -> When:
    if not mention.anchor_needed or published_on is None:
        return mention.when
    return resolve(mention.text, published_on, event_date=published_on) or mention.when
