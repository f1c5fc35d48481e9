"""Events scored against a gold file: what was found, what differs, what is too much.

**When an entry is matched.** A coded event matches a gold entry when all of these hold:

- type: its type is one of the entry's;
- mode: where the entry gives modes, its mode is one of them;
- actors: the actors are the same set, each party compared as `GoldEntity.is_named_by` tells; an extra one counts
  against it. An entry with `actor: []` is not compared;
- recipients: likewise, but an entry without the key is not compared, and `recipient: []` means that there is none;
- quotation: one of its pieces of evidence, or its anchor, overlaps the entry's anchor in the report;
- status: it is the entry's, `actual` where the entry gives none;
- date: where the entry has the key, its first day is the same. `date: null` says that the report doesn't tell the day,
  so a day taken from the publication is wrong there.

One coded event matches one entry at most, and the other way round; of all ways to pair them the one with the most
matched entries is taken, entries with `must` first. Chain of sources, place and mediator are scored apart, over matched
entries that give them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dragoman.evaluation.gold import Gold, GoldEvent, fold
from dragoman.evaluation.score import (
    NONE,
    Check,
    Coded,
    Share,
    check_quotations,
    describe,
    label,
    names,
    quotations,
    share,
)
from dragoman.model.entity import Party
from dragoman.model.event import Attribution, Event
from dragoman.model.evidence import Span
from dragoman.model.record import Record

MATERIAL_QUADS = frozenset({2, 4})
"""PLOVER quad classes of deeds, as against words."""

Checks = tuple[Check, ...]

UNSAID = "the reporter's own voice"


@dataclass(frozen=True, slots=True)
class Row:
    """A gold entry and what was coded for it.

    Attributes:
        n: The entry's number.
        expected: The entry in words: type, mode, status, who to whom.
        anchor: Its words in the report.
        must: Whether it must be found.
        matched: Number of the coded event that matches, or None.
        nearest: Where nothing matches, number of the coded event that comes nearest among those that match no other
            entry; None when none is near.
        checks: All comparisons with the matched or nearest event, right and wrong.
        details: Chain, place and mediator, where the entry gives them, compared with the matched event.
    """

    n: int
    expected: str
    anchor: str
    must: bool
    matched: int | None
    nearest: int | None
    checks: tuple[Check, ...]
    details: tuple[Check, ...]

    @property
    def differences(self) -> Checks:
        """The comparisons that came out wrong."""
        return tuple(check for check in self.checks if not check.right)


@dataclass(frozen=True, slots=True)
class EventScore:
    """How a record compares with a gold file.

    Attributes:
        gold: The gold file.
        document: Name of the report.
        found: Entries that must be found and are, of all that must be (recall).
        optional: The same for entries that may be left out.
        justified: Coded events that match an entry, of all coded (precision).
        attribution, place, mediator: Matched entries whose chain, place, mediator is right, of those that give one.
        quotations: Quotations that stand in the text exactly where they say, of all.
        rows: One an entry, in the order of the gold file.
        coded: Every coded event, in the order of the record.
        extras: Numbers of the coded events that match no entry.
        violations: Numbers of material events that were coded in a sentence that must yield none.
        wrong_quotations: A message for each quotation that isn't exact.
    """

    gold: str
    document: str
    found: Share
    optional: Share
    justified: Share
    attribution: Share
    place: Share
    mediator: Share
    quotations: Share
    rows: tuple[Row, ...]
    coded: tuple[Coded, ...]
    extras: tuple[int, ...]
    violations: tuple[int, ...]
    wrong_quotations: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return asdict(self) | {"recall": self.found.rate, "precision": self.justified.rate}


def score_events(record: Record, gold: Gold) -> EventScore:
    """Compare what was coded in a report with what its gold file says.

    Raises:
        GoldError: The words of an anchor, or of a sentence of `not_events`, don't stand in the report just once.
    """
    places = [gold.locate(entry.anchor, record.document.text) for entry in gold.events]
    pairs = list(zip(gold.events, places, strict=True))
    checks = [[compare(entry, place, event, gold) for event in record.events] for entry, place in pairs]
    near = [_by_distance(place, record.events) for place in places]
    fits = [
        [at for at in order if all(check.right for check in rows[at])] for order, rows in zip(near, checks, strict=True)
    ]
    order = sorted(range(len(pairs)), key=lambda at: not gold.events[at].must)
    matched = maximum_matching(fits, order)
    taken = set(matched.values())
    rows = tuple(
        _row(entry, record, gold, checks[at], matched.get(at), [event for event in near[at] if event not in taken])
        for at, entry in enumerate(gold.events)
    )
    wrong = check_quotations(record)
    return EventScore(
        gold=gold.path,
        document=record.document.name,
        found=share([row.matched is not None for row in rows if row.must]),
        optional=share([row.matched is not None for row in rows if not row.must]),
        justified=Share(len(matched), len(record)),
        attribution=_detail_share(rows, "attribution"),
        place=_detail_share(rows, "place"),
        mediator=_detail_share(rows, "mediator"),
        quotations=Share(len(quotations(record)) - len(wrong), len(quotations(record))),
        rows=rows,
        coded=tuple(describe(number, event) for number, event in enumerate(record.events, start=1)),
        extras=tuple(at + 1 for at in range(len(record)) if at not in taken),
        violations=_violations(record, gold),
        wrong_quotations=wrong,
    )


def maximum_matching(fits: Sequence[Sequence[int]], order: Sequence[int]) -> dict[int, int]:
    """Pair entries with events so that as many entries as can be have one, earlier ones of `order` first.

    Augmenting paths (Kuhn 1955): an entry once paired stays paired, so the first lose nothing to later ones.

    Args:
        fits: For each entry, the events it may be paired with, the best first: an entry takes the first that is free.
        order: Entries, the most important first.

    Returns:
        Entry → event.

    >>> maximum_matching([[0, 1], [0]], [0, 1])
    {1: 0, 0: 1}
    """
    entry_of: dict[int, int] = {}

    def place(entry: int, tried: set[int]) -> bool:
        free = next((event for event in fits[entry] if event not in entry_of), None)
        if free is not None:
            entry_of[free] = entry
            return True
        for event in fits[entry]:
            if event in tried:
                continue
            tried.add(event)
            if place(entry_of[event], tried):
                entry_of[event] = entry
                return True
        return False

    for entry in order:
        place(entry, set())
    return {entry: event for event, entry in entry_of.items()}


def compare(entry: GoldEvent, place: Span, event: Event, gold: Gold) -> Checks:
    """All that decides whether a coded event matches an entry; `place` is where the entry's anchor stands."""
    quoted = [event.anchor, *event.evidence]
    checks = [
        Check(
            "quotation",
            any(evidence.span.overlaps(place) for evidence in quoted),
            f"[{place.start}, {place.end})",
            ", ".join(f"[{evidence.start}, {evidence.end})" for evidence in event.evidence),
        ),
        Check("type", event.type in entry.types, " or ".join(entry.types), event.type),
        Check("status", event.status == entry.status, entry.status, event.status),
    ]
    if entry.modes is not None:
        checks.append(Check("mode", event.mode in entry.modes, " or ".join(entry.modes), event.mode or NONE))
    if entry.actor:
        checks.append(_parties("actor", entry.actor, event.actor, gold))
    if entry.recipient is not None:
        checks.append(_parties("recipient", entry.recipient, event.recipient, gold))
    if entry.has_date:
        start, basis = event.when.start, event.when.basis
        got = f"{start} (day of publication)" if start and basis == "publication" else str(start or "no day")
        checks.append(Check("date", start == entry.day, str(entry.day or "no day"), got))
    return tuple(checks)


