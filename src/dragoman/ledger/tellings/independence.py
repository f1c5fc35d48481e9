"""Independence: how many of the reports of one occurrence don't copy one another or go back to one origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from dragoman.ledger.tellings.credits import is_one_name
from dragoman.model.occurrence import Telling

_ORIGINS: Final = frozenset({"news_agency", "outlet", "document"})
"""Source classes that another report may have its account from; an official who speaks to many is no such origin."""


@dataclass(slots=True)
class _Origin:
    """Where the account of one report is from, by name.

    Attributes:
        own: Its publisher and the agency it credits.
        cited: All that its tellings cite.
        origins: Those of the cited that others may have their account from.
    """

    own: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)

    def is_shared(self, other: _Origin) -> bool:
        """Whether the two accounts go back to one."""
        return (
            _meet(self.own, other.own | other.cited)
            or _meet(other.own, self.cited)
            or _meet(self.origins, other.origins)
        )


def independent_sources(
    tellings: Sequence[Telling],
    copies: Iterable[tuple[str, str]],
    *,
    credits: Mapping[str, str] | None = None,
) -> int:
    """Count the reports, those that go back to one origin once.

    Two reports go back to one origin when one is a near copy of the other, when one outlet put out or is credited with
    both, when one cites the other's outlet, or when both cite the same agency, outlet or document.

    Args:
        tellings: Of one occurrence.
        copies: Pairs of document ids that are near copies.
        credits: The agency that a document credits, by the document's id.
    """
    origins: dict[str, _Origin] = {}
    for one in tellings:
        _note(origins.setdefault(one.document.id, _Origin()), one, (credits or {}).get(one.document.id))
    root = {document: document for document in origins}
    copied = {frozenset(pair) for pair in copies}
    for a, b in combinations(sorted(origins), 2):
        if frozenset((a, b)) in copied or origins[a].is_shared(origins[b]):
            old, new = root[a], root[b]
            root = {document: new if group == old else group for document, group in root.items()}
    return len(set(root.values()))


def _note(origin: _Origin, one: Telling, credited: str | None) -> None:
    origin.own.update(name for name in (one.document.publisher, credited) if name)
    for link in one.event.attribution:
        if link.source:
            origin.cited.add(link.source.entity.name)
            if link.source_class in _ORIGINS:
                origin.origins.add(link.source.entity.name)


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(is_one_name(one, other) for one in some for other in others)
