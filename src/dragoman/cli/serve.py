"""`dragoman serve`: open the ledger in a browser."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import wiring
from dragoman.errors import DragomanError, MissingExtraError, SettingsError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dragoman.web.settings import WebSettings

EXTRA = "web"


def run(
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FILE|URL", help="The ledger to open. Default: DRAGOMAN_LEDGER, else ./dragoman.db"
        ),
    ] = None,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where to listen. Default: 127.0.0.1, for this machine only.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Where to listen. Default: 8765.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Ask for a login on this machine too; needed behind a proxy.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name by which browsers call this server; may be given several times."),
    ] = None,
) -> None:
    """Open the ledger in the browser: read reports, follow what they record, keep new ones.

    On 127.0.0.1 it needs nothing. Anywhere else it asks for a login, and starts only if there are users: see
    `dragoman users add`.
    """
    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "login": login or None,
        "allowed_hosts": tuple(allow_host or ()) or None,
    }
    try:
        import uvicorn
    except ModuleNotFoundError as error:
        raise MissingExtraError("dragoman serve", "uvicorn", EXTRA) from error
    app, settings = _app(ledger, {name: value for name, value in given.items() if value is not None})
    address = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}/"
    typer.echo(f"{wiring.ledger_address(ledger)} is open at {address} (Ctrl-C closes it)", err=True)
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", server_header=False)


def _app(ledger: str | None, given: dict[str, Any]) -> tuple[FastAPI, WebSettings]:
    try:
        from dragoman.web.app import create_app
        from dragoman.web.settings import WebSettings
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dragoman"):
            raise
        raise MissingExtraError("dragoman serve", error.name or "a library", EXTRA) from error
    try:
        settings = WebSettings(**given)
    except ValueError as error:
        raise SettingsError(f"a setting of the server is wrong: {error}") from error
    try:
        return create_app(wiring.ledger_address(ledger), settings=settings), settings
    except RuntimeError as error:
        # FastAPI reads forms with a library that it looks for only when it is used.
        if "python-multipart" not in str(error) or isinstance(error, DragomanError):
            raise
        raise MissingExtraError("dragoman serve", "python-multipart", EXTRA) from error
