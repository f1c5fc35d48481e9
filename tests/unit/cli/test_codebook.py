from __future__ import annotations

import pytest
from typer.testing import CliRunner

from dragoman.cli import app


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (["REQUEST"], ["REQUEST Request", "quad class 3, verbal conflict", "REQUEST.yield Asks"]),
        (["request", "yield"], ["REQUEST.yield", "PLOVER score -1"]),
        (["1056"], ["1056", "Goldstein score -5"]),
        (["military"], ["military Military", "terms"]),
        (["future"], ["future Future"]),
    ],
)
def test_a_code_is_told_with_all_that_the_codebook_says_of_it(code: list[str], said: list[str]) -> None:
    result = CliRunner().invoke(app, ["codebook", *code])
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(part in flat(result.stdout) for part in said)


def test_without_a_code_types_and_contexts_are_listed() -> None:
    result = CliRunner().invoke(app, ["codebook"])
    assert "Types of events (PLOVER)" in result.stdout
    assert "Contexts" in result.stdout
    first_words = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ") and line[2] != " "]
    assert len(first_words) == 16 + 37


def test_a_code_that_is_not_there_exits_2_and_names_what_comes_near() -> None:
    result = CliRunner().invoke(app, ["codebook", "requst"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "REQUEST" in result.stderr


def test_a_search_finds_entries_with_all_of_the_words() -> None:
    result = CliRunner().invoke(app, ["codebook", "--search", "truce"])
    assert result.exit_code == 0
    assert "CONCEDE" in result.stdout


def test_a_search_without_a_find_exits_1_and_says_so() -> None:
    result = CliRunner().invoke(app, ["codebook", "--search", "zeppelin"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'zeppelin'" in result.stderr


def test_a_code_and_a_search_together_are_refused() -> None:
    assert CliRunner().invoke(app, ["codebook", "AID", "--search", "truce"]).exit_code == 2
