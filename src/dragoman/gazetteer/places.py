"""Places and their names: cities, regions, countries, waters and what else the news names.

The gazetteer's part in the walk: `linking.places` finds names here and chooses among the places that bear them. The
data lie in `data/places.gz`, written by `scripts/build_places.py`; `data/SOURCES.places` names source and licence.

The file is one gzip stream. Its first line is JSON: the layout version and the length of each column in bytes.
Columns of text hold one entry a line; columns of numbers hold unsigned 32-bit numbers as four byte planes, the lowest
first, because planes compress well. Names stand folded and sorted, so that a lookup is a binary search and nothing is
built at load; a name that its folded form gives back is left out, and `main_keys` (in steps) tells where that form is.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from typing import Literal, NamedTuple, get_args

from dragoman.errors import GazetteerError

PlaceKind = Literal["city", "capital", "region", "county", "country", "continent", "area", "water", "site"]
"""What a place is: a populated place; one that is its country's capital; a first-order region; a United States county;
a country or territory; a continent; any other stretch of land (a world region, an island, a disputed territory); a sea,
strait, river or canal; a building, base, crossing or airport."""

Form = Literal["name", "other_name", "abbreviation", "adjective"]

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
FORMS: tuple[Form, ...] = get_args(Form)
VERSION = 1
EXACT = "="
"""Mark before the key of an abbreviation, which isn't folded: "US" is a name, "us" is a pronoun."""
FORM_SHIFT = 28
"""A bearer is the place's row in the low bits and the place of its form in `FORMS` above them."""
NO_POINT = 0xFFFF
LONGEST_NAME = 7

# Letters that no decomposition takes to ASCII, and marks that writers leave out.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
    | dict.fromkeys("'’‘`´ʼʻʿʾ‛′.", "")
    | {"&": " and "}
)
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_NOT_WORD = re.compile(r"[\W_]+")
_ABBREVIATION = re.compile(r"(?:[A-Z]\. ?)+[A-Z]?|[A-Z]\.[A-Z][a-z]\.|[A-Z]{2,5}|[A-Z][a-z]{0,5}\.")

