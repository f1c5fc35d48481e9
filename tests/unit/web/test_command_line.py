"""`dragoman users` and `dragoman serve` as the command line sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("argon2", reason="the extra `web` isn't installed")

from typer.testing import CliRunner

from dragoman.cli import app

PASSWORD = "seven quiet harbours"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(tmp_path / "room.db"))
    monkeypatch.delenv("DRAGOMAN_USERS", raising=False)


def _run(*words: str, input: str | None = None):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["users", *words], input=input)


def test_a_user_is_added_listed_and_removed(tmp_path: Path) -> None:
    added = _run("add", "ana", "--role", "admin", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert added.exit_code == 0
    assert PASSWORD not in added.output
    assert (tmp_path / "room.users.db").exists()
    assert _run("list").output == "ana  admin\n"
    assert _run("remove", "ana").exit_code == 0
    assert _run("list").output == ""


def test_a_password_comes_from_standard_input_for_scripts() -> None:
    assert _run("add", "ana", "--password-stdin", input=f"{PASSWORD}\n").exit_code == 0
    assert _run("list").output == "ana  reader\n"


def test_a_token_is_shown_once_and_revoked() -> None:
    _run("add", "ana", "--password-stdin", input=f"{PASSWORD}\n")
    token = _run("token", "ana", "--label", "nightly").stdout.strip()
    assert token.startswith("dragoman_")
    assert "1 API token" in _run("list").output
    assert token not in _run("list").output
    assert _run("token", "ana", "--revoke").output == "1 revoked\n"


@pytest.mark.parametrize(
    ("words", "input", "reason"),
    [
        (("add", "ana", "--role", "king"), None, "'king' is none of reader, reviewer, admin"),
        (("add", "ana", "--password-stdin"), "short\n", "a password has 12"),
        (("remove", "nobody"), None, "there is no user nobody"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], input: str | None, reason: str) -> None:
    result = _run(*words, input=input)
    assert result.exit_code != 0
    assert reason in " ".join(result.output.split())


def test_looking_for_users_makes_no_file(tmp_path: Path) -> None:
    assert "there are no users" in _run("list").output
    assert not list(tmp_path.iterdir())


def test_a_server_for_others_does_not_start_without_users() -> None:
    result = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0"])
    assert result.exit_code == 1
    assert "dragoman users add NAME --role admin" in result.output


@pytest.mark.parametrize("library", ["uvicorn", "fastapi", "jinja2", "argon2", "itsdangerous"])
def test_a_missing_library_is_named_with_the_extra_that_brings_it(library: str) -> None:
    without = f"import sys; sys.modules[{library!r}] = None; from dragoman.cli import main; main()"
    result = subprocess.run([sys.executable, "-c", without, "serve"], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"needs {library}" in result.stderr
    assert "pip install 'dragoman[web]'" in result.stderr
