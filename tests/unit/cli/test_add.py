"""`dragoman add`, run as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.ledger import Ledger
from dragoman.ledger.store.schema import claim, report

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    return tmp_path


def add(*arguments: str, standard_input: str | None = None) -> Result:
    return CliRunner().invoke(app, ["add", *arguments], input=standard_input)


def counts(path: Path) -> tuple[int, int]:
    with Ledger(path, read_only=True) as ledger, ledger.reading() as connection:
        reports, claims = (
            connection.exec_driver_sql(f"SELECT count(*) FROM {one}").scalar() for one in (report, claim)
        )
    return int(reports or 0), int(claims or 0)


def test_reports_are_kept_in_the_current_folder_and_a_second_run_adds_none(here: Path) -> None:
    first = add(str(EXAMPLES))
    assert first.exit_code == 0
    assert first.stdout.startswith("3 reports with ")
    kept = counts(here / "dragoman.db")
    again = add(str(EXAMPLES))
    assert again.stdout == "0 reports with 0 events added to dragoman.db; 3 reports already there\n"
    assert counts(here / "dragoman.db") == kept


def test_the_environment_names_the_ledger_and_the_option_comes_before_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(here / "named.db"))
    assert add("-", standard_input="Norway and Kenya signed a treaty on grain in Oslo.").exit_code == 0
    assert add("-", "--ledger", "other.db", standard_input="Norway thanked Kenya for its help.").exit_code == 0
    assert sorted(path.name for path in here.glob("*.db")) == ["named.db", "other.db"]


def test_a_bad_report_is_named_and_the_others_are_kept(here: Path) -> None:
    (here / "good.txt").write_text("Norway and Kenya signed a treaty on grain in Oslo on 3 May 1978.")
    (here / "empty.txt").write_text("")
    (here / "picture.txt").write_bytes(bytes(range(256)) * 8)
    result = add("good.txt", "empty.txt", "picture.txt")
    assert result.exit_code == 1
    assert "1 report with " in result.stdout
    assert "2 of 3 reports were not added" in result.stderr
    assert "empty.txt" in result.stderr
    assert counts(here / "dragoman.db")[0] == 1


def test_a_folder_without_reports_is_said(here: Path) -> None:
    (here / "empty").mkdir()
    result = add("empty")
    assert result.exit_code == 1
    assert "empty: holds no file that dragoman reads" in result.stderr


def test_a_file_that_is_no_ledger_is_refused_before_anything_is_coded(here: Path) -> None:
    (here / "letter.db").write_text("Dear colleague, " * 100)
    result = add(str(EXAMPLES), "--ledger", "letter.db")
    assert result.exit_code == 1
    assert "letter.db: is not a ledger" in result.stderr


def test_a_killed_run_goes_on_where_it_stopped(here: Path) -> None:
    lines = [
        json.dumps({"text": f"Norway and Kenya signed {at} treaties on grain in Oslo.", "date": "1978-05-03"})
        for at in range(2, 80)
    ]
    (here / "many.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "-m", "dragoman", "add", "many.jsonl", "--jobs", "1"]
    with subprocess.Popen(command, cwd=here, env={**os.environ, "OMP_NUM_THREADS": "1"}) as running:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and _reports(here / "dragoman.db") == 0:
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    kept = counts(here / "dragoman.db")[0]
    assert kept > 0
    result = add("many.jsonl")
    assert result.exit_code == 0
    assert f"{kept} report" in result.stdout
    assert "already there" in result.stdout
    assert counts(here / "dragoman.db")[0] == len(lines)


def _reports(path: Path) -> int:
    try:
        return counts(path)[0] if path.exists() else 0
    except Exception:  # the ledger is being made this moment
        return 0
