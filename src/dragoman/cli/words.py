"""Words: an event in plain English, as lines of text without colour or layout."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model.entity import Party, When, Where
from dragoman.model.event import Agreement, Attribution, Commitment, Event, Meeting, Position
from dragoman.model.evidence import Span
from dragoman.model.record import Record
from dragoman.model.report import Document

NOTHING = "—"
ELLIPSIS = "…"

_SPACE = re.compile(r"\s+")
_MARKS = ("“", "”", "„", '"', "«", "»")
_LETTER = re.compile(r"[^\W\d_]")
_FORMATS: Mapping[str, str] = {
    "bilateral": "bilateral meeting",
    "multilateral": "multilateral meeting",
    "phone": "talks by phone",
    "visit": "visit",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage cut to a window around its deciding words.

    Attributes:
        before: What stands before them.
        anchor: The deciding words.
        after: What follows.
    """

    before: str
    anchor: str
    after: str

    @property
    def opening(self) -> str:
        """A quotation mark, unless the passage begins with one."""
        return "" if (self.before or self.anchor).startswith(_MARKS) else "“"

    @property
    def closing(self) -> str:
        """A quotation mark, unless the passage ends with one."""
        return "" if (self.after or self.anchor).endswith(_MARKS) else "”"

    def marked(self) -> str:
        """The passage with the deciding words between « and »."""
        return f"{self.before}«{self.anchor}»{self.after}"


def printable(text: str) -> str:
    r"""The text on one line, without what could steer a terminal or turn its order round.

    >>> printable("a\x1b[31mred\n\n b")
    'a [31mred b'
    """
    kept = [" " if unicodedata.category(letter) == "Cc" else letter for letter in text if not _turns_order(letter)]
    return _SPACE.sub(" ", "".join(kept))


def quotation(event: Event, document: Document, room: int) -> Quotation:
    """The passage that holds the event's anchor, cut by whole words to about `room` letters around it."""
    span = _passage(event)
    before, after = document.text[span.start : event.anchor.start], document.text[event.anchor.end : span.end]
    return window(before, event.anchor.quote, after, room)


def window(before: str, anchor: str, after: str, room: int) -> Quotation:
    """The deciding words with what stands around them, cut by whole words to about `room` letters."""
    before, anchor, after = printable(before).lstrip(), printable(anchor).strip(), printable(after).rstrip()
    if len(anchor) > room:
        return Quotation("", cut_end(anchor, room), "")
    half = (room - len(anchor)) // 2
    left = half + max(0, half - len(after))
    right = half + max(0, half - len(before))
    return Quotation(cut_start(before, left), anchor, cut_end(after, right))


def cut_end(text: str, room: int) -> str:
    """The text, or its first whole words and an ellipsis.

    >>> cut_end("one two three", 9)
    'one two …'
    """
    if len(text) <= room:
        return text
    kept = text[: room + 1]
    words = kept.rpartition(" ")[0] if " " in kept.strip() else kept[:room]
    kept = words.rstrip(" ,;:")
    return f"{kept} {ELLIPSIS}"


def cut_start(text: str, room: int) -> str:
    """The text, or an ellipsis and its last whole words.

    >>> cut_start("one two three", 9)
    '… two three'
    """
    if len(text) <= room:
        return text
    kept = text[len(text) - room - 1 :]
    words = kept.partition(" ")[2] if " " in kept.strip() else kept[1:]
    return f"{ELLIPSIS} {words.lstrip()}" if words.strip() else f"{ELLIPSIS} "


def names(parties: Sequence[Party]) -> str:
    """The parties by name, with the country where the name doesn't tell it."""
    return ", ".join(name(party) for party in parties)


def name(party: Party) -> str:
    """A party by name, such as "Foreign Office (PAK)" or "Türkiye"."""
    entity = party.entity
    shown = printable(entity.name).strip()
    return f"{shown} ({entity.country})" if entity.country and entity.kind in {"person", "organisation"} else shown


def who_to_whom(event: Event) -> str:
    """Actors and recipients, such as "Pakistan → Israel"."""
    whom = f" → {names(event.recipient)}" if event.recipient else ""
    return f"{names(event.actor) or 'somebody unnamed'}{whom}"


def when(found: When) -> str:
    """The day or days, what they rest on where that isn't plain, or "undated"."""
    words = f"“{printable(found.expression).strip()}”" if found.expression else ""
    if found.start is None:
        return f"{words}, no day known" if words else "undated"
    days = _days(found)
    if found.basis == "publication":
        return f"{days} (day of publication)"
    return f"{days} ({words})" if words and found.basis == "relative" else days


def place(where: Where) -> str:
    """The place and its country, or a dash."""
    if where.name is None:
        return where.country or NOTHING
    shown = printable(where.name).strip()
    return f"{shown}, {where.country}" if where.country else shown


def chain(attribution: Sequence[Attribution]) -> str:
    """The sources from the outlet inwards, such as "Reuters ← Foreign Office"; a dash for the reporter's own voice."""
    links = [link.source.entity.name if link.source else "a source unnamed" for link in attribution]
    return " ← ".join(printable(link).strip() for link in links) or NOTHING


