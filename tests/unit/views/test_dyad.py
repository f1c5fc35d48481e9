"""Dyads: words apart from deeds, both directions apart, each point leading to what it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman import Coder
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record, Report
from dragoman.views import Filter
from dragoman.views.dyad import KINDS, dyad
from dragoman.views.timeline import timeline

Make = Callable[..., Record]
CODER = CoderVersion("frames", "1")


@pytest.fixture
def ledger(tmp_path: Path, make_record: Make) -> Ledger:
    """Norway and Kenya over four months of 1978."""

    def act(words: str, month: int, *, scores: tuple[float, float], day: int = 5, **given: Any) -> Record:
        record = make_record(words, actors=("NOR",), recipients=("KEN",), day=date(1978, month, day), **given)
        fields = {"plover_score": scores[0], "goldstein": scores[1]}
        quad = 2 if given.get("type") == "AID" else 1
        return replace(record, events=(replace(record.events[0], quad=quad, id="", **fields),))

    ledger = Ledger(tmp_path / "ledger.db")
    ledger.add(
        [
            act("praised", 9, scores=(1, 2), type="SUPPORT"),
            act("praised the schools of", 9, scores=(3, 4), day=25, type="SUPPORT"),
            act("sent seed to", 9, scores=(7, 7), type="AID"),
            act("will send ships to", 12, scores=(7, 7), type="AID", status="future"),
            act("sent no boats to", 12, scores=(7, 7), type="AID", status="negated"),
            make_record("met", actors=("KEN", "NOR"), day=date(1978, 10, 1)),
            make_record("praised the work of", actors=("KEN",), recipients=("NOR",), day=date(1978, 12, 1)),
        ],
        coder=CODER,
    )
    return ledger


def test_words_deeds_and_what_did_not_happen_stand_apart(ledger: Ledger) -> None:
    found = dyad(ledger, "NOR", "KEN")
    counted = {(point.month, point.kind): point for point in found.a_to_b.points}
    assert {key: point.count for key, point in counted.items()} == {
        (date(1978, 9, 1), "said"): 2,
        (date(1978, 9, 1), "done"): 1,
        (date(1978, 12, 1), "future"): 1,
        (date(1978, 12, 1), "negated"): 1,
    }
    said = counted[date(1978, 9, 1), "said"]
    assert (said.plover_score, said.goldstein) == (2, 3)
    assert found.a_to_b.mean_goldstein("hypothetical") is None


def test_directions_and_what_is_done_together_stand_apart(ledger: Ledger) -> None:
    there, back = dyad(ledger, "NOR", "KEN"), dyad(ledger, "KEN", "NOR")
    assert there.a_to_b.points == back.b_to_a.points
    assert there.b_to_a.points == back.a_to_b.points
    assert there.together.points == back.together.points
    assert there.b_to_a.total("said") == 1
    assert there.together.total("said") == 1


def test_months_run_without_a_gap(ledger: Ledger) -> None:
    assert list(dyad(ledger, "NOR", "KEN").months()) == [date(1978, month, 1) for month in (9, 10, 11, 12)]


def test_parties_without_dealings_have_no_months(ledger: Ledger) -> None:
    found = dyad(ledger, "NOR", "PER")
    assert list(found.months()) == []
    assert found.a_to_b.points == ()


def test_a_point_leads_to_just_what_it_counts(book: Ledger) -> None:
    for a, b in (("EGY", "ISR"), ("USA", "Q458"), ("IRQ", "IRN")):
        found = dyad(book, a, b, Filter(since=date(1978, 9, 10)))
        for series in (found.a_to_b, found.b_to_a, found.together):
            for point in series.points:
                behind = timeline(book, series.behind(point))
                assert behind.total == point.count
                mean = sum(one.goldstein for one in behind.items) / point.count
                assert mean == pytest.approx(point.goldstein)
            assert sum(series.total(kind) for kind in KINDS) == timeline(book, series.wanted).total


def test_a_point_keeps_to_what_the_question_asked(ledger: Ledger) -> None:
    found = dyad(ledger, "NOR", "KEN", Filter(quad=(2,), status=("actual", "future"), until=date(1978, 12, 4)))
    assert [(point.kind, point.count) for point in found.a_to_b.points] == [("done", 1)]
    assert timeline(ledger, found.a_to_b.behind(found.a_to_b.points[0])).total == 1


def test_the_undated_have_no_filter_of_their_own(ledger: Ledger) -> None:
    series = dyad(ledger, "NOR", "KEN").a_to_b
    with pytest.raises(ValueError, match="undated"):
        series.behind(replace(series.points[0], month=None))


def test_a_former_state_is_met_in_its_officials(tmp_path: Path, coder: Coder) -> None:
    report = Report(
        "WASHINGTON — Secretary of State George Shultz met Soviet Foreign Minister Eduard Shevardnadze on Monday.",
        published_on=date(1987, 9, 15),
        language="en",
    )
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([coder.code(report)], coder=CODER)
        for name in ("SUN", "Soviet Union", "USSR"):
            assert dyad(ledger, "USA", name).together.total("said") == 1, name
