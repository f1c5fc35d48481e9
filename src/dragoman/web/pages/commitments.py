"""Commitment pages: the board by status, silence and deadline; and one pledge with its proposals and its judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dragoman.ledger import Ledger
from dragoman.model.occurrence import CommitmentStatus
from dragoman.views.commitments import STATUSES, Board, Pledge, Wanted, commitment, commitments
from dragoman.views.evidence import evidence
from dragoman.views.judgements import newest_judgement
from dragoman.web.asking import read_query
from dragoman.web.board_queries import MOST_ON_A_BOARD, PledgesQuery, today_or
from dragoman.web.faults import Problem, not_found
from dragoman.web.links import filter_query, href
from dragoman.web.page import Page, render, room_of, visitor_of
from dragoman.web.pledging import RELATIONS, judge_follow_up, set_status, steps_of
from dragoman.web.room import Room
from dragoman.web.security.audit import write_audit
from dragoman.web.security.csrf import submitted
from dragoman.web.wordings import names_of

router = APIRouter(include_in_schema=False)

JUDGED: Final[frozenset[CommitmentStatus]] = frozenset(STATUSES) - {"open"}
"""Statuses that somebody has set."""

_LENSES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("Everything", {}),
    ("Open", {"standing": "open"}),
    ("Overdue", {"overdue": "1"}),
    ("Due in 30 days", {"due": "30"}),
    ("Silent for 90 days", {"silent": "90"}),
    ("In progress", {"standing": "in_progress"}),
    ("Kept", {"standing": "kept"}),
    ("Broken", {"standing": "broken"}),
)
"""The board's ready-made questions: label, and the fields of the address."""
_ASKED: Final = ("standing", "overdue", "due", "silent")


@dataclass(frozen=True, slots=True)
class Column:
    """Pledges of one status.

    Attributes:
        status: The status.
        pledges: In the order of the record.
        after: Where the next of them begin; None where there are no more.
    """

    status: CommitmentStatus
    pledges: Sequence[Pledge]
    after: int | None = None


@router.get("/commitments")
def board(request: Request) -> Response:
    """The board: every pledge once, by how it stands."""
    query = read_query(request, PledgesQuery)
    columns, matching, after = _columns(room_of(request), query)
    fields = filter_query(query.filter(), **{name: request.query_params.get(name, "") for name in (*_ASKED, "today")})
    address = href("api", "v1", "commitments", query=[*fields, ("limit", str(MOST_ON_A_BOARD))])
    page = Page(
        "Commitments",
        section="commitments",
        wide=True,
        downloads=(("CSV", f"{address}&format=csv"), ("JSON", address)),
    )
    return render(
        request,
        "commitments.html",
        page,
        query=query,
        columns=columns,
        matching=matching,
        after=after,
        lenses=_lenses(request),
        steps_of=steps_of,
    )


@router.get("/commitments/{id}")
def pledge(request: Request, id: str) -> Response:
    """One pledge: how it stands, what was proposed since, and the words it rests on."""
    return _pledge_page(request, id)


