"""Links: addresses of our own pages, made in one place, so that every state of a page has one that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from dragoman.views.filters import Filter

Query = Iterable[tuple[str, str]]


def href(*parts: object, query: Query | Mapping[str, object] = ()) -> str:
    """An address of ours: the parts of its path, each escaped, and a query.

    >>> href("dyads", "PAK", "dragoman:a/b", query={"since": "2025-01-01", "place": None})
    '/dyads/PAK/dragoman%3Aa%2Fb?since=2025-01-01'
    """
    path = "/" + "/".join(quote(str(part), safe="") for part in parts)
    pairs = query.items() if isinstance(query, Mapping) else query
    filled = [(name, str(value)) for name, value in pairs if value not in (None, "")]
    return f"{path}?{urlencode(filled)}" if filled else path


def changed(request: Request, **changes: object) -> str:
    """The address of this page with some of its query changed; None or "" takes a field out.

    Which page of a list is shown goes with every other change, since the list is another then.
    """
    changes = changes if "offset" in changes else {**changes, "offset": None}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes and value]
    given = [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    query = urlencode([*kept, *given])
    return f"{request.url.path}?{query}" if query else request.url.path


def filter_query(wanted: Filter, **further: object) -> list[tuple[str, str]]:
    """A filter as the query of an address; `asking.FilterQuery` reads it back.

    >>> filter_query(Filter(who=("PAK",), since=date(2025, 1, 1)))
    [('who', 'PAK'), ('since', '2025-01-01')]
    """
    pairs: list[tuple[str, str]] = []
    for name in Filter.__dataclass_fields__:
        value: Any = getattr(wanted, name)
        if not value:
            continue
        if isinstance(value, tuple):
            pairs += [(name, str(one)) for one in value]
        else:
            pairs.append((name, value.isoformat() if isinstance(value, (date, datetime)) else str(value)))
    return [*pairs, *((name, str(value)) for name, value in further.items() if value not in (None, ""))]


def events_href(wanted: Filter, **further: object) -> str:
    """The address of the list of events that a filter finds."""
    return href("events", query=filter_query(wanted, **further))


def local(address: str) -> str:
    """An address if it is one of ours, else that of the first page: nobody is sent elsewhere by a link to us.

    >>> local("/events?who=PAK"), local("//evil.example/x"), local("https://evil.example")
    ('/events?who=PAK', '/', '/')
    """
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine and "\\" not in address else "/"
