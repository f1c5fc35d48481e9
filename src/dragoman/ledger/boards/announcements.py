"""Announcements: a meeting that was scheduled and the one that was then held are one, told before and after."""

from __future__ import annotations

from typing import Final

from dragoman.ledger.boards.attendance import delegations
from dragoman.model.occurrence import Occurrence

_SHARED: Final = 2 / 3
"""Share of the delegations announced that came: some always stay away."""


def announces(scheduled: Occurrence, held: Occurrence) -> bool:
    """Whether a meeting that was to come is the one that took place.

    Both are dated by words and overlap, most of those announced came, and two places that differ are two meetings.
    """
    if not scheduled.is_to_come or held.is_to_come or held.status not in ("actual", "historical"):
        return False
    if scheduled.meeting is None or held.meeting is None or not _overlap(scheduled, held):
        return False
    planned = {one.of for one in delegations(scheduled.meeting)}
    came = {one.of for one in delegations(held.meeting)}
    a, b = scheduled.meeting.venue.name, held.meeting.venue.name
    return len(planned) > 1 and len(planned & came) >= _SHARED * len(planned) and (not a or not b or a == b)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    a, b = one.when, other.when
    if a.start is None or b.start is None or a.basis == "publication":
        return False
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)
