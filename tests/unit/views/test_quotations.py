"""Quotations: words in quotation marks, by those who said them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion
from dragoman.views import Filter
from dragoman.views.quotations import quotations

REPORT = """\
Fisheries Treaty Signed

Norway and Kenya signed a fisheries treaty in Oslo on Monday. \
“The boats will sail again,” Norwegian Foreign Minister Kari Holmvik said on Monday. \
Holmvik said that the treaty was “a small step for two coasts”. \
Kenyan Foreign Minister Otieno Barasa said that the treaty would not bring the boats back.
"""
"""Nobody in it ever lived."""


@pytest.fixture
def told(tmp_path: Path, coder: Coder) -> Iterator[Ledger]:
    """A ledger of two reports, in which the same words of one are quoted and another's are not."""
    with Ledger(tmp_path / "ledger.db") as ledger:
        for day, title in (("1978-09-19", "Treaty Signed"), ("1978-09-20", "Treaty in Force")):
            record = coder.code(REPORT.replace("Treaty Signed", title), published_on=day)
            ledger.add([record], coder=CoderVersion("dragoman", "test"))
        yield ledger


def test_each_wording_comes_once_from_the_latest_report(told: Ledger) -> None:
    found = quotations(told, "Norway", Filter()).items
    assert [one.words for one in found] == ["The boats will sail again", "a small step for two coasts"]
    assert {str(one.document.published_on) for one in found} == {"1978-09-20"}
    assert all("Holmvik" in one.name for one in found)


def test_what_is_only_reported_is_nobody_s_own_words(told: Ledger) -> None:
    assert quotations(told, "Kenya", Filter()).items == ()


def test_nobody_said_anything_in_a_time_without_reports(told: Ledger) -> None:
    found = quotations(told, "Norway", Filter(until=date(1950, 1, 1)))
    assert (found.items, found.statements, found.next_offset) == ((), 0, None)


def test_quoted_words_stand_in_their_report(book: Ledger) -> None:
    found = [one for who in ("USA", "ISR", "EGY", "IRN", "IRQ") for one in quotations(book, who, Filter()).items]
    for one in found:
        document = book.document(one.document.id)
        assert document is not None
        assert all(part in document.text for part in one.words.split(" … "))
