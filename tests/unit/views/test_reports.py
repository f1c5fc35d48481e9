"""Reports: what the ledger holds of each, which it holds, and how much that is."""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.views import Filter
from dragoman.views.pages import each
from dragoman.views.reports import holdings, latest_added, stored_report, stored_reports


def test_a_stored_report_is_the_report_that_was_added(book: Ledger, examples: list[Record]) -> None:
    for record in examples:
        stored = stored_report(book, record.document.id)
        assert stored is not None
        assert stored.document.text == record.document.text
        assert {event.id for event in stored.events} == {event.id for event in record.events}
        assert len(stored.attributions) == len(record.attributions)
        anchors = [event.anchor.start for event in stored.events]
        assert anchors == sorted(anchors), "events stand in the order of the text"


def test_each_event_leads_to_the_occurrence_that_it_tells(book: Ledger, examples: list[Record]) -> None:
    told = {telling.event.id: one.id for one in each(book, Filter()) for telling in one.tellings}
    for record in examples:
        stored = stored_report(book, record.document.id)
        assert stored is not None
        assert stored.occurrences == {event.id: told[event.id] for event in record.events}


def test_an_event_that_was_rejected_leads_nowhere(tmp_path: Path, examples: list[Record]) -> None:
    record = examples[0]
    rejected = record.events[0].id
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(examples, coder=CoderVersion("dragoman", "test"))
        ledger.judge(f"review:{rejected}", {"verdict": "rejected"}, by="Ada")
        stored = stored_report(ledger, record.document.id)
    assert stored is not None
    assert rejected in {event.id for event in stored.events}
    assert rejected not in stored.occurrences


def test_a_report_that_was_never_added_is_none(book: Ledger) -> None:
    assert stored_report(book, "nothing") is None


def test_reports_are_listed_with_the_latest_published_first(book: Ledger, examples: list[Record]) -> None:
    found = stored_reports(book)
    days = [one.document.published_on for one in found.items]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    by_id = {one.document.id: one for one in found.items}
    for record in examples:
        assert by_id[record.document.id].events == len(record.events)
        assert by_id[record.document.id].characters == len(record.document.text)


def test_pages_of_reports_hold_each_once(book: Ledger) -> None:
    pages = [stored_reports(book, limit=1, offset=offset).items for offset in range(3)]
    assert [one for page in pages for one in page] == list(stored_reports(book).items)
    assert stored_reports(book, limit=1, offset=3).items == ()


def test_the_last_that_was_added_comes_first(book: Ledger, examples: list[Record]) -> None:
    assert [one.document.id for one in latest_added(book, limit=2)] == [one.document.id for one in reversed(examples)][
        :2
    ]


def test_holdings_count_the_whole_ledger(book: Ledger, examples: list[Record], tmp_path: Path) -> None:
    held = holdings(book)
    assert held.reports == len(examples)
    assert held.occurrences == len(list(each(book, Filter())))
    assert held.since is not None
    assert held.until is not None
    assert held.since < held.until
    with Ledger(tmp_path / "new.db") as ledger:
        empty = holdings(ledger)
    assert (empty.reports, empty.occurrences, empty.since, empty.until) == (0, 0, None, None)
