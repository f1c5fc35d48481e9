"""Filters: which occurrences a question is about, as a value, and as conditions on the ledger's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, intersect, or_, select

from dragoman.codebook import codebook
from dragoman.codebook.ontology import near
from dragoman.errors import CodebookError
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import holds, holds_still
from dragoman.views.parties import PARTS, having_part, seek, states
from dragoman.views.wording import told_in

SAID: Final = (1, 3)
"""Quad classes of words: verbal cooperation and verbal conflict."""
DONE: Final = (2, 4)
"""Quad classes of deeds: material cooperation and material conflict."""

HAPPENED: Final = ("actual", "historical")
"""Statuses of what is told as having happened; the others are to come, might be, or did not happen."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which occurrences are meant: all of what is given has to hold; of several values in one field any will do.

    Parties are given as `parties.seek` takes them: an id, a state's code or a name; a state stands for all who belong
    to it.

    Attributes:
        who: Actors.
        whom: Recipients.
        either: Parties in any role: actor, recipient, attendee, mediator, or whom it is about.
        together: Who act jointly: each of these is an actor.
        between: Who have to do with one another: each of these is a party, in whatever role.
        source: Who says so.
        type: PLOVER event types.
        status: Statuses, such as "actual".
        context: PLOVER contexts.
        quad: PLOVER quad classes, 1 to 4.
        place: A state, by code or name, or the name of a place, where it happened.
        publisher: Who published a report that tells it.
        since: First day. An occurrence stands at its first day, else at the first day of publication; one without
            either is found only by a question that names no day.
        until: Last day, inclusive.
        as_of: Ask what was believed then: a moment (UTC), or the end of a day; None is now.
        min_confidence: From 0 to 1.
        text: Words that stand in the passage that tells it, as `ledger.store.fulltext.phrases` reads them.

    Raises:
        CodebookError: A type, status, context or quad class that there isn't.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    place: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | datetime | None = None
    min_confidence: float = 0.0
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a code that the codebook doesn't have: it would find nothing, and look like an answer."""
        if self.type or self.status or self.context:
            book = codebook()
            _refuse_unknown("type", self.type, book.types)
            _refuse_unknown("status", self.status, book.statuses)
            _refuse_unknown("context", self.context, book.contexts)
        _refuse_unknown("quad class", self.quad, (1, 2, 3, 4))

    @property
    def parties(self) -> tuple[str, ...]:
        """All words that stand for somebody, in the order of the fields."""
        return (*self.who, *self.whom, *self.either, *self.together, *self.between, *self.source)

    @property
    def is_open(self) -> bool:
        """Whether it leaves nothing out."""
        return all(getattr(self, field.name) == field.default for field in fields(self) if field.name != "as_of")


def conditions(wanted: Filter, *, revision: int | None) -> tuple[ColumnElement[bool], ...]:
    """What has to hold of a row of `occurrence`.

    Args:
        wanted: The filter.
        revision: `ledger.revision(connection, wanted.as_of)`; None is now.
    """
    involved = tuple(_involved(wanted))
    if len(involved) < 2:
        return (holds(schema.occurrence, revision), *_among(involved), *_own(wanted), *_tellings(wanted))
    # Few have to do with one another: what both have a part in is looked up, and not all that holds walked through.
    both = (intersect(*involved),)
    return (holds_still(schema.occurrence, revision), *_among(both), *_own(wanted), *_tellings(wanted))


def _own(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on the row itself."""
    row = schema.occurrence.c
    for column, values in ((row.type, wanted.type), (row.status, wanted.status), (row.quad, wanted.quad)):
        if values:
            yield column.in_(values)
    if wanted.context:
        context = schema.occurrence_context
        told = select(context.c.occurrence).where(context.c.context.in_(wanted.context))
        yield row.number.in_(told.correlate(None))
    if wanted.place:
        yield or_(*(_at(place) for place in wanted.place))
    if wanted.since:
        yield row.day >= wanted.since.isoformat()
    if wanted.until:
        yield row.day <= wanted.until.isoformat()
    if wanted.min_confidence:
        yield row.confidence >= wanted.min_confidence


def _involved(wanted: Filter) -> Iterator[Select[tuple[int]]]:
    """Row numbers of the occurrences in which those meant by one condition have a part."""
    roles = (
        (wanted.who, ("actor",)),
        (wanted.whom, ("recipient",)),
        (wanted.either, PARTS),
        (wanted.source, ("source",)),
    )
    for words, parts in roles:
        if words:
            yield having_part(map(seek, words), parts)
    for one in wanted.together:
        yield having_part((seek(one),), ("actor",))
    for one in wanted.between:
        yield having_part((seek(one),), PARTS)


def _among(numbers: Iterable[Select[tuple[int]] | CompoundSelect[tuple[int]]]) -> Iterator[ColumnElement[bool]]:
    return (schema.occurrence.c.number.in_(one) for one in numbers)


def _tellings(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on the reports that tell it."""
    member, claim, report = schema.occurrence_claim, schema.claim, schema.report
    if wanted.publisher:
        told = select(member.c.occurrence).join(claim, claim.c.number == member.c.claim)
        told = told.join(report, report.c.number == claim.c.report).where(report.c.publisher.in_(wanted.publisher))
        yield schema.occurrence.c.number.in_(told.correlate(None))
    if wanted.text:
        yield told_in(wanted.text)


def _at(place: str) -> ColumnElement[bool]:
    row = schema.occurrence.c
    if countries := states(place):
        return row.country.in_(countries)
    return or_(row.place == place, func.lower(row.place) == place.lower())


def _refuse_unknown(name: str, given: Collection[Any], known: Collection[Any]) -> None:
    for one in given:
        if one not in known:
            hint = near(str(one), map(str, known)) or f"; it has {', '.join(map(str, known))}"
            raise CodebookError(f"{one!r} is no {name} of the codebook{hint}")


EVERYTHING: Final = Filter()
"""The filter that leaves nothing out."""
