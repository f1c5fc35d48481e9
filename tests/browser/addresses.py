"""The addresses that the browser walks: one at least for every page that the application has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from dragoman.web.security.access import RULES, Rule, rule_for

ADDRESSES: Mapping[str, str] = {
    "record": "/",
    "add": "/add?example=1",
    "login": "/login",
    "reports": "/reports",
    "report": "/reports/{report}",
    "coding": "/codings/{coding}",
    "coded": "/codings/{coding}/reports/1",
    "events": "/events",
    "narrowed": "/events?either=Iran&status=actual&min_confidence=0.5",
    "event": "/events/{event}",
    "search": "/search?q=withdraw",
    "dyads": "/dyads",
    "dyad": "/dyads/IRN/IRQ",
    "actors": "/actors",
    "state": "/actors/USA",
    "person": "/actors/Ronald%20Reagan",
    "pledged": "/actors/USA?show=commitments",
    "held": "/actors/USA?show=positions",
    "quoted": "/actors/USA?show=quotations",
    "meetings": "/meetings",
    "meeting": "/meetings/{meeting}",
    "attendance": "/meetings/{meeting}/attendance?than={earlier}",
    "commitments": "/commitments",
    "overdue": "/commitments?overdue=1&today=1988-12-01",
    "commitment": "/commitments/{commitment}",
    "positions": "/positions",
    "lines": "/positions?show=lines",
    "expected": "/positions?show=expected",
    "network": "/network",
    "everybody": "/network?by=entity",
    "map": "/map",
    "compare": "/compare",
    "days": "/compare?what=days&a=1978-09-17&b=1978-09-20",
    "two": "/compare?what=actors&a=IRN&b=IRQ",
    "review": "/review",
    "unsure": "/review?kind=event",
    "merge": "/review?kind=merge",
    "follow-up": "/review?kind=commitment",
    "api": "/api",
}
"""What each page is called here → its address; `Record` fills what stands in braces."""

_REPORT = {"text": "Norway and Kenya signed a fisheries treaty in Oslo on Monday.", "published_on": "1978-09-19"}


def pages() -> Iterator[Rule]:
    """The routes of the application that a reader looks at."""
    for rule in RULES:
        is_file = rule.path.endswith((".svg", ".ics", ".ico")) or rule.path.startswith(("/static/", "/api/"))
        if rule.method == "GET" and not is_file:
            yield rule


def walked() -> set[Rule | None]:
    """The routes that `ADDRESSES` leads to."""
    return {rule_for("GET", urlsplit(address).path) for address in ADDRESSES.values()}


class Record:
    """Fills addresses with ids that the ledger of a server has.

    Args:
        tab: A tab of the server.
    """

    def __init__(self, tab: Any) -> None:
        self._api = tab.request
        self._ids: dict[str, str] = {}

    def address(self, name: str) -> str:
        """The address of a page by its name in `ADDRESSES`."""
        address = ADDRESSES[name]
        if "{" in address and not self._ids:
            self._ids = self._found()
        return address.format(**self._ids)

    def _found(self) -> dict[str, str]:
        meetings = [one["meeting"]["id"] for one in self._items("meetings?either=USA&limit=2")]
        return {
            "report": self._items("reports?limit=1")[0]["id"],
            "event": self._items("events?limit=1")[0]["id"],
            "meeting": meetings[0],
            "earlier": meetings[1],
            "commitment": self._items("commitments?standing=kept&limit=1")[0]["pledge"]["id"],
            "coding": self._api.post("/api/v1/codings", data={"reports": [_REPORT, _REPORT]}).json()["id"],
        }

    def _items(self, asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._api.get(f"/api/v1/{asked}").json()["items"]
        return found
