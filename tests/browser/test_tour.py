"""The pages as the documentation's tour shows them (docs/tour.md), and how its pictures are kept small."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.browser.pictures import picture, pixels_of, with_palette
from tests.browser.watching import check_access, watched

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 380, "height": 800}
PLEDGES = "since=2005-01-01&until=2005-12-31&today=2006-02-01&limit=24"
ISSUES = "since=1978-09-01&until=1978-12-31&limit=24"


@pytest.fixture
def address(serve: Callable[[Path], str], full_ledger: Path, tmp_path: Path) -> str:
    return serve(Path(shutil.copy(full_ledger, tmp_path / "room.db")))


def test_each_page_family_has_its_picture(chromium: Any, address: str) -> None:
    with watched(chromium, address, viewport=WIDE, color_scheme="light") as tab:
        for name, shown in (
            ("events", "/events?either=Iran&status=actual"),
            ("actor", "/actors/Anwar%20Sadat?on=1978-09-17"),
            ("commitments", f"/commitments?{PLEDGES}"),
            ("positions", f"/positions?{ISSUES}"),
            ("search", "/search?q=withdraw"),
            ("review", "/review?kind=merge"),
            ("compare", "/compare?what=actors&a=Iran&b=Iraq"),
        ):
            tab.goto(shown)
            check_access(tab)
            picture(tab, name)


def test_a_report_and_a_meeting_have_their_pictures(chromium: Any, address: str) -> None:
    with watched(chromium, address, viewport=WIDE, color_scheme="light") as tab:
        tab.goto("/reports?limit=100")
        tab.get_by_role("link", name="Iran and Iraq to Cease Fire").first.click()
        tab.locator(".report mark.passage").nth(1).hover()
        picture(tab, "report")
        tab.goto("/meetings?either=Israel")
        tab.locator("article a").first.click()
        check_access(tab)
        picture(tab, "meeting")


@pytest.mark.parametrize(("name", "height"), [("network", 1190), ("map", 940)])
def test_a_drawing_has_its_picture(chromium: Any, address: str, name: str, height: int) -> None:
    with watched(chromium, address, viewport={"width": 1280, "height": height}, color_scheme="light") as tab:
        tab.goto(f"/{name}")
        check_access(tab)
        picture(tab, name)


def test_the_same_pages_in_the_dark_and_on_a_telephone(chromium: Any, address: str) -> None:
    for name, shown, theme, window in (
        ("dyad-dark", "/dyads/Iran/Iraq", "dark", WIDE),
        ("commitments-narrow", f"/commitments?{PLEDGES}", "light", NARROW),
        ("positions-narrow", f"/positions?{ISSUES}", "dark", NARROW),
    ):
        with watched(chromium, address, viewport=window, color_scheme=theme) as tab:
            tab.goto(shown)
            check_access(tab)
            picture(tab, name)


def test_a_picture_of_few_colours_keeps_them(chromium: Any) -> None:
    shades = np.random.default_rng(7).integers(0, 255, (100, 3), np.uint8)
    drawn = shades[np.random.default_rng(8).integers(0, 100, (40, 30))]
    assert np.array_equal(_read(chromium, with_palette(drawn)), drawn)


def test_of_many_colours_each_is_near_to_what_it_was(chromium: Any) -> None:
    drawn = np.random.default_rng(9).integers(200, 255, (60, 50, 3), np.uint8)
    read = _read(chromium, with_palette(drawn))
    assert np.abs(read.astype(int) - drawn).max() < 32


def _read(chromium: Any, png: bytes) -> Any:
    tab = chromium.new_page()
    try:
        return pixels_of(tab, png)
    finally:
        tab.close()
