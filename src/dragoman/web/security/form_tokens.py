"""Form tokens: what a form has to bring back, put into a page when it is sent.

A page is made with a mark in its place, so that it can be kept and sent to several browsers.
"""

from __future__ import annotations

import secrets
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.security.seats import Seats

MARK: Final = f"form-token-{secrets.token_hex(16)}"
"""Stands in a page for the token; nobody can guess it, so no report can hold it."""


class FormTokens:
    """Puts the token of the browser that asks wherever a page has the mark.

    Args:
        app: What answers; its pages come in one piece.
        seats: Gives the tokens.
    """

    def __init__(self, app: ASGIApp, *, seats: Seats) -> None:
        self._app = app
        self._seats = seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held: Message | None = None

        async def send_with_token(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _is_page(message):
                held = message
                return
            if held is not None:
                token = self._seats.form_token(scope.get("seat", ""))
                body = message.get("body", b"").replace(MARK.encode(), token.encode())
                headers = MutableHeaders(scope=held)
                if "content-length" in headers:
                    headers["content-length"] = str(len(body))
                await send(held)
                held, message = None, {**message, "body": body}
            await send(message)

        await self._app(scope, receive, send_with_token)


def _is_page(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
