"""Which place a name means: candidates from the gazetteer, weighed by the rest of the report.

A name's bearers are weighed by prominence (a capital before a city before a village) and by context: a containing
region or country said beside the name ("Paris, Texas", "the Syrian city of …"), the countries and regions the report
is about, other places named near by, the outlet's country. Prominence and nearness as evidence follow Leidner
(Toponym Resolution in Text, 2007); that a name keeps its sense within a report is Gale, Church and Yarowsky's one
sense per discourse (1992).

Countries are resolved like all else, but a country's point is there to measure with: whoever locates an event takes
only a place that isn't a country (`Resolved.is_spot`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from dragoman.gazetteer.places import Bearer, Place, distance_km, places
from dragoman.linking.place_context import Name, holds, read_names
from dragoman.linking.place_names import find_toponyms
from dragoman.model import Sentence, Span

# Weights on the scale of prominence, where one more is ten times the inhabitants; a reading's chance is the softmax
# of its sum. On the 118 articles of TR-News the share within 161 km is 0.946 here, and from 0.931 to 0.951 for
# COUNTRY from 1.5 to 4, REGION from 1 to 3 and NEIGHBOUR from 1 to 2: the figures are not fine-tuned.
BESIDE = 6.0
"""A region or country said right beside the name, times the chance that the words beside mean that one."""
CUE = 2.0
"""The words around ask for a region ("the governor of …") or for a city ("the mayor of …")."""
COUNTRY = 2.5
"""The report's other names all lie in this country."""
REGION = 2.0
"""The report's other names all lie in this first-order division."""
NEIGHBOUR = 1.5
"""Another name of the report at the same point; fades to 0 at `NEAR_KM`; two count at most."""
OUTLET = 1.5
"""The outlet is of this country."""
OTHER_NAME = 1.0
"""Taken off where the name is only another name of the place."""
NEAR_KM = 150.0
ROUNDS = 2
"""Readings support each other, so all are weighed anew so many times; on TR-News one round already suffices."""

_KM_PER_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym and the place it means.

    Attributes:
        span: Where the words stand.
        place: The place; None when the gazetteer knows none that can be meant.
        why: What decided, in words for the user.
        confidence: From 0 to 1.
        point: Latitude and longitude in degrees; None when unknown. Mostly the place's own; a county without one
            stands at the town of its state that is named nearest to it in the report, and `why` says so.
    """

    span: Span
    place: Place | None
    why: str
    confidence: float
    point: tuple[float, float] | None = None

    @property
    def is_spot(self) -> bool:
        """Whether the place can locate an event: it has a point and isn't a country or a continent."""
        return self.point is not None and self.place is not None and self.place.kind not in ("country", "continent")


class _Spot(NamedTuple):
    """Where a name's likeliest reading lies, and how likely that reading is."""

    point: tuple[float, float]
    chance: float


def locate(
    text: str,
    sentences: Sequence[Sentence],
    *,
    title: str | None = None,
    countries: Mapping[str, float] | None = None,
    outlet_country: str | None = None,
) -> tuple[Resolved, ...]:
    """Find the place names of a report and resolve them: `find_toponyms`, then `resolve_toponyms`."""
    spans = [toponym.span for toponym in find_toponyms(text, sentences)]
    return resolve_toponyms(text, spans, title=title, countries=countries, outlet_country=outlet_country)


def resolve_toponyms(
    text: str,
    spans: Sequence[Span],
    *,
    title: str | None = None,
    countries: Mapping[str, float] | None = None,
    outlet_country: str | None = None,
) -> tuple[Resolved, ...]:
    """Choose the place that each name means.

    Args:
        text: The document's text.
        spans: Where its place names stand, such as `find_toponyms` gives them; any order, no overlaps.
        title: The headline, where it isn't part of the text: countries, regions and capitals named there count as
            context.
        countries: How prominent countries (ISO 3166 alpha-3) are in the report beyond its place names, from 0 up.
        outlet_country: ISO 3166 alpha-3 of the outlet's country.

    Returns:
        One result a span, in the order of the text.
    """
    names = read_names(text, spans)
    report = _Report(names, given=_given(title or "", countries or {}), outlet_country=outlet_country)
    for _ in range(ROUNDS):
        report.weigh()
    return _with_county_points([report.answer(name) for name in names])


