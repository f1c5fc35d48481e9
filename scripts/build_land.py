"""Build the land under the map of the reading room from the gazetteer's own places.

Run it from the repository root, after `scripts/build_places.py`: `python scripts/build_land.py`. It writes
`src/dragoman/web/charts/land.txt`, whose layout `dragoman.web.charts.world` tells: a cell of 1.5 degrees either way is
land where the gazetteer knows a place in it. The same gazetteer gives the same bytes; `--check` only compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.gazetteer.places import places

LAND = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "web" / "charts" / "land.txt"
NORTH, SOUTH, WEST = 8_000, -5_800, -18_000
"""The edges of the map, in hundredths of a degree, which is as fine as the gazetteer knows its places."""
CELL = 150


def land() -> str:
    """The rows of land from north to south, each a line of runs `first+many`."""
    cells: dict[int, set[int]] = {}
    for lat, lon in _points():
        if SOUTH <= lat <= NORTH:
            cells.setdefault((NORTH - lat) // CELL, set()).add((lon - WEST) // CELL)
    rows = (cells.get(row, set()) for row in range(max(cells) + 1))
    return "".join(" ".join(f"{first}+{many}" for first, many in _runs(sorted(row))) + "\n" for row in rows)


def _points() -> Iterator[tuple[int, int]]:
    known = places()
    for row in range(len(known)):
        # No reader asks for all places one after another, so that only a script has a use for this.
        place = known._place(row)
        if place.lat is not None and place.lon is not None:
            yield round(100 * place.lat), round(100 * place.lon)


def _runs(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    first, many = -1, 0
    for column in columns:
        if many and column == first + many:
            many += 1
            continue
        if many:
            yield first, many
        first, many = column, 1
    if many:
        yield first, many


if __name__ == "__main__":
    made = land()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if LAND.read_text("utf-8") == made else f"{LAND} is out of date: run scripts/build_land.py")
    LAND.write_text(made, "utf-8")
