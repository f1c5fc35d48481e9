"""Every page in both themes and on a telephone; hover, focus and keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser import addresses
from tests.browser.addresses import Record, pages, walked
from tests.browser.pictures import picture
from tests.browser.watching import check_access, watched


@pytest.fixture
def address(serve: Callable[[Path], str], full_ledger: Path, tmp_path: Path) -> str:
    return serve(Path(shutil.copy(full_ledger, tmp_path / "room.db")))


def test_every_page_of_the_application_is_walked() -> None:
    missing = {rule.path for rule in pages()} - {rule.path for rule in walked() if rule}
    assert not missing, f"name an address of each in {addresses.__name__}"


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 380), ("dark", 380)])
def test_every_page_can_be_read_by_everybody(chromium: Any, address: str, theme: str, width: int) -> None:
    with watched(chromium, address, viewport={"width": width, "height": 860}, color_scheme=theme) as tab:
        record = Record(tab)
        for name in addresses.ADDRESSES:
            assert tab.goto(record.address(name)).status == 200, tab.url
            check_access(tab)
            picture(tab, f"{name}-{theme}-{width}", of="DRAGOMAN_EVERY_PICTURE", whole=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_folded_can_be_read_too(chromium: Any, address: str, theme: str) -> None:
    with watched(chromium, address, viewport={"width": 380, "height": 860}, color_scheme=theme) as tab:
        record = Record(tab)
        for name in addresses.ADDRESSES:
            tab.goto(record.address(name))
            tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            check_access(tab)


def test_pointing_at_a_passage_lights_its_event(chromium: Any, address: str) -> None:
    with watched(chromium, address, viewport={"width": 1280, "height": 860}) as tab:
        tab.goto(Record(tab).address("report"))
        passage = tab.locator(".report mark.passage").nth(2)
        number = passage.get_attribute("data-events").split()[0]
        passage.hover()
        card = tab.locator(f"#event-{number}")
        assert "lit" in card.get_attribute("class")
        # The card beside it comes into view, while the text stays where it is.
        box = card.bounding_box()
        assert 0 <= box["y"] < 860


def test_the_events_of_a_report_are_walked_by_key(chromium: Any, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.goto(Record(tab).address("report"))
        tab.keyboard.press("j")
        tab.keyboard.press("j")
        refs = tab.locator(".report .ref")
        assert refs.nth(1).evaluate("(ref) => ref === document.activeElement")
        tab.keyboard.press("k")
        assert refs.nth(0).evaluate("(ref) => ref === document.activeElement")
        tab.keyboard.press("/")
        assert tab.locator("#find").evaluate("(field) => field === document.activeElement")


def test_the_first_tab_stop_skips_to_the_content(chromium: Any, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.goto("/events")
        tab.keyboard.press("Tab")
        assert tab.locator(".skip").is_visible()
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "main"


def test_a_theme_is_chosen_at_once_and_kept(chromium: Any, address: str) -> None:
    with watched(chromium, address, color_scheme="light") as tab:
        tab.goto("/events")
        before = tab.evaluate("getComputedStyle(document.body).color")
        tab.get_by_role("button", name="Dark").click()
        assert tab.evaluate("getComputedStyle(document.body).color") != before
        tab.goto("/reports")
        assert tab.locator("html").get_attribute("data-theme") == "dark"
        tab.get_by_role("button", name="As the system").click()
        assert tab.evaluate("getComputedStyle(document.body).color") == before


def test_what_was_left_uncoded_can_be_pointed_out(chromium: Any, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.goto(Record(tab).address("report"))
        passage = tab.locator(".report mark.passage").first
        coloured = passage.evaluate("(mark) => getComputedStyle(mark).backgroundColor")
        tab.get_by_label("Point out what was left uncoded").check()
        tab.wait_for_timeout(200)
        assert passage.evaluate("(mark) => getComputedStyle(mark).backgroundColor") != coloured


def test_many_files_are_coded_while_one_watches(chromium: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    address = serve(tmp_path / "new.db")
    examples = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
    with watched(chromium, address) as tab:
        tab.goto("/add")
        tab.get_by_label("Or files").set_input_files([str(path) for path in examples])
        tab.get_by_role("button", name="Code it").click()
        tab.get_by_role("button", name="Keep 3 reports").click()
        assert tab.get_by_text("Kept: 3 reports").is_visible()
        check_access(tab)


def test_a_report_prints_as_text_without_the_room_around_it(chromium: Any, address: str) -> None:
    with watched(chromium, address) as tab:
        tab.goto(Record(tab).address("report"))
        tab.emulate_media(media="print")
        assert not tab.locator("header.top").is_visible()
        assert not tab.locator("footer.foot").is_visible()
        assert tab.locator(".report").is_visible()


def test_a_hostile_report_runs_nothing(chromium: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    address = serve(tmp_path / "new.db")
    text = (
        "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"> \u202e"
        "Norway and Kenya signed a fisheries treaty in Oslo on Monday."
    )
    with watched(chromium, address) as tab:
        tab.goto("/add")
        tab.get_by_label("The report’s text").fill(text)
        tab.get_by_label("Title", exact=True).fill("</title><script>document.title = 'taken'</script>")
        tab.get_by_role("button", name="Code it").click()
        tab.wait_for_url("**/codings/**")
        assert tab.title() != "taken"
        assert tab.locator(".report script, .report img").count() == 0
        assert tab.get_by_text("<script>document.title = 'taken'</script>").first.is_visible()
        check_access(tab)
