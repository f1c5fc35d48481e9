"""Fixtures for the web face: ledgers, and servers of both kinds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("argon2", reason="the extra `web` isn't installed")

from argon2 import PasswordHasher
from tests.conftest import REPOSITORY
from tests.conftest import _record as record
from tests.unit.web.servers import PASSWORDS, ROLES, Server

from dragoman import Coder
from dragoman.evaluation.families import read_family
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion
from dragoman.web.app import create_app
from dragoman.web.desk import Desk
from dragoman.web.room import Room
from dragoman.web.security.users import Users
from dragoman.web.settings import WebSettings

MERGES = REPOSITORY / "corpus" / "merges"
GUARDED = WebSettings(host="192.0.2.7", secure_cookies=False)
"""Off loopback, but over plain HTTP, so that the test's client sends its cookies back."""


@pytest.fixture(scope="session")
def full_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of six short reports by two outlets; to copy, not to change."""
    path = tmp_path_factory.mktemp("web") / "room.db"
    records = [
        record(day=date(1978, 9, 17), publisher="Harbour Wire"),
        record(words="met at length in Geneva", day=date(1978, 9, 17), publisher="Lantern Post"),
        record(words="accused", actors=("KEN",), recipients=("NOR",), type="ACCUSE", day=date(1978, 9, 18)),
        record(words="urged", actors=("NOR",), recipients=("KEN",), type="REQUEST", day=date(1978, 10, 2)),
        record(words="will visit", actors=("NOR",), recipients=("KEN",), day=date(1978, 10, 3), status="future"),
        record(words="met in Oslo", actors=("NOR", "PER"), day=date(1978, 10, 4), publisher="Lantern Post"),
    ]
    with Ledger(path) as ledger:
        ledger.add(records, coder=CoderVersion("frames", "1"))
    return path


@pytest.fixture
def ledger_path(full_ledger: Path, tmp_path: Path) -> str:
    """A copy of it."""
    return shutil.copy(full_ledger, tmp_path / "room.db")


@pytest.fixture
def open_server(ledger_path: str, tmp_path: Path, coder: Coder) -> Iterator[Server]:
    """A server on loopback without users."""
    yield from _serve(ledger_path, tmp_path / "nobody.db", coder, WebSettings())


@pytest.fixture
def empty_server(tmp_path: Path, coder: Coder) -> Iterator[Server]:
    """A server on loopback whose ledger is new."""
    yield from _serve(str(tmp_path / "new.db"), tmp_path / "nobody.db", coder, WebSettings())


@pytest.fixture
def guarded_server(ledger_path: str, tmp_path: Path, coder: Coder, quick_hashes: None) -> Iterator[Server]:
    """A server that asks for a login, with a reader, a reviewer and an admin."""
    yield from _serve(ledger_path, _users(tmp_path / "users.db"), coder, GUARDED)


@pytest.fixture(scope="module")
def shared_server(
    full_ledger: Path, tmp_path_factory: pytest.TempPathFactory, coder: Coder, quick_hashes: None
) -> Iterator[Server]:
    """The same for all tests of a module, which change nothing that another could notice."""
    folder = tmp_path_factory.mktemp("guarded")
    ledger = shutil.copy(full_ledger, folder / "room.db")
    yield from _serve(str(ledger), _users(folder / "users.db"), coder, GUARDED)


@pytest.fixture(scope="module")
def shared_open_server(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Iterator[Server]:
    """An open server for all tests of a module."""
    folder = tmp_path_factory.mktemp("open")
    yield from _serve(str(shutil.copy(full_ledger, folder / "room.db")), folder / "nobody.db", coder, WebSettings())


@pytest.fixture(scope="session")
def board_ledger(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """A ledger with meetings, pledges, what came of them, and words in quotation marks; to copy, not to change."""
    path = tmp_path_factory.mktemp("boards") / "room.db"
    families = ("aceh-2005", "shultz-gromyko-1985", "reykjavik-1986")
    reports = [one for name in families for one in read_family(MERGES / f"{name}.yaml").reports.values()]
    with Ledger(path) as ledger:
        ledger.add([coder.code(one) for one in reports], coder=CoderVersion("frames", "1"))
    return path


@pytest.fixture
def board_server(board_ledger: Path, tmp_path: Path, coder: Coder) -> Iterator[Server]:
    """An open server with a copy of it."""
    ledger = shutil.copy(board_ledger, tmp_path / "boards.db")
    yield from _serve(str(ledger), tmp_path / "nobody.db", coder, WebSettings())


@pytest.fixture
def guarded_board_server(board_ledger: Path, tmp_path: Path, coder: Coder, quick_hashes: None) -> Iterator[Server]:
    """A server that asks for a login, with a copy of it."""
    ledger = shutil.copy(board_ledger, tmp_path / "boards.db")
    yield from _serve(str(ledger), _users(tmp_path / "users.db"), coder, GUARDED)


@pytest.fixture(scope="module")
def shared_board_server(board_ledger: Path, tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Iterator[Server]:
    """An open server with a copy of it, for all tests of a module, which change nothing."""
    folder = tmp_path_factory.mktemp("board")
    ledger = shutil.copy(board_ledger, folder / "boards.db")
    yield from _serve(str(ledger), folder / "nobody.db", coder, WebSettings())


@pytest.fixture(scope="session")
def quick_hashes() -> Iterator[None]:
    """Passwords hashed with little work: what is tested here is not how hard argon2 is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.web.security.users.PasswordHasher", lambda: PasswordHasher(1, 8, 1))
        yield


def _users(path: Path) -> Path:
    users = Users(path)
    for name, role in ROLES.items():
        users.add(name, role, PASSWORDS[name])
    users.close()
    return path


def _serve(ledger: str, users: Path, coder: Coder, settings: WebSettings) -> Iterator[Server]:
    app = create_app(ledger, settings=settings, users=users)
    room: Room = app.state.room
    # All tests share one coder, which takes a second to load.
    shared = Desk(room.desk._walk, limits=settings, make_coder=lambda _settings: coder)
    room.desk.close()
    object.__setattr__(room, "desk", shared)
    yield Server(app, room.users)
    room.close()
