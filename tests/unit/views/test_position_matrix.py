"""A position matrix: a row is an issue of one time, a column a holder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Position, Record
from dragoman.views.position_matrix import matrix
from dragoman.views.positions import Line, positions


@pytest.fixture
def lines(tmp_path: Path, make_record: Callable[..., Record]) -> Iterator[tuple[Line, ...]]:
    """Norway and Kenya on one matter in one year, Peru on it thirty years later, Norway on another."""
    said = [
        ("NOR", "urged", date(1978, 9, 17), "demand", "the return of the fishing boats"),
        ("NOR", "pressed", date(1978, 10, 2), "demand", "the return of the fishing boats"),
        ("KEN", "rejected", date(1978, 9, 20), "reject", "a return of the fishing boats"),
        ("PER", "urged", date(2008, 9, 20), "demand", "the return of the fishing boats"),
        ("NOR", "backed", date(1978, 11, 2), "support", "a tax on timber"),
    ]
    with Ledger(tmp_path / "ledger.db") as ledger:
        for who, verb, day, stance, what in said:
            record = make_record(words=f"{verb} {what}", actors=(who,), type="REQUEST", day=day)
            held = replace(record.events[0], position=Position(stance, what))  # type: ignore[arg-type]
            ledger.add([replace(record, events=(held,))], coder=CoderVersion("frames", "1"))
        yield positions(ledger, limit=50).lines


def test_a_row_is_an_issue_of_one_time_and_a_column_a_holder(lines: tuple[Line, ...]) -> None:
    found = matrix(lines)
    holders = [one.id for one in found.holders]
    assert holders[0] == "NOR", "who has most lines stands first"
    assert set(holders) == {"NOR", "KEN", "PER"}
    first = found.rows[0]
    assert set(first.cells) == {"NOR", "KEN"}, "who speaks thirty years later speaks of something else"
    assert len(found.rows) == 3


def test_every_line_stands_in_one_cell_of_its_holder(lines: tuple[Line, ...]) -> None:
    cells = [(holder, line) for row in matrix(lines).rows for holder, held in row.cells.items() for line in held]
    assert all(line.holder.id == holder for holder, line in cells)
    assert sorted(line.issue + line.holder.id for _, line in cells) == sorted(
        line.issue + line.holder.id for line in lines
    )


def test_a_matrix_of_nothing_is_empty() -> None:
    assert matrix([]).rows == ()
