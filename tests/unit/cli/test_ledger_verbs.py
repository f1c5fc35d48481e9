"""`dragoman timeline`, `dyad`, `actor`, `search`, `evidence`, `brief` and `export` over one ledger."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.cli.dyad_table import show_dyad, spark
from dragoman.cli.evidence_table import show_grounds
from dragoman.cli.hit_table import show_hits
from dragoman.cli.occurrence_table import show_page
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.views.dyad import dyad
from dragoman.views.evidence import evidence
from dragoman.views.search import search
from dragoman.views.timeline import timeline

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path, make_record: Make) -> str:
    address = str(tmp_path / "ledger.db")
    with Ledger(address) as opened:
        opened.add(
            [
                make_record("met in Geneva"),
                make_record("praised \x1b[31m the harbour of", actors=("NOR",), recipients=("KEN",), type="SUPPORT"),
                make_record("accused", actors=("KEN",), recipients=("PER",), type="ACCUSE", day=date(1979, 2, 1)),
                make_record("will visit", actors=("PER",), recipients=("NOR",), status="future", day=date(1979, 3, 1)),
            ],
            coder=CODER,
        )
    return address


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def ask(*words: str, ledger: str) -> str:
    result = run(*words, "--ledger", ledger)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def as_json(*words: str, ledger: str) -> Any:
    return json.loads(ask(*words, "--json", ledger=ledger))


def test_timeline_lists_each_event_with_its_words_and_id(ledger: str) -> None:
    shown = ask("timeline", ledger=ledger)
    assert shown.index("1979-03-01") < shown.index("1979-02-01") < shown.index("1978-09-17")
    assert "ACCUSE Ken (KEN) → Per" not in shown
    assert "ACCUSE Ken → Per “KEN «accused» PER.”" in shown
    assert "[future]" in shown
    assert shown.endswith("4 events")
    (one,) = as_json("timeline", "--type", "accuse", ledger=ledger)["items"]
    assert one["id"][:12] in shown


def test_timeline_says_how_to_see_more(ledger: str) -> None:
    assert ask("timeline", "--limit", "2", ledger=ledger).endswith("1 to 2 of 4 events; the next with --offset 2")
    assert ask("timeline", "--limit", "2", "--offset", "2", ledger=ledger).endswith("3 to 4 of 4 events")
    first = as_json("timeline", "--oldest-first", "--limit", "1", ledger=ledger)["items"][0]
    assert first["when"]["start"] == "1978-09-17"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--who", "NOR"], 2),
        (["--who", "NOR", "--who", "PER"], 3),
        (["--whom", "kenya"], 1),
        (["--party", "PER"], 2),
        (["--type", "SUPPORT", "--type", "accuse"], 2),
        (["--status", "future"], 1),
        (["--context", "diplomatic"], 4),
        (["--place", "Geneva"], 0),
        (["--since", "1979-01-01"], 2),
        (["--until", "1979-01-01"], 2),
        (["--as-of", "2020-01-01"], 0),
    ],
)
def test_every_filter_narrows(ledger: str, options: list[str], count: int) -> None:
    assert as_json("timeline", *options, ledger=ledger)["total"] == count


def test_what_a_terminal_would_obey_is_left_out(ledger: str) -> None:
    for verb in (["timeline"], ["search", "harbour"], ["brief", "NOR", "--for", "KEN", "--on", "1979-01-01"]):
        assert "\x1b" not in run(*verb, "--ledger", ledger).stdout


def test_dyad_prints_both_directions(ledger: str) -> None:
    shown = ask("dyad", "Norway", "KEN", ledger=ledger)
    assert shown.startswith("Norway and KEN: 2 events, 1978-09 to 1978-09")
    assert "Norway → KEN said 1 +1.0 █" in shown
    assert "1978-09 1 +1.0" in shown
    assert as_json("dyad", "NOR", "KEN", ledger=ledger)["together"]["points"][0]["count"] == 1


def test_dyad_of_strangers_says_so(ledger: str) -> None:
    result = run("dyad", "NOR", "Kenia of old", "--ledger", ledger)
    assert result.exit_code == 0
    assert "0 events" in result.stdout
    assert "nobody is known as 'Kenia of old'" in result.stderr


def test_actor_prints_who_they_are_and_with_whom_they_deal(ledger: str) -> None:
    shown = ask("actor", "norway", "--on", "1978-09-17", ledger=ledger)
    assert shown.startswith("Norway NOR · country")
    assert "3 events: 2 CONSULT, 1 SUPPORT" in shown
    assert "Ken KEN 2 1978-09-17" in shown
    unknown = run("actor", "Norwayy", "--ledger", ledger)
    assert unknown.exit_code == 1
    assert "did you mean Norway?" in unknown.stderr


def test_search_marks_the_words_and_names_the_events(ledger: str) -> None:
    shown = ask("search", "praising harbour", ledger=ledger)
    assert "«praised»" in shown
    assert "«harbour»" in shown
    assert "SUPPORT Nor → Ken" in shown
    assert shown.endswith("1 passage")
    assert ask("search", "harbour", "--who", "KEN", ledger=ledger) == "0 passages"


def test_evidence_takes_the_beginning_of_an_id(ledger: str) -> None:
    (one,) = as_json("timeline", "--type", "ACCUSE", ledger=ledger)["items"]
    shown = ask("evidence", one["id"][:12], ledger=ledger)
    assert "“KEN «accused» PER.”" in shown
    assert one["id"] in shown
    assert "in the report's own voice" in shown
    assert as_json("evidence", one["id"], ledger=ledger)["occurrence"]["id"] == one["id"]
    unknown = run("evidence", "zz", "--ledger", ledger)
    assert unknown.exit_code == 2
    assert "no event has an id that begins with 'zz'" in unknown.stderr


def test_brief_writes_markdown_to_a_file(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    assert ask("brief", "KEN", "--for", "NOR", "--on", "1979-01-01", "--out", str(out), ledger=ledger) == ""
    page = out.read_text("utf-8")
    assert page.startswith("# Kenya: a brief for Norway")
    assert "[^1]: “" in page


def test_export_writes_what_a_filter_leaves(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "record.jsonl"
    ask("export", "--out", str(out), "--who", "NOR", ledger=ledger)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {line["actor"][0]["id"] for line in lines} == {"NOR"}
    assert len(lines) == 2
    piped = ask("export", "--format", "csv", ledger=ledger)
    assert "ACCUSE" in piped


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["export"], "name a form"),
        (["export", "--format", "json"], "'json' is none of"),
        (["export", "--out", "record.txt"], "'table' is none of"),
        (["timeline", "--type", "CONSLT"], "near it: CONSULT"),
        (["timeline", "--since", "1979-02-30"], "no day of the calendar"),
        (["timeline", "--since", "1979-02-02", "--until", "1979-02-01"], "lies before"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(ledger: str, words: list[str], message: str) -> None:
    result = run(*words, "--ledger", ledger)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize("words", [["timeline"], ["dyad", "A", "B"], ["search", "x"], ["export", "-f", "csv"]])
def test_without_a_ledger_a_verb_says_how_to_make_one(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    result = run(*words)
    assert result.exit_code == 1
    assert result.stderr == "dragoman: dragoman.db: there is no ledger; `dragoman add` makes one\n"


def test_the_ledger_of_the_environment_is_asked(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", ledger)
    assert run("timeline").stdout.endswith("4 events\n")


@pytest.mark.parametrize("width", [40, 80, 120, 140])
def test_no_line_is_wider_than_the_screen(ledger: str, width: int) -> None:
    with Ledger(ledger, read_only=True) as book:
        page = timeline(book)
        grounds = evidence(book, page.items[0].id)
        assert grounds is not None
        hits, found = search(book, "harbour"), dyad(book, "NOR", "KEN")
    file = io.StringIO()
    console = Console(file=file, width=width)
    show_page(page, console)
    show_grounds(grounds, console)
    show_hits(hits, console)
    if width >= 80:
        show_dyad(found, console, months=12)
    assert max(map(len, file.getvalue().splitlines())) <= width


def test_a_dyad_lists_the_latest_months_that_have_something(ledger: str) -> None:
    with Ledger(ledger, read_only=True) as book:
        found = dyad(book, "NOR", "KEN")
    file = io.StringIO()
    show_dyad(found, Console(file=file, width=100), months=1)
    told = [point.month for one in (found.a_to_b, found.b_to_a, found.together) for point in one.points]
    listed = re.findall(r"^(\d{4}-\d\d) ", file.getvalue(), re.MULTILINE)
    assert listed == [f"{max(month for month in told if month):%Y-%m}"]


def test_a_spark_has_a_bar_a_month() -> None:
    assert spark([]) == ""
    assert spark([0, 0]) == "  "
    assert spark([1, 0, 100]) == "▁ █"
