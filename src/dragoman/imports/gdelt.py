"""GDELT 2.0 events: tab-separated values in 61 columns, with or without a line of heads.

GDELT's codes become ISO alpha-3: CAMEO's for actors, FIPS 10-4 for places. The PLOVER type is the one that the codebook
gives for the CAMEO code. GDELT's feature ids aren't GeoNames numbers and stay in the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.codebook import codebook
from dragoman.codebook.datasets import GDELT_COLUMNS
from dragoman.gazetteer.country_codes import from_cameo, from_fips
from dragoman.imports.lines import Line
from dragoman.imports.rows import Row, RowError, located
from dragoman.model.foreign import BrokenRow, ForeignEvent, ForeignParty

_FIRST = GDELT_COLUMNS[0]
_COLUMNS_OF_1_0 = (57, 58)


def read(lines: Iterable[Line]) -> Iterator[ForeignEvent | BrokenRow]:
    """The events, in order; blank lines are passed over."""
    for line in lines:
        if not line.text.strip() or line.text.split("\t", 1)[0].upper() == _FIRST:
            continue
        try:
            yield _event(line)
        except RowError as error:
            yield BrokenRow(line.place, str(error))


def _event(line: Line) -> ForeignEvent:
    cells = line.text.split("\t")
    if len(cells) != len(GDELT_COLUMNS):
        older = "; it looks like GDELT 1.0" if len(cells) in _COLUMNS_OF_1_0 else ""
        raise RowError(f"has {len(cells)} columns, and GDELT 2.0 has {len(GDELT_COLUMNS)}{older}")
    row = Row(dict(zip(GDELT_COLUMNS, cells, strict=True)))
    cameo = row.text_or_none("EventCode")
    known = codebook().cameo_codes.get(cameo or "")
    fips = row.text("ActionGeo_CountryCode")
    return ForeignEvent(
        dataset="gdelt",
        id=row.required(_FIRST),
        place=line.place,
        row=line.text,
        start=row.day("SQLDATE"),
        type=known.plover if known else None,
        modes=(known.mode,) if known and known.mode else (),
        cameo=cameo,
        actor=_party(row, "Actor1"),
        recipient=_party(row, "Actor2"),
        where=located(
            row.text_or_none("ActionGeo_FullName"),
            from_fips(fips),
            row.number("ActionGeo_Lat"),
            row.number("ActionGeo_Long"),
            geonames=None,
        ),
        quad=row.whole("QuadClass", least=1, most=4),
        score=row.number("GoldsteinScale"),
        mentions=row.whole("NumMentions"),
        sources=row.whole("NumSources"),
        articles=row.whole("NumArticles"),
        url=row.text_or_none("SOURCEURL"),
    )


def _party(row: Row, who: str) -> tuple[ForeignParty, ...]:
    """The actor of that name, or nobody."""
    code, name = row.text(f"{who}Code"), row.text(f"{who}Name")
    if not code and not name:
        return ()
    roles = (row.text(f"{who}Type{number}Code") for number in (1, 2, 3))
    return (
        ForeignParty(
            code=code,
            name=name,
            country=from_cameo(row.text(f"{who}CountryCode")),
            sectors=tuple(role for role in roles if role),
        ),
    )
