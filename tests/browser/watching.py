"""Watching a browser: what its console says, where its requests go, what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe

SERIOUS = frozenset({"serious", "critical"})


@contextmanager
def watched(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A tab; when it closes, its console must have been silent and all its requests gone to our server."""
    complaints: list[str] = []
    context = browser.new_context(base_url=address, **options)
    tab = context.new_page()
    tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    tab.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:")) else complaints.append(request.url),
    )
    try:
        yield tab
        assert complaints == []
    finally:
        context.close()


def check_access(tab: Any) -> None:
    """No serious fault for those who use a screen reader or a keyboard, and nothing wider than the window."""
    found = Axe().run(tab).response["violations"]
    faults = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS]
    assert faults == [], f"axe at {tab.url}"
    width = tab.viewport_size["width"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{tab.url} is wider than {width} px"
