"""Briefs: a page to read on the way to the room, each line of which leads to its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.errors import GazetteerError
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record, Report
from dragoman.views import Filter
from dragoman.views.brief import brief
from dragoman.views.brief_markdown import markdown
from dragoman.views.corrections import correct
from dragoman.views.evidence import evidence

DAY = date(1978, 10, 1)
Make = Callable[..., Record]


def section(page: str, title: str) -> str:
    return page.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_a_brief_has_touchpoints_commitments_both_ways_and_positions(book: Ledger) -> None:
    page = markdown(brief(book, "Egypt", reader="ISR", today=DAY))
    assert page.startswith("# Egypt: a brief for Israel\n\nFor 1978-10-01.\n")
    assert "Head of state: Anwar Sadat, since 1970-09-28" in section(page, "Who is who")
    assert "Egypt to Israel" in section(page, "Dealings so far")
    assert "**AGREE** Egypt, Israel" in section(page, "Recent touchpoints")
    assert "open the Suez Canal to Israeli ships" in section(page, "Open commitments of Egypt")
    assert "silent for 11 days" in section(page, "Open commitments of Egypt")
    assert "Nothing is known." not in section(page, "Open commitments of Israel")


def test_each_footnote_is_used_defined_once_and_leads_to_evidence(book: Ledger) -> None:
    page = markdown(brief(book, "EGY", reader="ISR", today=DAY))
    used = re.findall(r"\[\^(\d+)\](?!:)", page)
    defined = re.findall(r"^\[\^(\d+)\]: (.*)$", page, re.MULTILINE)
    assert list(dict.fromkeys(used)) == [number for number, _ in defined] == [str(n + 1) for n in range(len(defined))]
    for _, note in defined:
        event = re.search(r"`dragoman evidence (\w+)`$", note)
        assert re.search(r"characters \d+ to \d+ of the report$", note) if not event else evidence(book, event[1])


def test_only_the_counterparts_own_positions_are_listed(book: Ledger) -> None:
    found = brief(book, "ISR", reader="EGY", today=DAY)
    assert all(found.about.sought.is_meant(line.holder) for line in found.positions)


def test_quotations_are_the_counterparts_words(book: Ledger) -> None:
    for who in ("EGY", "USA", "Q458", "IRN", "Q1065"):
        for one in brief(book, who, reader="ISR", today=DAY).quotations:
            document = book.document(one.document.id)
            assert document is not None
            assert one.words.partition(" … ")[0] in document.text
            assert document.text[one.span.start :].startswith(one.words.partition(" … ")[0])


REPORT = """\
Norway and Kenya signed a fisheries treaty in Oslo on Monday. \
“It was a cold and lovely morning,” Norwegian Foreign Minister Kari Holmvik said on Monday. \
Holmvik said that the weather was “a small gift to two coasts”. \
“The boats will come home,” Kenyan Foreign Minister Otieno Barasa said.
"""
"""Nobody in it ever lived; nothing of what they say is an event."""


def test_words_of_which_no_event_was_coded_are_quoted_with_a_footnote_to_their_report(
    tmp_path: Path, coder: Coder
) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        for day in ("1978-09-19", "1978-09-20"):
            record = coder.code(Report(REPORT, published_on=date.fromisoformat(day), title=f"Treaty of {day}"))
            ledger.add([Record(record.document, (), record.attributions)], coder=CoderVersion("dragoman", "test"))
        found = brief(ledger, "NOR", reader="KEN", today=DAY)
        none_yet = brief(ledger, "NOR", reader="KEN", today=DAY, wanted=Filter(until=date(1978, 9, 1)))
        only_events = brief(ledger, "NOR", reader="KEN", today=DAY, wanted=Filter(type=("REQUEST",)))
    assert [one.words for one in found.quotations] == [
        "It was a cold and lovely morning",
        "a small gift to two coasts",
    ]
    assert {one.document.published_on for one in found.quotations} == {date(1978, 9, 20)}
    assert all(one.telling is None for one in found.quotations)
    page = markdown(found)
    assert "Holmvik, 1978-09-20: “It was a cold and lovely morning”[^1]" in section(page, "In their words")
    place = f"characters {REPORT.index('It was')} to {REPORT.index(',” Norwegian')} of the report"
    (note,) = re.findall(r"^\[\^1\]: (.*)$", page, re.MULTILINE)
    assert note.startswith("“It was a cold and lovely morning” Treaty of 1978-09-20, 1978-09-20; on the word of ")
    assert note.endswith(place)
    assert (none_yet.quotations, only_events.quotations) == ((), ())


def test_words_that_a_person_gave_to_another_are_the_counterparts_no_more(tmp_path: Path, coder: Coder) -> None:
    report = Report("“Kenya must open the harbour,” Norwegian Foreign Minister Kari Holmvik said.", published_on=DAY)
    record = coder.code(report)
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([record], coder=CoderVersion("dragoman", "test"))
        (before,) = brief(ledger, "NOR", reader="KEN", today=DAY).quotations
        assert before.telling is not None
        for event in record.events:
            ledger.judge_all(correct(ledger, event.id, {"source": "SWE"}), by="Ada")
        assert brief(ledger, "NOR", reader="KEN", today=DAY).quotations == ()


def test_a_filter_narrows_a_brief(book: Ledger) -> None:
    found = brief(book, "EGY", reader="ISR", today=DAY, wanted=Filter(since=date(2000, 1, 1)), entries=3)
    assert (found.touchpoints, found.theirs, found.ours, found.positions) == ((), (), (), ())
    assert "Nothing is known." in section(markdown(found), "Recent touchpoints")


def test_words_of_the_news_mean_nothing_in_markdown(tmp_path: Path, make_record: Make) -> None:
    record = make_record("met for *talks* <b>in</b> [Oslo](x)", actors=("NOR", "KEN"), publisher="The _Star_")
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([record], coder=CoderVersion("frames", "1"))
        page = markdown(brief(ledger, "NOR", reader="KEN", today=DAY))
    assert r"\*talks\* \<b\>in\</b\> \[Oslo\](x)" in page
    assert r"The \_Star\_" in page


def test_an_unknown_counterpart_is_refused(book: Ledger) -> None:
    with pytest.raises(GazetteerError, match="nobody is called"):
        brief(book, "Atlantis of the deep", reader="ISR", today=DAY)
