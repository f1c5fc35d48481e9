"""Actor: who somebody is, with whom they deal, and what was last told of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, case, func, select

from dragoman.errors import GazetteerError
from dragoman.gazetteer import Holding, Tenure, gazetteer
from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import load_occurrences
from dragoman.model.entity import Entity
from dragoman.model.occurrence import Occurrence
from dragoman.views.filters import EVERYTHING, Filter, conditions
from dragoman.views.pages import count, numbers
from dragoman.views.parties import PARTS, Sought, likest, seek

RECENT: Final = 10
"""How many recent occurrences are given unless the caller says otherwise."""
COUNTERPARTS: Final = 20
"""How many counterparts are given."""

_OFFICES: Final = ("head_of_state", "head_of_government", "foreign_minister")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody with whom an actor has to do.

    Attributes:
        id: Entity id.
        name: Its name, as the ledger has it.
        count: How many occurrences both have a part in.
        last: The day of the last one that happened, or is to come; None where none is dated.
    """

    id: str
    name: str
    count: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is.

    Attributes:
        sought: Whom the question means.
        entities: The same, as the gazetteer knows them, with the posts of the day; empty for who isn't in it.
        tenures: Offices held over time, of a person; sorted by start.
        officers: Who held the first offices of a state on the day, or may have.
        on: The day of the posts.
    """

    sought: Sought
    entities: tuple[Entity, ...]
    tenures: tuple[Tenure, ...]
    officers: tuple[Holding, ...]
    on: date

    @property
    def name(self) -> str:
        """The name to show."""
        return self.entities[0].name if len(self.entities) == 1 else self.sought.words


@dataclass(frozen=True, slots=True)
class Actor(Profile):
    """Who somebody is, and what the ledger has of them.

    Attributes:
        total: Occurrences in which they have a part.
        statements: Occurrences that rest on their word.
        types: How many of each PLOVER event type, the most frequent first.
        counterparts: With whom they deal, the most frequent first.
        recent: The latest occurrences, the latest first.
    """

    total: int
    statements: int
    types: tuple[tuple[str, int], ...]
    counterparts: tuple[Counterpart, ...]
    recent: tuple[Occurrence, ...]


def profile(who: str, *, on: date) -> Profile:
    """Who somebody is, by the gazetteer alone.

    Args:
        who: Id, state or name, as `parties.seek` takes it.
        on: The day of the offices.
    """
    sought = seek(who)
    return Profile(sought, _entities(sought, on), _tenures(sought), _officers(sought, on), on)


def actor(ledger: Ledger, who: str, wanted: Filter = EVERYTHING, *, on: date, recent: int = RECENT) -> Actor:
    """Who somebody is, with whom they deal, and what was last told of them.

    Args:
        ledger: The ledger.
        who: Id, state or name, as `parties.seek` takes it.
        wanted: What else has to hold of the occurrences; its own `either` and `source` are replaced.
        on: The day of the offices.
        recent: How many recent occurrences to give.

    Raises:
        GazetteerError: Neither the gazetteer nor the ledger knows anybody of that name.
        LedgerError: The ledger can't be read.
    """
    found = profile(who, on=on)
    theirs, said = replace(wanted, either=(who,)), replace(wanted, source=(who,))
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        types = _types(connection, theirs, revision)
        statements = count(connection, said, revision=revision)
        if not (found.sought.is_known or types or statements):
            raise nobody(who)
        latest = numbers(connection, theirs, revision=revision, limit=recent)
        return Actor(
            sought=found.sought,
            entities=found.entities,
            tenures=found.tenures,
            officers=found.officers,
            on=on,
            total=sum(many for _, many in types),
            statements=statements,
            types=types,
            counterparts=_counterparts(connection, found.sought, theirs, revision),
            recent=tuple(load_occurrences(connection, latest, as_of=revision)),
        )


def nobody(who: str) -> GazetteerError:
    """What to raise of a name that neither the gazetteer nor the ledger has."""
    close = likest(who)
    hint = f"; did you mean {close}?" if close else ""
    return GazetteerError(f"nobody is called {who!r}, in the gazetteer or in the ledger{hint}")


def _entities(sought: Sought, on: date) -> tuple[Entity, ...]:
    known = (id for id in (*sought.countries, *sought.ids) if id in gazetteer())
    return tuple(gazetteer().entity_on(id, on) for id in known)


def _tenures(sought: Sought) -> tuple[Tenure, ...]:
    people = [one for one in sought.ids if one in gazetteer() and gazetteer().entity(one).kind == "person"]
    return gazetteer().tenures(people[0]) if len(people) == 1 else ()


def _officers(sought: Sought, on: date) -> tuple[Holding, ...]:
    return tuple(
        holding
        for state in sought.countries
        for office in _OFFICES
        for holding in gazetteer().holders(state, office, on)
    )


def _types(connection: Connection, wanted: Filter, revision: int | None) -> tuple[tuple[str, int], ...]:
    row, many = schema.occurrence.c, func.count().label("many")
    query = select(row.type, many).where(*conditions(wanted, revision=revision)).group_by(row.type)
    return tuple((type, count) for type, count in connection.execute(query.order_by(many.desc(), row.type)))


def _counterparts(
    connection: Connection, sought: Sought, wanted: Filter, revision: int | None
) -> tuple[Counterpart, ...]:
    party, occurrence = schema.occurrence_party, schema.occurrence
    many = func.count(occurrence.c.number.distinct()).label("many")
    # Whoever has no country is another, too: a plain NOT would pass over the nulls.
    is_another = case((sought.among(party), 0), else_=1) == 1
    query = (
        select(party.c.entity, func.min(party.c.name), many, func.max(occurrence.c.day))
        .join(occurrence, occurrence.c.number == party.c.occurrence)
        .where(*conditions(wanted, revision=revision), party.c.role.in_(PARTS), is_another)
        .group_by(party.c.entity)
        .order_by(many.desc(), party.c.entity)
        .limit(COUNTERPARTS)
    )
    return tuple(
        Counterpart(id, name, shared, date.fromisoformat(last) if last else None)
        for id, name, shared, last in connection.execute(query)
    )
