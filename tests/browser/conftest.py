"""Fixtures for the browser tests: a running server, and Debian's Chromium driven by Playwright."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import Coder
from dragoman.pipeline import coder_version
from dragoman.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
MERGES = ROOT / "corpus" / "merges"
FAMILIES = (
    "aceh-2005",
    "camp-david-1978",
    "esquipulas-1987",
    "iran-iraq-598",
    "reykjavik-1986",
    "shultz-gromyko-1985",
    "tanker-war-1984",
    "yongbyon-2007",
)
"""Events of history as several outlets of our making told them."""
FOLLOWED = ("Indonesia withdrew its last additional troops", "The Soviet Union and the United States opened")
"""How the reports tell of what was pledged and then done."""


def _need(missing: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{missing} is missing, and CI must have it")
    pytest.skip(f"{missing} isn't here")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium; its driver's event loop keeps every other out of this thread until it is closed."""
    path = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _need("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        _need("Playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def full_ledger(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """A ledger of the project's examples and of reports that several outlets gave of one event; some
    follow-ups of pledges are accepted. To copy, not to change."""
    from dragoman.evaluation.families import read_family
    from dragoman.ledger import Ledger
    from dragoman.model import Report
    from dragoman.views.review import look, proposals

    path = tmp_path_factory.mktemp("browser") / "room.db"
    reports = [Report(one.read_bytes(), name=one.name) for one in sorted(EXAMPLES.glob("*.txt"))]
    reports += [one for name in FAMILIES for one in read_family(MERGES / f"{name}.yaml").reports.values()]
    with Ledger(path) as ledger:
        ledger.add([coder.code(one) for one in reports], coder=coder_version(Settings()))
        for item in [look(ledger, matter) for matter in proposals(ledger)]:
            later = item.occurrences[1].first.event.evidence[0].quote
            if later.startswith(FOLLOWED):
                ledger.judge_all(item.accept(), by="Ana", reason="The later report says so.")
    return path


@pytest.fixture
def serve(coder: Coder) -> Iterator[Callable[[Path], str]]:
    """Starts a server on a ledger and gives its address."""
    pytest.importorskip("fastapi", reason="the extra `web` isn't installed")
    import uvicorn

    from dragoman.web.app import create_app
    from dragoman.web.desk import Desk
    from dragoman.web.settings import WebSettings

    running: list[tuple[Any, threading.Thread]] = []

    def start(ledger: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = WebSettings(port=port)
        app = create_app(str(ledger), settings=settings, users=ledger.with_suffix(".nobody"))
        room = app.state.room
        object.__setattr__(room, "desk", Desk(Settings(), limits=settings, make_coder=lambda _settings: coder))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        for _ in range(100):
            if server.started:
                break
            time.sleep(0.05)
        running.append((server, thread))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)
