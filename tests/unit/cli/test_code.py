from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app, output, wiring
from dragoman.errors import SettingsError
from dragoman.wire import event_from_wire, read_lines

Write = Callable[..., list[str]]

NORWAY = (
    "Norway’s minister met a Peruvian envoy in Oslo on Monday, the ministry said. Norway pledged to rebuild two ports."
)
PERU = "Peru accused Chile of closing the crossing. Peru pledged to keep its own side open."
QUIET = "The weather over the southern sea stayed calm for the whole of the week, and no ship was seen from the shore."
FOREIGN = "Das Wetter an der See blieb ruhig."


def types(text: str) -> list[str]:
    return [event.type for event, _ in read_lines(text.splitlines())]


def test_a_report_is_shown_as_a_table_to_read(runner: CliRunner, reports: Write) -> None:
    result = runner.invoke(app, ["code", *reports(NORWAY)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "CONSULT" in result.stdout
    assert "Norway → Peru" in result.stdout
    assert "«met»" in result.stdout
    assert "pledge: rebuild two ports" in result.stdout
    assert "Source: Foreign Ministry" in result.stdout
    assert result.stdout.rstrip().endswith("2 events in 1 report: 1 AGREE, 1 CONSULT")


def test_json_lines_hold_one_event_a_line_in_order(runner: CliRunner, reports: Write) -> None:
    result = runner.invoke(app, ["code", *reports(NORWAY, PERU), "--format", "jsonl"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert types(result.stdout) == ["CONSULT", "AGREE", "AGREE", "ACCUSE"]


def test_json_is_one_object_with_every_report(runner: CliRunner, reports: Write) -> None:
    result = runner.invoke(app, ["code", *reports(QUIET, PERU), "-f", "json"])
    found = json.loads(result.stdout)
    assert found["dragoman"] == 1
    assert [len(report["events"]) for report in found["reports"]] == [0, 2]
    assert event_from_wire(found["reports"][1]["events"][0])[0].type == "AGREE"


def test_each_report_is_written_before_the_next_is_read(
    runner: CliRunner, reports: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    lines_before: list[int] = []
    coder = wiring.make_coder()

    class Watching:
        def code_many(self, given: Any) -> Iterator[Any]:
            for outcome in coder.code_many(given):
                lines_before.append(stream.getvalue().count("\n"))
                yield outcome

    monkeypatch.setattr(wiring, "make_coder", lambda model=None: Watching())
    monkeypatch.setattr(output, "_standard_output", lambda *, machine: stream)
    assert runner.invoke(app, ["code", *reports(NORWAY, PERU), "-f", "jsonl"]).exit_code == 0
    assert lines_before == [0, 2]


@pytest.mark.parametrize(
    ("name", "opening"), [("a.jsonl", '{"dragoman":1,"id"'), ("a.JSON", '{"dragoman":1,"reports"'), ("a.txt", "")]
)
def test_the_ending_of_the_file_tells_the_format(
    name: str, opening: str, runner: CliRunner, reports: Write, tmp_path: Path
) -> None:
    result = runner.invoke(app, ["code", *reports(NORWAY), "--out", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (0, "")
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(opening)
    assert "pledged" in text


def test_a_format_that_is_given_wins_over_the_ending(runner: CliRunner, reports: Write, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    runner.invoke(app, ["code", *reports(NORWAY), "--out", str(out), "--format", "jsonl"])
    assert types(out.read_text(encoding="utf-8")) == ["CONSULT", "AGREE"]


def test_what_could_not_be_coded_is_named_at_the_end_and_the_rest_is_kept(runner: CliRunner, reports: Write) -> None:
    paths = reports(FOREIGN, NORWAY, FOREIGN, QUIET, PERU)
    result = runner.invoke(app, ["code", *paths, "-f", "jsonl"])
    assert result.exit_code == 1
    assert types(result.stdout) == ["CONSULT", "AGREE", "AGREE", "ACCUSE"]
    assert result.stderr.splitlines() == [
        "2 of 5 reports were not coded:",
        f"  {paths[0]}: is in German; dragoman reads English",
        f"  {paths[2]}: is in German; dragoman reads English",
    ]


def test_one_failure_is_told_in_the_singular(runner: CliRunner, reports: Write) -> None:
    result = runner.invoke(app, ["code", *reports(FOREIGN)])
    assert result.exit_code == 1
    assert result.stderr.startswith("1 of 1 report was not coded:")
    assert result.stdout == ""


def test_a_folder_is_read_in_order(runner: CliRunner, reports: Write) -> None:
    folder = str(Path(reports(PERU, NORWAY)[0]).parent)
    assert types(runner.invoke(app, ["code", folder, "-f", "jsonl"]).stdout) == ["AGREE", "ACCUSE", "CONSULT", "AGREE"]


def test_a_report_is_read_from_standard_input(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code", "-", "-f", "jsonl"], input=PERU.encode())
    assert types(result.stdout) == ["AGREE", "ACCUSE"]


def test_standard_input_is_called_by_its_name_and_not_by_its_sign(runner: CliRunner) -> None:
    shown = runner.invoke(app, ["code", "-"], input=PERU.encode()).stdout.splitlines()
    assert shown[0] == "standard input"
    assert shown[1] == "no date of publication · standard input · 2 events"


def test_the_date_and_the_fields_reach_the_report(runner: CliRunner, tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    table.write_text(json.dumps({"story": NORWAY, "top": "Envoys meet"}), encoding="utf-8")
    options = ["--field", "text=story", "--field", "title=top", "--date", "2025-11-03", "-f", "jsonl"]
    result = runner.invoke(app, ["code", str(table), *options])
    header = next(read_lines(result.stdout.splitlines()))[1]
    assert (header.title, str(header.published_on)) == ("Envoys meet", "2025-11-03")


def test_the_language_model_is_passed_on(runner: CliRunner, reports: Write, models: list[str | None]) -> None:
    runner.invoke(app, ["code", *reports(QUIET), "--model", "another_model"])
    runner.invoke(app, ["code", *reports(QUIET)])
    assert models == ["another_model", None]


def test_explaining_adds_confidence_and_reason_to_the_table(runner: CliRunner, reports: Write) -> None:
    paths = reports(NORWAY)
    assert "Why:" not in runner.invoke(app, ["code", *paths]).stdout
    assert "Confidence 0.82. Why: the verb “met”" in runner.invoke(app, ["code", *paths, "--explain"]).stdout


def test_a_report_without_events_says_so_and_why(runner: CliRunner, reports: Write) -> None:
    result = runner.invoke(app, ["code", *reports(QUIET)])
    assert result.exit_code == 0
    assert "No event was found." in result.stdout
    assert "None of its sentences tells" in result.stdout
    assert "0 events in 1 report" in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "2025-13-01"], "'2025-13-01' is no day of the calendar; write it like 2025-11-03"),
        (["--date", "Monday"], "'Monday' is no day of the calendar"),
        (["--format", "xml"], "'xml' is none of table, jsonl, json"),
        (["--out", "events.xml"], "doesn't tell its format by its ending; add --format table|jsonl|json"),
        (["--out", "no/such/folder/a.jsonl"], "there is no folder 'no/such/folder'"),
        (["--type", "pdf"], "'pdf' is none of txt, md, html"),
        (["--field", "text"], "FIELD=NAME"),
        (["--field", "colour=red"], "no field 'colour'"),
        (["nowhere.txt", "elsewhere.txt"], "there is no file or folder 'nowhere.txt', 'elsewhere.txt'"),
    ],
)
def test_a_wrong_command_line_exits_2_and_says_what_is_wrong(
    options: list[str], said: str, runner: CliRunner, reports: Write, models: list[str | None]
) -> None:
    result = runner.invoke(app, ["code", *reports(NORWAY), *options], terminal_width=400)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert models == []


def test_no_path_at_all_exits_2_and_shows_how(runner: CliRunner) -> None:
    result = runner.invoke(app, ["code"])
    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_a_folder_is_not_overwritten(runner: CliRunner, reports: Write, tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").mkdir()
    result = runner.invoke(app, ["code", *reports(NORWAY), "--out", str(tmp_path / "kept.jsonl")], terminal_width=400)
    assert result.exit_code == 2
    assert "is a folder; name a file in it" in result.stderr


def test_a_report_is_not_overwritten_by_its_own_events(runner: CliRunner, reports: Write) -> None:
    (path,) = reports(NORWAY)
    result = runner.invoke(app, ["code", path, "--out", path, "-f", "jsonl"], terminal_width=400)
    assert result.exit_code == 2
    assert "is one of the reports" in result.stderr
    assert Path(path).read_text(encoding="utf-8") == NORWAY


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(
    runner: CliRunner, reports: Write, tmp_path: Path
) -> None:
    out = tmp_path / "events.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    assert runner.invoke(app, ["code", *reports(NORWAY), "--out", str(out)]).exit_code == 0
    assert types(out.read_text(encoding="utf-8")) == ["CONSULT", "AGREE"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "reports"]


def test_a_link_is_followed_and_stays_a_link(runner: CliRunner, reports: Write, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    link = tmp_path / "link.jsonl"
    link.symlink_to("real.jsonl")
    runner.invoke(app, ["code", *reports(NORWAY), "--out", str(link)])
    assert link.is_symlink()
    assert types((tmp_path / "real.jsonl").read_text(encoding="utf-8")) == ["CONSULT", "AGREE"]


def test_a_new_file_has_the_rights_of_any_new_file(runner: CliRunner, reports: Write, tmp_path: Path) -> None:
    out, other = tmp_path / "events.jsonl", tmp_path / "other"
    other.touch()
    runner.invoke(app, ["code", *reports(NORWAY), "--out", str(out)])
    assert out.stat().st_mode == other.stat().st_mode


def test_ctrl_c_leaves_the_old_file_and_says_how_far_it_came(runner: CliRunner, reports: Write, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    out.write_text("old")
    result = runner.invoke(app, ["code", *reports(NORWAY, FOREIGN, "interrupt", PERU), "--out", str(out)])
    assert result.exit_code == 130
    assert f"stopped: 1 report had been coded; {out} was not written" in result.stderr
    assert "1 of 2 reports was not coded:" in result.stderr
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "reports"]


def test_a_disk_that_is_full_leaves_the_old_file_and_is_told_in_a_line(
    runner: CliRunner, reports: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    out = tmp_path / "events.jsonl"
    out.write_text("old")
    result = runner.invoke(app, ["code", *reports(NORWAY), "--out", str(out)])
    assert result.exit_code == 1
    assert result.stderr == f"dragoman: {out} can't be written: No space left on device\n"
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "reports"]


def test_a_fault_of_the_coder_is_not_blamed_on_the_output(
    runner: CliRunner, reports: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def code_many(self, given: Any) -> Iterator[Any]:
            raise FileNotFoundError(2, "No such file or directory", "/data/gazetteer.tsv")

    monkeypatch.setattr(wiring, "make_coder", lambda model=None: Broken())
    result = runner.invoke(app, ["code", *reports(NORWAY), "--out", str(tmp_path / "a.jsonl")])
    assert result.exit_code == 1
    assert result.stderr == "dragoman: /data/gazetteer.tsv: No such file or directory\n"
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_a_setting_that_cannot_work_is_told_in_a_line_without_a_traceback(
    runner: CliRunner, reports: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(model: str | None = None) -> None:
        raise SettingsError("the language model none_such isn't installed")

    monkeypatch.setattr(wiring, "make_coder", broken)
    result = runner.invoke(app, ["code", *reports(NORWAY)])
    assert result.exit_code == 1
    assert result.stderr == "dragoman: the language model none_such isn't installed\n"
    assert result.stdout == ""


def test_a_table_in_a_file_is_plain_text_of_at_most_100_columns(
    runner: CliRunner, reports: Write, tmp_path: Path
) -> None:
    out = tmp_path / "table.txt"
    runner.invoke(app, ["code", *reports(NORWAY, PERU, QUIET), "--out", str(out), "--explain"])
    text = out.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b" not in text
    assert not any("─" <= letter <= "╿" for letter in text)
    assert all(line == line.rstrip() for line in text.splitlines())
