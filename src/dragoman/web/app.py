"""The application: routes, middleware and the room they share, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from dragoman.errors import DragomanError
from dragoman.settings import Settings
from dragoman.version import __version__
from dragoman.web import api, pages
from dragoman.web.faults import FaultBarrier, answer_fault
from dragoman.web.room import Room, open_room
from dragoman.web.security.csrf import refuse_forged
from dragoman.web.security.form_tokens import FormTokens
from dragoman.web.security.guard import Guard
from dragoman.web.security.headers import SecurityHeaders
from dragoman.web.security.limits import BodyLimit
from dragoman.web.settings import WebSettings
from dragoman.web.shelf import Shelf

API: Final = "/api/v1"

_ABOUT: Final = """
The diplomatic record of one ledger: reports, what they record, and the events in the world that follow from them, each
with the words it rests on. An event is an object of dragoman's wire format, version 1.

Lists come a page at a time (`limit`, `offset`; the answer tells `total` and `next`) and as CSV with `format=csv`.
Answers to GET carry an ETag. Errors are problem details (RFC 9457). Away from loopback every call needs a token:
`Authorization: Bearer dragoman_…`.
"""


def create_app(
    ledger: str,
    *,
    settings: WebSettings | None = None,
    walk: Settings | None = None,
    users: str | Path | None = None,
) -> FastAPI:
    """The web face of a ledger.

    Args:
        ledger: A file, or the URL of a PostgreSQL database; made where there is none.
        settings: How the web face runs; None takes them from the environment.
        walk: How posted reports are coded; None takes it from the environment.
        users: The file of users; None is beside the ledger.

    Raises:
        LedgerError: The ledger can't be opened.
        SettingsError: It would be reached from elsewhere and has no users.
        UsersError: The file of users can't be opened.
    """
    settings = settings or WebSettings()
    room = open_room(ledger, settings=settings, walk=walk or Settings(), users=users)
    app = FastAPI(
        title="dragoman",
        version=__version__,
        description=_ABOUT,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(refuse_forged)],
        middleware=_middleware(room),
        lifespan=_closing(room),
        exception_handlers={
            DragomanError: answer_fault,
            RequestValidationError: answer_fault,
            HTTPException: answer_fault,
        },
    )
    app.state.room = room
    for router in routers():
        app.include_router(router)
    return app


def routers() -> tuple[APIRouter, ...]:
    """All routes, by page family; `security.access` says who may use each."""
    return (*pages.ROUTERS, *api.ROUTERS)


def _middleware(room: Room) -> list[Middleware]:
    return [
        Middleware(SecurityHeaders),
        Middleware(FormTokens, seats=room.seats),
        Middleware(FaultBarrier),
        Middleware(BodyLimit, max_bytes=room.settings.max_body_bytes),
        Middleware(Guard, room=room),
        Middleware(Shelf, ledger=room.ledger),
    ]


def _closing(room: Room) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        room.close()

    return lifespan
