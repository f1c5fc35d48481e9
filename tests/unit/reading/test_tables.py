from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from dragoman.model import Report
from dragoman.reading import FieldMapping, Unread, open_reports
from dragoman.reading.mapping import Intake
from dragoman.reading.tables import jsonl_rows

ROW = {
    "title": "Accord signed",
    "text": "The ministers said\r\nthat they had signed. ",
    "date": "2025-11-03",
    "source": {"name": "Courier"},
}


def opened(path: Path, data: str | bytes, **options: FieldMapping | date) -> list[Report | Unread]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(open_reports([str(path)], **options))  # type: ignore[arg-type]


def reports(found: list[Report | Unread]) -> list[Report]:
    return [one for one in found if isinstance(one, Report)]


def unread(found: list[Report | Unread]) -> list[Unread]:
    return [one for one in found if isinstance(one, Unread)]


def test_a_row_s_text_is_kept_verbatim_and_its_fields_are_metadata(tmp_path: Path) -> None:
    row = {**ROW, "link": "https://example.org/a", "lang": "en"}
    assert opened(tmp_path / "a.jsonl", json.dumps(row)) == [
        Report(
            content="The ministers said\r\nthat they had signed. ",
            name=f"{tmp_path / 'a.jsonl'}:1",
            title="Accord signed",
            url="https://example.org/a",
            publisher="Courier",
            published_on=date(2025, 11, 3),
            language="en",
        )
    ]


def test_a_cut_off_line_is_named_and_the_other_four_come_out(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Report {number}"}) for number in range(1, 6)]
    lines[2] = lines[2][:12]
    found = opened(tmp_path / "a.jsonl", "\n".join(lines))
    assert [report.content for report in reports(found)] == ["Report 1", "Report 2", "Report 4", "Report 5"]
    assert [(one.name, "isn't valid JSON" in one.reason) for one in unread(found)] == [
        (f"{tmp_path / 'a.jsonl'}:3", True)
    ]


def test_a_bad_date_names_its_line_its_field_and_the_expected_form(tmp_path: Path) -> None:
    found = opened(tmp_path / "a.jsonl", '{"text": "One"}\n{"text": "Two", "date": "3rd day of rain"}\n')
    assert len(reports(found)) == 1
    (bad,) = unread(found)
    assert bad.name.endswith("a.jsonl:2")
    assert "field 'date', '3rd day of rain'" in bad.reason
    assert "2025-11-03" in bad.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            '{"headline": "Only this"}',
            "has no text; looked for text, body, .*; its fields are headline; name the right one",
        ),
        ('{"text": ["a", "b"]}', "holds a list in its field 'text' where text is expected"),
        ("17", "is a JSON number, not an object with fields"),
        ("[" * 100_000, "JSON"),
        ('{"text": "caf\udce9"}', "bytes that aren't in the encoding"),
    ],
)
def test_a_line_that_holds_no_report_says_why(tmp_path: Path, line: str, reason: str) -> None:
    data = ('{"text": "Café"}\n' + line + '\n{"text": "Last"}\n').encode("utf-8", "surrogateescape")
    found = opened(tmp_path / "a.ndjson", data)
    assert [report.content for report in reports(found)] == ["Café", "Last"]
    (bad,) = unread(found)
    assert bad.name.endswith("a.ndjson:2")
    assert re.search(reason, bad.reason)


def test_json_lines_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        def __init__(self) -> None:
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"text": "The talks go on."}\n'
            buffer[: len(line)] = line
            self.given += len(line)
            return len(line)

    pipe = Endless()
    rows: Iterator[Report | Unread] = jsonl_rows(
        io.BufferedReader(cast("io.FileIO", pipe), 64), name="-", intake=Intake()
    )
    assert [row.name for row, _ in zip(rows, range(1000), strict=False)][-1] == "-:1000"
    assert pipe.given < 100_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "json"])
def test_every_table_is_read_in_every_encoding(tmp_path: Path, ending: str, encoding: str) -> None:
    text = "The envoy of Türkiye said the two states’ talks went on."
    separator = "\t" if ending == "tsv" else ","
    table = f"title{separator}text\nTalks{separator}{text}\n"
    data = (
        table if ending in ("csv", "tsv") else json.dumps({"text": text, "title": "Talks"}, ensure_ascii=False) + "\n"
    )
    (report,) = opened(tmp_path / f"a.{ending}", data.encode(encoding))
    assert isinstance(report, Report)
    assert (report.content, report.title) == (text, "Talks")