# A word: letters with full stops between them ("U.S.", "W.Va."), or letters and digits joined by inner apostrophes.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.[A-Z][a-z]\.|[^\W_]+(?:['’ʼʻ‘`][^\W_]+)*")
# What may stand between two words of one name; a line break only where the next line is indented, as wrapped text is.
_GAP = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]+|[-\u2010\u2011\u2013]|[ \t]&[ \t]")
_STOPPED_GAP = re.compile(r"\.[ \t\u00a0]+")
# Too short to be a name in capitals: "UN" is no village. What is known by such letters stands in the index as it is.
_ACRONYM = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.)+")
_POSSESSIVE = re.compile(r"['’][sS]$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that has a name.

    Attributes:
        geonames_id: GeoNames number; None for hand-made entries whose number isn't known for certain.
        name: The name to show.
        country: ISO 3166 alpha-3; None for seas, continents and what lies in several countries.
        admin1: First-order division as GeoNames codes it, such as `US.KY`; None when it has none.
        lat: Degrees north, WGS 84, to a hundredth (about 1 km); None where no point is known (United States counties).
        lon: Degrees east, likewise.
        population: Inhabitants, to two significant digits; 0 when unknown or meaningless.
        prominence: How well known it is, on the scale of the decimal logarithm of a city's inhabitants: 9 for a
            country, 8 and more for a capital, 7.7 for a city of a million with a name in many languages, 3 for a
            village.
        kind: What it is. A country's point is only a point on the map to measure with, never where an event took place.
    """

    geonames_id: int | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    prominence: float
    kind: PlaceKind

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, or None."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


class Bearer(NamedTuple):
    """A place that bears a name, and which of its names that is."""

    place: Place
    form: Form


class Found(NamedTuple):
    """Words of a text that are a name in the gazetteer.

    Attributes:
        start: First code point in the text.
        end: One past the last code point; a possessive ending is left out.
        bearers: The places that bear this name, the most prominent first; never empty.
    """

    start: int
    end: int
    bearers: tuple[Bearer, ...]


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        start: First code point in the text.
        end: One past the last code point.
        text: The word as it stands.
        stem_end: Where it ends without its possessive ending.
    """

    start: int
    end: int
    text: str
    stem_end: int


class Places:
    """All places, looked up by name. `places()` makes the one that everybody shares."""

    def __init__(self, data: bytes) -> None:
        """Read the columns of an unpacked data file.

        Raises:
            GazetteerError: The data have another layout version, or are cut short.
        """
        columns = _columns(data)
        self._keys = _lines(columns["keys"])
        self._ends = array("I", accumulate(_numbers(columns["counts"])))
        self._bearers = _numbers(columns["bearers"])
        self._words = frozenset(_lines(columns["words"]))
        self._main_keys = array("I", accumulate(_numbers(columns["main_keys"])))
        self._names = _lines(columns["names"])
        self._admin1 = _lines(columns["admin1"])
        self._iso3 = dict(row.split(" ") for row in _lines(columns["countries"]))
        self._ids = _numbers(columns["ids"])
        self._lat = _numbers(columns["lat"])
        self._lon = _numbers(columns["lon"])
        self._populations = _numbers(columns["populations"])
        self._divisions = _numbers(columns["divisions"])
        self._prominences = _numbers(columns["prominences"])
        self._kinds = _numbers(columns["kinds"])
        self._made: dict[int, Place] = {}

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._names)

    def named(self, name: str, *, ignore_case: bool = False) -> tuple[Place, ...]:
        """Every place that bears a name, the most prominent first.

        Accents, hyphens, apostrophes, full stops and "St."/"Saint" make no difference.

        Args:
            name: The name; abbreviations ("UAE", "Ky.") must have their exact form.
            ignore_case: Also take a name that is written without any capital letter.

        >>> [place.country for place in places().named("Saint-Étienne")][:1]
        ['FRA']
        >>> places().named("türkiye"), places().named("Türkiye")[0].country
        ((), 'TUR')
        """
        if not ignore_case and name == name.lower():
            return ()
        return tuple(bearer.place for bearer in self.bearers(name) if bearer.form != "adjective")

    def adjective(self, word: str) -> Place | None:
        """The place that an adjective belongs to, or None.

        >>> places().adjective("Turkish").country
        'TUR'
        """
        return next((bearer.place for bearer in self._at(fold(word)) if bearer.form == "adjective"), None)

    def is_word(self, name: str) -> bool:
        """Whether a name is also an ordinary English word or a given name, so that the gazetteer alone proves little.

        >>> places().is_word("Reading"), places().is_word("Madrid")
        (True, False)
        """
        return fold(name) in self._words

    def bearers(self, name: str) -> tuple[Bearer, ...]:
        """Every place that bears a name or an adjective, and in which form; order as in `named`."""
        exact = self._at(EXACT + name) if _ABBREVIATION.fullmatch(name) else ()
        return exact or self._at(fold(name))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Names in a text: at each capitalised word the longest name that starts there, without overlaps.

        Nothing is decided about whether the words are meant as a place.

        Args:
            text: The text.
            start: First code point to look at.
            end: One past the last, which no name reaches across; None for the end of the text.
        """
        spans = words(text, start, len(text) if end is None else end)
        found: list[Found] = []
        at = 0
        while at < len(spans):
            hit, used = self._longest(text, spans, at) if spans[at].text[0].isupper() else (None, 1)
            if hit is not None:
                found.append(hit)
            at += used
        return found

    def _longest(self, text: str, spans: Sequence[Word], at: int) -> tuple[Found | None, int]:
        """The longest name that starts at a word, and how many words it takes (1 when there is none)."""
        start = spans[at].start
        best = self._abbreviated(text, spans[at])
        used, before = 1, ""
        for length, word in enumerate(_run(text, spans, at), 1):
            if length == 1 or word.text[0].isupper():
                hit = self._ending(text, start, word, before)
                if hit is not None and (length > 1 or best is None):
                    best, used = hit, length
            before += fold(word.text) + " "
            if not self._begins(before):
                break
        return best, used

    def _ending(self, text: str, start: int, last: Word, before: str) -> Found | None:
        """The name whose last word is given and whose other words are folded, with or without a possessive ending."""
        if not before and _ACRONYM.fullmatch(last.text):
            return None
        whole = (last.end, before + fold(last.text))
        stem = (last.stem_end, before + fold(text[last.start : last.stem_end]))
        for end, key in (whole, stem) if before else (stem, whole):
            if bearers := self._at(key):
                return Found(start, end, bearers)
        return None

    def _abbreviated(self, text: str, word: Word) -> Found | None:
        """A word that is an abbreviation in the gazetteer, with the full stop after it where that belongs to it."""
        if len(word.text) > 6 or not _ABBREVIATION.match(word.text + "."):
            return None
        stem = text[word.start : word.stem_end]
        for written in (stem + text[word.stem_end : word.stem_end + 1], stem):
            if written[-1:] in (stem[-1:], ".") and (bearers := self._at(EXACT + written)):
                return Found(word.start, word.start + len(written), bearers)
        return None

    def _at(self, key: str) -> tuple[Bearer, ...]:
        """The bearers under one key."""
        row = bisect_left(self._keys, key)
        if row == len(self._keys) or self._keys[row] != key:
            return ()
        first = self._ends[row - 1] if row else 0
        return tuple(
            Bearer(self._place(bearer & ((1 << FORM_SHIFT) - 1)), FORMS[bearer >> FORM_SHIFT])
            for bearer in self._bearers[first : self._ends[row]]
        )

    def _begins(self, prefix: str) -> bool:
        """Whether any key begins with a prefix."""
        row = bisect_left(self._keys, prefix)
        return row < len(self._keys) and self._keys[row].startswith(prefix)

    def _place(self, row: int) -> Place:
        """The place in a row, made once."""
        place = self._made.get(row)
        if place is None:
            country, _, division = self._admin1[self._divisions[row]].partition(".")
            known = self._lat[row] != NO_POINT
            place = self._made[row] = Place(
                geonames_id=self._ids[row] or None,
                name=self._names[row] or self._keys[self._main_keys[row]].title(),
                country=self._iso3.get(country),
                admin1=f"{country}.{division}" if division else None,
                lat=round(self._lat[row] / 100 - 90, 2) if known else None,
                lon=round(self._lon[row] / 100 - 180, 2) if known else None,
                population=self._populations[row],
                prominence=self._prominences[row] / 10,
                kind=KINDS[self._kinds[row]],
            )
        return place


@cache
def places() -> Places:
    """The gazetteer of places, read on the first call and kept.

    Raises:
        GazetteerError: The data file is missing, damaged, or of another layout version.
    """
    source = resources.files("dragoman.gazetteer") / "data" / "places.gz"
    try:
        return Places(gzip.decompress(source.read_bytes()))
    except (OSError, EOFError, zlib.error) as error:
        raise GazetteerError(f"places.gz can't be read ({error}): run scripts/build_places.py") from error


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name as the index holds it: lower case, without accents, apostrophes and full stops, words joined by one space.

    >>> fold("St. John’s"), fold("Baden-Württemberg"), fold("Łódź")
    ('saint johns', 'baden wurttemberg', 'lodz')
    """
    plain = name
    if not name.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    parts = _NOT_WORD.sub(" ", plain.lower().translate(_LETTERS)).split()
    return " ".join(_WORDS.get(part, part) for part in parts)


