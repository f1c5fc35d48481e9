from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import GoldError
from dragoman.evaluation.places import PlaceScores, read_places, score_places
from dragoman.gazetteer.places import places
from dragoman.linking.places import Resolved
from dragoman.model import Span

TEXT = "The minister flew from Oslo to Lima. Lima was calm, and so was Mile Street."
TAG = '<gaztag geonameid="{0}"><lat>{1}</lat><lon>{2}</lon></gaztag>'
OSLO, LIMA = TAG.format(3143244, 59.91, 10.75), TAG.format(3936456, -12.04, -77.03)


def toponym(phrase: str, start: int, tag: str = "") -> str:
    return f"<toponym><phrase>{phrase}</phrase><start>{start}</start><end>{start + len(phrase)}</end>{tag}</toponym>"


def gold(path: Path, *toponyms: str, text: str = TEXT, day: str = "2025-11-03") -> Path:
    file = path / "gold.xml"
    head = f"<title>Calm</title><domain>example.org</domain><dltime>{day}</dltime>"
    body = f"<text><![CDATA[{text}]]></text><toponyms>{''.join(toponyms)}</toponyms>"
    file.write_text(f'<articles><article docid="7">{head}{body}</article></articles>', encoding="utf-8")
    return file


def found(text: str, word: str, name: str | None = None, *, after: int = 0, end: int = 0) -> Resolved:
    start = text.index(word, after)
    place = places().named(name)[0] if name else None
    return Resolved(Span(start, start + len(word) + end), place, "test", 1.0, place.point if place else None)


def score(file: Path, *answers: Resolved) -> PlaceScores:
    return score_places(file, lambda text, day: answers)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return gold(
        tmp_path,
        toponym("Oslo", 23, OSLO),
        toponym("Lima", 31, LIMA),
        toponym("Lima", 37, LIMA),
        toponym("Mile Street", 63),
    )


def test_all_right_scores_full_marks(file: Path) -> None:
    answers = [
        found(TEXT, "Oslo", "Oslo"),
        found(TEXT, "Lima", "Lima"),
        found(TEXT, "Lima", "Lima", after=33),
        found(TEXT, "Mile Street"),
    ]
    scores = score(file, *answers)
    assert (scores.exact.f1, scores.overlap.f1) == (1.0, 1.0)
    assert (scores.located, scores.within_161_km, scores.same_geonames_id) == (3, 1.0, 1.0)
    assert scores.median_error_km is not None
    assert scores.median_error_km < 5


def test_a_span_that_is_too_long_counts_only_as_an_overlap(file: Path) -> None:
    scores = score(file, found(TEXT, "Oslo", "Oslo", end=3))
    assert scores.exact.precision == 0.0
    assert (scores.overlap.precision, scores.overlap.recall) == (1.0, 0.25)


def test_a_place_put_far_away_or_nowhere_counts_as_wrong(file: Path) -> None:
    scores = score(file, found(TEXT, "Oslo", "Oslo"), found(TEXT, "Lima", "Oslo"), found(TEXT, "Lima", after=33))
    assert scores.located == 3
    assert scores.within_161_km == pytest.approx(1 / 3, abs=1e-4)
    assert scores.same_geonames_id == pytest.approx(1 / 3, abs=1e-4)


def test_a_toponym_without_gold_coordinates_counts_for_recognition_alone(file: Path) -> None:
    scores = score(file, found(TEXT, "Mile Street", "Lima"))
    assert scores.exact.recall == 0.25
    assert (scores.located, scores.median_error_km) == (0, None)


def test_finding_nothing_scores_nothing_and_does_not_fail(file: Path) -> None:
    scores = score(file)
    assert (scores.found, scores.exact.f1, scores.within_161_km) == (0, 0.0, 0.0)


def test_offsets_that_slipped_are_set_right_and_each_occurrence_counts_once(tmp_path: Path) -> None:
    slipped = gold(tmp_path, toponym("Lima", 33, LIMA), toponym("Lima", 40, LIMA), toponym("Rome", 3))
    article = read_places(slipped)[0]
    assert [TEXT[known.span.start : known.span.end] for known in article.toponyms] == ["Lima", "Lima"]
    assert [known.span.start for known in article.toponyms] == [31, 37]
    assert article.lost == 1


def test_the_same_annotation_twice_counts_once(tmp_path: Path) -> None:
    twice = gold(tmp_path, toponym("Oslo", 23, OSLO), toponym("Oslo", 23, OSLO))
    assert len(read_places(twice)[0].toponyms) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [("2025-11-03", date(2025, 11, 3)), ("17 December 2016", date(2016, 12, 17)), ("yesterday", None)],
)
def test_the_day_of_publication_is_handed_on(tmp_path: Path, written: str, day: date | None) -> None:
    seen: list[date | None] = []

    def locate(text: str, published_on: date | None) -> Sequence[Resolved]:
        seen.append(published_on)
        return []

    score_places(gold(tmp_path, day=written), locate)
    assert seen == [day]


def test_scores_are_ready_for_json(file: Path) -> None:
    assert json.loads(json.dumps(score(file).to_json()))["exact"]["recall"] == 0.0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<articles><article>", "XML"),
        ("<articles/>", "no article"),
        ('<articles><article docid="3"/></articles>', "article 3 has no text"),
        (
            '<a><article docid="3"><text>x</text><toponym><phrase>x</phrase><start>y</start></toponym></article></a>',
            "number",
        ),
        (
            '<a><article docid="3"><text>x</text><toponym><phrase>x</phrase><start>-2</start></toponym></article></a>',
            "-2",
        ),
        ('<a><article docid="3"><text>x</text><toponym><start>0</start></toponym></article></a>', "no phrase"),
    ],
)
def test_a_broken_gold_file_is_refused_with_its_path_and_the_reason(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "broken.xml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=reason) as caught:
        read_places(file)
    assert caught.value.path == str(file)


def test_a_missing_gold_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="can't be read"):
        read_places(tmp_path / "none.xml")
