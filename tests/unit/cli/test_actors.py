import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.gazetteer import gazetteer

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def _fresh_gazetteer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_ACTORS", raising=False)


def test_resolve_names_the_holder_of_the_day() -> None:
    result = run(app, ["resolve", "Turkish FM", "--on", "2025-11-03"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [one["name"] for one in answer["candidates"]] == ["Hakan Fidan"]
    assert "foreign minister" in answer["why"]


def test_resolve_takes_the_country_of_the_report() -> None:
    answer = json.loads(run(app, ["resolve", "the Foreign Office", "--on", "2025-11-03", "--in", "pakistan"]).stdout)
    assert [one["country"] for one in answer["candidates"]] == ["PAK"]


def test_resolve_of_nobody_fails_in_words() -> None:
    result = run(app, ["resolve", "Xqzzw Vrrtk", "--on", "2025-11-03"])
    assert result.exit_code in (0, 1)
    answer = json.loads(result.stdout)
    assert answer["confidence"] <= 0.6


def test_actors_show_prints_offices_with_sources() -> None:
    result = run(app, ["actors", "show", "Q3155254", "--on", "2025-11-03"])
    assert "Ishaq Dar" in result.stdout
    assert "current: deputy head of government, foreign minister" in result.stdout
    assert "Minister of Foreign Affairs" in result.stdout


def test_actors_show_of_an_unknown_id_fails() -> None:
    result = run(app, ["actors", "show", "Q0"])
    assert result.exit_code == 1


def test_actors_add_writes_an_overlay_that_is_then_used(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "id\tname\tkind\tcountry\tsector\tpost\tstart\tend\taliases\tsource\n"
        "mine:harbour-union\tHarbour Union\torganisation\tNOR\tLAB\t\t\t\t\town\n",
        encoding="utf-8",
    )
    result = run(app, ["actors", "add", "--file", str(own)])
    assert result.exit_code == 0
    assert (tmp_path / "dragoman-actors.tsv").is_file()
    gazetteer.cache_clear()
    try:
        shown = json.loads(run(app, ["actors", "show", "mine:harbour-union", "--json"]).stdout)
    finally:
        gazetteer.cache_clear()
    assert (shown["name"], shown["sector"]) == ("Harbour Union", "LAB")
