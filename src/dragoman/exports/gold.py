"""Gold: what people accepted and corrected, as annotated reports and as sentences to learn from.

`reports/NAME.txt` with `NAME.yaml` is the form that `dragoman eval events` reads. What nobody has reviewed stands in it
as what may be coded or left out, so that a report that was reviewed in part neither asks for it nor counts it as wrong.
`sentences/reviewed.tsv` has a row for each reviewed event whose passage names an actor and a recipient, in the form of
the project's own corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from dragoman.model.entity import Entity, Party
from dragoman.model.event import Event
from dragoman.model.evidence import Evidence, Span
from dragoman.model.occurrence import Telling
from dragoman.model.report import Document

REVIEWED: Final = ("accepted", "corrected")

_SPACE: Final = re.compile(r"\s+")
_NOT_NAME: Final = re.compile(r"[^a-z0-9]+")
_BETWEEN: Final = re.compile(r"(?:,|and|&|or|as well as|\s)*")
"""What may stand between two parties that are marked as one list."""
_POSSESSIVE: Final = re.compile(r"['’]s$")
_WORD_END: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        reports: Annotated reports.
        events: Reviewed events in them.
        sentences: Rows to learn from.
    """

    reports: int
    events: int
    sentences: int


def write_gold(folder: Path, reviewed: Iterable[tuple[Document, Sequence[Telling]]]) -> Written:
    """Write the gold and training data of reports; files of the same reports from an earlier export are replaced.

    Args:
        folder: Where; it is made where there is none.
        reviewed: Each report with all of its events that weren't rejected, at least one of which was reviewed.

    Raises:
        OSError: The folder can't be written.
    """
    reports, sentences = folder / "reports", folder / "sentences"
    reports.mkdir(parents=True, exist_ok=True)
    sentences.mkdir(parents=True, exist_ok=True)
    many = events = 0
    rows: dict[str, None] = {}
    for document, tellings in reviewed:
        name = file_name(document)
        (reports / f"{name}.txt").write_bytes(document.text.encode("utf-8", "surrogatepass"))
        (reports / f"{name}.yaml").write_text(gold_of(document, tellings), encoding="utf-8", newline="\n")
        looked_at = [one.event for one in tellings if one.verdict in REVIEWED]
        rows |= dict.fromkeys(row for event in looked_at if (row := sentence_row(event, document)))
        many, events = many + 1, events + len(looked_at)
    (sentences / "reviewed.tsv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
    return Written(many, events, len(rows))


def file_name(document: Document) -> str:
    """A name for a report's files, the same in every export."""
    title = _NOT_NAME.sub("-", (document.title or "").casefold()).strip("-")[:40].rstrip("-")
    return "-".join(filter(None, (str(document.published_on or ""), title, document.id[:8])))


def gold_of(document: Document, tellings: Sequence[Telling]) -> str:
    """The gold file of a report, as YAML.

    Args:
        document: The report.
        tellings: All of its events that weren't rejected.
    """
    looked_at = [one.event for one in tellings if one.verdict in REVIEWED]
    entities = _Entities()
    gold = {
        "meetings": [_meeting(event, entities) for event in looked_at if event.meeting],
        "commitments": [_commitment(event, entities) for event in looked_at if event.commitment],
        "positions": [_position(event, entities) for event in looked_at if event.position],
        "events": list(_events(document, tellings, entities)),
    }
    head = f"# {len(looked_at)} of {len(tellings)} events reviewed; the others (must: no) may be coded or left out.\n"
    written = {"entities": entities.table, **{name: found for name, found in gold.items() if found}}
    return head + yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=120)


def sentence_row(event: Event, document: Document) -> str | None:
    """An event as a row of the sentence corpus; None where its passage doesn't name both sides.

    Of an event without recipient whose actors act together, such as a meeting, the first stands for the source and the
    others for the target.
    """
    source, target = (event.actor, event.recipient) if event.recipient else (event.actor[:1], event.actor[1:])
    for passage in sorted(event.evidence, key=lambda one: not one.span.contains(event.anchor.span)):
        mine, theirs = _marked(source, passage, document), _marked(target, passage, document)
        if mine and theirs and not mine.overlaps(theirs):
            sentence = _with_marks(passage, mine, theirs)
            contexts = ";".join(event.contexts) or "-"
            return "\t".join((event.type, event.mode or "-", event.status, event.cameo, contexts, sentence))
    return None


