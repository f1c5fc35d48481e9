"""Report pages: a report with its coded passages, before it is kept and after; and the list of those kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from dragoman.errors import ReadingError
from dragoman.model import Record, Report
from dragoman.reading import Unread
from dragoman.views.reports import stored_report, stored_reports
from dragoman.web.asking import MOST, ListQuery, asked
from dragoman.web.desk import Coding
from dragoman.web.faults import Problem, not_found, problem_of
from dragoman.web.intake import file_reports, page_reports, pasted_report
from dragoman.web.links import href
from dragoman.web.page import Page, render, room_of, visitor_of
from dragoman.web.pages.first import ADD_PAGE, blank_form
from dragoman.web.passages import attribution_marks, event_marks, lay_out, stored_attribution_marks
from dragoman.web.security.audit import write_audit
from dragoman.web.security.csrf import submitted

router = APIRouter(include_in_schema=False)

WAIT_SECONDS: Final = 8.0
"""How long a posted form waits for its report; after that the reader watches the progress."""

_FIELDS: Final = ("text", "title", "publisher", "url", "published_on")


@router.get("/reports")
def reports(request: Request, query: Annotated[ListQuery, Depends(asked)]) -> Response:
    """The reports in the ledger."""
    found = stored_reports(room_of(request).ledger, limit=query.limit, offset=query.offset)
    address = href("api", "v1", "reports", query={"limit": str(MOST)})
    page = Page("Reports", section="reports", downloads=(("CSV", f"{address}&format=csv"), ("JSON", address)))
    return render(request, "reports.html", page, found=found)


@router.get("/reports/{id}")
def report(request: Request, id: str) -> Response:
    """A report in the ledger, with its passages marked."""
    stored = stored_report(room_of(request).ledger, id)
    if stored is None:
        raise not_found("such report", "It may not have been kept.")
    marks = [*event_marks(stored.events), *stored_attribution_marks(stored.attributions)]
    return render(
        request,
        "report.html",
        Page(stored.document.title or "Untitled report", section="reports", wide=True),
        document=stored.document,
        events=stored.events,
        verdicts=[telling.verdict for telling in stored.tellings],
        occurrences=stored.occurrences,
        paragraphs=lay_out(stored.document, stored.events, marks),
        coding=None,
    )


@router.post("/codings")
def code(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Code what was pasted or dropped, and show it; nothing is stored."""
    reports = _posted(form, limit=room_of(request).settings.max_reports)
    return _coded(request, reports, {name: str(form.get(name, "")) for name in _FIELDS})


@router.post("/codings/fetched")
def fetch(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Fetch an address and code what it gives; nothing is stored."""
    room, url = room_of(request), str(form.get("url", "")).strip()
    write_audit(request, "fetch", url)
    try:
        page = room.fetcher.fetch(url)
    except ReadingError as error:
        return _add_page(request, problem_of(error), {"fetch": url})
    return _coded(request, page_reports(page, limit=room.settings.max_reports), {"fetch": url})


@router.get("/codings/{id}")
def coding(request: Request, id: str) -> Response:
    """How far a coding is; of one report the report itself."""
    found = _found(request, id)
    if found.done.is_set() and len(found.reports) == 1:
        return _preview(request, found, 1)
    done = found.done.is_set()
    page = Page("Coded reports" if done else "Coding…", section="reports", refresh_seconds=None if done else 2)
    return render(request, "coding.html", page, coding=found, done=done)


@router.get("/codings/{id}/reports/{number}")
def coded_report(request: Request, id: str, number: int) -> Response:
    """One report of a coding, by its number from 1."""
    return _preview(request, _found(request, id), number)


@router.post("/codings/{id}/keep")
def keep(request: Request, id: str) -> Response:
    """Keep what was coded in the ledger."""
    room, coding = room_of(request), _found(request, id)
    coding.done.wait()
    added = room.ledger.add(coding.records, coder=room.desk.version, by=visitor_of(request).name)
    coding.kept.update(one.document_id for one in added)
    for one in added:
        write_audit(request, "keep", one.document_id)
    goal = href("reports", added[0].document_id) if len(added) == 1 else href("codings", id)
    return RedirectResponse(goal, 303)


def _coded(request: Request, reports: Iterator[Report | Unread], fields: dict[str, str]) -> Response:
    """Code reports and lead to what came of them; what can't be coded leads back to the form."""
    try:
        coding = room_of(request).desk.take(reports, owner=visitor_of(request).name)
        if coding.done.wait(WAIT_SECONDS) and len(coding.reports) == 1 and not coding.records:
            raise _uncoded(coding.outcomes[0])
    except Problem as problem:
        return _add_page(request, problem, fields)
    return RedirectResponse(href("codings", coding.id), 303)


def _add_page(request: Request, problem: Problem, fields: dict[str, str]) -> Response:
    form = {**blank_form(), **fields}
    return render(request, "add.html", ADD_PAGE, status=problem.status, form=form, problem=problem)


def _posted(form: FormData, *, limit: int) -> Iterator[Report | Unread]:
    """The reports in a form: the files if there are any, else the pasted text."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    fields: dict[str, Any] = {name: str(form.get(name, "")) for name in _FIELDS}
    for one in files:
        yield from file_reports(one.file, one.filename or "", published_on=fields["published_on"], limit=limit)
    if not files:
        yield pasted_report(**fields)


def _found(request: Request, id: str) -> Coding:
    found = room_of(request).desk.find(id, owner=visitor_of(request).name)
    if found is None:
        raise not_found("such coding", "What is not kept is forgotten after a while, and when the server stops.")
    return found


def _preview(request: Request, coding: Coding, number: int) -> Response:
    if not 1 <= number <= len(coding.outcomes):
        raise not_found("such report", "It may not be coded yet.")
    outcome = coding.outcomes[number - 1]
    if isinstance(outcome, Unread):
        raise _uncoded(outcome)
    document = outcome.document
    marks = [*event_marks(outcome.events), *attribution_marks(outcome.attributions)]
    return render(
        request,
        "report.html",
        Page(document.title or "Untitled report", section="reports", wide=True),
        document=document,
        events=outcome.events,
        verdicts=[None] * len(outcome.events),
        occurrences={},
        paragraphs=lay_out(document, outcome.events, marks),
        coding=coding,
    )


def _uncoded(outcome: Record | Unread) -> Problem:
    reason = outcome.reason if isinstance(outcome, Unread) else "holds nothing to code"
    name = outcome.name if isinstance(outcome, Unread) else "the report"
    return Problem(422, "the report can't be coded", f"{name}: {reason}.")
