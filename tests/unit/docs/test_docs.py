"""The README and the documentation say what the code does: their commands exist, their Python runs, their output
is real.

A ```console or ```sh block is checked line by line against the command line; ```python blocks of a page run from top to
bottom in one namespace, beside a copy of the examples; tables that describe the wire format and the frames hold just
what the code has.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dragoman import Coder
from dragoman.cli import app
from dragoman.codebook.frame_rows import FLAGS
from dragoman.wire import event_to_wire

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(?P<language>\w+)[^\n]*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: Path, *languages: str) -> list[str]:
    return [found["body"] for found in FENCE.finditer(page.read_text("utf-8")) if found["language"] in languages]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def invocations(page: Path) -> Iterator[list[str]]:
    """The words after `dragoman` in every command line that a page shows."""
    shown = [
        line.removeprefix("$ ") for body in blocks(page, "console") for line in body.splitlines() if line[:2] == "$ "
    ]
    shown += [line for body in blocks(page, "sh") for line in body.splitlines()]
    for line in shown:
        for command in re.split(r"\s*(?:&&|\|)\s*", line):
            words = shlex.split(command)
            if words and words[0].rpartition("/")[2] == "dragoman":
                yield words[1:]


SHOWN = [(name(page), words) for page in PAGES for words in invocations(page)]


def unknown_words(words: list[str]) -> list[str]:
    """The verbs and options among the words that the command line doesn't have."""
    command: Any = typer.main.get_command(app)
    for position, word in enumerate(words):
        # Typer carries its own copy of Click, so a group is told by what it has, not by its class.
        if not hasattr(command, "commands"):
            break
        if word not in command.commands:
            return [] if word in ("--help", "--version") else words[position:]
        command = command.commands[word]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return [word for word in words if word.startswith("-") and word != "-" and word not in known | {"--help"}]


def test_the_documentation_shows_every_verb() -> None:
    group: Any = typer.main.get_command(app)
    assert set(group.commands) <= {words[0] for _, words in SHOWN}


@pytest.mark.parametrize(
    ("page", "words"), SHOWN, ids=lambda value: " ".join(value) if isinstance(value, list) else value
)
def test_every_command_that_is_shown_exists(page: str, words: list[str]) -> None:
    assert unknown_words(words) == [], f"{page} shows `dragoman {' '.join(words)}`"


def test_a_verb_or_an_option_that_does_not_exist_is_noticed() -> None:
    assert unknown_words(["codify", "report.txt"]) == ["codify", "report.txt"]
    assert unknown_words(["code", "report.txt", "--colour", "red"]) == ["--colour"]


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=name)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {"__name__": "__main__"}
    for body in blocks(page, "python"):
        exec(compile(body, name(page), "exec"), namespace)


def test_the_output_shown_is_what_the_commands_print() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "docs" / "outputs.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, f"run `python docs/outputs.py`:\n{run.stdout}{run.stderr}"


def first_column(page: str, heading: str) -> set[str]:
    """The code words in the first column of the tables under a heading."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    section = re.split(r"^## ", text.partition(f"\n## {heading}\n")[2], flags=re.MULTILINE)[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return {word for cell in cells for word in re.findall(r"`(\w+)`", cell)}


def test_the_wire_format_page_describes_every_key_of_an_event() -> None:
    record = Coder().code("Norway on Monday urged Sudan to open the port to aid.", published_on="2025-11-03")
    wire = event_to_wire(record.events[0], record.document)
    assert first_column("reference/wire-format.md", "An event") == set(wire)


def test_the_frames_page_describes_every_flag() -> None:
    assert first_column("reference/frames.md", "Flags") == FLAGS


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]}  # type: ignore[index]
    names |= set(project["optional-dependencies"]) - {"test", "docs"}
    rows = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8").partition("## Measurement")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", rows, re.MULTILINE)) == names


@pytest.mark.parametrize("marker", ["first-command", "test-command"])
def test_ci_finds_the_commands_of_the_readme(marker: str) -> None:
    assert re.search(rf"^<!-- {marker} -->\n```sh\n.+?^```$", PAGES[0].read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
