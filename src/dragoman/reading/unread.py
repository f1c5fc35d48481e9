"""Unread: a report that could not be opened or parsed, kept so that it is counted and named at the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A report, or a whole source, that gave nothing to read.

    Attributes:
        name: A path, `path:line` (in a JSON list: `path:item`, counted from 1), a URL, or `-` for standard input.
        reason: What was wrong and what to do about it, in words that follow the name.
    """

    name: str
    reason: str
