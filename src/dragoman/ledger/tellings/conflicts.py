"""Conflicts: what the tellings of one occurrence disagree on, kept for the reader to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from dragoman.ledger.words.amounts import Amount, amounts
from dragoman.ledger.words.wording import rarity
from dragoman.model.entity import Where
from dragoman.model.event import Event
from dragoman.model.occurrence import Conflict, Telling

_SAME_PLACE_DEGREES: Final = 1.0
"""Up to this distance in latitude and longitude two places may be one: a house and its town."""
_SAME_AMOUNT: Final = 0.005
"""Amounts that differ by this share of the larger are one, rounded."""


def conflicts(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The fields that the tellings give different accounts of, each with who says what.

    A telling that leaves a field open contradicts nobody, and a finer account doesn't contradict a coarser one. A date
    is compared where words give a day and no telling has it go on over all of these days, a place where both can be
    located, an amount where the same thing is counted.
    """
    if len(tellings) < 2:
        return ()
    events = [one.event for one in tellings]
    plain = (
        Conflict(field, values)
        for field, words in _FIELDS.items()
        if len(values := _values(tellings, words)) > 1 and not _AGREE.get(field, _never)(events)
    )
    return (*plain, *_amounts(tellings))


def _never(_events: Sequence[Event]) -> bool:
    return False


def _lasted(events: Sequence[Event]) -> bool:
    """Whether one telling has it go on over all the days that others give: each of these tells of one of its days."""
    days = {event.when.start for event in events if _day(event) and event.when.start}
    return any(
        event.when.precision == "day" and event.when.start <= min(days) and max(days) <= event.when.end
        for event in events
        if event.when.start and event.when.end and event.when.basis != "publication"
    )


def _in_one_place(events: Sequence[Event]) -> bool:
    """Whether all the places told may be one."""
    wheres = [event.where for event in events if event.where.name]
    return not any(_elsewhere(a, b) for a in wheres for b in wheres)


def _elsewhere(a: Where, b: Where) -> bool:
    if a.country and b.country and a.country != b.country:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return max(abs(a.lat - b.lat), abs(a.lon - b.lon)) > _SAME_PLACE_DEGREES


def _values(
    tellings: Iterable[Telling], words: Callable[[Event], str | None]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_value: dict[str, list[str]] = {}
    for one in tellings:
        value = words(one.event)
        if value is not None and one.document.id not in by_value.setdefault(value, []):
            by_value[value].append(one.document.id)
    ordered = sorted(((value, tuple(ids)) for value, ids in by_value.items()), key=lambda pair: -len(pair[1]))
    return tuple(ordered)


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
}
_AGREE: Final[dict[str, Callable[[Sequence[Event]], bool]]] = {"when": _lasted, "where": _in_one_place}
"""Whether accounts that differ in a field may yet be one."""


def _amounts(tellings: Sequence[Telling]) -> Iterator[Conflict]:
    """One conflict for each thing that is counted differently."""
    told = [(one, amount) for one in tellings for amount in _told(one.event)]
    for counted in _counted(told):
        values: dict[str, list[str]] = {}
        heads: dict[str, float] = {}
        for one, amount in told:
            if counted not in amount.counted:
                continue
            words = next((words for words, value in heads.items() if _is_same(value, amount.value)), amount.words)
            heads.setdefault(words, amount.value)
            documents = values.setdefault(words, [])
            if one.document.id not in documents:
                documents.append(one.document.id)
        # A report that itself gives both numbers counts two things.
        if len(values) > 1 and not any(set(a) & set(b) for a, b in _pairs(list(values.values()))):
            ordered = sorted(values.items(), key=lambda pair: -len(pair[1]))
            yield Conflict("amount", tuple((words, tuple(documents)) for words, documents in ordered))
            return


def _told(event: Event) -> tuple[Amount, ...]:
    return tuple(amount for evidence in event.evidence for amount in amounts(evidence.quote))


def _counted(told: Iterable[tuple[Telling, Amount]]) -> list[str]:
    """What is counted, the rarest first, which is the surest to be one thing."""
    found = {counted for _, amount in told for counted in amount.counted}
    return sorted(found, key=lambda counted: (-rarity(counted), counted))


def _is_same(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME_AMOUNT * max(a, b)


def _pairs(lists: Sequence[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    return ((a, b) for at, a in enumerate(lists) for b in lists[at + 1 :])
