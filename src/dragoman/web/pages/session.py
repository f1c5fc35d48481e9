"""Session pages: log in, log out, choose a theme; and our own files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dragoman.web.faults import not_found
from dragoman.web.links import local
from dragoman.web.page import Page, render, room_of
from dragoman.web.security.audit import write_audit
from dragoman.web.security.csrf import submitted
from dragoman.web.security.users import Users

router = APIRouter(include_in_schema=False)

_FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{fingerprint}/{name}")
def static(request: Request, fingerprint: str, name: str) -> Response:
    """A file of ours; under its own fingerprint it may be kept for ever."""
    asset = room_of(request).assets.get(name)
    if asset is None:
        raise not_found("such file")
    headers = {"ETag": f'"{asset.fingerprint}"', "Cache-Control": "no-cache"}
    if fingerprint == asset.fingerprint:
        headers["Cache-Control"] = _FOR_EVER
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


@router.get("/favicon.ico")
def icon(request: Request) -> Response:
    """Where browsers look for a site's sign unasked."""
    return RedirectResponse(room_of(request).assets["sign.svg"].href, 308)


@router.get("/login")
def ask(request: Request) -> Response:
    """The form to log in."""
    return _login_page(request, next_page=request.query_params.get("next", "/"))


@router.post("/login")
def log_in(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Check name and password; a login gets a new seat."""
    room = room_of(request)
    name, password = str(form.get("name", ""))[:200], str(form.get("password", ""))
    goal = local(str(form.get("next", "/")))
    if room.users is None:
        return RedirectResponse(goal, 303)
    address = request.client.host if request.client else ""
    wait = max(room.logins_by_name.wait_seconds(name), room.logins_by_address.wait_seconds(address))
    if wait:
        message = f"There were too many failed logins. Try again in {max(1, round(wait / 60))} min."
        return _login_page(request, goal, name=name, message=message, status=429, headers={"Retry-After": str(wait)})
    if not room.users.check(name, password):
        room.logins_by_name.failed(name)
        room.logins_by_address.failed(address)
        write_audit(request, "failed login", who=name)
        return _login_page(
            request, goal, name=name, message="That name and password don't belong together.", status=422
        )
    room.logins_by_name.succeeded(name)
    return _seated(request, room.users, name, goal)


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the login, also where its cookie was copied to."""
    room = room_of(request)
    write_audit(request, "log out")
    if room.users is not None:
        room.users.log_out(request.scope["seat"])
    response = RedirectResponse("/login", 303)
    room.seats.give(response, room.seats.new())
    return response


@router.post("/theme")
def choose_theme(request: Request, form: Annotated[FormData, Depends(submitted)]) -> Response:
    """Light, dark, or as the system has it."""
    response = RedirectResponse(local(str(form.get("next", "/"))), 303)
    chosen = str(form.get("theme", ""))
    if chosen in {"light", "dark"}:
        response.set_cookie("theme", chosen, max_age=31_536_000, samesite="lax")
    else:
        response.delete_cookie("theme")
    return response


def _seated(request: Request, users: Users, name: str, goal: str) -> Response:
    room = room_of(request)
    seat = room.seats.new()
    users.log_in(name, seat, hours=room.settings.session_hours)
    write_audit(request, "log in", who=name)
    response = RedirectResponse(goal, 303)
    room.seats.give(response, seat, lasting=True)
    return response


def _login_page(
    request: Request,
    next_page: str,
    *,
    name: str = "",
    message: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    page = Page("Log in", section="")
    return render(
        request,
        "login.html",
        page,
        status=status,
        headers=headers,
        next_page=local(next_page),
        name=name,
        message=message,
    )
