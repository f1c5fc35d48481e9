"""The tour of the reading room shows the pictures that the browser tests take, and no others."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "docs" / "pictures"


def test_the_tour_names_every_picture_that_there_is_and_no_other() -> None:
    named = re.findall(r"\]\(pictures/([\w-]+\.png)\)", (ROOT / "docs" / "tour.md").read_text("utf-8"))
    assert set(named) == {path.name for path in PICTURES.iterdir()}
    assert len(named) == len(set(named))


def test_the_pictures_are_small_enough_to_keep_in_the_repository() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name for name, size in sizes.items() if size > 120_000} == set()
    assert sum(sizes.values()) < 2_000_000


def test_the_tests_take_the_pictures_that_the_tour_names() -> None:
    taken = {
        name
        for path in (ROOT / "tests" / "browser").glob("test_*.py")
        for name in re.findall(r'(?:picture\(tab, |[ \[]\()"([\w-]+)"', path.read_text("utf-8"))
    }
    assert {path.stem for path in PICTURES.iterdir()} <= taken
