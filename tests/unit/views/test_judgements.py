"""Judgements: what people held of an event, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.views import Filter
from dragoman.views.judgements import newest_judgement, reviews
from dragoman.views.pages import each


def test_the_reviews_of_an_event_come_with_the_latest_first(tmp_path: Path, make_record: Callable[..., Record]) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert newest_judgement(ledger) == 0
        ledger.add([make_record(), make_record("parted", actors=("PER", "KEN"))], coder=CoderVersion("frames", "1"))
        one, other = each(ledger, Filter())
        question = f"review:{one.tellings[0].event.id}"
        ledger.judge(question, {"verdict": "accepted"}, by="Ada")
        ledger.judge(question, None, by="Ben", reason="too quick")
        held = reviews(ledger, one)
        assert [(found.by, found.answer) for found in held] == [("Ben", None), ("Ada", {"verdict": "accepted"})]
        assert newest_judgement(ledger) == held[0].number
        assert reviews(ledger, other) == ()
