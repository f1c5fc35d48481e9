from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import progress as module
from dragoman.cli.progress import is_long, progress


def test_a_run_is_long_by_its_files_or_by_their_size(tmp_path: Path) -> None:
    for number in range(module.MANY_REPORTS):
        (tmp_path / f"{number}.txt").write_text("short")
    assert not is_long([str(tmp_path)])
    assert is_long([str(tmp_path), "-"])
    big = tmp_path / "big.jsonl"
    big.write_bytes(b"x" * module.MUCH_TEXT)
    assert not is_long([str(big)])
    big.write_bytes(b"x" * (module.MUCH_TEXT + 1))
    assert is_long([str(big)])
    assert not is_long(["-", "https://example.org/a", "no/such/*.txt"])


@pytest.mark.parametrize(
    ("terminal", "long", "hidden"), [(False, True, False), (True, False, False), (True, True, True)]
)
def test_progress_is_shown_only_to_a_person_who_waits(
    terminal: bool,
    long: bool,
    hidden: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setattr(module, "is_long", lambda sources: long)
    with progress(["a"], hidden=hidden) as step:
        step()
    assert capsys.readouterr() == ("", "")


def test_a_long_run_counts_its_reports_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(module, "is_long", lambda sources: True)
    with progress(["a"], hidden=False) as step:
        step()
        step()
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 reports coded" in err