def _row(
    entry: GoldEvent, record: Record, gold: Gold, checks: Sequence[Checks], matched: int | None, free: Sequence[int]
) -> Row:
    shown = _nearest(checks, free) if matched is None else matched
    return Row(
        n=entry.n,
        expected=_in_words(entry, gold),
        anchor=entry.anchor,
        must=entry.must,
        matched=None if matched is None else matched + 1,
        nearest=None if matched is not None or shown is None else shown + 1,
        checks=() if shown is None else checks[shown],
        details=() if matched is None else _details(entry, record.events[matched], gold),
    )


def _by_distance(place: Span, events: Sequence[Event]) -> list[int]:
    """Events, those first whose deciding words stand nearest to a place: of two that fit the nearer is taken."""

    def distance(at: int) -> tuple[int, int]:
        anchor = events[at].anchor.span
        return max(0, place.start - anchor.end + 1, anchor.start - place.end + 1), abs(anchor.start - place.start)

    return sorted(range(len(events)), key=distance)


def _nearest(checks: Sequence[Checks], free: Sequence[int]) -> int | None:
    """Of the events that match no entry, the one that comes nearest: in the same words, or alike in type and actors."""
    best: tuple[bool, int] | None = None
    nearest = None
    for at in free:
        wrong = {check.what for check in checks[at] if not check.right}
        if "quotation" in wrong and wrong & {"type", "actor"}:
            continue
        rank = ("quotation" not in wrong, -len(wrong))
        if best is None or rank > best:
            best, nearest = rank, at
    return nearest


