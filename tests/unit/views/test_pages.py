"""Pages: nothing is told twice or left out, whatever the size of a page."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.views import Filter
from dragoman.views.pages import each
from dragoman.views.timeline import timeline

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 80), oldest_first=st.booleans(), who=st.sampled_from([(), ("USA",), ("EGY",)]))
def test_the_pages_together_are_everything_once_and_in_order(
    book: Ledger, limit: int, oldest_first: bool, who: tuple[str, ...]
) -> None:
    wanted = Filter(who=who)
    expected = [one.id for one in each(book, wanted, oldest_first=oldest_first)]
    found: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = timeline(book, wanted, limit=limit, offset=offset, oldest_first=oldest_first)
        assert page.total == len(expected)
        assert len(page.items) <= limit
        found += [one.id for one in page.items]
        offset = page.next_offset
    assert found == expected


def test_past_the_last_page_there_is_nothing(book: Ledger) -> None:
    page = timeline(book, limit=10, offset=10_000)
    assert page.items == ()
    assert page.total > 0
    assert page.next_offset is None


def test_the_latest_comes_first_and_the_undated_last(tmp_path: Path, make_record: Make) -> None:
    first = date(1978, 9, 17)
    records = [make_record(f"met for the {n}th time", day=first + timedelta(days=40 * n)) for n in range(4)]
    undated = make_record("spoke once")
    document = type(undated.document)(undated.document.text, undated.document.blocks)
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([*records, _without_days(undated, document)], coder=CODER)
        days = [one.when.start for one in timeline(ledger).items]
        assert days == [first + timedelta(days=40 * n) for n in (3, 2, 1, 0)] + [None]
        assert [one.when.start for one in timeline(ledger, oldest_first=True).items] == [*reversed(days[:-1]), None]
        assert timeline(ledger, Filter(since=first)).total == 4


def test_the_order_does_not_tell_when_reports_arrived(tmp_path: Path, make_record: Make) -> None:
    records = [
        make_record(f"met over matter {n}", actors=("NOR", code)) for n, code in enumerate(("KEN", "PER", "FJI"))
    ]
    orders = []
    for seed in range(3):
        shuffled = random.Random(seed).sample(records, len(records))
        with Ledger(tmp_path / f"{seed}.db") as ledger:
            for record in shuffled:
                ledger.add([record], coder=CODER)
            orders.append([one.id for one in timeline(ledger).items])
    assert orders[0] == orders[1] == orders[2]


def test_an_empty_ledger_has_one_empty_page(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        page = timeline(ledger)
    assert (page.items, page.total, page.next_offset) == ((), 0, None)


def _without_days(record: Record, document: object) -> Record:
    from dataclasses import replace

    from dragoman.model import Document, When

    assert isinstance(document, Document)
    (event,) = record.events
    moved = replace(
        event,
        document_id=document.id,
        evidence=tuple(replace(one, document_id=document.id) for one in event.evidence),
        anchor=replace(event.anchor, document_id=document.id),
        when=When(),
        id="",
    )
    return Record(document, (moved,))
