"""Scores of dates: the corpus keeps its floor, wrong answers count, broken files are named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import GoldError
from dragoman.evaluation.dates import COLUMNS, read_dates, score_dates
from dragoman.linking.dates import DateMention
from dragoman.model import When

CORPUS = Path(__file__).parents[3] / "corpus" / "dates.tsv"
HEADER = "\t".join(COLUMNS)
MET = "It met on Monday.\tMonday\t2025-11-04\t2025-11-03\t2025-11-03\tday\trelative"
BARE = "Flight 370 vanished.\t\t2025-11-04\t\t\t\t"


def gold(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """A gold file of these rows."""
    path = folder / "dates.tsv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_the_corpus_keeps_its_floor() -> None:
    scores = score_dates(CORPUS)
    assert scores.cases >= 500
    assert scores.undated >= 60
    assert scores.accuracy >= 0.99, scores.misses
    assert scores.right / scores.cases >= 0.99, scores.misses


def test_the_corpus_spreads_over_years_weekdays_and_month_ends() -> None:
    bases = {case.base for case in read_dates(CORPUS) if case.base}
    assert {base.weekday() for base in bases} == set(range(7))
    assert min(bases) < date(1991, 1, 1)
    assert max(bases) > date(2025, 1, 1)
    assert {(12, 31), (1, 1), (2, 29)} <= {(base.month, base.day) for base in bases}


def test_a_right_answer_counts_in_everything(tmp_path: Path) -> None:
    scores = score_dates(gold(tmp_path, MET, BARE))
    assert (scores.days, scores.precision, scores.basis, scores.clean, scores.right) == (1, 1, 1, 1, 2)
    assert scores.misses == ()


def test_wrong_days_are_told_apart_from_wrong_basis(tmp_path: Path) -> None:
    def find(sentence: str, base: date | None) -> list[DateMention]:
        when = When(date(2025, 11, 10), date(2025, 11, 10), "day", "Monday", "relative")
        return [DateMention(start=10, end=16, text="Monday", when=when)]

    scores = score_dates(gold(tmp_path, MET), find)
    assert (scores.found, scores.days, scores.precision, scores.basis, scores.right) == (1, 0, 1, 1, 0)
    assert "2025-11-10" in scores.misses[0].got


def test_a_mention_elsewhere_in_the_sentence_is_no_answer(tmp_path: Path) -> None:
    def find(sentence: str, base: date | None) -> list[DateMention]:
        when = When(date(2025, 11, 3), date(2025, 11, 3), "day", "It", "relative")
        return [DateMention(start=0, end=2, text="It", when=when)]

    scores = score_dates(gold(tmp_path, MET), find)
    assert (scores.found, scores.days, scores.misses[0].got) == (0, 0, "no date")


def test_finding_nothing_is_wrong_even_where_no_days_are_known(tmp_path: Path) -> None:
    unknown = "It met on Monday.\tMonday\t\t\t\tday\trelative"
    scores = score_dates(gold(tmp_path, unknown), lambda sentence, base: ())
    assert (scores.days, scores.right, scores.accuracy) == (0, 0, 0.0)


def test_a_date_where_there_is_none_is_a_miss(tmp_path: Path) -> None:
    row = BARE.replace("Flight 370 vanished.", "It met on Monday.")
    scores = score_dates(gold(tmp_path, row))
    assert (scores.clean, scores.accuracy, scores.misses[0].expected) == (0, 0.0, "no date")


def test_scores_are_ready_for_json(tmp_path: Path) -> None:
    scores = json.loads(json.dumps(score_dates(gold(tmp_path, MET, BARE)).to_json()))
    assert (scores["accuracy"], scores["accuracy_basis"], scores["cases"]) == (1.0, 1.0, 2)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (("It met.\tMonday\t\t\t\tday\trelative",), "isn't in its sentence"),
        (("It met on Monday.\tMonday\t2025-13-01\t\t\tday\trelative",), "is no date"),
        (("It met on Monday.\tMonday\t\t\t\tmoment\trelative",), "is none of day"),
        (("It met on Monday.\tMonday\t\t\t\t\t",), "needs a precision"),
        (("It met on Monday.\t\t\t2025-11-03\t2025-11-03\tday\texplicit",), "need an expression"),
        (("It met on Monday.\tMonday\t\t2025-11-04\t2025-11-03\tday\trelative",), "after its end"),
        (("It met on Monday.\tMonday",), "2 columns"),
        ((), "no case"),
    ],
)
def test_a_broken_case_is_named(tmp_path: Path, rows: tuple[str, ...], reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        score_dates(gold(tmp_path, *rows))


def test_a_file_without_the_columns_or_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="must name the columns"):
        score_dates(gold(tmp_path, MET, header="sentence\tdate"))
    with pytest.raises(GoldError, match="can't be read"):
        score_dates(tmp_path / "missing.tsv")
