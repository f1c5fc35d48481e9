"""`dragoman code --format`: the forms that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas
import pytest
from tests.unit.cli.conftest import NORWAY
from typer.testing import CliRunner

from dragoman.cli import app, output
from dragoman.exports import FORMATS

Reports = Callable[..., list[str]]


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_goes_to_a_file(name: str, runner: CliRunner, reports: Reports, tmp_path: Path) -> None:
    out = tmp_path / "record"
    result = runner.invoke(app, ["code", *reports(NORWAY), "--format", name, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 0


@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.ending])
def test_the_ending_of_a_file_tells_its_form(form: object, tmp_path: Path) -> None:
    ending, name = form.ending, form.name  # type: ignore[attr-defined]
    assert output.destination(None, tmp_path / f"record{ending}", sources=[]).form == name


def test_a_binary_form_goes_through_a_pipe_whole(runner: CliRunner, reports: Reports, tmp_path: Path) -> None:
    result = runner.invoke(app, ["code", *reports(NORWAY), "--format", "parquet"])
    assert result.exit_code == 0
    piped = tmp_path / "piped.parquet"
    piped.write_bytes(result.stdout_bytes)
    assert list(pandas.read_parquet(piped)["type"]) == ["CONSULT", "AGREE"]


def test_a_binary_form_is_not_poured_over_a_terminal(
    runner: CliRunner, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_is_terminal", lambda: True)
    result = runner.invoke(app, ["code", *reports(NORWAY), "--format", "parquet"])
    assert result.exit_code == 2
    assert "name a file with --out" in " ".join(result.output.split())
