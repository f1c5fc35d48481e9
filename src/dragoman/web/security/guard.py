"""The guard: finds out who asks, and holds every request against the table of access before any page runs."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.faults import Problem, not_found, problem_response, wants_page
from dragoman.web.room import Room
from dragoman.web.security.access import rule_for, rules_for
from dragoman.web.security.hosts import is_ours
from dragoman.web.security.roles import LOCAL, STRANGER, Visitor

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class Guard:
    """Lets a request through if its visitor's role is the route's or higher.

    What it finds stands in the scope: `visitor`, and `seat`, the random id in the browser's cookie.
    """

    def __init__(self, app: ASGIApp, *, room: Room) -> None:
        self._app = app
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        known = self._room.seats.of(request)
        scope["seat"] = known or self._room.seats.new()
        try:
            scope["visitor"] = await self._identify(request)
            refusal = self._refusal(request, scope["visitor"])
        except Problem as problem:
            refusal = problem_response(request, problem)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send if known else self._giving_seat(scope["seat"], send))

    async def _identify(self, request: Request) -> Visitor:
        if not is_ours(request.headers.get("host", ""), self._room.settings.allowed_hosts):
            raise Problem(421, "this server isn't called that", "Name it to `dragoman serve --allow-host`.")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme:
            found = await self._by_token(token.strip()) if scheme.lower() == "bearer" else STRANGER
            if found is STRANGER:
                raise _unknown("the token is wrong, revoked or has run out")
            return found
        if self._room.settings.is_open:
            # Behind a proxy everybody seems to come from this machine.
            return STRANGER if any(name in request.headers for name in _FORWARDED) else LOCAL
        users = self._room.users
        return await run_in_threadpool(users.by_seat, request.scope["seat"]) if users else STRANGER

    async def _by_token(self, token: str) -> Visitor:
        users = self._room.users
        return await run_in_threadpool(users.by_token, token) if users and token else STRANGER

    def _refusal(self, request: Request, visitor: Visitor) -> Response | None:
        """What to answer instead; None to let the request through."""
        rule = rule_for(request.method, request.url.path)
        if rule is not None and visitor.may(rule.least):
            return None
        if visitor is STRANGER and self._room.settings.is_open:
            raise Problem(403, "this server is for its own machine", "Behind a proxy, run `dragoman serve --login`.")
        if visitor is STRANGER:
            return self._ask_to_log_in(request)
        if rule is not None:
            raise Problem(403, f"only a {rule.least} may do that", f"You are logged in as {visitor.name}.")
        allowed = sorted({one.method for one in rules_for(request.url.path)})
        if allowed:
            raise Problem(405, "that can't be done here", headers={"Allow": ", ".join(allowed)})
        raise not_found("such page", "The address may be mistyped, or what stood there is gone.")

    def _ask_to_log_in(self, request: Request) -> Response:
        if not wants_page(request):
            raise _unknown("an API token is needed; `dragoman users token NAME` makes one")
        address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        goal = "" if request.method != "GET" or address == "/" else f"?next={quote(address, safe='')}"
        return RedirectResponse(f"/login{goal}", 303)

    def _giving_seat(self, seat: str, send: Send) -> Send:
        async def send_with_seat(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A page that logs in or out gives a seat itself.
                if not any(f"{self._room.seats.cookie}=" in one for one in headers.getlist("set-cookie")):
                    response = Response()
                    self._room.seats.give(response, seat)
                    headers.append("set-cookie", response.headers["set-cookie"])
            await send(message)

        return send_with_seat


def _unknown(why: str) -> Problem:
    return Problem(401, "that is for those with a token", f"{why[0].upper()}{why[1:]}.", headers=_CHALLENGE)


_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="dragoman"'}
