"""The first page: what to do with an empty ledger, and what stands in a full one; and the form to add reports."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.views.facets import facets
from dragoman.views.reports import holdings, latest_added
from dragoman.views.timeline import timeline
from dragoman.web.page import Page, render, room_of

router = APIRouter(include_in_schema=False)

EXAMPLE: Final = """\
Egypt and Israel Sign Peace Frameworks as PLO Rejects Accords

Egyptian President Anwar Sadat and Israeli Prime Minister Menachem Begin on Sunday signed two frameworks for peace at \
the White House, after thirteen days of talks with US President Jimmy Carter at Camp David.

Under the first document, Egypt and Israel agreed to negotiate “transitional arrangements for the West Bank and Gaza \
for a period not exceeding five years” and to give their inhabitants “full autonomy”.

Sadat demanded that Israel remove its settlers from the Sinai before treaty talks begin. Begin promised to put that \
question to the Knesset within two weeks.

The Palestine Liberation Organization rejected the accords and accused Egypt of surrendering Palestinian rights.

US Secretary of State Cyrus Vance arrived in Amman on Wednesday. He is to visit Riyadh and Damascus later this week, \
the State Department said.
"""
"""A report to try; it retells documented history, as `examples/` does at length."""
EXAMPLE_DAY: Final = "1978-09-20"
ADD_PAGE: Final = Page(
    "Add a report", section="reports", lead="It is coded at once. Nothing is stored until you keep it."
)


@router.get("/")
def first(request: Request) -> Response:
    """What stands in the ledger, or how to begin."""
    ledger = room_of(request).ledger
    held = holdings(ledger)
    if not held.reports:
        page = Page("Read your first report", section="")
        return render(request, "empty.html", page, form=_form(request), problem=None)
    return render(
        request,
        "first.html",
        Page("The record", section=""),
        held=held,
        latest=latest_added(ledger, limit=8),
        recent=timeline(ledger, limit=6),
        counted=facets(ledger),
    )


@router.get("/add")
def add(request: Request) -> Response:
    """The form to add reports."""
    return render(request, "add.html", ADD_PAGE, form=_form(request), problem=None)


def blank_form() -> dict[str, str]:
    """The fields of the form that takes reports in, empty."""
    return dict.fromkeys(("text", "published_on", "title", "publisher", "url", "fetch"), "")


def _form(request: Request) -> dict[str, str]:
    """The form's fields: empty, or those of the example."""
    example = {"text": EXAMPLE, "published_on": EXAMPLE_DAY} if "example" in request.query_params else {}
    return {**blank_form(), **example}
