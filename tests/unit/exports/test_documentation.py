"""The reference page names every format with its ending."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.exports import FORMATS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "exports.md"


def test_the_page_lists_the_formats_in_their_order() -> None:
    table = PAGE.read_text("utf-8").partition("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| (?:`(\.\w+)`)? ?\|", table, re.MULTILINE)
    assert listed == [(form.name, form.ending or "") for form in FORMATS.values()]