class _Report:
    """The names of a report, and the chance of each reading of each; a name has the same chances wherever it stands."""

    def __init__(self, names: Sequence[Name], *, given: Mapping[str, float], outlet_country: str | None) -> None:
        self.given = given
        self.outlet_country = outlet_country
        self.mentions: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            self.mentions[name.key].append(name)
        self.bearers = {name.key: name.bearers for name in names}
        self.chances = {key: _chances([_prior(bearer) for bearer in bearers]) for key, bearers in self.bearers.items()}

    def weigh(self) -> None:
        """Set every reading's chance anew from the chances of all other names."""
        votes = {key: self._votes(key) for key in self.bearers}
        total: dict[str, float] = defaultdict(float)
        for code, weight in chain.from_iterable(vote.items() for vote in (*votes.values(), self.given)):
            total[code] += weight
        spots = {key: self._spot(key) for key in self.bearers}
        chances = {}
        for key, bearers in self.bearers.items():
            others = {code: weight - votes[key].get(code, 0.0) for code, weight in total.items()}
            near = [spot for other, spot in spots.items() if other != key and spot is not None]
            about = _About.of(others)
            chances[key] = _chances([self._score(key, bearer, about, near) for bearer in bearers])
        self.chances = chances

    def answer(self, name: Name) -> Resolved:
        """The likeliest reading of one name, where the words beside this very occurrence count once more."""
        if not name.bearers:
            return Resolved(name.span, None, "the gazetteer has no place of this name", 0.0)
        if name.apart:
            return Resolved(
                name.span, None, "the gazetteer has no place of this name in the region named after it", 0.0
            )
        pairs = zip(self.chances[name.key], name.bearers, strict=True)
        chances = _chances([math.log(chance + 1e-9) + self._said([name], bearer.place) for chance, bearer in pairs])
        best = max(range(len(chances)), key=chances.__getitem__)
        place = name.bearers[best].place
        return Resolved(name.span, place, self._why(name, place), round(min(0.99, chances[best]), 2), place.point)

    def _why(self, name: Name, place: Place) -> str:
        """What decided for a place."""
        if name.beside is not None and holds(outer := self._likeliest(name.beside), place):
            return f"{outer.name} is named beside it"
        if len(name.bearers) == 1:
            return "the only place of this name"
        if place == name.bearers[0].place:
            return f"the most prominent of {len(name.bearers)} places of this name"
        return f"of {len(name.bearers)} places of this name the one that the report's other places point to"

    def _likeliest(self, key: str) -> Place:
        """The likeliest reading of a name."""
        chances = self.chances[key]
        return self.bearers[key][max(range(len(chances)), key=chances.__getitem__)].place

    def _votes(self, key: str) -> dict[str, float]:
        """How much a name speaks for each country and first-order division: more for every time it is said."""
        votes: dict[str, float] = defaultdict(float)
        weight = 1.0 + math.log(len(self.mentions[key]))
        for chance, bearer in zip(self.chances[key], self.bearers[key], strict=True):
            place = bearer.place
            if place.country is not None:
                votes[place.country] += chance * weight * (1.0 if place.kind == "country" else 0.7)
            if place.admin1 is not None:
                votes[place.admin1] += chance * weight
        return votes

    def _spot(self, key: str) -> _Spot | None:
        """Where a name's likeliest reading lies, unless that is a wide stretch of land or water."""
        if not self.bearers[key]:
            return None
        place = self._likeliest(key)
        if place.point is None or place.kind in ("country", "continent", "region", "water"):
            return None
        return _Spot(place.point, max(self.chances[key]))

    def _score(self, key: str, bearer: Bearer, about: _About, near: Sequence[_Spot]) -> float:
        """How much speaks for one reading."""
        place = bearer.place
        score = _prior(bearer) + self._said(self.mentions[key], place)
        score += COUNTRY * about.share(place.country) + REGION * about.share(place.admin1)
        if place.point is not None and place.kind != "country":
            score += NEIGHBOUR * _nearness(place.point, near)
        return score + OUTLET * (place.country is not None and place.country == self.outlet_country)

    def _said(self, mentions: Sequence[Name], place: Place) -> float:
        """How much the words right beside mentions of a name speak for one reading; the strongest mention counts."""
        most = 0.0
        for name in mentions:
            said = CUE * (name.cue is not None and (name.cue == "region") == (place.kind == "region"))
            said += CUE * (name.holds_other and place.kind in ("region", "country"))
            if name.beside is not None:
                outers = zip(self.chances[name.beside], self.bearers[name.beside], strict=True)
                said += BESIDE * sum(chance for chance, outer in outers if holds(outer.place, place))
            most = max(most, said)
        return most


