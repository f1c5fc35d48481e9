"""Merging scored against families of reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import GoldError, ReadingError
from dragoman.evaluation.families import read_family
from dragoman.evaluation.merges import score_merges
from dragoman.evaluation.score import Share
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, Record, Report, When

FAMILY = """
family: a meeting on the canal
reports:
  - {id: a, publisher: Cape Post, published_on: 1978-09-17, text: "NOR met PER in Oslo. NOR pledged 40 ships."}
  - {id: b, publisher: Delta Daily, published_on: 1978-09-17, text: "PER met NOR at Oslo. NOR pledged 50 ships."}
  - {id: c, publisher: Hill Echo, published_on: 1978-09-30, text: "NOR met PER in Oslo once more."}
near_copies: []
occurrences:
  - name: first
    type: CONSULT
    status: actual
    tellings: [{report: a, quote: "NOR met PER"}, {report: b, quote: "PER met NOR"}]
    sources: 2
  - name: second
    type: CONSULT
    status: actual
    tellings: [{report: c, quote: "NOR met PER"}]
    sources: 1
  - name: ships
    type: AGREE
    status: actual
    tellings: [{report: a, quote: "NOR pledged 40 ships"}, {report: b, quote: "NOR pledged 50 ships"}]
    sources: 2
conflicts:
  - {occurrence: ships, field: amount, values: {"40": [a], "50": [b]}}
"""


def code(report: Report) -> Record:
    """Every "met" and every "pledged" is an event between the states named, on the day of publication."""
    text = str(report.content)
    if "unreadable" in text:
        raise ReadingError(report.name, "can't be read")
    document = Document(
        text,
        (Block("paragraph", 0, len(text)),),
        report.name,
        publisher=report.publisher,
        published_on=report.published_on,
    )
    types = {"met": "CONSULT", "pledged": "AGREE"}
    return Record(document, tuple(event(document, verb, type_) for verb, type_ in types.items() if verb in text))


def event(document: Document, verb: str, type_: str) -> Event:
    at = document.text.index(verb)
    start, end = document.text.rfind(". ", 0, at) + 1, document.text.index(".", at)
    parties = tuple(
        Party(Entity(code, code, "country", code), code, 0, 3)
        for code in ("NOR", "PER")
        if code in document.text[start:end]
    )
    day: date | None = document.published_on
    return Event(
        document_id=document.id,
        type=type_,
        mode=None,
        contexts=(),
        cameo="040",
        quad=1,
        plover_score=1.0,
        goldstein=1.0,
        status="actual",
        actor=parties,
        recipient=(),
        evidence=(document.evidence(start, end),),
        anchor=document.evidence(at, at + len(verb)),
        confidence=0.9,
        why="a test says so",
        coder=CoderVersion("test", "1"),
        when=When(day, day, "day", "that day", "relative"),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "canal.yaml").write_text(FAMILY, encoding="utf-8")
    return tmp_path


def test_what_is_merged_as_the_gold_has_it_scores_whole(folder: Path) -> None:
    score = score_merges(folder, code)
    assert (score.families, score.reports, score.events, score.tellings) == (1, 3, 5, Share(5, 5))
    assert (score.occurrences.coded, score.occurrences.justified, score.occurrences.asked) == (2, 2, 2)
    assert (score.sources, score.conflicts.f1, score.wrong) == (Share(2, 2), 1.0, ())


def test_a_pair_of_different_events_taken_for_one_is_false(folder: Path) -> None:
    path = folder / "canal.yaml"
    path.write_text(
        FAMILY.replace('tellings: [{report: a, quote: "NOR met PER"}, {report: b,', "tellings: [{report: b,")
    )
    merged = path.read_text().replace(
        'quote: "NOR met PER"}]', 'quote: "NOR met PER"}, {report: a, quote: "NOR met PER"}]'
    )
    path.write_text(merged)
    score = score_merges(folder, code)
    assert (score.occurrences.coded, score.occurrences.justified, score.occurrences.asked) == (2, 1, 2)
    assert any(line.startswith("falsely merged: CONSULT canal:a “met”") for line in score.wrong)
    assert any(line.startswith("not merged: CONSULT canal:a “met”") for line in score.wrong)


def test_reports_of_two_families_are_never_one_event(folder: Path) -> None:
    (folder / "copy.yaml").write_text(FAMILY.replace("Cape Post", "Sea Gazette"), encoding="utf-8")
    score = score_merges(folder, code)
    assert score.occurrences.precision < 1
    assert score.all_events.coded > score.all_events.justified


def test_words_of_which_the_gold_does_not_speak_are_passed_over(folder: Path) -> None:
    path = folder / "canal.yaml"
    start, end = FAMILY.index("  - name: ships"), FAMILY.index("conflicts:")
    path.write_text(
        FAMILY[:start] + FAMILY[end:].replace("conflicts:\n", "").partition("  - {occ")[0], encoding="utf-8"
    )
    score = score_merges(folder, code)
    assert (score.occurrences.coded, score.all_events.coded) == (1, 1)


def test_a_report_that_cannot_be_coded_is_named_and_the_rest_scored(folder: Path) -> None:
    path = folder / "canal.yaml"
    path.write_text(FAMILY.replace("PER met NOR at Oslo.", "PER met NOR, unreadable."), encoding="utf-8")
    score = score_merges(folder, code)
    assert score.failures == {"canal:b": "canal:b: can't be read"}
    assert score.tellings == Share(3, 5)


def test_missing_near_copies_and_found_ones_are_counted(folder: Path) -> None:
    path = folder / "canal.yaml"
    path.write_text(FAMILY.replace("near_copies: []", "near_copies: [[b, a]]"), encoding="utf-8")
    score = score_merges(folder, code)
    assert (score.near_copies.asked, score.near_copies.found) == (1, 0)
    assert "near copies: canal:a and canal:b not found" in score.wrong


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('quote: "PER met NOR"', 'quote: "PER saw NOR"', "report b doesn't say 'PER saw NOR'"),
        ("{report: b, quote", "{report: x, quote", "there is no report 'x'"),
        ("name: second", "name: first", "two occurrences have the same name"),
        ("type: CONSULT", "kind: CONSULT", "the key 'type' is missing"),
        ("near_copies: []", "near_copies: [[a, x]]", "there is no report a or x"),
        ("occurrence: ships", "occurrence: boats", "there is no occurrence 'boats'"),
        ("1978-09-30", "soon", "'soon' is no day"),
        ("reports:", "reports: [", "it can't be read"),
    ],
)
def test_a_family_that_cannot_be_used_says_why(folder: Path, old: str, new: str, reason: str) -> None:
    path = folder / "canal.yaml"
    path.write_text(FAMILY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GoldError, match=reason.replace("[", r"\[")):
        read_family(path)


def test_a_folder_without_families_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no family of reports"):
        score_merges(tmp_path, code)
