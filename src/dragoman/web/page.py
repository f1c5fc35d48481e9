"""Pages: a template and what it shows become an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.web.security.roles import STRANGER, Visitor

if TYPE_CHECKING:
    from dragoman.web.room import Room


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has.

    Attributes:
        title: Its name: the main heading's words and the browser's title.
        section: The entry of the main navigation that it belongs to, such as "events"; "" for none.
        lead: A sentence under the heading; "" for none.
        wide: Whether it needs the whole width, as tables and boards do.
        downloads: Where to get what it shows as a file: words and address.
        refresh_seconds: After how long a browser without scripts asks again; None for never.
    """

    title: str
    section: str
    lead: str = ""
    wide: bool = False
    downloads: tuple[tuple[str, str], ...] = ()
    refresh_seconds: int | None = None


class _Html(HTMLResponse):
    def render(self, content: Any) -> bytes:
        # Half a character can't be written; where one slipped through, a question mark is better than no page.
        return cast("str", content).encode("utf-8", "replace")


def render(
    request: Request,
    template: str,
    page: Page,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page as an answer.

    Args:
        request: The request it answers.
        template: Name of the template, which extends `base.html`.
        page: What every page has.
        status: The HTTP status.
        headers: Further headers.
        values: What this page shows.
    """
    room = room_of(request)
    text = room.templates.get_template(template).render(
        page=page, request=request, room=room, visitor=visitor_of(request), theme=theme_of(request), **values
    )
    response = _Html(text, status, headers=headers)
    if page.refresh_seconds:
        response.headers["Refresh"] = str(page.refresh_seconds)
    return response


def room_of(request: Request) -> Room:
    """What all requests share."""
    return cast("Room", request.app.state.room)


def visitor_of(request: Request) -> Visitor:
    """Who asks; a stranger where the guard hasn't seen the request yet."""
    return cast("Visitor", request.scope.get("visitor", STRANGER))


def theme_of(request: Request) -> str:
    """The theme that the reader chose: light or dark; "" follows the system."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""
