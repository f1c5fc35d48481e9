"""Rows: a row of cells by the names of its columns, with a clear fault for a cell that can't be read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.codebook.datasets import AUXILIARY_MODES
from dragoman.model.entity import Where
from dragoman.model.event import Status

_NOTHING: Final = frozenset({"", "None", "nan", "NULL"})
_SHOWN: Final = 40
"""Letters of a wrong cell that a message shows."""
_POLE: Final = 90
_HALF_TURN: Final = 180

_STATUS_OF: Final[Mapping[str, Status]] = {mode: status for status, mode in AUXILIARY_MODES.items()}


class RowError(ValueError):
    """A row that can't be read; readers turn it into a `BrokenRow` with its place."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row.

    Attributes:
        cells: Text by column; a column that isn't there is an empty cell.
    """

    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text of a cell; empty where it says nothing."""
        found = self.cells.get(column, "").strip()
        return "" if found in _NOTHING else found

    def text_or_none(self, column: str) -> str | None:
        """The text of a cell, or None."""
        return self.text(column) or None

    def texts(self, column: str) -> tuple[str, ...]:
        """The values of a cell, each in its place; an empty place is empty text."""
        found = self.text(column)
        parts = (part.strip() for part in found.split(";")) if found else ()
        return tuple("" if part in _NOTHING else part for part in parts)

    def required(self, column: str) -> str:
        """The text of a cell that must say something.

        Raises:
            RowError: It is empty.
        """
        found = self.text(column)
        if not found:
            raise RowError(f"{column} is empty")
        return found

    def whole(self, column: str, *, least: int = 0, most: int | None = None) -> int | None:
        """A whole number; None where the cell is empty.

        Raises:
            RowError: It is no such number.
        """
        found = self.number(column)
        if found is None:
            return None
        if not found.is_integer() or found < least or (most is not None and found > most):
            raise self.fault(column, f"a whole number from {least}" + (f" to {most}" if most is not None else ""))
        return int(found)

    def number(self, column: str) -> float | None:
        """A finite number; None where the cell is empty.

        Raises:
            RowError: It is no such number.
        """
        found = self.text(column)
        if not found:
            return None
        try:
            value = float(found)
        except ValueError:
            raise self.fault(column, "a number") from None
        if not math.isfinite(value):
            raise self.fault(column, "a finite number")
        return value

    def day(self, column: str) -> date | None:
        """A day as 2025-11-03 or 20251103; None where the cell is empty.

        Raises:
            RowError: It is no day.
        """
        found = self.text(column)
        if not found:
            return None
        try:
            return date.fromisoformat(found[:10])
        except ValueError:
            raise self.fault(column, "a day such as 2025-11-03") from None

    def fault(self, column: str, wanted: str) -> RowError:
        """An error that says what should stand in a cell and what does."""
        found = self.text(column)
        shown = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
        return RowError(f"{column} must be {wanted}, not {shown!r}")


def located(
    name: str | None, country: str | None, lat: float | None, lon: float | None, *, geonames: int | None
) -> Where:
    """A place; half a pair of coordinates is none.

    Raises:
        RowError: The coordinates lie on no globe.
    """
    if lat is None or lon is None:
        return Where(name=name, country=country, geonames_id=geonames)
    if not (-_POLE <= lat <= _POLE and -_HALF_TURN <= lon <= _HALF_TURN):
        raise RowError(f"latitude {lat:g} and longitude {lon:g} lie on no globe")
    return Where(name=name, country=country, lat=lat, lon=lon, geonames_id=geonames)


def split_modes(modes: tuple[str, ...]) -> tuple[tuple[str, ...], Status]:
    """Modes without PLOVER's auxiliary ones, and the status that the first of those tells.

    >>> split_modes(("yield", "future"))
    (('yield',), 'future')
    """
    told = [_STATUS_OF[mode] for mode in modes if mode in _STATUS_OF]
    return tuple(mode for mode in modes if mode and mode not in _STATUS_OF), told[0] if told else "actual"