def _parties(what: str, expected: Sequence[str], coded: Sequence[Party], gold: Gold) -> Check:
    named = {gold_id for gold_id in expected for party in coded if gold.entity(gold_id).is_named_by(party)}
    strangers = [party for party in coded if not any(gold.entity(gold_id).is_named_by(party) for gold_id in expected)]
    right = named == set(expected) and not strangers
    return Check(what, right, _gold_names(expected, gold), names(coded))


def _details(entry: GoldEvent, event: Event, gold: Gold) -> Checks:
    details = []
    if entry.attribution is not None:
        details.append(_chain(entry.attribution, event.attribution, gold))
    if entry.place is not None:
        name = event.where.name
        details.append(Check("place", name is not None and fold(name) == fold(entry.place), entry.place, name or NONE))
    if entry.mediator is not None:
        details.append(_parties("mediator", entry.mediator, event.mediator, gold))
    return tuple(details)


def _chain(expected: Sequence[str], coded: Sequence[Attribution], gold: Gold) -> Check:
    right = _same_chain(expected, coded, gold)
    asked = [_gold_names([step], gold) for step in expected]
    got = [names([link.source]) if link.source else "?" for link in coded]
    classes = [gold.entity(gold_id).source_class for step in expected for gold_id in step.split("+")]
    if any(classes):
        asked.append(f"as {', '.join(filter(None, classes))}")
        got.append(f"as {', '.join(link.source_class for link in coded)}")
    return Check("attribution", right, " ← ".join(asked) or UNSAID, " ← ".join(got) or UNSAID)


def _same_chain(expected: Sequence[str], coded: Sequence[Attribution], gold: Gold) -> bool:
    """Whether the chains agree link by link; `a+b` stands for one or more links, each of them a or b."""
    at = 0
    for step in expected:
        start = at
        while at < len(coded) and any(_says(gold_id, coded[at], gold) for gold_id in step.split("+")):
            at += 1
            if "+" not in step:
                break
        if at == start:
            return False
    return at == len(coded)


def _says(gold_id: str, link: Attribution, gold: Gold) -> bool:
    """Whether a link's source is this entity, and of its class where the gold file gives one."""
    entity = gold.entity(gold_id)
    same_class = entity.source_class in {None, link.source_class}
    return same_class and link.source is not None and entity.is_named_by(link.source)


def _violations(record: Record, gold: Gold) -> tuple[int, ...]:
    forbidden = [gold.locate(sentence, record.document.text) for sentence in gold.not_events]
    return tuple(
        number
        for number, event in enumerate(record.events, start=1)
        if event.quad in MATERIAL_QUADS and any(event.anchor.span.overlaps(span) for span in forbidden)
    )


def _detail_share(rows: Sequence[Row], what: str) -> Share:
    return share([check.right for row in rows for check in row.details if check.what == what])


def _gold_names(gold_ids: Sequence[str], gold: Gold) -> str:
    return ", ".join("+".join(_gold_label(part, gold) for part in step.split("+")) for step in gold_ids) or NONE


def _gold_label(gold_id: str, gold: Gold) -> str:
    entity = gold.entity(gold_id)
    return label(entity.name, entity.country, entity.id, entity.kind)


def _in_words(entry: GoldEvent, gold: Gold) -> str:
    what = "/".join(entry.types) + (f" {'/'.join(entry.modes)}" if entry.modes else "")
    status = "" if entry.status == "actual" else f" [{entry.status}]"
    whom = f" → {_gold_names(entry.recipient, gold)}" if entry.recipient else ""
    return f"{what}{status}  {_gold_names(entry.actor, gold) if entry.actor else 'anybody'}{whom}"
