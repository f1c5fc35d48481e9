"""Attendance: who came to a meeting, by delegation, and what differs between two meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.ledger.boards.acts import key_of
from dragoman.model.entity import Entity
from dragoman.model.event import Attendee, Meeting, Presence


@dataclass(frozen=True, slots=True)
class Delegation:
    """Those at a meeting who speak for one state or body.

    Attributes:
        of: ISO alpha-3 or entity id of whom they speak for.
        members: The people named, in the order of the text; empty where only the state or body is.
        presence: The firmest that is told of any of them.
    """

    of: str
    members: tuple[Entity, ...]
    presence: Presence


@dataclass(frozen=True, slots=True)
class Change:
    """A delegation that differs between two meetings.

    Attributes:
        of: Whose delegation.
        earlier, later: As it came to each.
    """

    of: str
    earlier: Delegation
    later: Delegation


@dataclass(frozen=True, slots=True)
class Attendance:
    """What differs in attendance between two meetings.

    Attributes:
        both: Delegations that came to both in the same way.
        joined: Those that only the later one had.
        left: Those that only the earlier one had.
        changed: Those in both whose presence differs, or who sent other people.
    """

    both: tuple[Delegation, ...]
    joined: tuple[Delegation, ...]
    left: tuple[Delegation, ...]
    changed: tuple[Change, ...]


_FIRMNESS: Mapping[Presence, int] = {"present": 0, "represented": 1, "expected": 2}


def delegations(meeting: Meeting) -> tuple[Delegation, ...]:
    """The delegations to a meeting, in the order of the text; a minister and his state are one delegation."""
    found: dict[str, list[Attendee]] = {}
    for attendee in meeting.attendees:
        found.setdefault(attendee.delegation or key_of(attendee.party), []).append(attendee)
    return tuple(_delegation(of, attendees) for of, attendees in found.items())


def differences(earlier: Meeting, later: Meeting) -> Attendance:
    """What differs in attendance, in the order of the texts.

    Other people count as a change only where both meetings name some.
    """
    before = {one.of: one for one in delegations(earlier)}
    after = {one.of: one for one in delegations(later)}
    shared = [Change(of, before[of], after[of]) for of in before if of in after]
    return Attendance(
        both=tuple(change.later for change in shared if not _differs(change)),
        joined=tuple(one for of, one in after.items() if of not in before),
        left=tuple(one for of, one in before.items() if of not in after),
        changed=tuple(change for change in shared if _differs(change)),
    )


def _delegation(of: str, attendees: list[Attendee]) -> Delegation:
    people = {one.party.id: one.party.entity for one in attendees if one.party.entity.kind == "person"}
    return Delegation(of, tuple(people.values()), min((one.presence for one in attendees), key=_FIRMNESS.__getitem__))


def _differs(change: Change) -> bool:
    mine, theirs = ({one.id for one in side.members} for side in (change.earlier, change.later))
    return change.earlier.presence != change.later.presence or bool(mine and theirs and mine != theirs)
