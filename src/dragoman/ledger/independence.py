"""Independence: how many of the reports of one occurrence don't copy one another or cite one origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from dragoman.model.occurrence import Telling

_ORIGINS: Final = frozenset({"news_agency", "outlet", "document"})
"""Source classes that another report may have its account from; an official who speaks to many is no such origin."""


def independent_sources(tellings: Sequence[Telling], copies: Iterable[tuple[str, str]]) -> int:
    """Count the reports, those that go back to one origin once.

    Two reports go back to one origin when one is a near copy of the other, when both were put out by one publisher,
    when one cites the other's publisher, or when both cite the same agency, outlet or document.

    Args:
        tellings: Of one occurrence.
        copies: Pairs of document ids that are near copies.
    """
    marks: dict[str, set[str]] = {}
    for one in tellings:
        marks.setdefault(one.document.id, set()).update(_marks(one))
    origin = {document: document for document in marks}

    def root(document: str) -> str:
        while origin[document] != document:
            document = origin[document]
        return document

    copied = {frozenset(pair) for pair in copies}
    for a, b in combinations(sorted(marks), 2):
        if frozenset((a, b)) in copied or marks[a] & marks[b]:
            origin[root(a)] = root(b)
    return len({root(document) for document in origin})


def _marks(one: Telling) -> Iterator[str]:
    if one.document.publisher:
        yield one.document.publisher.casefold()
    for link in one.event.attribution:
        if link.source and link.source_class in _ORIGINS:
            yield link.source.entity.name.casefold()
