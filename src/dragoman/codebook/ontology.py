"""The codebook: every code that dragoman writes, what it means, and its score.

Place in the walk: under every step. The values are data in this folder: `plover/*.yaml` one file an event type,
`contexts.yaml`, `sectors.yaml`, `statuses.yaml`, `cameo.tsv`, `cameo_1_1.tsv`, `posts.tsv`, `roles.tsv`. They are read
once, on the first call of `codebook()`.

Scores, quad classes and modes are those of PLOVER 2.0 (Open Event Data Alliance, draft of February 2024), with ACCUSE
at -2 and SANCTION in quad class 4; the scores of CAMEO codes are Goldstein's (Journal of Conflict Resolution 36, 1992),
as CAMEO's authors assigned them. Definitions and examples are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from dragoman.codebook.definitions import CameoCode, Context, EventType, Mode, Post, Role, Sector, StatusEntry
from dragoman.codebook.tables import (
    read_cameo,
    read_contexts,
    read_posts,
    read_roles,
    read_sectors,
    read_statuses,
    read_types,
)
from dragoman.errors import CodebookError

__all__ = [
    "CameoCode",
    "Codebook",
    "Context",
    "EventType",
    "Mode",
    "Post",
    "Role",
    "Sector",
    "StatusEntry",
    "codebook",
    "load_codebook",
    "near",
]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Codebook:
    """All tables of the codebook, each by its code and in the order of its file.

    Attributes:
        types: Event types, by quad class and code.
        cameo_codes: CAMEO codes: the 280 of the base edition, then those that CAMEO 1.1 added.
        contexts: Contexts by code.
        sectors: Sectors by code.
        statuses: Statuses by code.
        posts: Offices by phrase in lower case. One with a hyphen or an apostrophe is also found as tokens part it:
            "secretary - general".
        roles: Descriptions without a name by phrase, found in the same ways.
        post_sectors: Sector of each post id: that of the first phrase that the table gives for it.
    """

    types: Mapping[str, EventType]
    cameo_codes: Mapping[str, CameoCode]
    contexts: Mapping[str, Context]
    sectors: Mapping[str, Sector]
    statuses: Mapping[str, StatusEntry]
    posts: Mapping[str, Post]
    roles: Mapping[str, Role]
    post_sectors: Mapping[str, str]

    def type(self, code: str) -> EventType:
        """The event type with this code.

        Raises:
            CodebookError: There is none; the message names near ones.
        """
        return _found(self.types, code, "event type")

    def mode(self, event_type: str, mode: str) -> Mode:
        """A mode of an event type.

        Raises:
            CodebookError: The type is unknown, or it has no such mode.
        """
        modes = {one.code: one for one in self.type(event_type).modes}
        return _found(modes, mode, f"mode of {event_type}")

    def score(self, event_type: str, mode: str | None = None) -> float:
        """PLOVER's score, -10 to 10: the mode's, or the type's where there is no mode or the mode has no score.

        >>> codebook().score("REQUEST"), codebook().score("REQUEST", "yield")
        (0.0, -1.0)

        Raises:
            CodebookError: The type is unknown, or it has no such mode.
        """
        base = self.type(event_type).score
        if mode is None:
            return base
        own = self.mode(event_type, mode).score
        return base if own is None else own

    def quad(self, event_type: str) -> int:
        """PLOVER's quad class, 1 to 4.

        Raises:
            CodebookError: The type is unknown.
        """
        return self.type(event_type).quad

    def cameo(self, code: str) -> CameoCode:
        """The CAMEO code.

        Raises:
            CodebookError: There is none; the message names near ones.
        """
        return _found(self.cameo_codes, code, "CAMEO code")

    def default_cameo(self, event_type: str, mode: str | None = None) -> str:
        """The CAMEO code of an event about which the words tell nothing finer.

        >>> codebook().default_cameo("CONSULT", "phone")
        '041'

        Raises:
            CodebookError: The type is unknown, or it has no such mode.
        """
        return self.type(event_type).default_cameo if mode is None else self.mode(event_type, mode).default_cameo

    def context(self, code: str) -> Context:
        """The context with this code.

        Raises:
            CodebookError: There is none; the message names near ones.
        """
        return _found(self.contexts, code, "context")

    def sector(self, code: str) -> Sector:
        """The sector with this code.

        Raises:
            CodebookError: There is none; the message names near ones.
        """
        return _found(self.sectors, code, "sector")

    def status(self, code: str) -> StatusEntry:
        """The status with this code.

        Raises:
            CodebookError: There is none; the message names near ones.
        """
        return _found(self.statuses, code, "status")


@cache
def codebook() -> Codebook:
    """The codebook that comes with dragoman, read and checked on the first call.

    Raises:
        CodebookError: A table is broken; the message names the file and line.
    """
    return load_codebook(files("dragoman.codebook"))


def load_codebook(folder: Traversable) -> Codebook:
    """Read and check the tables in a folder.

    Args:
        folder: Where the tables are, laid out as in this package.

    Raises:
        CodebookError: A table is broken; the message names the file and line.
    """
    types, sectors = read_types(folder), read_sectors(folder)
    posts = read_posts(folder, sectors)
    post_sectors: dict[str, str] = {}
    for post in posts.values():
        post_sectors.setdefault(post.post, post.sector)
    return Codebook(
        types=MappingProxyType(types),
        cameo_codes=MappingProxyType(read_cameo(folder, types)),
        contexts=MappingProxyType(read_contexts(folder)),
        sectors=MappingProxyType(sectors),
        statuses=MappingProxyType(read_statuses(folder)),
        posts=MappingProxyType(posts),
        roles=MappingProxyType(read_roles(folder, sectors)),
        post_sectors=MappingProxyType(post_sectors),
    )


def near(code: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown code: "; near it: REQUEST", or "" where nothing is near.

    >>> near("REQEST", ["REQUEST", "AID"])
    '; near it: REQUEST'
    """
    folded = {one.casefold(): one for one in known}
    close = get_close_matches(code.casefold(), folded, n=3, cutoff=0.6)
    return f"; near it: {', '.join(folded[one] for one in close)}" if close else ""


def _found(table: Mapping[str, _Value], code: str, what: str) -> _Value:
    try:
        return table[code]
    except KeyError:
        raise CodebookError(f"there is no {what} {code!r}{near(code, table)}") from None
