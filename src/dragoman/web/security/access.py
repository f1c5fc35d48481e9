"""Access: the least role for every route, as a table. A route that isn't here answers nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from re import Pattern
from typing import Final

from starlette.routing import compile_path

from dragoman.web.security.roles import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a route.

    Attributes:
        method: GET (which covers HEAD) or POST.
        path: The route's path, with its parameters in braces.
        least: The least role.
    """

    method: str
    path: str
    least: Role


RULES: Final = (
    # What one has to see to log in.
    Rule("GET", "/static/{fingerprint}/{name}", "stranger"),
    Rule("GET", "/favicon.ico", "stranger"),
    Rule("GET", "/login", "stranger"),
    Rule("POST", "/login", "stranger"),
    Rule("POST", "/theme", "stranger"),
    Rule("POST", "/logout", "reader"),
    # Reading.
    Rule("GET", "/", "reader"),
    Rule("GET", "/add", "reader"),
    Rule("GET", "/reports", "reader"),
    Rule("GET", "/reports/{id}", "reader"),
    Rule("GET", "/events", "reader"),
    Rule("GET", "/events/{id}", "reader"),
    Rule("GET", "/search", "reader"),
    Rule("GET", "/dyads", "reader"),
    Rule("GET", "/dyads/{a}/{b}", "reader"),
    Rule("GET", "/dyads/{a}/{b}/chart.svg", "reader"),
    Rule("GET", "/actors", "reader"),
    Rule("GET", "/actors/{id}", "reader"),
    Rule("GET", "/actors/{id}/offices.svg", "reader"),
    Rule("GET", "/meetings", "reader"),
    Rule("GET", "/meetings/{id}", "reader"),
    Rule("GET", "/meetings/{id}/meeting.ics", "reader"),
    Rule("GET", "/meetings/{id}/attendance", "reader"),
    Rule("GET", "/commitments", "reader"),
    Rule("GET", "/commitments/{id}", "reader"),
    Rule("GET", "/positions", "reader"),
    Rule("GET", "/positions/chart.svg", "reader"),
    Rule("GET", "/network", "reader"),
    Rule("GET", "/network/chart.svg", "reader"),
    Rule("GET", "/map", "reader"),
    Rule("GET", "/map/chart.svg", "reader"),
    Rule("GET", "/compare", "reader"),
    Rule("GET", "/compare/chart.svg", "reader"),
    # Judging.
    Rule("POST", "/commitments/{id}/status", "reviewer"),
    Rule("POST", "/commitments/{id}/follow-ups", "reviewer"),
    Rule("GET", "/review", "reviewer"),
    Rule("POST", "/review", "reviewer"),
    Rule("POST", "/review/undo", "reviewer"),
    # Coding: a preview stores nothing; keeping does.
    Rule("POST", "/codings", "reader"),
    Rule("POST", "/codings/fetched", "admin"),
    Rule("GET", "/codings/{id}", "reader"),
    Rule("GET", "/codings/{id}/reports/{number}", "reader"),
    Rule("POST", "/codings/{id}/keep", "reviewer"),
    # The API.
    Rule("GET", "/api", "reader"),
    Rule("GET", "/api/v1/openapi.json", "reader"),
    Rule("GET", "/api/v1/reports", "reader"),
    Rule("GET", "/api/v1/reports/{id}", "reader"),
    Rule("GET", "/api/v1/events", "reader"),
    Rule("GET", "/api/v1/events/{id}", "reader"),
    Rule("GET", "/api/v1/search", "reader"),
    Rule("GET", "/api/v1/dyads/{a}/{b}", "reader"),
    Rule("GET", "/api/v1/actors/{id}", "reader"),
    Rule("GET", "/api/v1/actors/{id}/quotations", "reader"),
    Rule("GET", "/api/v1/meetings", "reader"),
    Rule("GET", "/api/v1/meetings/{id}", "reader"),
    Rule("GET", "/api/v1/meetings/{id}/attendance", "reader"),
    Rule("GET", "/api/v1/commitments", "reader"),
    Rule("GET", "/api/v1/commitments/{id}", "reader"),
    Rule("POST", "/api/v1/commitments/{id}/status", "reviewer"),
    Rule("POST", "/api/v1/commitments/{id}/follow-ups", "reviewer"),
    Rule("GET", "/api/v1/positions", "reader"),
    Rule("GET", "/api/v1/expectations", "reader"),
    Rule("GET", "/api/v1/review", "reviewer"),
    Rule("GET", "/api/v1/review/{id}", "reviewer"),
    Rule("POST", "/api/v1/review/{id}", "reviewer"),
    Rule("POST", "/api/v1/judgements/undo", "reviewer"),
    Rule("GET", "/api/v1/network", "reader"),
    Rule("GET", "/api/v1/places", "reader"),
    Rule("GET", "/api/v1/compare", "reader"),
    Rule("POST", "/api/v1/codings", "reader"),
    Rule("GET", "/api/v1/codings/{id}", "reader"),
    Rule("GET", "/api/v1/codings/{id}/events", "reader"),
    Rule("POST", "/api/v1/codings/{id}/keep", "reviewer"),
)

_COMPILED: Final[tuple[tuple[Pattern[str], Rule], ...]] = tuple((compile_path(rule.path)[0], rule) for rule in RULES)


def rules_for(path: str) -> Iterator[Rule]:
    """The rules for a path that was asked for, whatever the method."""
    return (rule for pattern, rule in _COMPILED if pattern.match(path))


def rule_for(method: str, path: str) -> Rule | None:
    """The rule for a request; None where there is no such route."""
    wanted = "GET" if method == "HEAD" else method
    return next((rule for rule in rules_for(path) if rule.method == wanted), None)
