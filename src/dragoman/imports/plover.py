"""PLOVER JSON: a record a line, or one array of records over the whole file, which is then read whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from dragoman.codebook import codebook
from dragoman.errors import ReadingError, WireFormatError
from dragoman.imports.lines import Line
from dragoman.imports.rows import RowError, located, split_modes
from dragoman.model.foreign import BrokenRow, ForeignEvent, ForeignParty
from dragoman.wire.fields import Fields


def read(lines: Iterable[Line]) -> Iterator[ForeignEvent | BrokenRow]:
    """The events, in order; blank lines are passed over. A record of an array is named by its number, from 1.

    Raises:
        ReadingError: The file begins as an array and isn't one.
    """
    rest = iter(lines)
    first = next((line for line in rest if line.text.strip()), None)
    if first is None:
        return
    if first.text.lstrip().startswith("["):
        yield from _array(first, rest)
        return
    for line in chain([first], rest):
        if line.text.strip():
            yield _of_line(line)


def _of_line(line: Line) -> ForeignEvent | BrokenRow:
    try:
        return _event(json.loads(line.text), line.place, line.text)
    except (WireFormatError, RowError) as error:
        return BrokenRow(line.place, str(error))
    except (ValueError, RecursionError) as error:
        return BrokenRow(line.place, f"is not JSON: {error}")


def _array(first: Line, rest: Iterator[Line]) -> Iterator[ForeignEvent | BrokenRow]:
    try:
        records = json.loads("\n".join([first.text, *(line.text for line in rest)]))
    except (ValueError, RecursionError) as error:
        raise ReadingError(first.file, f"begins as a JSON array and isn't one: {error}") from error
    for number, record in enumerate(records, start=1):
        place = f"{first.file}[{number}]"
        try:
            yield _event(record, place, json.dumps(record, ensure_ascii=False))
        except (WireFormatError, RowError) as error:
            yield BrokenRow(place, str(error))


def _event(record: object, place: str, row: str) -> ForeignEvent:
    if not isinstance(record, dict):
        raise WireFormatError(f"a PLOVER record is a JSON object, not {type(record).__name__}")
    fields = Fields(record)
    modes, status = split_modes(fields.texts("mode"))
    where, source = fields.nested_or_none("event_loc") or Fields({}), fields.nested_or_none("cite_info") or Fields({})
    return ForeignEvent(
        dataset="plover",
        id=_id(fields),
        place=place,
        row=row,
        start=_day(fields, "date"),
        end=_day(fields, "enddate"),
        type=fields.text("event"),
        modes=modes,
        status=status,
        contexts=fields.texts("context"),
        actor=_parties(fields, "actor"),
        recipient=_parties(fields, "recipient"),
        where=located(
            where.text_or_none("name"),
            where.text_or_none("country"),
            where.number_or_none("lat"),
            where.number_or_none("lon"),
            geonames=where.whole_or_none("geonames_id"),
        ),
        quad=fields.whole_or_none("quad_code"),
        score=fields.number_or_none("event_scale"),
        publisher=source.text_or_none("publication"),
        url=source.text_or_none("url"),
    )


def _id(fields: Fields) -> str:
    found = fields.values.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if not found:
        raise fields.fault("id", "must name the event", found)
    return fields.text("id")


def _day(fields: Fields, key: str) -> date | None:
    return fields.day_or_none(key) if fields.values.get(key) else None


def _parties(fields: Fields, key: str) -> tuple[ForeignParty, ...]:
    return tuple(_party(item) for item in fields.each(key))


def _party(fields: Fields) -> ForeignParty:
    """A party; a code that stands in the country's place, such as IGO, is its sector and no country."""
    code, sector = fields.text_or_none("code") or "", fields.text_or_none("sector")
    known = codebook().sectors.get(code)
    stands_alone = known is not None and known.slot == "country"
    found = code if stands_alone else sector
    return ForeignParty(
        code=fields.text_or_none("identifier_id") or code,
        name=fields.text_or_none("identifier_text") or fields.text_or_none("entity_text") or "",
        country=None if stands_alone else code or None,
        sectors=(found,) if found else (),
    )
