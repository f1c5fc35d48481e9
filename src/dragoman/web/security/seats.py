"""Seats: a browser is known by a random id in a signed cookie, before and after a login.

The seat binds forms to the browser that got them. A login gives a new one, so that one planted before is worth nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

_SALT: Final = "dragoman seat"


@dataclass(frozen=True, slots=True)
class Seats:
    """Gives seats and knows them again.

    Attributes:
        secret: The key that signs.
        cookie: The cookie's name.
        secure: Whether the cookie goes over HTTPS only.
        hours: How long a form, and the cookie of a login, holds.
    """

    secret: bytes
    cookie: str
    secure: bool
    hours: int

    def of(self, request: Request) -> str | None:
        """The seat of the browser that asks; None where it has none, or a forged one."""
        try:
            found = URLSafeSerializer(self.secret, salt=_SALT).loads(request.cookies.get(self.cookie, ""))
        except BadSignature:
            return None
        return found if isinstance(found, str) else None

    def new(self) -> str:
        """A seat that nobody has."""
        return secrets.token_urlsafe(32)

    def give(self, response: Response, seat: str, *, lasting: bool = False) -> None:
        """Put a seat into the browser's cookies, until it closes or for the hours of a login."""
        value = URLSafeSerializer(self.secret, salt=_SALT).dumps(seat)
        response.set_cookie(
            self.cookie,
            str(value),
            max_age=self.hours * 3600 if lasting else None,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )

    def form_token(self, seat: str) -> str:
        """What a form shown at this seat has to bring back."""
        return str(URLSafeTimedSerializer(self.secret, salt="dragoman form").dumps(seat))

    def owns_form(self, seat: str, token: str) -> bool:
        """Whether a form was shown at this seat, within the hours of a login."""
        forms = URLSafeTimedSerializer(self.secret, salt="dragoman form")
        try:
            found = forms.loads(token, max_age=self.hours * 3600)
        except BadSignature:
            return False
        return isinstance(found, str) and secrets.compare_digest(found.encode(), seat.encode())
