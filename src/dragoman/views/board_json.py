"""Boards as JSON: what `as_json` would spell, with what is computed when a board is read and without what is not told.

Occurrences and judgements are left as they are; `as_json.to_json` spells them.
"""

from __future__ import annotations

from typing import Any

from dragoman.ledger.boards.acts import Act
from dragoman.ledger.boards.attendance import Delegation
from dragoman.ledger.boards.readouts import Point, Readouts
from dragoman.views.commitments import Board, Pledge, Proposal
from dragoman.views.expectations import Expectation
from dragoman.views.meetings import MeetingEntry, MeetingPage
from dragoman.views.pages import Page
from dragoman.views.positions import Line, Lines

Values = dict[str, Any]


def board_values(board: Board) -> Values:
    """A page of the board of commitments."""
    return {
        "today": board.today,
        "matching": board.matching,
        "next_offset": board.next_offset,
        "pledges": [pledge_values(one) for one in board.pledges],
    }


def pledge_values(pledge: Pledge) -> Values:
    """A pledge with its status, its silence in days, and what followed it."""
    return {
        "pledge": pledge.occurrence,
        "status": pledge.status,
        "meeting": pledge.meeting and pledge.meeting.act.id,
        "made_on": pledge.made_on,
        "deadline": pledge.deadline,
        "overdue_days": pledge.overdue_days,
        "due_in_days": pledge.due_in_days,
        "last_heard_on": pledge.last_heard_on,
        "silent_days": pledge.silent_days,
        "history": pledge.history,
        "reaffirmations": [
            {**act_values(one.later), "score": one.score, "reason": one.reason} for one in pledge.reaffirmations
        ],
        "follow_ups": [_proposal(one) for one in pledge.follow_ups],
    }


def act_values(act: Act) -> Values:
    """An act by its id, with the words it rests on."""
    event = act.event
    return {
        "id": act.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actor": [party.entity for party in event.actor],
        "recipient": [party.entity for party in event.recipient],
        "day": act.day,
        "document": act.header,
        "quotes": [evidence.quote for evidence in event.evidence],
    }


def meetings_values(page: Page[MeetingEntry]) -> Values:
    """A page of the list of meetings."""
    return {
        "total": page.total,
        "offset": page.offset,
        "next_offset": page.next_offset,
        "meetings": [entry_values(one) for one in page.items],
    }


def entry_values(entry: MeetingEntry) -> Values:
    """A meeting with its delegations, the meeting it was held beside, and those held beside it."""
    beside = entry.beside
    return {
        "meeting": entry.occurrence,
        "name": entry.name,
        "delegations": [_delegation(one) for one in entry.delegations],
        "beside": beside and {"id": beside.larger.id, "score": beside.score, "reason": beside.reason},
        "parent_words": entry.parent_words,
        "children": [one.id for one in entry.children],
        "announced": [one.id for one in entry.announced],
        "held": entry.held and entry.held.id,
    }


def meeting_values(page: MeetingPage) -> Values:
    """A meeting with its outcomes and the accounts of it."""
    return {
        **entry_values(page.entry),
        "outcomes": page.outcomes,
        "expected": page.expected,
        "readouts": _readouts(page.readouts),
    }


def lines_values(lines: Lines | None, expected: Page[Expectation]) -> Values:
    """Positions and expectations; without lines only the latter."""
    values: Values = {
        "expectations": [expectation_values(one) for one in expected.items],
        "expectations_total": expected.total,
    }
    if lines is None:
        return values
    return {
        "matching": lines.matching,
        "next_offset": lines.next_offset,
        "lines": [line_values(one) for one in lines.lines],
        **values,
    }


def line_values(line: Line) -> Values:
    """What a holder says on an issue, from the first time to the last."""
    stages = [
        {**act_values(one.act), "position": one.act.event.position, "label": one.label, "reason": one.reason}
        for one in line.stages
    ]
    return {"holder": line.holder, "issue": line.issue, "left_out": line.left_out, "stages": stages}


def expectation_values(expectation: Expectation) -> Values:
    """Words that were announced, and what was then said."""
    found = expectation.answer
    return {
        "expected": expectation.occurrence,
        "announced_on": expectation.announced_on,
        "awaited_until": expectation.awaited_until,
        "outcome": found.outcome,
        "said": act_values(found.act) if found.act else None,
        "score": found.score,
        "reason": found.reason,
    }


def _proposal(one: Proposal) -> Values:
    link = one.link
    found = {"relation": link.relation, "score": link.score, "reason": link.reason, "judgement": one.judgement}
    return {**act_values(link.act), **found}


def _delegation(one: Delegation) -> Values:
    return {"of": one.of, "members": one.members, "presence": one.presence}


def _readouts(found: Readouts) -> Values:
    return {"accounts": found.accounts, "points": [_point(one, found) for one in found.points]}


def _point(point: Point, found: Readouts) -> Values:
    voiced = [
        {"account": one.account, "quote": one.evidence.quote, "document": one.telling.document.id}
        for one in point.voiced
    ]
    missing = [account for account in found.accounts if account not in point.accounts]
    return {"kind": point.kind, "words": point.words, "voiced": voiced, "missing_in": missing}
