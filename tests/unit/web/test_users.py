"""Users: passwords, tokens and logins, and what of them is kept."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.web.security.roles import STRANGER
from dragoman.web.security.users import Users, UsersError, users_path

PASSWORD = "seven quiet harbours"


@pytest.fixture
def users(tmp_path: Path, quick_hashes: None) -> Iterator[Users]:
    found = Users(tmp_path / "users.db")
    found.add("rhea", "reader", PASSWORD)
    yield found
    found.close()


def _bytes(users: Users) -> bytes:
    return b"".join(path.read_bytes() for path in users.path.parent.iterdir() if path.is_file())


def test_only_the_right_password_is_right(users: Users) -> None:
    assert users.check("rhea", PASSWORD)
    assert not users.check("rhea", PASSWORD + " ")
    assert not users.check("nobody", PASSWORD)
    assert not users.check("rhea", "")


def test_no_secret_stands_in_the_file(users: Users) -> None:
    token = users.add_token("rhea")
    users.log_in("rhea", "the seat's secret", hours=1)
    kept = _bytes(users)
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert b"the seat's secret" not in kept
    assert b"$argon2id$" in kept


def test_the_file_is_for_its_owner_only(users: Users) -> None:
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("password", ["short", "rhea rhea rhea", "aaaaaaaaaaaaaaaa", "x" * 2000])
def test_a_weak_password_is_refused(users: Users, password: str) -> None:
    with pytest.raises(UsersError, match="password"):
        users.set_password("rhea", password)


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "local", "<b>"])
def test_an_unfit_name_is_refused(users: Users, name: str) -> None:
    with pytest.raises(UsersError):
        users.add(name, "reader", PASSWORD)


def test_a_name_is_given_once(users: Users) -> None:
    with pytest.raises(UsersError, match="already"):
        users.add("rhea", "admin", PASSWORD)


def test_a_token_holds_until_it_is_revoked(users: Users) -> None:
    token = users.add_token("rhea")
    assert (users.by_token(token).name, users.by_token(token).role) == ("rhea", "reader")
    assert users.revoke_tokens("rhea") == 1
    assert users.by_token(token) is STRANGER


def test_a_token_for_some_days_runs_out(users: Users) -> None:
    token = users.add_token("rhea", days=1)
    assert users.by_token(token).name == "rhea"
    with sqlite3.connect(users.path) as database:
        database.execute("UPDATE token SET until = '2001-01-01'")
    database.close()
    assert users.by_token(token) is STRANGER


@pytest.mark.parametrize("token", ["", "dragoman_", "\udc00", "x" * 100_000])
def test_a_made_up_token_belongs_to_nobody(users: Users, token: str) -> None:
    assert users.by_token(token) is STRANGER


def test_another_password_ends_all_logins(users: Users) -> None:
    users.log_in("rhea", "seat", hours=1)
    assert users.by_seat("seat").name == "rhea"
    users.set_password("rhea", "nine brisk gardeners")
    assert users.by_seat("seat") is STRANGER


def test_a_removed_user_is_gone_with_tokens_and_logins(users: Users) -> None:
    token = users.add_token("rhea")
    users.log_in("rhea", "seat", hours=1)
    users.remove("rhea")
    assert users.by_token(token) is STRANGER
    assert users.by_seat("seat") is STRANGER
    with pytest.raises(UsersError, match="no user rhea"):
        users.remove("rhea")


def test_the_signing_key_outlives_a_restart(users: Users) -> None:
    again = Users(users.path)
    assert again.secret == users.secret
    again.close()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, long enough to be no database of SQLite at all, whatever one reads into them")
    with pytest.raises(UsersError, match="can't be opened"):
        Users(path)


def test_the_users_stand_beside_the_ledger_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_USERS", raising=False)
    assert users_path("records/gulf.db") == Path("records/gulf.users.db")
    assert users_path("postgresql://server/gulf") == Path("dragoman.users.db")
    monkeypatch.setenv("DRAGOMAN_USERS", "/etc/dragoman/users.db")
    assert users_path("records/gulf.db") == Path("/etc/dragoman/users.db")
