from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.errors import GoldError
from dragoman.evaluation.attributions import jaccard, read_articles, score_attributions
from dragoman.model import Attribution, Document, Report, Span
from dragoman.reading import read

TEXT = (
    "The port is shut, harbour staff said. “We leave at dawn,” the captain told them. It is feared that ice will form."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def bound(number: int, kind: str, *words: str) -> str:
    spans = ";".join(f"{at(one).start} {at(one).end}" for one in words)
    return f"T{number}\t{kind} {spans}\t{' '.join(words)}\n"


ANN = (
    bound(1, "Source", "harbour staff")
    + bound(2, "Cue", "said")
    + bound(3, "Content", "The port", "is shut")
    + bound(4, "Attribution", "said")
    + "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    + "E2\tAttribution:T8 Content:T5 Content2:T9 Cue:T6 Source:T7\n"
    + bound(5, "Content", "“We leave")
    + bound(6, "Cue", "told")
    + bound(7, "Source", "the captain")
    + bound(8, "Attribution", "told")
    + bound(9, "Content", "at dawn,”")
    + "E3\tAttribution-no-source:T12 Content:T10 Cue:T11\n"
    + bound(10, "Content", "that ice will form")
    + bound(11, "Cue", "feared")
    + bound(12, "Attribution-no-source", "feared")
    + "E4\tAttribution-no-source:T12\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "ann").mkdir()
    (tmp_path / "text" / "port.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ann" / "port_ab12.ann").write_text(ANN, encoding="utf-8")
    return tmp_path


def attribution(source: str | None, cue: str, *content: str) -> Attribution:
    document: Document = read(Report(content=TEXT, language="en"))
    spans = tuple(at(words) for words in content)
    where = at(source) if source else None
    return Attribution(None, "other", document.evidence(at(cue).start, at(cue).end), spans, source_span=where)


RIGHT = (
    attribution("harbour staff", "said", "The port is shut"),
    attribution("the captain", "told", "We leave at dawn,"),
    attribution(None, "feared", "that ice will form"),
)


def test_events_are_read_wherever_their_parts_stand(folder: Path) -> None:
    (article,) = read_articles(folder)
    assert article.text == TEXT
    assert [sorted(one.source)[:1] for one in article.gold] == [[at("harbour").start], [at("the captain").start], []]
    assert [one.direct for one in article.gold] == [False, True, False]
    assert article.gold[1].content == frozenset(range(at("“We").start, at("“We").start + 9)) | frozenset(
        range(at("at dawn").start, at("at dawn").start + 9)
    )


def test_what_is_marked_is_right_in_every_reading(folder: Path) -> None:
    scores = score_attributions(folder, lambda _: RIGHT)
    assert {name: tally.f1 for name, tally in scores.readings.items()} == dict.fromkeys(scores.readings, 1.0)
    assert (scores.direct, scores.direct_recall, scores.direct_source_rate) == (1, 1.0, 1.0)
    assert [row[1] for row in scores.predictions] == ["both"] * 3


def test_each_reading_asks_for_its_own_part(folder: Path) -> None:
    found = (
        attribution("The port", "said", "The port is shut"),
        attribution("the captain", "told", "dawn"),
        attribution("ice", "feared", "that ice will form"),
    )
    scores = score_attributions(folder, lambda _: found).readings
    assert {name: tally.found for name, tally in scores.items()} == {
        "cue": 3,
        "source": 1,
        "content": 2,
        "whole": 0,
        "exact": 0,
    }


def test_an_attribution_counts_once(folder: Path) -> None:
    twice = (RIGHT[0], attribution("harbour staff", "told", "The port is"))
    whole = score_attributions(folder, lambda _: twice).readings["whole"]
    assert (whole.coded, whole.justified) == (2, 1)


def test_what_stands_inside_another_content_takes_no_part(folder: Path) -> None:
    inner = attribution("We", "leave", "at dawn")
    assert score_attributions(folder, lambda _: (*RIGHT, inner)).readings["whole"].precision == 1


def test_two_sources_of_one_statement_are_one_attribution(folder: Path) -> None:
    joint = attribution("the captain", "said", "The port is shut")
    assert score_attributions(folder, lambda _: (*RIGHT, joint)).readings["whole"].f1 == 1


def test_jaccard_takes_letters_and_digits_alone() -> None:
    assert jaccard("a, b", frozenset({0, 1}), frozenset({0, 2})) == 1
    assert jaccard("..", frozenset({0}), frozenset({0})) == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("port.ann", "T1\tCue 0 900\tThe\n", "outside the text"),
        ("port.ann", "E1\tCue:T1 Content:T2\n", "names T1"),
        ("elsewhere.ann", "", "no text"),
    ],
)
def test_a_broken_file_is_named(folder: Path, name: str, content: str, reason: str) -> None:
    (folder / "ann" / name).write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=reason):
        read_articles(folder)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no annotated article"):
        read_articles(tmp_path)


def test_the_walk_finds_them_itself(folder: Path, coder: Coder) -> None:
    scores = score_attributions(folder, lambda text: coder.attribute(read(Report(content=text, language="en"))))
    assert scores.readings["whole"].recall >= 0.6
    assert scores.direct_recall == 1
