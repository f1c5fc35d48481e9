from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Report
from dragoman.reading import Unread, open_reports

TEXT = "The two ministers said that they had signed the accord."


def names(found: list[Report | Unread]) -> list[str]:
    return [one.name for one in found if isinstance(one, Report)]


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_file_is_opened_as_bytes_with_the_type_of_its_ending(tmp_path: Path) -> None:
    types = {
        "a.txt": "text/plain",
        "a": "text/plain",
        "a.MD": "text/markdown",
        "a.markdown": "text/markdown",
        "a.htm": "text/html",
    }
    for name, media_type in types.items():
        (tmp_path / name).write_bytes(b"x")
        (report,) = open_reports([str(tmp_path / name)], published_on=date(2025, 11, 3))
        assert report == Report(b"x", media_type=media_type, name=str(tmp_path / name), published_on=date(2025, 11, 3))  # type: ignore[arg-type]


def test_the_user_s_media_type_goes_before_the_ending(tmp_path: Path) -> None:
    (tmp_path / "page.asp").write_text("x")
    (report,) = open_reports([str(tmp_path / "page.asp")], media_type="text/html")
    assert isinstance(report, Report)
    assert report.media_type == "text/html"


def test_a_folder_gives_its_known_files_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.html", "c.txt", ".hidden.txt", ".git/x.txt", "notes", "photo.png", "b/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = list(open_reports([str(tmp_path)]))
    assert [os.path.relpath(name, tmp_path) for name in names(found)] == ["a.html", "c.txt", "b/1.md", "b/2.txt"]
    assert len(found) == 4


def test_a_folder_with_nothing_to_read_says_what_could_be(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"x")
    (found,) = open_reports([str(tmp_path)])
    assert isinstance(found, Unread)
    assert found.reason.startswith("holds no file that dragoman reads; it reads .txt, .md")


def test_a_pattern_gives_the_files_it_matches(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "1.md"):
        (tmp_path / name).write_text(TEXT)
    assert names(list(open_reports([str(tmp_path / "*.txt")]))) == [str(tmp_path / "1.txt"), str(tmp_path / "2.txt")]
    assert list(open_reports([str(tmp_path / "*.csv")])) == [Unread(str(tmp_path / "*.csv"), "matches no file")]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT)
    assert names(list(open_reports([str(tmp_path / "a[1].txt")]))) == [str(tmp_path / "a[1].txt")]


def test_a_missing_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    found = list(open_reports([str(tmp_path / "none.txt"), str(tmp_path / "a.txt"), "", "a\0b"]))
    assert found[0] == Unread(str(tmp_path / "none.txt"), "doesn't exist")
    assert names(found) == [str(tmp_path / "a.txt")]
    assert len(found) == 4


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (found,) = open_reports([str(tmp_path / "a.docx")])
    assert isinstance(found, Unread)
    assert "(.docx)" in found.reason
    for ending in (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv"):
        assert ending in found.reason


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    found = list(open_reports([str(tmp_path / "a.txt")]))
    assert found == [Unread(str(tmp_path / "a.txt"), "can't be opened: permission denied")]


def test_a_file_that_vanishes_under_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert list(open_reports([str(tmp_path)])) == [Unread(str(tmp_path / "a.txt"), "doesn't exist")]


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, TEXT.encode("utf-16"))
    assert list(open_reports(["-"])) == [Report(TEXT.encode("utf-16"), name="-")]


@pytest.mark.parametrize(
    ("data", "media_type", "count"),
    [
        (b"<!DOCTYPE html><html><p>x</p>", "text/html", 1),
        (b'<?xml version="1.0"?>\n<html><p>x</p>', "text/html", 1),
        (b'{"text": "One"}\n{"text": "Two"}\n', "text/plain", 2),
        (b'{"text": "One"}', "text/plain", 1),
        (b'{\n "articles": [{"text": "One"}, {"text": "Two"}]\n}', "text/plain", 2),
        (b'{"articles": [{"text": "One"}, {"text": "Two"}]}', "text/plain", 2),
        (b'[{"text": "One"}]', "text/plain", 1),
        (b"{curly} text", "text/plain", 1),
        (b"", "text/plain", 1),
    ],
)
def test_standard_input_opens_as_what_it_looks_like(
    monkeypatch: pytest.MonkeyPatch, data: bytes, media_type: str, count: int
) -> None:
    standard_input(monkeypatch, data)
    found = list(open_reports(["-"]))
    assert len(found) == count
    assert all(isinstance(one, Report) and one.media_type == media_type for one in found)
    assert not sys.stdin.closed


def test_standard_input_is_read_as_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b'{"text": "One"}')
    assert list(open_reports(["-"], media_type="text/plain")) == [Report(b'{"text": "One"}', name="-")]


def test_a_real_pipe_can_be_read() -> None:
    code = "from dragoman.reading import open_reports; print([r.content for r in open_reports(['-'])])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input='{"text": "One"}\n{"text": "Two"}\n',
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['One', 'Two']\n"


def test_sources_are_opened_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    late = tmp_path / "late.txt"
    found = open_reports([str(tmp_path / "a.txt"), str(late)])
    next(found)
    late.write_text(TEXT)
    assert next(found).name == str(late)
