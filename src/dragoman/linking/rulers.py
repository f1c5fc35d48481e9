"""Whose state a ruler's bare surname stands for: "Maduro closed the border", "the Assad regime"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.gazetteer import Tenure, gazetteer
from dragoman.linking.context import Discourse
from dragoman.model import Mention

_CHIEFS = frozenset({"head_of_state", "head_of_government"})
#: How many may bear a name that tells whose it is by itself.
_RARE = 5
#: How many names the states that they ruled are remembered for.
_REMEMBERED = 4096


def ruled_state(name: str, memory: Discourse, *, now: bool = False) -> str | None:
    """The country that somebody of this name was head of; with `now` only who may be so on the report's date.

    A country that the report names comes first; else the only one in the world whose head bears so rare a name.
    """
    names = gazetteer()
    for country in sorted(memory.about()):
        for person in names.people(name, country=country):
            headed = [one for one in names.tenures(person.id) if one.country == country and one.post in _CHIEFS]
            if any(not now or _may_rule(one, memory.on) for one in headed):
                return country
    return _only_state_ruled(name, memory.on)


def is_ruler(mention: Mention, memory: Discourse) -> bool:
    """Whether what a recogniser took for an unknown body or place bears the name of somebody who rules a state."""
    name = mention.name or mention.text
    unknown = not mention.ids and name.isalpha() and not name.isupper()
    return unknown and ruled_state(name, memory, now=True) is not None


@lru_cache(_REMEMBERED)
def _only_state_ruled(name: str, on: date | None) -> str | None:
    """The only state that bearers of a rare name may rule on a day: Türkiye of "Erdoğan"; None for common names."""
    names = gazetteer()
    bearers = names.people(name)
    if len(bearers) > _RARE:
        return None
    headed = (one for person in bearers for one in names.tenures(person.id) if one.post in _CHIEFS)
    states = {one.country for one in headed if len(one.country) == 3 and _may_rule(one, on)}
    return next(iter(states)) if len(states) == 1 else None


def _may_rule(tenure: Tenure, on: date | None) -> bool:
    """Whether a tenure may hold on a day; without a day any may."""
    return on is None or tenure.state(on) == "current"
