"""Places of a document in the model's terms: where each name stands, and the place it means in this report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.gazetteer import gazetteer
from dragoman.linking.places import Resolved, locate
from dragoman.model import Document, Located, Sentence, Where

#: Words in the names of governments and their ministries.
_GOVERNMENT = frozenset("government department ministry office embassy delegation command".split())


def link_places(document: Document, sentences: Sequence[Sentence], countries: Counter[str]) -> tuple[Located, ...]:
    """Find and resolve the place names of a document, in the order of the text.

    Args:
        document: The report.
        sentences: Its sentences with mentions.
        countries: How often each country is named, by ISO alpha-3.

    A country has a name and a code but no coordinates here: an event somewhere in it must not be put at its centre.
    """
    found = locate(
        document.text,
        sentences,
        title=document.title,
        countries={country: float(count) for country, count in countries.items()},
        outlet_country=_outlet_country(document),
    )
    return tuple(Located(one.span.start, one.span.end, _where(one)) for one in found if one.place is not None)


def _where(resolved: Resolved) -> Where:
    place = resolved.place
    if place is None:
        return Where()
    if not resolved.is_spot or resolved.point is None:
        return Where(name=place.name, country=place.country, geonames_id=place.geonames_id)
    lat, lon = resolved.point
    return Where(name=place.name, country=place.country, lat=lat, lon=lon, geonames_id=place.geonames_id)


def _outlet_country(document: Document) -> str | None:
    """The country that the publisher's name tells, if it tells one; a government's own release is about abroad."""
    if not _GOVERNMENT.isdisjoint((document.publisher or "").lower().split()):
        return None
    for match in gazetteer().find(document.publisher or ""):
        if match.kind in ("country", "nationality", "capital", "metonym") and len(match.ids) == 1:
            return match.ids[0]
    return None