@dataclass(frozen=True, slots=True)
class _About:
    """Which countries and first-order divisions a report is about, without the name that is being weighed."""

    weights: Mapping[str, float]
    countries: float
    divisions: float

    @staticmethod
    def of(weights: Mapping[str, float]) -> _About:
        """Sum up the weights; a division's code has a full stop in it, a country's has none."""
        countries = sum(weight for code, weight in weights.items() if "." not in code)
        return _About(weights, countries, sum(weights.values()) - countries)

    def share(self, code: str | None) -> float:
        """The share of one country or division, from 0 to 1; small while little is known."""
        if code is None:
            return 0.0
        return max(0.0, self.weights.get(code, 0.0)) / ((self.divisions if "." in code else self.countries) + 1.0)


def _given(title: str, countries: Mapping[str, float]) -> dict[str, float]:
    """Countries that count as context from the start: those handed in, and those that the headline names."""
    given = dict(countries)
    for found in places().find(title):
        place = found.bearers[0].place
        if place.country is not None and place.kind in ("country", "capital", "region"):
            given[place.country] = given.get(place.country, 0.0) + 1.0
    return given


def _prior(bearer: Bearer) -> float:
    """How prominent a bearer is before any context."""
    return bearer.place.prominence - OTHER_NAME * (bearer.form == "other_name")


def _chances(scores: Sequence[float]) -> list[float]:
    """Scores as chances that sum to 1 (softmax)."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def _nearness(point: tuple[float, float], near: Sequence[_Spot]) -> float:
    """How near the report's other places are: 1 for one at the same point, 0 from `NEAR_KM` on; two count at most."""
    reach = NEAR_KM / _KM_PER_DEGREE
    close = (
        spot.chance * max(0.0, 1.0 - distance_km(point, spot.point) / NEAR_KM)
        for spot in near
        if abs(point[0] - spot.point[0]) < reach
    )
    return min(2.0, sum(close))


def _with_county_points(answers: Sequence[Resolved]) -> tuple[Resolved, ...]:
    """Put each county, whose point the gazetteer doesn't know, at the town of its state named nearest to it."""
    towns = [answer for answer in answers if answer.place is not None and answer.place.kind in ("city", "capital")]
    return tuple(_at_town(answer, towns) for answer in answers)


def _at_town(answer: Resolved, towns: Sequence[Resolved]) -> Resolved:
    """A county at a town of its state; everything else as it is."""
    county = answer.place
    if county is None or county.kind != "county":
        return answer
    inside = [town for town in towns if town.place is not None and town.place.admin1 == county.admin1]
    town = min(inside, key=lambda town: abs(town.span.start - answer.span.start), default=None)
    if town is None or town.place is None:
        return answer
    why = f"{answer.why}; put at {town.place.name}, the town of its state named nearest to it"
    return replace(answer, why=why, point=town.point)
