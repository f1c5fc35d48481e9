"""Reports over the API: which the ledger holds, and one with its text and events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dragoman.views.reports import stored_report, stored_reports
from dragoman.web.api.answers import Form, csv_answer, json_answer, page_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, JSON, PROBLEMS
from dragoman.web.api.values import listed_report_value, stored_report_value
from dragoman.web.asking import MOST
from dragoman.web.faults import not_found
from dragoman.web.page import room_of

router = APIRouter(prefix="/api/v1", tags=["reports"])

_COLUMNS = ("id", "published_on", "publisher", "title", "url", "events", "characters", "added_at")


class ReportsQuery(BaseModel):
    """A part of a list, and the form to give it in."""

    limit: int = Field(default=50, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    format: Form = "json"


@router.get("/reports", summary="Reports in the ledger", responses={**CSV_OR_JSON, **PROBLEMS})
def reports(request: Request, query: Annotated[ReportsQuery, Query()]) -> Response:
    """The reports that the ledger holds, the latest published first."""
    found = stored_reports(room_of(request).ledger, limit=query.limit, offset=query.offset)
    if query.format == "csv":
        rows = (listed_report_value(one) for one in found.items)
        return csv_answer(request, table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)), name="reports")
    return page_answer(request, found, listed_report_value)


@router.get("/reports/{id}", summary="One report", responses={**JSON, **PROBLEMS})
def report(request: Request, id: Annotated[str, Path(max_length=200)]) -> Response:
    """One report by its id: text, blocks, events with their evidence, and who says what."""
    stored = stored_report(room_of(request).ledger, id)
    if stored is None:
        raise not_found("such report", "It may not have been kept.")
    return json_answer(request, stored_report_value(stored))
