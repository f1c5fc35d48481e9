"""Dyad: what two parties do to one another and with one another, month by month, words apart from deeds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, case, func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.views.filters import DONE, EVERYTHING, HAPPENED, SAID, Filter, conditions

Kind = Literal["said", "done", "future", "hypothetical", "negated"]
"""What a point counts: words and deeds that happened, and apart from them what is to come, might be, or did not."""

KINDS: Final[tuple[Kind, ...]] = ("said", "done", "future", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class Point:
    """The occurrences of one kind in one month.

    Attributes:
        month: First day of the month; None for the undated.
        kind: What is counted.
        count: How many; at least one.
        plover_score: Mean of their PLOVER scores.
        goldstein: Mean of their Goldstein scores.
    """

    month: date | None
    kind: Kind
    count: int
    plover_score: float
    goldstein: float


@dataclass(frozen=True, slots=True)
class Series:
    """What one does to the other, or both together.

    Attributes:
        wanted: The filter that finds all of it.
        points: By month, the undated last, then in the order of `KINDS`; only months that have something.
    """

    wanted: Filter
    points: tuple[Point, ...]

    def total(self, kind: Kind) -> int:
        """How many there are of a kind in all months."""
        return sum(point.count for point in self.points if point.kind == kind)

    def mean_goldstein(self, kind: Kind) -> float | None:
        """The mean Goldstein score of a kind over all its occurrences; None where there are none."""
        total = self.total(kind)
        return sum(one.goldstein * one.count for one in self.points if one.kind == kind) / total if total else None

    def behind(self, point: Point) -> Filter:
        """The filter that finds the occurrences of a dated point, and only these.

        Raises:
            ValueError: The point is of the undated, which no filter tells from the others.
        """
        if point.month is None:
            raise ValueError("no filter finds the undated alone")
        last = point.month.replace(day=monthrange(point.month.year, point.month.month)[1])
        statuses, quads = _MEANING[point.kind]
        return replace(
            self.wanted,
            since=max(filter(None, (self.wanted.since, point.month))),
            until=min(filter(None, (self.wanted.until, last))),
            status=tuple(one for one in statuses if not self.wanted.status or one in self.wanted.status),
            quad=tuple(one for one in quads if not self.wanted.quad or one in self.wanted.quad),
        )


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties.

    An act done together that is also directed at one of the two stands in both series.

    Attributes:
        a, b: The words that name them.
        a_to_b: What `a` does to `b`: `a` acts, `b` is the recipient.
        b_to_a: What `b` does to `a`.
        together: What they do together, such as meet: both act.
    """

    a: str
    b: str
    a_to_b: Series
    b_to_a: Series
    together: Series

    def months(self) -> Iterator[date]:
        """First days of all months from the first that has something in any series to the last, without a gap."""
        found = {one.month for one in (*self.a_to_b.points, *self.b_to_a.points, *self.together.points) if one.month}
        month, last = min(found, default=date.max), max(found, default=date.min)
        while month <= last:
            yield month
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def dyad(ledger: Ledger, a: str, b: str, wanted: Filter = EVERYTHING) -> Dyad:
    """What two parties do to and with one another.

    Args:
        ledger: The ledger.
        a: One party, as `parties.seek` takes it.
        b: The other.
        wanted: What else has to hold; its own parties are replaced.

    Raises:
        LedgerError: The ledger can't be read.
    """
    plain = replace(wanted, who=(), whom=(), together=())
    filters = (
        replace(plain, who=(a,), whom=(b,)),
        replace(plain, who=(b,), whom=(a,)),
        replace(plain, together=(a, b)),
    )
    with ledger.reading() as connection:
        revision = ledger.revision(connection, wanted.as_of)
        return Dyad(a, b, *(_series(connection, one, revision) for one in filters))


_MEANING: Final[dict[Kind, tuple[tuple[str, ...], tuple[int, ...]]]] = {
    "said": (HAPPENED, SAID),
    "done": (HAPPENED, DONE),
    "future": (("future",), ()),
    "hypothetical": (("hypothetical",), ()),
    "negated": (("negated",), ()),
}
"""Kind → statuses and quad classes; no quad classes are all of them."""


def _series(connection: Connection, wanted: Filter, revision: int | None) -> Series:
    row = schema.occurrence.c
    month, kind = func.substr(row.day, 1, 7).label("month"), _kind().label("kind")
    query = (
        select(month, kind, func.count(), func.avg(row.plover_score), func.avg(row.goldstein))
        .where(*conditions(wanted, revision=revision))
        .group_by(month, kind)
    )
    points = [
        Point(date.fromisoformat(f"{at}-01") if at else None, of, number, float(plover), float(goldstein))
        for at, of, number, plover, goldstein in connection.execute(query)
    ]
    points.sort(key=lambda point: (point.month or date.max, KINDS.index(point.kind)))
    return Series(wanted, tuple(points))


def _kind() -> ColumnElement[str]:
    row = schema.occurrence.c
    return case((row.status.not_in(HAPPENED), row.status), (row.quad.in_(SAID), "said"), else_="done")
