from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.console import Console

from dragoman.cli.render import PLAIN_WIDTH, WIDEST, Page, console_for
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, Record

TEXT = "Peru accused Chile of [closing] the crossing at night, in breach of the accord that both had signed in spring."
DOCUMENT = Document(text=TEXT, blocks=(Block("paragraph", 0, len(TEXT)),), name="a.txt", title="A [red]title[/red]")
ANSI = re.compile(r"\x1b\[([\d;]*)m")


def party(code: str, name: str) -> Party:
    return Party(Entity(code, name, "country", country=code), name, 0, 1)


def record(**given: Any) -> Record:
    plain: dict[str, Any] = {"status": "actual", "mode": "allege"}
    event = Event(
        document_id=DOCUMENT.id,
        type="ACCUSE",
        contexts=(),
        cameo="112",
        quad=3,
        plover_score=0.0,
        goldstein=0.0,
        actor=(party("PER", "Peru"),),
        recipient=(party("CHL", "Chile"),),
        evidence=(DOCUMENT.evidence(0, len(TEXT)), DOCUMENT.evidence(0, 4)),
        anchor=DOCUMENT.evidence(5, 12),
        confidence=0.5,
        why="because",
        coder=CoderVersion("test", "1"),
        **(plain | given),
    )
    return Record(DOCUMENT, (event,))


def shown(found: Record, *, width: int = 100, terminal: bool = False, **settings: Any) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False, **settings
    )
    Page(console, {"112": "Accuse of a wrong"}.get).show(found)
    return file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140])
def test_every_width_tells_the_same_and_none_is_exceeded(width: int) -> None:
    text = shown(record(), width=width)
    flat = " ".join(text.split())
    for said in ["ACCUSE allege", "Peru → Chile", "«accused» Chile", "When: undated", "Where: —", "Source: —"]:
        assert said in flat
    assert "(and 1 more passage)" in flat
    assert max(map(len, text.splitlines())) <= width
    assert "A [red]title[/red]" in text


def test_a_cameo_code_is_told_in_words_where_the_codebook_has_them() -> None:
    assert "CAMEO 112: Accuse of a wrong" in shown(record(), width=80)
    other = shown(record(mode=None), width=80).replace("112", "999")
    assert "CAMEO 999" in other


@pytest.mark.parametrize(("status", "tag"), [("actual", ""), ("future", "[future]"), ("negated", "[negated]")])
def test_a_status_that_is_not_actual_is_told_in_words(status: str, tag: str) -> None:
    text = shown(record(status=status), width=80)
    assert f"ACCUSE allege {tag}".rstrip() in text
    assert ("[actual]" in text) is False


def test_a_terminal_shows_the_deciding_words_by_weight_and_not_by_signs() -> None:
    text = shown(record(), terminal=True, color_system="standard", legacy_windows=False, _environ={"TERM": "xterm"})
    assert "«" not in text
    codes = next(match[1] for match in ANSI.finditer(text) if text[match.end() :].startswith("accused"))
    assert {"1", "4"} <= set(codes.split(";"))


def test_without_colour_the_same_words_and_the_same_weight_are_shown() -> None:
    with_colour = shown(
        record(status="future"),
        terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={"TERM": "xterm"},
    )
    without = shown(
        record(status="future"),
        terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={"TERM": "xterm", "NO_COLOR": "1"},
    )
    assert ANSI.sub("", with_colour) == ANSI.sub("", without)
    assert any(
        code.startswith("3") and len(code) == 2 for match in ANSI.finditer(with_colour) for code in match[1].split(";")
    )
    assert not any(
        code.startswith("3") and len(code) == 2 for match in ANSI.finditer(without) for code in match[1].split(";")
    )
    assert "1;3;4" in without or "1;4" in without or "3;1;4" in without


def test_a_terminal_that_can_show_no_weight_gets_signs() -> None:
    text = shown(record(), terminal=True, _environ={"TERM": "dumb"})
    assert "«accused»" in text
    assert "\x1b" not in text


def test_a_file_gets_plain_text_and_a_screen_lines_that_the_eye_can_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    assert console_for(io.StringIO()).width == PLAIN_WIDTH
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert console_for(io.StringIO()).width == WIDEST


def test_nothing_in_a_report_can_steer_the_terminal() -> None:
    text = "Peru accused Chile of \x1b[2J\x1b]0;owned\x07 closing the crossing."
    document = Document(text=text, blocks=(Block("paragraph", 0, len(text)),), title="\x1b[31mred")
    event = record().events[0]
    hostile = Party(Entity("x", "Pe\x1b[1mru", "group"), "Peru", 0, 4)
    made = Event(
        **{
            name: getattr(event, name)
            for name in ("type", "mode", "contexts", "cameo", "quad", "plover_score", "goldstein", "status", "coder")
        },
        document_id=document.id,
        actor=(hostile,),
        recipient=(),
        evidence=(document.evidence(0, len(text)),),
        anchor=document.evidence(5, 12),
        confidence=0.5,
        why="\x1b[5m",
    )
    assert "\x1b" not in shown(Record(document, (made,)))
