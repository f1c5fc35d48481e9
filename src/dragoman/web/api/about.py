"""About the API: its operations as a page, made of the OpenAPI document."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.page import Page, render

router = APIRouter(include_in_schema=False)


@router.get("/api")
def about(request: Request) -> Response:
    """What can be asked of the API, and how."""
    page = Page(
        "API",
        section="",
        lead="All that the pages show, for programs.",
        downloads=(("OpenAPI", "/api/v1/openapi.json"),),
    )
    return render(request, "api.html", page, api=request.app.openapi())
