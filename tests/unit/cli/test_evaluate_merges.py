from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

FAMILY = """
reports:
  - {id: a, published_on: 2025-11-03, text: "Norway’s minister met a Peruvian envoy in Oslo on Monday."}
  - {id: b, published_on: 2025-11-03, text: "An envoy from Peru met the Norwegian minister at Oslo."}
occurrences:
  - name: meeting
    type: CONSULT
    status: actual
    tellings: [{report: a, quote: met a Peruvian envoy}, {report: b, quote: met the Norwegian minister}]
    sources: 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "oslo.yaml").write_text(FAMILY, encoding="utf-8")
    return str(tmp_path)


def test_merging_is_scored_in_a_line_a_thing(runner: CliRunner, folder: str) -> None:
    result = runner.invoke(app, ["eval", "merges", folder])
    assert (result.exit_code, result.stderr) == (0, "")
    text = " ".join(result.stdout.split())
    assert "1 families, 2 reports, 2 events" in text
    assert "Occurrences F1 1.000 (precision 1.000, recall 1.000; 0 false)" in text
    assert "Independent sources 1 of 1 counts right" in text


def test_merging_has_its_figures_as_json(runner: CliRunner, folder: str) -> None:
    found = json.loads(runner.invoke(app, ["eval", "merges", folder, "--json"]).stdout)
    assert found["occurrences"]["f1"] == 1.0
    assert found["sources"] == {"right": 1, "of": 1, "rate": 1.0}


def test_a_floor_of_merging_that_is_reached_holds(runner: CliRunner, folder: str) -> None:
    assert runner.invoke(app, ["eval", "merges", folder, "--floor", "1"]).exit_code == 0


def test_a_floor_of_merging_that_is_not_reached_exits_1(runner: CliRunner, folder: str) -> None:
    path = Path(folder) / "oslo.yaml"
    path.write_text(FAMILY.replace("type: CONSULT", "type: AGREE"), encoding="utf-8")
    result = runner.invoke(app, ["eval", "merges", folder, "--floor", "0.5"])
    assert result.exit_code == 1
    assert "0.000, but the floor is 0.5" in result.stderr


def test_a_folder_without_families_is_told_in_a_line(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(app, ["eval", "merges", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "it holds no family of reports" in result.stderr
