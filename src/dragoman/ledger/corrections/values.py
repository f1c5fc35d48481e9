"""Correction values: what a person types for a field becomes a value of the model, or an error that says what to type.

Days are written "2025-11-03", "2025-11", "2025" or "2025-11-03..2025-11-05", places "Istanbul" or "Istanbul, TUR",
passages as their words or as offsets "120-180". Lists are joined by ";", and "none" (or nothing) empties a field.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

from dragoman.codebook import codebook
from dragoman.codebook.ontology import near
from dragoman.errors import CodebookError, CorrectionError, EvidenceError
from dragoman.gazetteer import gazetteer
from dragoman.gazetteer.places import Place, PlaceKind, places
from dragoman.model.entity import Precision, When, Where
from dragoman.model.evidence import Evidence
from dragoman.model.report import Document

Word = TypeVar("Word", bound=str)
Typed = str | Sequence[str] | None
"""What is given for a field: text, the parts of a list, or None for nothing."""

NOTHING: Final = "none"
SEPARATOR: Final = "; "

_EMPTY: Final = frozenset({"", "-", "—", NOTHING, "null"})
_DAYS: Final = re.compile(r"(\d{4}(?:-\d\d){0,2})(?P<range>\s*(?:\.\.|to|/)\s*(\d{4}(?:-\d\d){0,2})?)?")
_PRECISIONS: Final[tuple[Precision, ...]] = ("year", "month", "day")
"""By the number of hyphens in a date that is written so."""
_INTERVAL: Final = re.compile(r"(\d+)\s*[-–:]\s*(\d+)")
_EXTENDED: Final[frozenset[PlaceKind]] = frozenset({"country", "continent"})
"""What is too large for a point: an event somewhere in it must not be put at its centre."""


def text_of(field: str, value: Typed) -> str | None:
    """One text; None for nothing.

    Raises:
        CorrectionError: Several were given.
    """
    if value is None or isinstance(value, str):
        words = (value or "").strip()
        return None if words.casefold() in _EMPTY else words
    if len(value) > 1:
        raise CorrectionError(field, f"takes one value, not {len(value)}")
    return text_of(field, value[0]) if value else None


def parts_of(value: Typed) -> tuple[str, ...]:
    """The parts of a list, in order, without repetition."""
    parts = value.split(";") if isinstance(value, str) else value or ()
    trimmed = (part.strip() for part in parts)
    return tuple(dict.fromkeys(part for part in trimmed if part.casefold() not in _EMPTY))


def one_of(field: str, value: Typed, words: Iterable[Word]) -> Word:
    """One of a closed set of words, whatever the case.

    Raises:
        CorrectionError: It is none of them.
    """
    known = {word.casefold(): word for word in words}
    typed = text_of(field, value) or NOTHING
    if typed.casefold() not in known:
        raise CorrectionError(field, f"{typed!r} is none of {', '.join(known.values())}{near(typed, known.values())}")
    return known[typed.casefold()]


def contexts(field: str, value: Typed) -> tuple[str, ...]:
    """PLOVER contexts, in the order of the alphabet.

    Raises:
        CorrectionError: The codebook has no such context.
    """
    try:
        return tuple(sorted({codebook().context(part.casefold().replace(" ", "_")).code for part in parts_of(value)}))
    except CodebookError as error:
        raise CorrectionError(field, str(error)) from error


def when(field: str, value: Typed, *, before: When) -> When:
    """Days; the words of the report that told them are kept, and a day of publication is no fallback any more.

    Args:
        field: For messages.
        value: What was typed.
        before: What stood there.

    Raises:
        CorrectionError: They are no days of the calendar, or end before they begin.
    """
    typed = text_of(field, value)
    if typed is None:
        return When(expression=before.expression)
    found = _DAYS.fullmatch(typed)
    if found is None:
        raise CorrectionError(
            field, f"{typed!r} is no day; write 2025-11-03, 2025-11, 2025, or 2025-11-03..2025-11-05 for several"
        )
    first = found[1]
    last = (found[3] or None) if found["range"] else first
    start, end = _bounds(field, first)[0], _bounds(field, last)[1] if last else None
    if end is not None and end < start:
        raise CorrectionError(field, f"{typed!r} ends before it begins")
    precision = _PRECISIONS[min(first.count("-"), (last or first).count("-"))]
    relative = before.basis == "relative" and before.expression is not None
    return When(start, end, precision, before.expression, "relative" if relative else "explicit")


def when_as_typed(value: When) -> str:
    """Days as they are typed.

    >>> when_as_typed(When(date(2025, 11, 1), date(2025, 11, 30), "month"))
    '2025-11'
    """
    if value.start is None:
        return NOTHING
    first = value.start.isoformat()
    if value.end is None:
        return f"{first}.."
    for short in (first[:4], first[:7], first):
        if _bounds("when", short) == (value.start, value.end):
            return short
    return f"{first}..{value.end.isoformat()}"


def where(field: str, value: Typed) -> Where:
    """A place of the gazetteer, the most prominent of its name; one that it doesn't have needs its country.

    Raises:
        CorrectionError: There is no such country, or no such place and no country is given.
    """
    typed = text_of(field, value)
    if typed is None:
        return Where()
    if (country := _country(typed)) is not None:
        return Where(name=gazetteer().country(country).name, country=country)
    name, _, after = (part.strip() for part in typed.rpartition(","))
    country = _country(after) if name else None
    if name and country is None:
        raise CorrectionError(field, f"there is no country {after!r}; write a place as {name}, TUR")
    name = name or typed
    for place in places().named(name, ignore_case=True):
        if country in (None, place.country):
            return _located(place)
    if country is None:
        raise CorrectionError(field, f"the gazetteer has no place {name!r}; add its country: {name}, TUR")
    return Where(name=name, country=country)


def where_as_typed(value: Where) -> str:
    """A place as it is typed."""
    return ", ".join(part for part in (value.name, value.country) if part) or NOTHING


def passages(field: str, value: Typed, document: Document) -> tuple[Evidence, ...]:
    """Passages of a report, in the order of the text: each by its words, or by offsets in code points.

    Raises:
        CorrectionError: There is none; the words don't stand in the report, or more than once; the offsets lie outside.
    """
    whole = text_of(field, value) if isinstance(value, str) or value is None else None
    parts = parts_of(value)
    if isinstance(value, str) and whole and not all(_INTERVAL.fullmatch(part) for part in parts):
        parts = (whole,)  # Words may hold a semicolon.
    if not parts:
        raise CorrectionError(field, "an event rests on at least one passage; to drop the event, reject it")
    return tuple(sorted(_passage(field, part, document) for part in parts))


def passages_as_typed(found: Iterable[Evidence]) -> str:
    """Passages as they are typed, by their offsets."""
    return SEPARATOR.join(f"{one.start}-{one.end}" for one in found)


def quoted(field: str, value: Typed, document: Document) -> str | None:
    """Words as they stand in the report, wherever; None for nothing.

    Raises:
        CorrectionError: The report doesn't say them.
    """
    typed = text_of(field, value)
    if typed is None:
        return None
    found = _matches(typed, document.text)
    if not found:
        raise CorrectionError(field, f"the report doesn't say {typed!r}; copy the words as they stand")
    return found[0].group()


def _bounds(field: str, written: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    year, *rest = (int(part) for part in written.split("-"))
    first, last = (*rest, 1, 1)[:2], (*rest, 12, 31)[:2]
    try:
        if len(rest) == 1:
            last = (rest[0], monthrange(year, rest[0])[1])
        return date(year, *first), date(year, *last)
    except ValueError as error:
        raise CorrectionError(field, f"{written!r} is no day of the calendar") from error


def _country(words: str) -> str | None:
    codes = {country.iso3 for country in gazetteer().countries}
    if words.upper() in codes:
        return words.upper()
    for form in (words, words.title()):
        match = next(iter(gazetteer().find(form)), None)
        if match and match.kind == "country" and match.text == form and len(match.ids) == 1:
            return match.ids[0]
    return None


def _located(place: Place) -> Where:
    lat, lon = (None, None) if place.kind in _EXTENDED else (place.lat, place.lon)
    return Where(name=place.name, country=place.country, lat=lat, lon=lon, geonames_id=place.geonames_id)


def _passage(field: str, typed: str, document: Document) -> Evidence:
    interval = _INTERVAL.fullmatch(typed)
    if interval:
        try:
            return document.evidence(int(interval[1]), int(interval[2]))
        except EvidenceError as error:
            raise CorrectionError(field, str(error)) from error
    found = _matches(typed, document.text)
    if not found:
        raise CorrectionError(field, f"the report doesn't say {typed!r}; copy the words as they stand")
    if len(found) > 1:
        raise CorrectionError(field, f"the report says {typed!r} {len(found)} times; take more words around it")
    return document.evidence(*found[0].span())


def _matches(words: str, text: str) -> list[re.Match[str]]:
    """Where words stand in a text, however the lines break; as typed, else without quotation marks around them."""
    for form in (words, words.strip("“”\"'«»‘’ ")):
        pattern = r"\s+".join(map(re.escape, form.split()))
        if form and (found := list(re.finditer(pattern, text))):
            return found
    return []