@pytest.mark.parametrize(
    ("wrap", "names"),
    [
        (lambda row: row, [""]),
        (lambda row: [row, row], [":1", ":2"]),
        (lambda row: {"status": "ok", "totalResults": 1, "articles": [row]}, [":1"]),
        (lambda row: {"response": {"tags": [{"id": 1}], "results": [row]}}, [":1"]),
    ],
)
def test_json_holds_reports_alone_in_a_list_or_inside_an_answer(tmp_path: Path, wrap: object, names: list[str]) -> None:
    assert callable(wrap)
    found = opened(tmp_path / "a.json", json.dumps(wrap(ROW), indent=2))
    assert [report.name for report in found] == [f"{tmp_path / 'a.json'}{name}" for name in names]
    assert all(report.title == "Accord signed" for report in reports(found))


def test_a_list_with_a_bad_item_gives_the_others(tmp_path: Path) -> None:
    found = opened(tmp_path / "a.json", json.dumps([ROW, 5, {**ROW, "date": "soon"}, ROW]))
    assert [one.name[-2:] for one in reports(found)] == [":1", ":4"]
    assert [one.name[-2:] for one in unread(found)] == [":2", ":3"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "is empty"),
        ("{", "isn't valid JSON"),
        ('{"a": 1}', "has no text"),
        ("3", "is a JSON number"),
        ("[]", "is a JSON list"),
        ("%PDF-1.4", "PDF"),
    ],
)
def test_json_without_a_report_is_one_unread(tmp_path: Path, data: str, reason: str) -> None:
    (found,) = opened(tmp_path / "a.json", data)
    assert isinstance(found, Unread)
    assert found.name == str(tmp_path / "a.json")
    assert reason in found.reason


def test_json_lines_under_the_wrong_ending_are_read_and_json_under_theirs_is_told(tmp_path: Path) -> None:
    assert len(reports(opened(tmp_path / "a.json", '{"text": "One"}\n{"text": "Two"}\n'))) == 2
    (found,) = opened(tmp_path / "a.jsonl", json.dumps([ROW], indent=1))
    assert isinstance(found, Unread)
    assert "give it the ending .json" in found.reason


def test_a_csv_field_may_hold_quotes_commas_and_lines(tmp_path: Path) -> None:
    data = (
        "Title,Body,Published\r\n"
        '"Envoy: ""Enough""","First line,\r\nsecond line\nthird ""line""",2025-11-03\r\n'
        "Talks,They went on.,\r\n"
        "\r\n"
        "Bad,They ended.,soon\r\n"
    )
    found = opened(tmp_path / "a.csv", data, published_on=date(2025, 11, 9))
    first, second = reports(found)
    assert first.title == 'Envoy: "Enough"'
    assert first.content == 'First line,\r\nsecond line\nthird "line"'
    assert (first.name, first.published_on) == (f"{tmp_path / 'a.csv'}:2", date(2025, 11, 3))
    assert (second.name, second.published_on) == (f"{tmp_path / 'a.csv'}:5", date(2025, 11, 9))
    (bad,) = unread(found)
    assert bad.name == f"{tmp_path / 'a.csv'}:7"
    assert "in its field 'published', 'soon'" in bad.reason


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_header(tmp_path: Path, separator: str) -> None:
    found = opened(tmp_path / "a.csv", f"id{separator}text\n1{separator}They met.\n")
    assert [report.content for report in reports(found)] == ["They met."]


def test_a_report_longer_than_the_csv_module_s_limit_is_read(tmp_path: Path) -> None:
    text = "The talks went on. " * 20_000
    (report,) = reports(opened(tmp_path / "a.csv", f'text\n"{text}"\n'))
    assert report.content == text


def test_a_broken_csv_row_is_named_and_the_rest_come_out(tmp_path: Path) -> None:
    found = opened(
        tmp_path / "a.csv", 'text,title\nOne,1\nTwo, with a comma,2\nThree,3\n"Four" and more,4\nFive,5\n"cut off'
    )
    assert [report.content for report in reports(found)] == ["One", "Three", "Five"]
    assert [one.name[-2:] for one in unread(found)] == [":3", ":5", ":7"]


def test_a_table_without_a_column_for_text_says_so_once(tmp_path: Path) -> None:
    data = "headline,story\nA,They met.\nB,They left.\n"
    (found,) = opened(tmp_path / "a.csv", data)
    assert isinstance(found, Unread)
    assert "has no column for the text" in found.reason
    assert "its fields are headline, story" in found.reason
    mapped = opened(tmp_path / "a.csv", data, mapping=FieldMapping.parse(["text=story"]))
    assert [report.content for report in reports(mapped)] == ["They met.", "They left."]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_an_empty_table_is_empty(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path / name, "") == [Unread(str(tmp_path / name), "is empty")]
