"""Faults: what went wrong, as an answer: a page for a person, problem details (RFC 9457) for a program."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import (
    CodebookError,
    DragomanError,
    GazetteerError,
    JudgedMeanwhileError,
    LedgerError,
    MissingExtraError,
    ReadingError,
)
from dragoman.web.page import Page, render

_LOG = logging.getLogger("dragoman.web")


class Problem(DragomanError):  # noqa: N818 - what RFC 9457 calls it
    """A request that can't be answered as it was asked.

    Attributes:
        status: The HTTP status.
        title: What was wrong, in a clause in small letters.
        detail: What to do about it, in sentences.
        fields: What was wrong with which field, as (field, message).
        headers: For the answer.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        *,
        fields: tuple[tuple[str, str], ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{title}. {detail}" if detail else title)
        self.status = status
        self.title = title
        self.detail = detail
        self.fields = fields
        self.headers = headers or {}


def not_found(what: str, detail: str = "") -> Problem:
    """The problem that there is no such thing."""
    return Problem(404, f"there is no {what}", detail)


def problem_of(error: Exception) -> Problem:
    """An error as a problem; one that we didn't foresee tells nothing of our insides."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        fields = tuple((".".join(map(str, one["loc"][1:])), str(one["msg"])) for one in error.errors())
        return Problem(422, "the request can't be understood", fields=fields)
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, ReadingError):
        return Problem(422, "the report can't be read", f"{error.name}: {error.reason}.")
    if isinstance(error, (CodebookError, GazetteerError)):
        return Problem(422, "the question can't be understood", f"{error}.")
    if isinstance(error, JudgedMeanwhileError):
        when = error.at[:16].replace("T", " ")
        return Problem(409, "somebody else has judged that", f"{error.by} did, at {when} UTC. Look again, then decide.")
    if isinstance(error, LedgerError):
        _LOG.error("%s", error)
        return Problem(503, "the ledger doesn't answer", error.reason)
    if isinstance(error, MissingExtraError):
        return Problem(501, str(error))
    _LOG.error("a request failed", exc_info=error)
    return Problem(500, "something broke on our side", "The server's log says what; please report it.")


def _of_http(error: HTTPException) -> Problem:
    if error.status_code == 404:
        return not_found("such page", "The address may be mistyped, or what stood there is gone.")
    phrase = HTTPStatus(error.status_code).phrase
    detail = "" if error.detail == phrase else str(error.detail)
    return Problem(error.status_code, phrase.lower(), detail, headers=dict(error.headers or {}))


def problem_response(request: Request, problem: Problem) -> Response:
    """The answer that tells a problem."""
    if wants_page(request):
        page = Page(title=_sentence(problem.title), section="")
        response: Response = render(request, "fault.html", page, status=problem.status, problem=problem)
    else:
        response = JSONResponse(problem_details(problem), problem.status, media_type="application/problem+json")
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_details(problem: Problem) -> dict[str, Any]:
    """A problem as RFC 9457 wants it."""
    details: dict[str, Any] = {"type": "about:blank", "title": _sentence(problem.title), "status": problem.status}
    if problem.detail:
        details["detail"] = problem.detail
    if problem.fields:
        details["errors"] = [{"field": field, "message": message} for field, message in problem.fields]
    return details


def wants_page(request: Request) -> bool:
    """Whether a person asks, rather than a program."""
    return not request.url.path.startswith("/api/")


async def answer_fault(request: Request, error: Exception) -> Response:
    """The handler for every error that a page or the API raises."""
    return problem_response(request, problem_of(error))


class FaultBarrier:
    """Turns what nobody foresaw into an answer, so that it too passes through the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_watched)
        except Exception as error:
            if started:
                raise
            await _last_answer(Request(scope), error)(scope, receive, send)


def _last_answer(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    try:
        return problem_response(request, problem)
    except Exception:  # where the page that tells of faults is itself at fault, words must do
        _LOG.exception("the page of faults broke")
        return PlainTextResponse(f"{_sentence(problem.title)}.", problem.status)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
