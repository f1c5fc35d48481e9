"""The check of the floors itself: it must fail when a score falls."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
FLOORS = json.loads((FOLDER / "floors.json").read_text("utf-8"))


def check(score: dict[str, Any], name: str = "seed") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / "check_floors.py"), name]
    return subprocess.run(command, input=json.dumps(score), capture_output=True, encoding="utf-8", check=False)


def seed_score(*, right: int) -> dict[str, Any]:
    attribution = {"right": 99, "of": 99}
    return {"found": {"right": right, "of": 17}, "attribution": attribution, "violations": [], "wrong_quotations": []}


def test_a_score_on_its_floor_passes() -> None:
    floor = FLOORS["seed"]["at_least"]["found.right"]
    assert check(seed_score(right=floor)).returncode == 0


def test_a_score_under_its_floor_fails_and_says_by_how_much() -> None:
    floor = FLOORS["seed"]["at_least"]["found.right"]
    run = check(seed_score(right=floor - 1))
    assert run.returncode == 1
    assert f"found.right is {floor - 1}, under its floor of {floor}" in run.stderr


@pytest.mark.parametrize("key", ["violations", "wrong_quotations"])
def test_a_wrong_quotation_or_a_forbidden_event_fails(key: str) -> None:
    score = seed_score(right=17) | {key: ["event 3"]}
    run = check(score)
    assert run.returncode == 1
    assert key in run.stderr


def test_a_score_without_the_number_fails() -> None:
    run = check({"violations": [], "wrong_quotations": []})
    assert run.returncode != 0
