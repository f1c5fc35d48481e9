"""Names that several states bear: which of them "the Congolese Government" or "Korean officials" means in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.linking.context import Discourse
from dragoman.model import Mention, Sentence

#: The most populous of states that share a name: what "Korean", "Congolese" and "Dominican" mean unless told otherwise.
_LARGEST = frozenset({"KOR", "COD", "DOM"})


def settled(sentences: Sequence[Sentence], memory: Discourse) -> Sequence[Sentence]:
    """The sentences with names that several states bear ("the Congolese Government") given to the one spoken of."""
    spoken = memory.countries + Counter(memory.located.values())
    found: list[Sentence] = []
    for sentence in sentences:
        told = {one: state for one in sentence.mentions if (state := _meant(one, spoken)) is not None}
        for state in told.values():
            memory.countries[state] += 1
        mentions = tuple(
            replace(one, ids=(told[one],), nationality=told[one] if one.kind != "country" else None)
            if one in told
            else one
            for one in sentence.mentions
        )
        found.append(replace(sentence, mentions=mentions) if told else sentence)
    return found


def _meant(mention: Mention, spoken: Counter[str]) -> str | None:
    """The state among several of a name that the report speaks of most, or the largest where it speaks of none.

    None where the name is one state's, or open between two that are spoken of.
    """
    if mention.kind not in ("country", "nationality", "role") or len(mention.ids) < 2:
        return None
    if any(len(id) != 3 for id in mention.ids):
        return None
    ranked = sorted(mention.ids, key=lambda id: -spoken[id])
    if not spoken[ranked[0]]:
        return next((id for id in ranked if id in _LARGEST), None)
    return ranked[0] if spoken[ranked[0]] > spoken[ranked[1]] else None
