"""The codebook: PLOVER and CAMEO codes, contexts, sectors, statuses, offices and roles, as data with a loader.

`codebook()` gives the tables; `entry("REQUEST.yield")` and `search("curfew")` answer a reader's question.
"""

from dragoman.codebook.definitions import (
    QUADS,
    CameoCode,
    Context,
    EventType,
    Mode,
    Post,
    Role,
    Sector,
    StatusEntry,
)
from dragoman.codebook.entries import Entry, entry, search
from dragoman.codebook.ontology import Codebook, codebook, load_codebook

__all__ = [
    "QUADS",
    "CameoCode",
    "Codebook",
    "Context",
    "Entry",
    "EventType",
    "Mode",
    "Post",
    "Role",
    "Sector",
    "StatusEntry",
    "codebook",
    "entry",
    "load_codebook",
    "search",
]