@router.post("/commitments/{id}/status")
def judge(request: Request, id: str, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Set how a pledge stands."""
    found, given = found_pledge(room_of(request).ledger, id), str(form.get("status", ""))
    try:
        status = _status(given)
        set_status(
            room_of(request).ledger,
            found,
            status,
            by=visitor_of(request).name,
            reason=_reason(form),
            seen=_seen(form),
        )
    except Problem as problem:
        return _pledge_page(request, id, problem=problem)
    write_audit(request, "judge", f"commitment:{found.occurrence.id}")
    return RedirectResponse(href("commitments", id), 303)


@router.post("/commitments/{id}/follow-ups")
def judge_later(request: Request, id: str, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Say whether a later event that is proposed follows on a pledge."""
    ledger, later = room_of(request).ledger, str(form.get("later", ""))
    try:
        judge_follow_up(
            ledger,
            found_pledge(ledger, id),
            later,
            follows=form.get("follows") == "yes",
            by=visitor_of(request).name,
            reason=_reason(form),
            seen=_seen(form),
        )
    except Problem as problem:
        return _pledge_page(request, id, problem=problem)
    write_audit(request, "judge", f"follows:{id}:{later}")
    return RedirectResponse(href("commitments", id), 303)


def found_pledge(ledger: Ledger, id: str) -> Pledge:
    """A pledge by its id, counted from today.

    Raises:
        Problem: 404 where there is none.
    """
    found = commitment(ledger, id, today=today_or(None))
    if found is None:
        raise not_found("such commitment", "It may have been merged into another, or rejected.")
    return found


def found_board(room: Room, query: PledgesQuery) -> Board:
    """The part of the board that an address asks for."""
    wanted, which, today = query.filter(), query.wanted, today_or(query.today, query.as_of)
    return room.memory.recall(
        commitments,
        wanted,
        which,
        today,
        query.limit,
        query.offset,
        make=lambda: commitments(room.ledger, wanted, which=which, today=today, limit=query.limit, offset=query.offset),
    )


def _pledge_page(request: Request, id: str, *, problem: Problem | None = None) -> Response:
    ledger = room_of(request).ledger
    found = found_pledge(ledger, id)
    one = found.occurrence
    page = Page(
        f"Commitment of {names_of(one.actor) or 'somebody unnamed'}",
        section="commitments",
        wide=True,
        downloads=(("JSON", href("api", "v1", "commitments", one.id)),),
    )
    return render(
        request,
        "commitment.html",
        page,
        status=problem.status if problem else 200,
        problem=problem,
        pledge=found,
        one=one,
        grounds=evidence(ledger, one.id),
        steps_of=steps_of,
        relations=RELATIONS,
        statuses=STATUSES,
        seen=newest_judgement(ledger),
    )


def _columns(room: Room, query: PledgesQuery) -> tuple[list[Column], int, int | None]:
    """The board's columns that hold something, how many commitments were looked through, and where the next begin."""
    if query.wanted != Wanted():
        found = found_board(room, query)
        after = found.next_offset
    else:
        found, after = _open_and_judged(room, query)
    held = {status: [one for one in found.pledges if one.status == status] for status in STATUSES}
    return [Column(status, pledges) for status, pledges in held.items() if pledges], found.matching, after


def _open_and_judged(room: Room, query: PledgesQuery) -> tuple[Board, int | None]:
    """A page of the open ones, and on the first page what somebody has judged beside them."""
    waiting = found_board(room, query.model_copy(update={"standing": ["open"]}))
    if query.offset or not room.ledger.judgements(prefix="commitment:"):
        return waiting, waiting.next_offset
    judged = found_board(room, query.model_copy(update={"standing": sorted(JUDGED), "limit": 4 * query.limit}))
    both = Board((*waiting.pledges, *judged.pledges), waiting.today, waiting.matching)
    return both, waiting.next_offset


def _lenses(request: Request) -> list[tuple[str, dict[str, str | None], bool]]:
    """The ready-made questions: label, changes of the address, and whether it is the one asked."""
    asked = {name: value for name in _ASKED if (value := request.query_params.get(name))}
    blank: dict[str, str | None] = dict.fromkeys(_ASKED)
    return [(label, {**blank, **fields}, fields == asked) for label, fields in _LENSES]


def _status(given: str) -> CommitmentStatus | None:
    if given and given not in STATUSES:
        raise Problem(422, "there is no such status", f"Choose one of {', '.join(STATUSES)}.")
    return given if given else None


def _reason(form: FormData) -> str:
    return str(form.get("reason", "")).strip()[:2_000]


def _seen(form: FormData) -> int | None:
    given = str(form.get("seen", ""))
    return int(given) if given.isdecimal() and len(given) < 19 else None
