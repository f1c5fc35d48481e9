"""The room: what all requests to one server share."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from dragoman.errors import SettingsError
from dragoman.ledger import Ledger
from dragoman.settings import Settings
from dragoman.web.assets import Asset, load_assets
from dragoman.web.desk import Desk
from dragoman.web.memory import Memory
from dragoman.web.security.audit import Audit
from dragoman.web.security.fetching import Fetcher
from dragoman.web.security.limits import LoginLimiter
from dragoman.web.security.seats import Seats
from dragoman.web.security.users import Users, users_path
from dragoman.web.settings import WebSettings
from dragoman.web.templating import make_templates


@dataclass(frozen=True, slots=True)
class Room:
    """What all requests share; made by `open_room`.

    Attributes:
        ledger: The record.
        memory: Answers of views about it, kept until it changes.
        desk: Codes posted reports.
        settings: How the web face runs.
        users: Who may log in; None on an open server that has none.
        seats: Knows browsers by their cookie.
        audit: The audit log.
        logins_by_name: Counts failed logins by the name that was tried.
        logins_by_address: And by where they came from.
        fetcher: Opens addresses that an admin names.
        templates: The pages' templates.
        assets: Our own files, by name.
    """

    ledger: Ledger
    memory: Memory
    desk: Desk
    settings: WebSettings
    users: Users | None
    seats: Seats
    audit: Audit
    logins_by_name: LoginLimiter
    logins_by_address: LoginLimiter
    fetcher: Fetcher
    templates: Environment
    assets: Mapping[str, Asset]

    def close(self) -> None:
        """Let go of all files and threads."""
        self.desk.close()
        self.ledger.close()
        if self.users:
            self.users.close()


def open_room(ledger: str, *, settings: WebSettings, walk: Settings, users: str | Path | None = None) -> Room:
    """Open a ledger for reading and keeping through the web.

    Args:
        ledger: A file, or the URL of a PostgreSQL database; made where there is none.
        settings: How the web face runs.
        walk: How posted reports are coded.
        users: The file of users; None is where `users_path` says.

    Raises:
        LedgerError: The ledger can't be opened.
        UsersError: The file of users can't be opened.
        SettingsError: The server isn't open and has no users.
    """
    path = Path(users) if users else users_path(ledger)
    known = Users(path) if path.exists() else None
    if not settings.is_open and not (known and known.all()):
        if known:
            known.close()
        raise SettingsError(
            f"{settings.host} can be reached from elsewhere, and there are no users in {path}; "
            "add one first: dragoman users add NAME --role admin"
        )
    assets = load_assets()
    record = Ledger(ledger)
    return Room(
        ledger=record,
        memory=Memory(record),
        desk=Desk(walk, limits=settings),
        settings=settings,
        users=known,
        seats=Seats(
            secret=known.secret if known else secrets.token_bytes(32),
            cookie=f"dragoman-{settings.port}",
            secure=settings.sends_secure_cookies,
            hours=settings.session_hours,
        ),
        audit=Audit(known),
        logins_by_name=LoginLimiter(failures=5),
        logins_by_address=LoginLimiter(failures=20),
        fetcher=Fetcher(max_bytes=settings.max_body_bytes),
        templates=make_templates(assets),
        assets=assets,
    )
