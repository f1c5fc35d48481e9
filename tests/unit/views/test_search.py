"""Search: passages by their words, marked, with the events that they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.views import Filter
from dragoman.views import search as module
from dragoman.views.search import Hit, search

Make = Callable[..., Record]


def marked(hit: Hit) -> list[str]:
    return [hit.text[mark.start : mark.end] for mark in hit.marks]


def test_a_passage_holds_all_words_whatever_their_endings(book: Ledger) -> None:
    (hit,) = search(book, "withdraws forces Sinai").items
    assert marked(hit) == ["withdraw", "forces", "Sinai", "forces"]
    assert "Israel agreed to withdraw" in hit.text


def test_words_in_quotation_marks_stand_side_by_side(book: Ledger) -> None:
    together, apart = search(book, '"peace treaty"'), search(book, "treaty peace")
    assert together.total <= apart.total
    assert all("peace treaty" in hit.text for hit in together.items)
    assert all(" ".join(marked(hit)) in {"peace treaty"} for hit in together.items)


def test_a_passage_comes_with_the_events_that_stand_in_it(book: Ledger) -> None:
    hits = search(book, "Sinai").items
    assert any(hit.occurrences for hit in hits)
    for hit in hits:
        document = book.document(hit.document.id)
        assert document is not None
        assert document.text[hit.start : hit.start + len(hit.text)] == hit.text
        for one in hit.occurrences:
            anchors = [t.event.anchor for t in one.tellings if t.document.id == hit.document.id]
            assert any(hit.start <= anchor.start < hit.start + len(hit.text) for anchor in anchors)


def test_days_and_publishers_are_those_of_the_report(book: Ledger) -> None:
    everything = search(book, "agreement").total + search(book, "peace").total
    assert everything > 0
    late = search(book, "peace", Filter(since=date(1985, 1, 1)))
    assert all(hit.document.published_on >= date(1985, 1, 1) for hit in late.items if hit.document.published_on)
    assert late.total < search(book, "peace").total
    coast = search(book, "peace", Filter(publisher=("Coast Daily",)))
    assert {hit.document.publisher for hit in coast.items} <= {"Coast Daily"}
    assert search(book, "peace", Filter(until=date(1900, 1, 1))).total == 0
    assert search(book, "peace", Filter(as_of=date(2020, 1, 1))).total == 0


def test_any_other_filter_asks_for_a_passage_with_such_an_event(book: Ledger) -> None:
    wanted = Filter(who=("Israel",), type=("AGREE",))
    found = search(book, "treaty", wanted)
    assert 0 < found.total < search(book, "treaty").total
    for hit in found.items:
        assert hit.occurrences
        assert all(one.type == "AGREE" for one in hit.occurrences)


def test_of_very_many_passages_the_newest_come_first(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    best = search(book, "said", limit=200)
    monkeypatch.setattr(module, "MOST_RANKED", 1)
    newest = search(book, "said", limit=200)
    assert newest.total == best.total == len(newest.items) > 2
    assert {(hit.document.id, hit.start) for hit in newest.items} == {
        (hit.document.id, hit.start) for hit in best.items
    }
    assert newest.items[0].document.published_on == date(2003, 12, 5)
    assert newest.items[-1].document.published_on == date(1978, 9, 20)


def test_pages_follow_one_another(book: Ledger) -> None:
    whole = search(book, "said", limit=200)
    parts = [search(book, "said", limit=4, offset=at).items for at in range(0, whole.total, 4)]
    assert [hit for part in parts for hit in part] == list(whole.items)
    assert search(book, "said", limit=4, offset=10_000).total == whole.total


@pytest.mark.parametrize("sign", ["\ue000", "\ue001", "\ue001 \ue000"])
def test_a_report_with_the_signs_of_marking_is_shown_unmarked(tmp_path: Path, make_record: Make, sign: str) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([make_record(f"met over grain {sign} in Oslo")], coder=CoderVersion("frames", "1"))
        (hit,) = search(ledger, "grain").items
    assert sign in hit.text
    assert hit.marks == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=30) | st.sampled_from(['"', '""', "NEAR(", "a AND", "*", "-", "col:x", "(", "\0", "it's"])
)
def test_whatever_is_typed_is_words_and_never_an_error(book: Ledger, query: str) -> None:
    found = search(book, query)
    assert found.total >= len(found.items)
