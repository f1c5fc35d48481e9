import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

TEXT = (
    "Ports reopen in the north\n\n“Kenya has kept its word and opened the ports,” the Ugandan president told reporters "
    "in Kampala on Monday.\n\nThe Kenyan foreign minister called the deal “a promise kept”."
)
run = CliRunner().invoke


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_quotes_shows_words_speaker_and_audience(report: str) -> None:
    result = run(app, ["quotes", report, "--date", "2025-11-03"])
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "“Kenya has kept its word and opened the ports,”" in shown
    assert "to: reporters" in shown
    assert "2 quotations" in shown


def test_quotes_by_and_about_narrow_the_list(report: str) -> None:
    by = run(app, ["quotes", report, "-d", "2025-11-03", "--by", "UGA", "--about", "Kenya", "--json"])
    (line,) = by.stdout.splitlines()
    found = json.loads(line)
    assert found["kind"] == "direct"
    assert found["speaker"][0]["country"] == "UGA"
    assert TEXT[found["words"][0]["start"] : found["words"][0]["end"]] == found["words"][0]["quote"]
    assert run(app, ["quotes", report, "-d", "2025-11-03", "--by", "PER", "--json"]).stdout == ""


def test_a_report_that_cannot_be_read_is_named(report: str, tmp_path: Path) -> None:
    broken = tmp_path / "empty.txt"
    broken.write_text("", encoding="utf-8")
    result = run(app, ["quotes", report, str(broken), "--json"])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "empty.txt" in result.stderr


def test_eval_attribution_prints_its_figures_and_writes_what_was_found(tmp_path: Path) -> None:
    for folder, ending, content in (
        ("text", "txt", "Miners said that the shaft was dry."),
        (
            "ann",
            "ann",
            "T1\tSource 0 6\tMiners\nT2\tCue 7 11\tsaid\nT3\tContent 12 34\tx\nE1\tSource:T1 Cue:T2 Content:T3\n",
        ),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"mine.{ending}").write_text(content, encoding="utf-8")
    out = tmp_path / "out.tsv"
    result = run(app, ["eval", "attribution", str(tmp_path), "--predictions", str(out), "--floor", "1"])
    assert result.exit_code == 0
    assert "Whole P 1.000 R 1.000 F1 1.000" in " ".join(result.stdout.split())
    header, row = out.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["article", "in", "start", "end", "source", "cue", "content"]
    assert row.split("\t") == ["mine", "both", "7", "11", "Miners", "said", "that the shaft was dry"]
