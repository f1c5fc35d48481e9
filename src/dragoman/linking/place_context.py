"""What the words beside a place name say about where it lies: "Paris, Texas", "the Syrian city of …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.gazetteer.places import Bearer, Place, PlaceKind, fold, places
from dragoman.model import Span

# What stands between a name and the larger place named after it.
_AFTER = re.compile(
    r",? ?\(?|,? (?:in|of) (?:the )?(?:(?:state|province|region|northern|southern|eastern|western|central) )*(?:of )?"
)
# What stands between a larger place and the name that lies in it: "'s city of", " capital ", "’s ".
_BEFORE = re.compile(
    r"['’]s?,? (?:[a-z-]+ ){0,3}|[ -](?:[a-z-]+,? ){0,3}(?:city|town|village|province|region|capital|port|district|"
    r"suburb|governorate|state|resort|island|enclave|neighbou?rhood)s?,?(?: of)? (?:the )?|"
    r"['’]s? (?:[a-z-]+,? ){0,3}capital,? "
)
_TYPE_WORD = re.compile(
    r"\s(?:Province|District|Governorate|Oblast|Prefecture|Canton|Voivodeship|Peninsula|Islands?|province|district)$"
)
_RANK = {"country": 0, "region": 1, "county": 2}
_REGION_AFTER = re.compile(
    r"(?:['’]s)? (?:state|province|governorate|oblast|region|(?:state )?(?:senat|legislat)\w+|[Aa]ttorney [Gg]eneral|"
    r"(?:Lt\. )?Gov\.|Governor|governor|Sen\.|State Police|Premier|premier|National Guard)\b"
)
_REGION_BEFORE = re.compile(r"\b(?:state|province|governorate|oblast|region|governor|premier) of $", re.IGNORECASE)
_CITY_AFTER = re.compile(
    r"(?:['’]s)? (?:city|City|town|[Mm]ayor|suburbs?|downtown|metro|neighbou?rhood|airport|-area)\b"
)
_CITY_BEFORE = re.compile(r"\b(?:city|town|village|mayor|downtown|port|suburbs?) (?:of )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A place name in a text, with all that may be meant.

    Attributes:
        span: Where it stands.
        key: Its folded form: names with one key mean one place within a report.
        bearers: The places of this name; empty when the gazetteer has none.
        beside: Key of the name right beside it that has a reading which holds one of its bearers; None without one.
        apart: Whether an abbreviated region stands right after it that holds none of its bearers, so that none
        of them is meant.
        holds_other: Whether it is itself named so beside another name.
        cue: The kind that the words around ask for; None when they ask for none.
    """

    span: Span
    key: str
    bearers: tuple[Bearer, ...]
    beside: str | None = None
    apart: bool = False
    holds_other: bool = False
    cue: PlaceKind | None = None


def read_names(text: str, spans: Sequence[Span]) -> tuple[Name, ...]:
    """The place names at these intervals in the order of the text, each with what the words around say about it."""
    plain = [_plain(text, span) for span in sorted(spans)]
    outer: dict[int, int] = {}
    apart: set[int] = set()
    for at, name in enumerate(plain):
        if at + 1 < len(plain) and _AFTER.fullmatch(text[name.span.end : plain[at + 1].span.start]):
            if _may_hold(plain[at + 1], name):
                outer[at] = at + 1
            elif any(
                bearer.form == "abbreviation" and bearer.place.kind == "region" for bearer in plain[at + 1].bearers
            ):
                apart.add(at)
        between = text[plain[at - 1].span.end : name.span.start] if at and at not in outer else ""
        if _BEFORE.fullmatch(between) and _may_hold(plain[at - 1], name):
            outer[at] = at - 1
    return tuple(
        replace(
            name,
            beside=plain[outer[at]].key if at in outer else None,
            apart=at in apart,
            holds_other=at in outer.values(),
            cue=_cue(text, name.span),
        )
        for at, name in enumerate(plain)
    )


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country, region or county holds a place, as far as country and first-order division tell."""
    if outer.country is None or outer.country != inner.country or inner.kind in ("country", "continent"):
        return False
    if outer.kind == "country":
        return True
    return (
        outer.kind in ("region", "county")
        and outer.admin1 == inner.admin1
        and _RANK[outer.kind] < _RANK.get(inner.kind, 9)
    )


def _may_hold(outer: Name, inner: Name) -> bool:
    """Whether some reading of one name holds some reading of another; two countries side by side are a list."""
    if not (outer.bearers and inner.bearers) or outer.bearers[0].place.kind == inner.bearers[0].place.kind == "country":
        return False
    return any(holds(one.place, other.place) for one in outer.bearers for other in inner.bearers)


def _cue(text: str, span: Span) -> PlaceKind | None:
    """The kind that the words around a name ask for."""
    if _REGION_AFTER.match(text, span.end) or _REGION_BEFORE.search(text, max(0, span.start - 40), span.start):
        return "region"
    if _CITY_AFTER.match(text, span.end) or _CITY_BEFORE.search(text, max(0, span.start - 40), span.start):
        return "city"
    return None


def _plain(text: str, span: Span) -> Name:
    """The name at an interval, without its surroundings."""
    words = text[span.start : span.end]
    bearers = places().bearers(words)
    if not bearers and (stem := _TYPE_WORD.sub("", words)) != words:
        bearers = places().bearers(stem)
    return Name(span, fold(words), bearers)
