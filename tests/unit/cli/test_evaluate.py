from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

NORWAY = (
    "Norway’s minister met a Peruvian envoy in Oslo on Monday, the ministry said. Norway pledged to rebuild two ports."
)
GOLD = """
entities: {NOR: {kind: country}, PER: {kind: country}, CHL: {kind: country}}
events:
  - {n: 1, type: [CONSULT], actor: [NOR], recipient: [PER], date: 2025-11-03, place: Bergen,
     anchor: met a Peruvian envoy}
  - {n: 2, type: [AGREE], actor: [NOR], recipient: [CHL], anchor: pledged to rebuild}
  - {n: 3, type: [AID], must: no, anchor: the ministry said}
"""
FOLDER_EVENT = {
    "type": ["AGREE"],
    "actor": [["NOR"]],
    "recipient": [["CHL"]],
    "status": ["actual"],
    "must": True,
    "found_by": 2,
    "spans": [{"start": NORWAY.index("pledged"), "end": NORWAY.index("pledged") + 7, "quote": "pledged"}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(NORWAY, encoding="utf-8")
    path = tmp_path / "gold.yaml"
    path.write_text(GOLD, encoding="utf-8")
    return path


def folder_of(tmp_path: Path, **texts: str) -> str:
    folder = tmp_path / "dev"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        events = [FOLDER_EVENT] if "pledged" in text else []
        content = {"id": name, "publisher": None, "published_on": None, "events": events}
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return str(folder)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_entry_stands_beside_what_was_coded_with_the_difference(runner: CliRunner, gold: Path) -> None:
    result = runner.invoke(app, ["eval", "events", str(gold)])
    assert (result.exit_code, result.stderr) == (0, "")
    text = flat(result.stdout)
    assert "Found 1 of 2 (50%) that must be found; 0 of 1 that may be left out" in text
    assert "Justified 1 of 2 (50%) coded" in text
    assert "place 0 of 1" in text
    assert "1 found CONSULT NOR → PER #1 CONSULT" in text
    assert "✗ place: expected Bergen, got Oslo" in text
    assert "2 MISSING AGREE NOR → CHL #2 AGREE" in text
    assert "✗ recipient: expected CHL, got PER" in text
    assert "3 left out AID anybody nothing was coded in these words" in text
    assert "because: the verb “pledged”" in text


def test_everything_is_there_as_json(runner: CliRunner, gold: Path) -> None:
    report = gold.with_name("report.txt")
    found = json.loads(runner.invoke(app, ["eval", "events", str(gold), "--report", str(report), "--json"]).stdout)
    assert found["found"] == {"right": 1, "of": 2}
    assert [row["matched"] for row in found["rows"]] == [1, None, None]


@pytest.mark.parametrize(("floor", "code"), [("0", 0), ("1", 0), ("2", 1)])
def test_a_floor_that_is_not_reached_exits_1_after_the_score(
    floor: str, code: int, runner: CliRunner, gold: Path
) -> None:
    result = runner.invoke(app, ["eval", "events", str(gold), "--floor-found", floor])
    assert result.exit_code == code
    assert "Found" in result.stdout
    assert ("1 of 2 found, but the floor is 2" in result.stderr) is (code == 1)


def folder_with_a_failure(tmp_path: Path) -> Path:
    """Two reports with the same event, the second in a language that the coder refuses."""
    foreign = NORWAY.replace("said.", "said: Wetter.")
    folder = Path(folder_of(tmp_path, A1=NORWAY))
    start = foreign.index("pledged")
    shifted = FOLDER_EVENT | {"spans": [{"start": start, "end": start + 7, "quote": "pledged"}]}
    (folder / "B2.txt").write_text(foreign, encoding="utf-8")
    (folder / "B2.json").write_text(json.dumps({"events": [shifted]}), encoding="utf-8")
    return folder


def test_a_folder_is_scored_report_by_report_and_together(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(app, ["eval", "events", str(folder_with_a_failure(tmp_path))])
    assert (result.exit_code, result.stderr) == (0, "")
    text = flat(result.stdout)
    assert "parties AGREE NOR → CHL" in text
    assert "✗ parties: got NOR → PER" in text
    assert "Coded, but not justified: #1 CONSULT" in text
    assert "not coded:" in text
    assert "is in German" in text
    assert "all 1 of 2 (50%) 0 of 2 (0%)" in text


def test_a_folder_has_its_figures_as_json_and_its_floor(runner: CliRunner, tmp_path: Path) -> None:
    folder = str(folder_with_a_failure(tmp_path))
    found = json.loads(runner.invoke(app, ["eval", "events", folder, "--json"]).stdout)
    assert found["found"] == {"right": 1, "of": 2}
    assert runner.invoke(app, ["eval", "events", folder, "--floor-found", "1"]).exit_code == 0
    assert runner.invoke(app, ["eval", "events", folder, "--floor-found", "2"]).exit_code == 1


def test_a_gold_folder_whose_spans_do_not_fit_its_text_is_told_in_a_line(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(app, ["eval", "events", folder_of(tmp_path, A1=f"Then {NORWAY}")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the text doesn't say 'pledged'" in result.stderr


def test_a_gold_file_without_its_report_is_a_wrong_command_line(runner: CliRunner, gold: Path) -> None:
    gold.with_name("report.txt").unlink()
    result = runner.invoke(app, ["eval", "events", str(gold)], terminal_width=400)
    assert result.exit_code == 2
    assert "name the report that the gold file annotates" in result.stderr


def test_a_folder_takes_no_report(runner: CliRunner, gold: Path, tmp_path: Path) -> None:
    report = str(gold.with_name("report.txt"))
    assert runner.invoke(app, ["eval", "events", folder_of(tmp_path, A1=NORWAY), "--report", report]).exit_code == 2


def test_a_broken_gold_file_is_told_in_a_line(runner: CliRunner, gold: Path) -> None:
    gold.write_text("events: [{n: 1, type: [AID], anchor: never said}]")
    result = runner.invoke(app, ["eval", "events", str(gold)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "the report doesn't say 'never said'" in result.stderr


def test_triples_are_scored_from_plain_sentences(runner: CliRunner, tmp_path: Path) -> None:
    file, out = tmp_path / "triples.tsv", tmp_path / "out.tsv"
    rest = "in Oslo on Monday, the ministry said. Norway pledged to rebuild two ports."
    rows = [
        "id\tmarked_sentence\tgold_root\tgold_quad\tsource_country\ttarget_country",
        f"1\t<s>Norway</s>’s minister met <t>a Peruvian envoy</t> {rest}\tCONSULT\t1\tNOR\tPER",
        f"2\t<s>Norway</s>’s minister met <t>a Peruvian envoy</t> {rest}\tREJECT\t3\tNOR\tPER",
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = runner.invoke(app, ["eval", "triples", str(file), "--predictions", str(out), "--floor", "0.6"])
    text = flat(result.stdout)
    assert "Triple 0.500 Source 1.000 Root 0.500 Target 1.000" in text
    assert "Events coded 4 in 2 sentences" in text
    assert "wrong root 1" in text
    assert result.exit_code == 1
    assert "0.500, but the floor is 0.6" in result.stderr
    head, right, wrong = out.read_text(encoding="utf-8").splitlines()
    assert head == "id\tgold\ttold\tverdict"
    assert (right.split("\t")[-1], wrong.split("\t")[-1]) == ("right", "wrong root")
