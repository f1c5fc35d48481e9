"""Outcomes: the commitments and positions that were voiced at a meeting, told apart from what was said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dragoman.codebook import codebook
from dragoman.ledger.boards.acts import keys_of
from dragoman.ledger.boards.attendance import delegations
from dragoman.model.entity import Entity
from dragoman.model.event import Event
from dragoman.model.occurrence import Occurrence, Telling

_WRITTEN_OUT: Final = 6
"""Letters of a post's phrase from which on it isn't met by chance inside another word, as "pm" is."""


def outcomes(meeting: Occurrence, beside: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """What was pledged and held at a meeting.

    An outcome is a commitment or position that a report of the meeting tells, by somebody who attended, on the same
    day or without a day of its own. Where a report tells of several meetings that the speaker attended, it belongs to
    the one whose delegations are exactly those who speak, else to the one told nearest to it in the text.

    Args:
        meeting: The meeting.
        beside: All that its reports tell, in any order; the meeting itself may be among it.
    """
    told = sorted(beside, key=lambda one: (one.first.event.anchor.start, one.id))
    meetings = [one for one in told if one.meeting and one.id != meeting.id]
    return tuple(one for one in told if _facet(one) and _is_outcome(one, meeting, meetings))


def _facet(one: Occurrence) -> bool:
    return one.commitment is not None or one.position is not None


def _is_outcome(one: Occurrence, meeting: Occurrence, meetings: Sequence[Occurrence]) -> bool:
    mine = _fit(one, meeting)
    rivals = (fit for other in meetings if (fit := _fit(one, other)))
    return mine is not None and all(mine <= fit for fit in rivals)


def _attended(one: Occurrence, meeting: Occurrence) -> bool:
    """Whether all who speak were there: by name, or for a delegation that names nobody else of their rank."""
    if meeting.meeting is None or not one.actor:
        return False
    attendees = {attendee.party.id for attendee in meeting.meeting.attendees}
    came = {each.of: each for each in delegations(meeting.meeting)}
    ranks = _ranks(meeting)

    def was_there(speaker: Entity) -> bool:
        delegation = came.get(speaker.country or speaker.id)
        if speaker.id in attendees or delegation is None:
            return speaker.id in attendees
        if speaker.kind != "person":
            return True
        return not delegation.members and (not ranks or bool(ranks & set(speaker.posts)))

    return all(was_there(speaker) for speaker in one.actor)


def _ranks(meeting: Occurrence) -> frozenset[str]:
    """The posts that the words of the meeting name: "foreign ministers" keeps a president's words elsewhere out."""
    assert meeting.meeting is not None
    quotes = (evidence.quote for telling in meeting.tellings for evidence in telling.event.evidence)
    words = " ".join([*quotes, meeting.meeting.level or ""]).lower()
    posts = (post for post in codebook().posts.values() if len(post.phrase) >= _WRITTEN_OUT)
    return frozenset(post.post for post in posts if post.phrase in words)


def _same_day(one: Occurrence, meeting: Occurrence) -> bool:
    mine, theirs = one.when, meeting.when
    if theirs.start is None:
        # An undated meeting of the past lies behind what is said today.
        return meeting.status != "historical" or one.status == "historical"
    if mine.start is None or mine.basis == "publication":
        return True
    return mine.start <= (theirs.end or theirs.start) and theirs.start <= (mine.end or mine.start)


def _fit(one: Occurrence, meeting: Occurrence) -> tuple[bool, int] | None:
    """How well it belongs to the meeting: exactly its delegations, then near it in one report; None if it can't."""
    if not _attended(one, meeting) or not _same_day(one, meeting):
        return None
    distances = [_distance(a.event, b.event) for a in one.tellings for b in _of_document(meeting, a.document.id)]
    if not distances:
        return None
    speakers = keys_of(party for party in one.first.event.actor)
    exact = meeting.meeting is not None and speakers == {each.of for each in delegations(meeting.meeting)}
    return (not exact, min(distances))


def _of_document(meeting: Occurrence, document_id: str) -> Iterable[Telling]:
    return (one for one in meeting.tellings if one.document.id == document_id)


def _distance(a: Event, b: Event) -> int:
    return max(0, a.anchor.start - b.anchor.end, b.anchor.start - a.anchor.end)
