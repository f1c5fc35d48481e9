"""Review pages: what a person should look at, one matter at a time; decided by a button or a key, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dragoman.codebook import codebook
from dragoman.ledger import Ledger
from dragoman.ledger.corrections import FIELDS, fields_of
from dragoman.model.event import Force, MeetingFormat, Novelty, SourceClass, Stance, Status
from dragoman.model.occurrence import Judgement
from dragoman.views.commitments import STATUSES
from dragoman.views.doubts import Matter
from dragoman.views.judgements import in_words
from dragoman.views.review import KINDS, Item, look, near
from dragoman.web.asking import read_query
from dragoman.web.board_queries import ReviewQuery
from dragoman.web.deciding import Decision, Waiting, decide, item_of, matter_of, take_back, verbs_for, waiting
from dragoman.web.faults import Problem
from dragoman.web.links import changed, filter_query, href
from dragoman.web.page import Page, render, room_of, visitor_of
from dragoman.web.pledging import RELATIONS
from dragoman.web.security.audit import write_audit
from dragoman.web.security.csrf import submitted

router = APIRouter(include_in_schema=False)

_DONE: Final = {
    "accept": "Accepted.",
    "reject": "Rejected.",
    "correct": "Corrected.",
    "split": "Split.",
    "merge": "Merged.",
    "status": "Kept with that status.",
    "skip": "Put off: it comes back after all others.",
    "undo": "Taken back.",
}
_FLASH: Final = ("done", "judged", "was", "matter", "near")
"""Fields of the address that tell of one matter, and don't go with the rest."""
_CHOICES: Final = {
    "status": get_args(Status),
    "source_class": get_args(SourceClass),
    "meeting.format": get_args(MeetingFormat),
    "commitment.force": get_args(Force),
    "commitment.joint": ("yes", "no"),
    "position.stance": get_args(Stance),
    "position.novelty": get_args(Novelty),
}


@dataclass(frozen=True, slots=True)
class EditedField:
    """A field of an event that may be changed.

    Attributes:
        name: As `ledger.corrections.FIELDS` has it.
        value: What stands there, or was typed.
        hint: What may be typed.
        choices: The values there are, where they are few; empty for a free field.
    """

    name: str
    value: str
    hint: str
    choices: tuple[str, ...] = ()


@router.get("/review")
def review(request: Request) -> Response:
    """The matter that is most in doubt, or the one that the address names."""
    return _page(request, read_query(request, ReviewQuery))


@router.post("/review")
def decide_(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Keep what was decided of a matter, and go on to the next."""
    query, ledger = read_query(request, ReviewQuery), room_of(request).ledger
    matter, verb = str(form.get("matter", "")), str(form.get("decision", ""))
    decision = Decision(
        verb=verb,
        fields={name: str(form[f"field.{name}"]) for name in FIELDS if f"field.{name}" in form},
        apart=[str(one) for one in form.getlist("apart")],
        other=str(form.get("other_id", "")).strip() or str(form.get("other", "")),
        status=str(form.get("status", "")),
    )
    seen = str(form.get("seen", ""))
    try:
        made = decide(
            ledger,
            item_of(ledger, matter),
            decision,
            by=visitor_of(request).name,
            reason=str(form.get("reason", "")).strip(),
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else None,
        )
    except Problem as problem:
        return _page(request, query.model_copy(update={"matter": matter}), problem=problem, decision=decision)
    _log(request, verb, made)
    told = [("done", verb), ("was", matter), *(("judged", str(one.number)) for one in made)]
    return RedirectResponse(href("review", query=[*_kept(query), *told]), 303)


@router.post("/review/undo")
def undo(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Take one's own decision back: what held before holds again, and nothing is erased."""
    query = read_query(request, ReviewQuery)
    numbers = [int(one) for one in map(str, form.getlist("judged")) if one.isdecimal() and len(one) < 19]
    _log(request, "undo", take_back(room_of(request).ledger, numbers, by=visitor_of(request).name))
    told = [("done", "undo"), ("matter", str(form.get("was", "")))]
    return RedirectResponse(href("review", query=[*_kept(query), *told]), 303)


def _page(
    request: Request, query: ReviewQuery, *, problem: Problem | None = None, decision: Decision | None = None
) -> Response:
    ledger = room_of(request).ledger
    found = waiting(room_of(request), query)
    matters = found.matters
    item = _at_hand(ledger, query.matter, matters)
    page = Page("Review", section="review", wide=True, downloads=_downloads(query))
    asks_for_others = "near" in request.query_params or (decision is not None and decision.verb == "merge")
    return render(
        request,
        "review.html",
        page,
        status=problem.status if problem else 200,
        query=query,
        queue=found.queue,
        matters=matters,
        after=found.after,
        item=item,
        verbs=verbs_for(item) if item else (),
        following=_following(request, item, found, query),
        fields=_fields(item, decision.fields if decision else {}),
        others=near(ledger, item.occurrences[0]) if item and asks_for_others and item.matter.kind == "event" else None,
        problem=problem,
        decision=decision,
        done=_DONE.get(request.query_params.get("done", "")),
        judged=[one for one in request.query_params.getlist("judged") if one.isdecimal()],
        was=request.query_params.get("was", ""),
        here=href("review", query=_kept(query)),
        undo_here=href("review", "undo", query=_kept(query)),
        judged_words=in_words,
        kinds=KINDS,
        relations=RELATIONS,
        statuses=STATUSES,
    )


def _at_hand(ledger: Ledger, named: str, matters: tuple[Matter, ...]) -> Item | None:
    """The matter that was named, else the first that is still open."""
    if named:
        return look(ledger, matter_of(named, matters))
    return next((item for matter in matters if (item := look(ledger, matter))), None)


def _following(request: Request, item: Item | None, found: Waiting, query: ReviewQuery) -> str | None:
    """The address of the matter after the one at hand, to pass it over without deciding; None where it is the last."""
    gone = dict.fromkeys(_FLASH)
    ids = [matter.id for matter in found.matters]
    at = ids.index(item.matter.id) if item and item.matter.id in ids else -1
    if at + 1 < len(ids):
        return changed(request, **{**gone, "matter": ids[at + 1], "offset": query.offset or None})
    return changed(request, **{**gone, "offset": found.after}) if found.after else None


def _fields(item: Item | None, typed: Mapping[str, str]) -> list[EditedField]:
    if item is None or item.matter.kind != "event":
        return []
    stands = fields_of(item.telling.event)
    choices = {**_CHOICES, "type": tuple(codebook().types)}
    return [
        EditedField(name, typed.get(name, value), FIELDS[name], _with(value, choices.get(name, ())))
        for name, value in stands.items()
    ]


def _with(value: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices with what stands there, which may be none of them."""
    return choices if not choices or value in choices else (value, *choices)


def _kept(query: ReviewQuery) -> list[tuple[str, str]]:
    """What goes with every address of the review: the filter and the kinds."""
    below = query.below if "below" in query.model_fields_set else None
    return [*filter_query(query.filter(), below=below), *(("kind", kind) for kind in query.kind)]


def _downloads(query: ReviewQuery) -> tuple[tuple[str, str], ...]:
    return tuple(
        (form.upper(), href("api", "v1", "review", query=[*_kept(query), ("format", form)])) for form in ("csv", "json")
    )


def _log(request: Request, verb: str, made: list[Judgement]) -> None:
    for one in made:
        write_audit(request, "judge", f"{verb} {one.question}")
