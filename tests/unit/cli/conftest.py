"""A coder for the tests of the command line: it knows three verbs, and stumbles over reports that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import wiring
from dragoman.errors import ReadingError
from dragoman.model import (
    Attribution,
    Block,
    CoderVersion,
    Commitment,
    Document,
    Entity,
    Event,
    Party,
    Record,
    Report,
    When,
    Where,
)
from dragoman.reading import Unread

NORWAY = (
    "Norway’s minister met a Peruvian envoy in Oslo on Monday, the ministry said. Norway pledged to rebuild two ports."
)
PERU = "Peru accused Chile of closing the crossing. Peru pledged to keep its own side open."
QUIET = "The weather over the southern sea stayed calm for the whole of the week, and no ship was seen from the shore."
FOREIGN = "Das Wetter an der See blieb ruhig."

TYPES: dict[str, dict[str, Any]] = {
    "met": {"type": "CONSULT", "cameo": "040", "quad": 1},
    "pledged": {"type": "AGREE", "cameo": "030", "quad": 1},
    "accused": {"type": "ACCUSE", "mode": "allege", "cameo": "112", "quad": 3, "status": "future"},
}


def country(code: str, name: str) -> Party:
    return Party(Entity(code, name, "country", country=code, sector="GOV"), name, 0, len(name))


def make_event(document: Document, verb: str, **given: Any) -> Event:
    """An event whose anchor is the first appearance of the verb and whose evidence is its sentence."""
    text = document.text
    at = text.index(verb)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(".", at) + 1 or len(text)
    plain: dict[str, Any] = {
        "mode": None,
        "contexts": ("diplomatic",),
        "plover_score": 2.5,
        "goldstein": 1.0,
        "status": "actual",
        "actor": (country("NOR", "Norway"),),
        "recipient": (country("PER", "Peru"),),
        "evidence": (document.evidence(start, end),),
        "anchor": document.evidence(at, at + len(verb)),
        "confidence": 0.82,
        "why": f"the verb “{verb}”",
        "coder": CoderVersion("test", "1"),
        "when": When(date(2025, 11, 3), date(2025, 11, 3), "day", "on Monday", "relative"),
        "where": Where("Oslo", "NOR"),
    }
    if verb == "pledged":
        plain["commitment"] = Commitment("pledge", joint=False, action="rebuild two ports")
    if "ministry said" in text:
        ministry = Party(Entity("dragoman:ministry", "Foreign Ministry", "organisation", "NOR"), "the ministry", 0, 1)
        said = text.index("said")
        plain["attribution"] = (Attribution(ministry, "institution", document.evidence(said, said + 4), ()),)
    return Event(document_id=document.id, **(plain | TYPES.get(verb, {}) | given))


class FakeCoder:
    """Codes what it can without a language model."""

    def code(self, text: str | Report) -> Record:
        report = text if isinstance(text, Report) else Report(text)
        content = report.content if isinstance(report.content, str) else report.content.decode()
        if "interrupt" in content:
            raise KeyboardInterrupt
        if "Wetter" in content:
            raise ReadingError(report.name, "is in German; dragoman reads English")
        document = Document(
            text=content,
            blocks=(Block("paragraph", 0, len(content)),),
            name=report.name,
            title=report.title,
            publisher=report.publisher,
            published_on=report.published_on,
        )
        return Record(document, tuple(make_event(document, verb) for verb in TYPES if verb in content))

    def code_many(self, reports: Iterable[Report | Unread]) -> Iterator[Record | Unread]:
        for report in reports:
            if isinstance(report, Unread):
                yield report
                continue
            try:
                yield self.code(report)
            except ReadingError as error:
                yield Unread(error.name, error.reason)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The language models that coders were made with; every coder is a fake one."""
    asked: list[str | None] = []

    def make(model: str | None = None) -> FakeCoder:
        asked.append(model)
        return FakeCoder()

    monkeypatch.setattr(wiring, "make_coder", make)
    return asked


@pytest.fixture
def runner(models: list[str | None]) -> CliRunner:
    """Runs the command line with a fake coder."""
    return CliRunner()


@pytest.fixture
def reports(tmp_path: Path) -> Callable[..., list[str]]:
    """Writes texts into a folder and gives their paths, in order."""

    def write(*texts: str) -> list[str]:
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        paths = []
        for number, text in enumerate(texts, start=1):
            path = folder / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        return paths

    return write