def facets(event: Event) -> list[str]:
    """The event's facets and its further parties, each in a short phrase."""
    found = []
    if event.meeting:
        found.append(_meeting(event.meeting))
    if event.commitment:
        found.append(_commitment(event.commitment))
    if event.position:
        found.append(_position(event.position))
    if event.agreement:
        found.append(_agreement(event.agreement))
    if event.about:
        found.append(f"about {names(event.about)}")
    if event.mediator:
        found.append(f"mediated by {names(event.mediator)}")
    return found


def count_by_type(types: Mapping[str, int], *, reports: int) -> str:
    """What was coded in all, such as "7 events in 2 reports: 4 CONSULT, 3 AGREE"."""
    total = sum(types.values())
    ranked = sorted(types.items(), key=lambda item: (-item[1], item[0]))
    parts = f": {', '.join(f'{count} {kind}' for kind, count in ranked)}" if total else ""
    return f"{number(total, 'event')} in {number(reports, 'report')}{parts}"


def types_of(record: Record) -> Counter[str]:
    """How many events of each type a record holds."""
    return Counter(event.type for event in record)


def named_failures(failed: Sequence[tuple[str, str]], *, of: int, done: str) -> str:
    """The reports that something could not be done with, in a block: how many, then name and reason of each.

    >>> print(named_failures([("a.txt", "is empty")], of=3, done="coded"))
    1 of 3 reports was not coded:
      a.txt: is empty
    """
    verb = "was" if len(failed) == 1 else "were"
    lines = [f"  {printable(name)}: {printable(reason)}" for name, reason in failed]
    return "\n".join([f"{len(failed)} of {number(of, 'report')} {verb} not {done}:", *lines])


def number(count: int, noun: str) -> str:
    """A count with its noun.

    >>> number(1, "event"), number(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def why_nothing(record: Record) -> str:
    """Why a report has no events, as far as the record tells."""
    words = len(record.document.text.split())
    if words < 12:
        return f"The report has only {number(words, 'word')}."
    if not _LETTER.search(record.document.text):
        return "The report holds no words."
    if record.attributions:
        said = number(len(record.attributions), "statement")
        return f"It has {said} with a source, but none tells of an act that the codebook knows."
    return "None of its sentences tells, in words that the codebook knows, of an act by a party that is named."


def _turns_order(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _passage(event: Event) -> Span:
    """The evidence that holds the anchor, widened to take all of it; the anchor alone where none does."""
    anchor = event.anchor.span
    held = [evidence.span for evidence in event.evidence if evidence.span.overlaps(anchor)]
    if not held:
        return anchor
    best = max(held, key=lambda span: (span.contains(anchor), span.end - span.start))
    return Span(min(best.start, anchor.start), max(best.end, anchor.end))


def _days(found: When) -> str:
    if found.start is None:
        return ""
    if found.precision == "year":
        first, last = f"{found.start.year}", f"{found.end.year}" if found.end else ""
    elif found.precision == "month":
        first, last = f"{found.start:%Y-%m}", f"{found.end:%Y-%m}" if found.end else ""
    else:
        first, last = f"{found.start}", f"{found.end}" if found.end else ""
    return first if last in {"", first} else f"{first} to {last}"


def _meeting(meeting: Meeting) -> str:
    parts = [_FORMATS[meeting.format]]
    if meeting.name:
        parts.append(printable(meeting.name).strip())
    phrase = ": ".join(parts)
    if meeting.level:
        phrase += f", level: {printable(meeting.level)}"
    if meeting.host:
        phrase += f", hosted by {name(meeting.host)}"
    if meeting.agenda:
        phrase += f", on {printable(meeting.agenda)}"
    if meeting.parent:
        phrase += f", beside {printable(meeting.parent)}"
    absent = [attendee for attendee in meeting.attendees if attendee.presence != "present"]
    if absent:
        phrase += f"; {', '.join(f'{name(attendee.party)} {attendee.presence}' for attendee in absent)}"
    return phrase


def _commitment(commitment: Commitment) -> str:
    phrase = f"{'joint ' if commitment.joint else ''}{commitment.force}: {printable(commitment.action)}"
    if commitment.beneficiary:
        phrase += f", for {names(commitment.beneficiary)}"
    if commitment.amount:
        phrase += f", {printable(commitment.amount)}"
    if commitment.deadline.start or commitment.deadline.expression:
        phrase += f", by {when(commitment.deadline)}"
    if commitment.conditions:
        phrase += f", on condition: {printable(commitment.conditions)}"
    return phrase


def _position(position: Position) -> str:
    again = " (reiterated)" if position.novelty == "reiterated" else ""
    whom = f", addressed to {names(position.addressee)}" if position.addressee else ""
    return f"{position.stance}{again}: {printable(position.object)}{whom}"


def _agreement(agreement: Agreement) -> str:
    phrase = f"{printable(agreement.instrument)}: {agreement.stage.replace('_', ' ')}"
    if agreement.parties:
        phrase += f", between {names(agreement.parties)}"
    return f"{phrase}, mediated by {names(agreement.mediators)}" if agreement.mediators else phrase
