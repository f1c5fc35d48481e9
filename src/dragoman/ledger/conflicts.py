"""Conflicts: what the tellings of one occurrence disagree on, kept for the reader to judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from dragoman.model.event import Event
from dragoman.model.occurrence import Conflict, Telling

_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(?:US?\$|\$|€|£)?\d[\d,]*(?:\.\d+)?(?:\s(?:million|billion|thousand|per cent|percent|%))?\s"
    r"(?:[a-z]+\s){0,2}?(?=([a-z]{3,}))",
)
_NOT_COUNTED: Final = frozenset("january february march april may june july august september october november".split())


def conflicts(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The fields that the tellings give different accounts of, each with who says what.

    A telling that leaves a field open contradicts nobody.
    """
    found = (Conflict(field, tuple(values)) for field, values in _accounts(tellings))
    return tuple(conflict for conflict in found if len(conflict.values) > 1)


def _accounts(tellings: Sequence[Telling]) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    for field, words in _FIELDS.items():
        yield field, _values(tellings, words)
    for noun in sorted({noun for one in tellings for noun, _ in _amounts(one.event)}):
        yield "amount", _values(tellings, partial(_count_of, noun))


def _values(tellings: Iterable[Telling], words: Callable[[Event], str | None]) -> list[tuple[str, tuple[str, ...]]]:
    by_value: dict[str, list[str]] = {}
    for one in tellings:
        value = words(one.event)
        if value is not None and one.document.id not in by_value.setdefault(value, []):
            by_value[value].append(one.document.id)
    return sorted(((value, tuple(ids)) for value, ids in by_value.items()), key=lambda pair: -len(pair[1]))


def _day(event: Event) -> str | None:
    when = event.when
    if when.start is None or when.start != when.end or when.basis == "publication":
        return None
    return when.start.isoformat()


def _status(event: Event) -> str | None:
    # That it lies further back for a later report is no other account of it.
    return "actual" if event.status == "historical" else event.status


_FIELDS: Final[dict[str, Callable[[Event], str | None]]] = {
    "when": _day,
    "where": lambda event: event.where.name,
    "status": _status,
    "mode": lambda event: event.mode,
}


def _amounts(event: Event) -> Iterator[tuple[str, str]]:
    for match in _AMOUNT.finditer(event.evidence[0].quote):
        if match[1] not in _NOT_COUNTED:
            yield match[1], f"{match[0].strip()} {match[1]}"


def _count_of(noun: str, event: Event) -> str | None:
    return next((words for counted, words in _amounts(event) if counted == noun), None)
