"""Servers under test, and the browsers that call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.web.room import Room
from dragoman.web.security.roles import Role
from dragoman.web.security.users import Users

ADDRESS = "http://127.0.0.1:8765"
PASSWORDS = {
    "rhea": "seven quiet harbours",
    "vera": "eleven loud ferries",
    "adam": "thirteen slow lighthouses",
}
ROLES: dict[str, Role] = {"rhea": "reader", "vera": "reviewer", "adam": "admin"}

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Server:
    """A server under test.

    Attributes:
        app: The application.
        users: Its users; None of an open server.
    """

    app: FastAPI
    users: Users | None

    @property
    def room(self) -> Room:
        """What its requests share."""
        room: Room = self.app.state.room
        return room

    def browser(self, name: str = "") -> Browser:
        """A browser; logged in where a name is given."""
        browser = Browser(TestClient(self.app, base_url=ADDRESS, follow_redirects=False))
        if name:
            answer = browser.submit("/login", {"name": name, "password": PASSWORDS[name]}, shown_at="/login")
            assert answer.status_code == 303
        return browser


@dataclass(frozen=True, slots=True)
class Browser:
    """A client that keeps cookies and sends forms as they were shown."""

    client: TestClient

    def get(self, address: str, **options: Any) -> Any:
        """Ask for a page."""
        return self.client.get(address, **options)

    def form_token(self, address: str = "/login") -> str:
        """The token of the forms on a page."""
        return _TOKEN.findall(self.client.get(address).text)[0]

    def submit(
        self, address: str, fields: dict[str, str] | None = None, *, shown_at: str = "/login", **options: Any
    ) -> Any:
        """Send a form as it was shown on a page."""
        return self.client.post(address, data={"csrf": self.form_token(shown_at), **(fields or {})}, **options)
