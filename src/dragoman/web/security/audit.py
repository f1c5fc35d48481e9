"""The audit log: who logged in, kept a report, judged or fetched something, when and from where; only ever added to.

It stands with the users; an open server without users writes it to the log instead, and the ledger itself holds every
judgement with its author in any case.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from starlette.requests import Request

from dragoman.web.page import room_of, visitor_of
from dragoman.web.security.users import Users, audit_table

_LOG = logging.getLogger("dragoman.audit")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Attributes:
        at: When, UTC, in ISO 8601.
        who: The user's name; "local" on an open server; the name that was tried of a login that failed.
        what: The act, such as "log in", "keep", "judge".
        subject: On what, such as an event's id.
        address: The network address it came from.
    """

    at: str
    who: str
    what: str
    subject: str
    address: str


@dataclass(frozen=True, slots=True)
class Audit:
    """Writes the log.

    Attributes:
        users: Where it stands; None writes it to the server's log.
    """

    users: Users | None

    def write(self, request: Request, what: str, subject: str = "", *, who: str | None = None) -> None:
        """Add a line about a request."""
        entry = Entry(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            who=visitor_of(request).name if who is None else who[:64],
            what=what,
            subject=subject[:200],
            address=request.client.host if request.client else "",
        )
        if self.users is None:
            _LOG.info("%s %r %r from %s", entry.what, entry.subject, entry.who, entry.address)
            return
        row = {name: getattr(entry, name) for name in Entry.__slots__}
        with self.users.transaction() as connection:
            connection.execute(insert(audit_table).values(row))


def write_audit(request: Request, what: str, subject: str = "", *, who: str | None = None) -> None:
    """Add a line about a request to the log of its server."""
    room_of(request).audit.write(request, what, subject, who=who)


def read_audit(users: Users, *, limit: int = 100) -> list[Entry]:
    """The newest lines, the newest first."""
    columns = [audit_table.c[name] for name in Entry.__slots__]
    with users.transaction() as connection:
        return [
            Entry(*row)
            for row in connection.execute(select(*columns).order_by(audit_table.c.number.desc()).limit(limit))
        ]
