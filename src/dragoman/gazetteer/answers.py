"""Answers about entities as plain values, for the command line and other faces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.gazetteer.actors import gazetteer
from dragoman.gazetteer.overlay import FILE_NAME, Overlay, Row, merged, overlay_path, read_overlay, write_overlay
from dragoman.gazetteer.tenure import Tenure
from dragoman.model import Entity


def describe(id: str, *, on: date | None) -> dict[str, Any]:
    """What is known of an entity: names, standing on a day, tenures with sources.

    Raises:
        GazetteerError: The gazetteer doesn't have the id.
    """
    names = gazetteer()
    entity = names.entity(id)
    found = {**entity_values(entity), "names": list(names.names(id)), "tenures": [], "members": []}
    if entity.kind == "person":
        found["tenures"] = [_tenure_values(tenure) for tenure in names.tenures(id)]
        if on is not None:
            standing = names.standing(id, on)
            found["standing"] = {"on": on.isoformat(), "state": standing.state, "posts": list(standing.posts)}
    elif entity.kind == "organisation":
        found["members"] = list(names.members(id, on))
    return found


def entity_values(entity: Entity) -> dict[str, Any]:
    """An entity's fields."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "sector": entity.sector,
        "posts": list(entity.posts),
    }


def _tenure_values(tenure: Tenure) -> dict[str, str]:
    seen = tenure.last_seen
    return {
        "post": tenure.post,
        "title": tenure.title,
        "country": tenure.country,
        "start": str(tenure.start or ""),
        "end": str(tenure.end or ""),
        "last_seen": seen.isoformat() if seen is not None and seen.year < 9999 else "",
        "source": "+".join(tenure.sources),
    }


def extend(rows: Iterable[Row], to: Path | None) -> tuple[Path, int, tuple[str, ...]]:
    """Add rows to an overlay.

    Args:
        rows: Checked rows.
        to: The overlay's file; None takes the one in use, or makes `dragoman-actors.tsv` here.

    Returns:
        The file, its rows, and in words where a new row goes before an entry of ours.

    Raises:
        GazetteerError: The overlay there is can't be read.
    """
    path = to or overlay_path() or Path(FILE_NAME)
    new = Overlay(tuple(rows))
    whole = merged(read_overlay(path), new) if path.is_file() else new
    conflicts = tuple(_conflicts(new))
    write_overlay(path, whole.rows)
    return path, len(whole.rows), conflicts


def _conflicts(new: Overlay) -> Iterable[str]:
    """Where a row names another holder of a post than ours, or gives an id of ours another name."""
    names = gazetteer()
    for row in new.rows:
        if row.id in names and row.name not in names.names(row.id):
            yield f"line {row.line}: {row.id} is {names.entity(row.id).name} in our tables"
        if row.post and row.start:
            for holding in names.holders(row.country, row.post, row.start.last):
                if holding.entity.id != row.id and holding.state == "current":
                    office = f"{row.post.replace('_', ' ')} of {row.country}"
                    yield f"line {row.line}: {office} is {holding.entity.name} in our tables on {row.start}"
