"""Position matrix: the lines of several holders side by side, so that a row is an issue and a column a holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.ledger.words.gist import gist
from dragoman.ledger.words.overlap import likeness
from dragoman.model import Entity
from dragoman.views.positions import Line, last_said_on

ALIKE: Final = 0.6
"""From this likeness of their words on, issues of two holders share a row; one holder's own are grouped from 0.4 on,
but there the speaker is the same."""
WITHIN_DAYS: Final = 365
"""Lines share a row only where both were last spoken of within so many days: "the invasion" is another every time."""


@dataclass(frozen=True, slots=True)
class Row:
    """An issue.

    Attributes:
        issue: In the words of the line that was spoken last.
        cells: Holder's id → their lines, the latest first.
    """

    issue: str
    cells: dict[str, list[Line]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Holders and issues.

    Attributes:
        holders: The columns: those with most lines first, then by name.
        rows: Issues with several holders first, then the latest.
    """

    holders: tuple[Entity, ...]
    rows: tuple[Row, ...]


def matrix(lines: Sequence[Line]) -> Matrix:
    """Lines by holder and issue.

    Args:
        lines: With the latest position first.
    """
    rows: list[list[Line]] = []
    for line in lines:
        near = [(_likeness(line, row[0]), -at) for at, row in enumerate(rows)]
        score, at = max(near, default=(0.0, 0))
        if score >= ALIKE:
            rows[-at].append(line)
        else:
            rows.append([line])
    holders = {line.holder.id: line.holder for line in lines}
    many = {id: sum(line.holder.id == id for line in lines) for id in holders}
    ranked = sorted(holders.values(), key=lambda one: (-many[one.id], one.name))
    found = [Row(row[0].issue, _cells(row)) for row in rows]
    return Matrix(tuple(ranked), tuple(sorted(found, key=lambda row: -len(row.cells))))


def _cells(row: Sequence[Line]) -> dict[str, list[Line]]:
    cells: dict[str, list[Line]] = {}
    for line in row:
        cells.setdefault(line.holder.id, []).append(line)
    return cells


def _likeness(one: Line, other: Line) -> float:
    """How alike two issues are; 0 where they lie too far apart in time, or one holder keeps them apart."""
    if one.holder.id == other.holder.id or not _near(last_said_on(one), last_said_on(other)):
        return 0.0
    return likeness(gist(one.issue), gist(other.issue))


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= WITHIN_DAYS
