"""Users: people, their API tokens and their logins, in a small database of its own.

It stands apart from the ledger, which is copied, published and opened with other programs; passwords must not travel
along (docs/decisions/0010-web-users.md). Of a secret only what is needed to check it is kept: passwords as argon2id
hashes, tokens and the cookies of sessions as SHA-256 of 256 random bits.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from dragoman.errors import DragomanError
from dragoman.web.security.roles import GIVEN_ROLES, STRANGER, Role, Visitor

TOKEN_PREFIX: Final = "dragoman_"
"""Begins every API token, so that scanners for leaked secrets know one when they see it."""
MIN_PASSWORD: Final = 12
MAX_PASSWORD: Final = 1024
"""Longer ones would only make us hash for long."""

_metadata: Final = MetaData()
_user = Table(
    "user",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("added_at", String, nullable=False),
)
_token = Table(
    "token",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("user", ForeignKey("user.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("hash", String, nullable=False, unique=True),
    Column("added_at", String, nullable=False),
    Column("until", String),
)
_session = Table(
    "session",
    _metadata,
    Column("hash", String, primary_key=True),
    Column("user", ForeignKey("user.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
)
_secret = Table("secret", _metadata, Column("name", String, primary_key=True), Column("value", LargeBinary))
audit_table = Table(
    "audit",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("address", String, nullable=False),
)


class UsersError(DragomanError):
    """Something about users that can't be done; the message says what and why."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in.

    Attributes:
        name: Unique; letters, digits and `.-_@`.
        role: What they may do.
        tokens: How many API tokens they hold.
    """

    name: str
    role: Role
    tokens: int = 0


class Users:
    """The users of a server.

    Args:
        path: The file; made where there is none, readable by its owner only.

    Raises:
        UsersError: It can't be opened.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._hasher = PasswordHasher()
        try:
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            self._engine = create_engine(f"sqlite:///{self.path}", connect_args={"timeout": 30})
            event.listen(self._engine, "connect", _enforce_references)
            _metadata.create_all(self._engine)
        except (OSError, SQLAlchemyError) as error:
            raise UsersError(f"{self.path}: can't be opened as a file of users: {error}") from error
        # Compared with when there is no such user, so that the time to answer doesn't tell whether there is one.
        self._nobody = self._hasher.hash(secrets.token_hex())

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @property
    def secret(self) -> bytes:
        """The key that signs cookies and forms; made once, so that logins outlive a restart."""
        with self.transaction() as connection:
            found = connection.scalar(select(_secret.c.value).where(_secret.c.name == "signing"))
            if found is None:
                found = secrets.token_bytes(32)
                connection.execute(insert(_secret).values(name="signing", value=found))
            return cast("bytes", found)

    def add(self, name: str, role: Role, password: str) -> User:
        """Add somebody.

        Raises:
            UsersError: The name is taken or unfit, or the password too weak.
        """
        _check_name(name)
        _check_password(password, name)
        if role not in GIVEN_ROLES:
            raise UsersError(f"{role!r} is none of {', '.join(GIVEN_ROLES)}")
        row = {"name": name, "role": role, "password": self._hasher.hash(password), "added_at": _stamp()}
        try:
            with self.transaction() as connection:
                connection.execute(insert(_user).values(row))
        except IntegrityError as error:
            raise UsersError(f"there is a user {name} already; remove them first, or choose another name") from error
        return User(name, role)

    def remove(self, name: str) -> None:
        """Remove somebody, and with them their tokens and logins; what they judged stays in the ledger.

        Raises:
            UsersError: There is no such user.
        """
        with self.transaction() as connection:
            if not connection.execute(delete(_user).where(_user.c.name == name)).rowcount:
                raise UsersError(f"there is no user {name}")

    def set_password(self, name: str, password: str) -> None:
        """Give somebody another password, which ends all their logins.

        Raises:
            UsersError: There is no such user, or the password is too weak.
        """
        _check_password(password, name)
        with self.transaction() as connection:
            number = _number(connection, name)
            hashed = self._hasher.hash(password)
            connection.execute(update(_user).where(_user.c.number == number).values(password=hashed))
            connection.execute(delete(_session).where(_session.c.user == number))

    def all(self) -> list[User]:
        """Everybody, by name."""
        with self.transaction() as connection:
            owners = list(connection.scalars(select(_token.c.user)))
            rows = connection.execute(select(_user).order_by(_user.c.name))
            return [User(row.name, cast("Role", row.role), owners.count(row.number)) for row in rows]

    def add_token(self, name: str, *, label: str = "", days: int | None = None) -> str:
        """A new API token, which is shown now and never again.

        Args:
            name: Whose.
            label: What it is for.
            days: How long it holds; None for until it is revoked.

        Raises:
            UsersError: There is no such user.
        """
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        until = _stamp(datetime.now(UTC) + timedelta(days=days)) if days is not None else None
        with self.transaction() as connection:
            row = {"user": _number(connection, name), "label": label, "hash": _hash(token), "added_at": _stamp()}
            connection.execute(insert(_token).values(row | {"until": until}))
        return token

    def revoke_tokens(self, name: str) -> int:
        """End all API tokens of somebody; how many there were.

        Raises:
            UsersError: There is no such user.
        """
        with self.transaction() as connection:
            return connection.execute(delete(_token).where(_token.c.user == _number(connection, name))).rowcount

    def by_token(self, token: str) -> Visitor:
        """Who holds an API token; a stranger where nobody does or it has run out."""
        with self.transaction() as connection:
            row = connection.execute(
                select(_user.c.name, _user.c.role, _token.c.until)
                .join(_token, _token.c.user == _user.c.number)
                .where(_token.c.hash == _hash(token))
            ).first()
        if row is None or (row.until is not None and row.until <= _stamp()):
            return STRANGER
        return Visitor(row.name, cast("Role", row.role), "token")

    def check(self, name: str, password: str) -> bool:
        """Whether this is the user's password; takes as long for a user that there isn't."""
        with self.transaction() as connection:
            hashed = connection.scalar(select(_user.c.password).where(_user.c.name == name))
        try:
            self._hasher.verify(hashed or self._nobody, password[:MAX_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def log_in(self, name: str, seat: str, *, hours: int) -> None:
        """Let a seat (the secret in a browser's cookie) act for a user for some hours.

        Raises:
            UsersError: There is no such user.
        """
        now = datetime.now(UTC)
        with self.transaction() as connection:
            connection.execute(delete(_session).where(_session.c.until <= _stamp(now)))
            row = {"hash": _hash(seat), "user": _number(connection, name), "since": _stamp(now)}
            connection.execute(insert(_session).values(row | {"until": _stamp(now + timedelta(hours=hours))}))

    def log_out(self, seat: str) -> None:
        """End the login of a seat, wherever its cookie has been copied."""
        with self.transaction() as connection:
            connection.execute(delete(_session).where(_session.c.hash == _hash(seat)))

    def by_seat(self, seat: str) -> Visitor:
        """Who is logged in at a seat; a stranger where nobody is or the login has run out."""
        with self.transaction() as connection:
            row = connection.execute(
                select(_user.c.name, _user.c.role)
                .join(_session, _session.c.user == _user.c.number)
                .where(_session.c.hash == _hash(seat), _session.c.until > _stamp())
            ).first()
        return Visitor(row.name, cast("Role", row.role), "session") if row else STRANGER

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction: all of it, or nothing.

        Raises:
            UsersError: The file can't be read or written.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise UsersError(f"{self.path}: the file of users can't be used: {error}") from error


def users_path(ledger: str) -> Path:
    """Where the users of a ledger stand: as `DRAGOMAN_USERS` says, else beside the ledger's file.

    >>> users_path("records/gulf.db").name
    'gulf.users.db'
    """
    named = os.environ.get("DRAGOMAN_USERS")
    if named:
        return Path(named)
    return Path("dragoman.users.db") if "://" in ledger else Path(ledger).with_suffix(".users.db")


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= 64 or not all(letter.isalnum() or letter in ".-_@" for letter in name):
        raise UsersError(f"{name!r} can't be a name: take up to 64 letters, digits and . - _ @")
    if name == "local":
        raise UsersError("'local' is who works at an open server; choose another name")


def _check_password(password: str, name: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise UsersError(f"a password has {MIN_PASSWORD} to {MAX_PASSWORD} characters; several words make a good one")
    if name.lower() in password.lower() or len(set(password)) < 5:
        raise UsersError("that password is easily guessed; take several words without the user's name")


def _number(connection: Connection, name: str) -> int:
    number = connection.scalar(select(_user.c.number).where(_user.c.name == name))
    if number is None:
        raise UsersError(f"there is no user {name}")
    return int(number)


def _hash(secret: str) -> str:
    # A fast hash is enough where what is hashed holds 256 random bits.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stamp(moment: datetime | None = None) -> str:
    return (moment or datetime.now(UTC)).isoformat(timespec="microseconds")


def _enforce_references(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