class _Entities:
    """The table of a gold file: everybody who is named in it, by id."""

    def __init__(self) -> None:
        self.table: dict[str, dict[str, Any]] = {}

    def ids(self, parties: Iterable[Party]) -> list[str]:
        """The ids of parties, which are put into the table."""
        return [self._id(party) for party in parties]

    def _id(self, party: Party) -> str:
        entity = party.entity
        row = self.table.setdefault(entity.id, _row(entity))
        words = _SPACE.sub(" ", party.text).strip()
        if entity.kind not in ("country", "person") and words not in (entity.name, *row.get("mentions", ())):
            row.setdefault("mentions", []).append(words)
        return entity.id


def _row(entity: Entity) -> dict[str, Any]:
    if entity.kind == "country":
        return {"kind": "country"}
    row: dict[str, Any] = {"name": entity.name, "kind": entity.kind}
    if entity.country:
        row["country"] = entity.country
    return row


def _events(document: Document, tellings: Sequence[Telling], entities: _Entities) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(tellings, start=1):
        event, reviewed = one.event, one.verdict in REVIEWED
        entry: dict[str, Any] = {"n": number, "type": [event.type]}
        if reviewed:
            entry |= {"mode": [event.mode]} if event.mode else {}
            entry["actor"] = entities.ids(event.actor)
            entry["recipient"] = entities.ids(event.recipient)
            entry |= {"mediator": entities.ids(event.mediator)} if event.mediator else {}
        entry |= {"status": event.status} if event.status != "actual" else {}
        # What hangs on the day of publication can't be told from the text alone.
        if reviewed and event.when.start and event.when.basis == "explicit":
            entry["date"] = event.when.start
        if reviewed and event.where.name and event.where.lat is not None:
            entry["place"] = event.where.name
        entry |= {} if reviewed else {"must": False}
        yield {**entry, "anchor": unique_words(event.anchor, document)}


def _meeting(event: Event, entities: _Entities) -> dict[str, Any]:
    assert event.meeting is not None
    attendees = entities.ids(one.party for one in event.meeting.attendees)
    return {"format": event.meeting.format, "attendees": attendees}


def _commitment(event: Event, entities: _Entities) -> dict[str, Any]:
    assert event.commitment is not None
    return {"by": entities.ids(event.actor), "force": event.commitment.force, "action": event.commitment.action}


def _position(event: Event, entities: _Entities) -> dict[str, Any]:
    assert event.position is not None
    holders = entities.ids(event.actor)
    return {"holder": holders, "stance": event.position.stance, "object": event.position.object}


def unique_words(anchor: Evidence, document: Document) -> str:
    """The deciding words, with as many words after and before them as it takes to stand in the text only once."""
    text, start, end = document.text, anchor.start, anchor.end
    while text.find(text[start:end]) != start or text.find(text[start:end], start + 1) >= 0:
        if (start, end) == (0, len(text)):
            break
        following = _WORD_END.search(text, end + 1)
        end = following.start() if following else len(text)
        before = max((found.start() for found in _WORD_END.finditer(text, 0, max(0, start - 1))), default=-1)
        start = before + 1 if start else 0
    return text[start:end]


def _marked(parties: Sequence[Party], passage: Evidence, document: Document) -> Span | None:
    """Where a passage names the parties: all where they stand in a list, else the first; None where it names none."""
    spans = sorted(
        Span(party.start, party.end)
        for party in parties
        if document.text[party.start : party.end] == party.text and passage.span.contains(Span(party.start, party.end))
    )
    if not spans:
        return None
    listed = all(_BETWEEN.fullmatch(document.text, one.end, other.start) for one, other in pairwise(spans))
    start, end = spans[0].start, spans[-1].end if listed else spans[0].end
    possessive = _POSSESSIVE.search(document.text, start, end)
    return Span(start, possessive.start() if possessive else end)


def _with_marks(passage: Evidence, source: Span, target: Span) -> str:
    """A passage on one line with its source and target marked."""
    marks = sorted(((source.start, "<s>"), (source.end, "</s>"), (target.start, "<t>"), (target.end, "</t>")))
    pieces, at = [], 0
    for place, mark in marks:
        pieces += [passage.quote[at : place - passage.start], mark]
        at = place - passage.start
    return _SPACE.sub(" ", "".join([*pieces, passage.quote[at:]])).strip()
