"""A user's own actors, laid over the gazetteer's: they are found first, and their tenures end those they contradict.

An overlay is a table (TSV, UTF-8, header row) with the columns of `COLUMNS`, one row a name or a tenure. The file
`dragoman-actors.tsv` in the current folder is used, or the one that `DRAGOMAN_ACTORS` names, so that a folder of
reports is coded the same by everybody who has it.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

from dragoman.codebook import codebook
from dragoman.errors import CodebookError, GazetteerError
from dragoman.gazetteer.dates import PartialDate
from dragoman.gazetteer.spelling import personal_key
from dragoman.gazetteer.tenure import Tenure
from dragoman.model import Entity
from dragoman.model.entity import EntityKind

COLUMNS = ("id", "name", "kind", "country", "sector", "post", "start", "end", "aliases", "source")
FILE_NAME = "dragoman-actors.tsv"
VARIABLE = "DRAGOMAN_ACTORS"
_ID = re.compile(r"Q\d+|[a-z]+:[a-z0-9-]+")
_KINDS = frozenset(get_args(EntityKind)) - {"country"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an overlay, checked.

    Attributes:
        line: Line of the file, from 1.
        id: Wikidata id, or a prefix and a slug such as `mine:harbour-union`.
        name: The name to show.
        kind: person, organisation, group or place.
        country: ISO alpha-3, or the id of the body whose post it is; empty for none.
        sector: PLOVER sector; empty for none.
        post: Post id; empty for none.
        start: First day of the tenure; None when unknown.
        end: Last day; None while it lasts.
        aliases: Other names.
        source: Where the user has it from.
    """

    line: int
    id: str
    name: str
    kind: EntityKind
    country: str
    sector: str
    post: str
    start: PartialDate | None
    end: PartialDate | None
    aliases: tuple[str, ...]
    source: str

    def cells(self) -> dict[str, str]:
        """The row as it stands in a file."""
        dates = (str(day) if day else "" for day in (self.start, self.end))
        start, end = dates
        values = (self.id, self.name, self.kind, self.country, self.sector, self.post, start, end)
        return dict(zip(COLUMNS, (*values, ";".join(self.aliases), self.source), strict=True))


@dataclass(frozen=True)
class Overlay:
    """The rows of an overlay and what they come to."""

    rows: tuple[Row, ...] = ()
    path: Path | None = field(default=None, compare=False)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Each entity by its first row, without posts."""
        found: dict[str, Entity] = {}
        for row in self.rows:
            country = row.country if len(row.country) == 3 else None
            found.setdefault(row.id, Entity(row.id, row.name, row.kind, country, row.sector or None))
        return found

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Each entity's names, the one to show first."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            found[row.id] = tuple(dict.fromkeys((*found.get(row.id, ()), row.name, *row.aliases)))
        return found

    @cached_property
    def tenures(self) -> dict[str, tuple[Tenure, ...]]:
        """Each person's tenures in the order of the file."""
        found: dict[str, tuple[Tenure, ...]] = {}
        for row in self.rows:
            if row.post:
                found[row.id] = (*found.get(row.id, ()), _tenure(row))
        return found

    @cached_property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Ids by the personal key of each of their names."""
        found: dict[str, tuple[str, ...]] = {}
        for id, names in self.names.items():
            for name in names:
                key = personal_key(name)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), id)))
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """All names, the longest first, on word borders; None for an empty overlay."""
        names = sorted({name for names in self.names.values() for name in names}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None

    def bearers(self, name: str) -> tuple[str, ...]:
        """Ids of those who bear exactly this name."""
        return tuple(id for id, names in self.names.items() if name in names)


def _tenure(row: Row) -> Tenure:
    return Tenure(
        entity_id=row.id,
        name=row.name,
        country=row.country,
        post=row.post,
        title=row.post.replace("_", " "),
        start=row.start,
        end=row.end,
        last_seen=None if row.end else PartialDate.parse("9999").last,
        superseded_on=None,
        sources=(row.source or "overlay",),
    )


def overlay_path() -> Path | None:
    """The overlay in use: the file that `DRAGOMAN_ACTORS` names, else `dragoman-actors.tsv` here; None without one.

    Raises:
        GazetteerError: The variable names a file that isn't there.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise GazetteerError(f"{VARIABLE} names {named!r}, which isn't there")
        return Path(named)
    here = Path(FILE_NAME)
    return here if here.is_file() else None


def read_overlay(path: Path) -> Overlay:
    """Read and check an overlay.

    Raises:
        GazetteerError: The file can't be read, or a row is wrong: its line, what is wrong, and what is asked for.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [column for column in ("id", "name", "kind") if column not in (reader.fieldnames or ())]
            if missing:
                raise GazetteerError(f"{path}: the header has no column {', '.join(missing)}")
            return Overlay(tuple(_row(path, number, cells) for number, cells in enumerate(reader, start=2)), path)
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: can't be read: {error}") from error


def _row(path: Path, line: int, cells: dict[str, str | None]) -> Row:
    given = {column: (cells.get(column) or "").strip() for column in COLUMNS}
    where = f"{path}:{line}"
    kind = next((kind for kind in get_args(EntityKind) if kind == given["kind"] and kind in _KINDS), None)
    if kind is None:
        raise GazetteerError(f"{where}: kind {given['kind']!r} is none of {', '.join(sorted(_KINDS))}")
    if not _ID.fullmatch(given["id"]):
        raise GazetteerError(f"{where}: id {given['id']!r} is neither a Wikidata id nor of the form mine:some-name")
    if not given["name"]:
        raise GazetteerError(f"{where}: {given['id']} has no name")
    _check_codes(where, given)
    start, end = (PartialDate.parse(given[name]) if given[name] else None for name in ("start", "end"))
    if start and end and end.last < start.first:
        raise GazetteerError(f"{where}: the tenure ends before it starts")
    aliases = tuple(alias.strip() for alias in given["aliases"].split(";") if alias.strip())
    return Row(
        line=line,
        id=given["id"],
        name=given["name"],
        kind=kind,
        country=given["country"],
        sector=given["sector"],
        post=given["post"],
        start=start,
        end=end,
        aliases=aliases,
        source=given["source"],
    )


def _check_codes(where: str, given: dict[str, str]) -> None:
    book = codebook()
    if given["sector"]:
        try:
            book.sector(given["sector"])
        except CodebookError as error:
            raise GazetteerError(f"{where}: {error}") from error
    posts = {post.post for post in book.posts.values()}
    if given["post"] and given["post"] not in posts:
        raise GazetteerError(f"{where}: post {given['post']!r} is none of {', '.join(sorted(posts))}")
    if given["post"] and not given["country"]:
        raise GazetteerError(f"{where}: a post needs the country or body whose post it is")


def merged(old: Overlay, new: Overlay) -> Overlay:
    """Both overlays' rows; of two that name the same entity, post and start the new one stays."""
    rows = {(row.id, row.post, row.country, str(row.start)): row for row in (*old.rows, *new.rows)}
    return Overlay(tuple(rows.values()), old.path)


def write_overlay(path: Path, rows: Sequence[Row] | Iterable[Row]) -> None:
    """Write an overlay whole or not at all."""
    partial = path.with_name(path.name + ".part")
    with partial.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(
            lines, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(row.cells() for row in rows)
    partial.replace(path)
