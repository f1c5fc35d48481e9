"""A newcomer's path: from an empty ledger to the evidence behind a point of a chart, a review, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.pictures import picture
from tests.browser.watching import check_access, watched


def test_from_an_empty_ledger_to_a_review_and_back(chromium: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    address = serve(tmp_path / "new.db")
    with watched(chromium, address, viewport={"width": 1280, "height": 800}) as tab:
        tab.goto("/")
        assert tab.get_by_role("heading", level=1).inner_text() == "Read your first report"
        check_access(tab)
        picture(tab, "walk-1-empty")

        tab.get_by_role("link", name="Fill in an example").click()
        assert "Camp David" in tab.get_by_label("The report’s text").input_value()
        tab.get_by_role("button", name="Code it").click()
        tab.wait_for_url(re.compile("/codings/"))
        assert tab.get_by_text("Not kept yet").is_visible()
        check_access(tab)
        picture(tab, "walk-2-coded")

        tab.get_by_role("button", name="Keep").click()
        tab.wait_for_url(re.compile("/reports/"))
        check_access(tab)

        tab.get_by_role("link", name="Dyads").first.click()
        tab.get_by_label("One party").fill("Israel")
        tab.get_by_label("The other").fill("Egypt")
        tab.get_by_role("button", name="Show").click()
        tab.wait_for_url(re.compile("/dyads/Israel/Egypt"))
        check_access(tab)
        picture(tab, "walk-3-dyad")

        tab.locator(".chart a").first.click()
        tab.wait_for_url(re.compile(r"/events\?"))
        check_access(tab)
        picture(tab, "walk-4-point")
        tab.locator(".timeline article a").first.click()
        tab.wait_for_url(re.compile("/events/[0-9a-f]{64}"))
        assert tab.get_by_role("heading", name="Evidence").is_visible()
        assert tab.locator("mark.passage").first.is_visible()
        check_access(tab)
        picture(tab, "walk-5-evidence")

        tab.get_by_role("link", name="Review this event").click()
        tab.wait_for_url(re.compile(r"/review\?"))
        check_access(tab)
        picture(tab, "walk-6-review")
        event = tab.locator('input[name="matter"]').get_attribute("value").partition(":")[2]
        listed = tab.request.get("/api/v1/events").json()["total"]
        tab.keyboard.press("r")
        tab.get_by_text("Rejected.").wait_for()
        picture(tab, "walk-7-changed")
        assert tab.request.get(f"/events/{event}").status == 404
        assert tab.request.get("/api/v1/events").json()["total"] == listed - 1
        tab.keyboard.press("u")
        tab.get_by_text("Taken back.").wait_for()
        picture(tab, "walk-8-undone")
        assert tab.request.get(f"/events/{event}").status == 200
        assert tab.request.get("/api/v1/events").json()["total"] == listed


def test_without_scripts_the_path_is_the_same(chromium: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    address = serve(tmp_path / "new.db")
    with watched(chromium, address, java_script_enabled=False) as tab:
        tab.goto("/?example=1")
        tab.get_by_role("button", name="Code it").click()
        tab.locator(".report .ref").first.click()
        assert re.search(r"#event-\d+$", tab.url)
        tab.locator(".card:target .ref").click()
        assert re.search(r"#mark-\d+$", tab.url)
        tab.get_by_role("button", name="Keep").click()
        assert "/reports/" in tab.url
        tab.get_by_role("button", name="Dark").click()
        assert tab.locator("html").get_attribute("data-theme") == "dark"