def words(text: str, start: int, end: int) -> list[Word]:
    """The words between two code points of a text, in order."""
    spans = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        ending = _POSSESSIVE.search(word)
        spans.append(Word(match.start(), match.end(), word, match.end() - (2 if ending else 0)))
    return spans


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees, on a sphere of radius 6,371 km.

    >>> round(distance_km((51.51, -0.13), (48.85, 2.35)))
    344
    """
    lat_one, lon_one, lat_other, lon_other = map(math.radians, (*one, *other))
    across = math.sin((lat_other - lat_one) / 2) ** 2
    along = math.cos(lat_one) * math.cos(lat_other) * math.sin((lon_other - lon_one) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(across + along)))


def _run(text: str, spans: Sequence[Word], at: int) -> Iterator[Word]:
    """The word at a position and those after it that may belong to one name with it."""
    yield spans[at]
    for before, word in zip(spans[at : at + LONGEST_NAME - 1], spans[at + 1 : at + LONGEST_NAME], strict=False):
        gap = text[before.end : word.start]
        stopped = _STOPPED_GAP.fullmatch(gap) and before.text.lower() in _WORDS
        if before.stem_end < before.end and not gap.startswith(" "):
            return
        if not (stopped or _GAP.fullmatch(gap)):
            return
        yield word


def _columns(data: bytes) -> dict[str, memoryview]:
    """Cut an unpacked data file into its columns, without copying them."""
    at = data.find(b"\n") + 1
    try:
        layout = json.loads(data[:at])
        lengths: dict[str, int] = layout["columns"]
    except (ValueError, KeyError, TypeError) as error:
        raise GazetteerError("places.gz has no readable first line: run scripts/build_places.py") from error
    if layout.get("version") != VERSION or sum(lengths.values()) != len(data) - at:
        raise GazetteerError("places.gz is cut short or of another layout version: run scripts/build_places.py")
    columns, body = {}, memoryview(data)
    for name, length in lengths.items():
        columns[name] = body[at : at + length]
        at += length
    return columns


def _lines(column: memoryview) -> list[str]:
    """A column of text, one entry a line."""
    return str(column, "utf-8").split("\n")


def _numbers(planes: memoryview) -> array[int]:
    """Unsigned 32-bit numbers out of four byte planes, the lowest first."""
    size = len(planes) // 4
    mixed = bytearray(size * 4)
    for plane in range(4):
        mixed[plane::4] = planes[plane * size : (plane + 1) * size]
    numbers = array("I")
    numbers.frombytes(mixed)
    if sys.byteorder == "big":
        numbers.byteswap()
    if numbers.itemsize != 4:
        raise GazetteerError("this machine's unsigned int isn't 32 bits wide: places.gz can't be read here")
    return numbers
