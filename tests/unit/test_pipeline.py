import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Coder, Report
from dragoman.errors import ReadingError
from dragoman.model import Document, Event, Record, Sentence
from dragoman.reading import Unread
from dragoman.settings import Settings
from dragoman.wire import from_line, to_line

TEXT = (
    "Kenya on Thursday rejected a claim by Uganda to an island in the lake. “We shall not cede an inch,” Kenya’s "
    "foreign minister told reporters. The African Union called on both sides to show restraint, and Germany sent food "
    "to Uganda."
)
SENTENCES = st.sampled_from(
    [
        "Kenya accused Uganda of smuggling arms.",
        "“Talks will go on,” the Iranian president said.",
        "The EU and Türkiye signed a pact in Brussels on Monday.",
        "He denied it.",
        "Protesters marched in Dhaka; police fired tear gas.",
        "According to Reuters, Peru’s president will resign.",
        "\u00a0— no comment…",
        "Россия and 日本 met 🙂 in Oslo.",
    ]
)


def test_a_record_prints_iterates_and_becomes_rows(coder: Coder) -> None:
    record = coder.code(TEXT, published_on="2024-05-16", title="Island dispute")
    assert str(record).startswith("Island dispute: ")
    assert "Kenya → Uganda  REJECT" in str(record)
    assert len(list(record)) == len(record) == len(record.rows())
    assert len({tuple(row) for row in record.rows()}) == 1
    assert record.rows()[0]["actor"] == "KEN"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(SENTENCES, min_size=1, max_size=6), gap=st.sampled_from([" ", "\n\n", "\r\n\r\n", "\u2003"]))
def test_every_quotation_is_what_stands_there_and_survives_the_wire(coder: Coder, parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    try:
        record = coder.code(text, published_on="2025-11-03")
    except ReadingError:
        return
    for event in record:
        assert event.evidence
        for evidence in (*event.evidence, event.anchor, *(link.cue for link in event.attribution)):
            assert text[evidence.start : evidence.end] == evidence.quote
        again, _ = from_line(to_line(event, record.document))
        assert again == event


def test_ids_are_the_same_in_every_process_and_hash_seed(coder: Coder, tmp_path: Path) -> None:
    here = [event.id for event in coder.code(TEXT, published_on="2024-05-16")]
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "dragoman", "code", str(report), "--date", "2024-05-16", "--format", "jsonl"]
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        assert [json.loads(line)["id"] for line in out.splitlines()] == here
    assert here


def test_one_bad_report_never_stops_the_rest(coder: Coder) -> None:
    reports = [
        Report(content=TEXT, name="a"),
        Report(content="  ", name="b"),
        Unread("c", "is missing"),
        Report(content=TEXT),
    ]
    found = list(coder.code_many(reports))
    assert [type(one) for one in found] == [Record, Unread, Unread, Record]
    assert [one.name for one in found if isinstance(one, Unread)] == ["b", "c"]


def test_a_report_that_breaks_the_walk_is_named_and_passed_over() -> None:
    class Broken:
        def code(
            self, document: Document, sentences: tuple[Sentence, ...], links: object, attributions: object
        ) -> tuple[Event, ...]:
            raise RuntimeError("no such frame")

    (found,) = Coder(coding=Broken()).code_many([Report(content=TEXT, name="a")])
    assert isinstance(found, Unread)
    assert "no such frame" in found.reason


@pytest.mark.parametrize(
    "text", ["", "   \n ", "Le ministre des affaires étrangères s'est rendu à Berlin pour parler de la paix."]
)
def test_a_report_without_english_text_is_refused_with_a_reason(coder: Coder, text: str) -> None:
    with pytest.raises(ReadingError):
        coder.code(text)


def test_twenty_megabytes_are_refused_in_words(coder: Coder) -> None:
    with pytest.raises(ReadingError, match="DRAGOMAN_MAX_CHARACTERS"):
        coder.code("The ministers met in Oslo on Monday. " * 550_000)


def test_the_limit_can_be_raised() -> None:
    with pytest.raises(ReadingError, match="a report is at most 100"):
        Coder(settings=Settings(max_characters=100)).code(TEXT)


def test_a_bad_date_is_refused(coder: Coder) -> None:
    with pytest.raises(ReadingError, match="2025-13-45"):
        coder.code(TEXT, published_on="2025-13-45")


def test_without_a_date_nothing_is_dated_by_guess(coder: Coder) -> None:
    for event in coder.code(TEXT):
        assert event.when.start is None


def test_the_reports_own_date_counts(coder: Coder) -> None:
    record = coder.code(Report(content=TEXT, published_on=date(2024, 5, 16)))
    assert record.document.published_on == date(2024, 5, 16)
    assert any(str(event.when.start) == "2024-05-16" for event in record)


def test_an_empty_record_says_so(coder: Coder) -> None:
    record = coder.code("Heavy rain fell on the hills of the north on Monday and the rivers rose.")
    assert len(record) == 0
    assert "0 events" in str(record)
