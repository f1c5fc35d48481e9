"""Checks a score against the floors that have been reached: `dragoman eval … --json | python check_floors.py NAME`.

A floor is the least that a number may be, and some lists must stay empty. `floors.json` holds them by name; a key leads
into the score by dots. Floors are raised when they are passed and never lowered.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


def look_up(score: Mapping[str, Any], key: str) -> Any:
    """What the score holds under a dotted key.

    Raises:
        KeyError: It holds nothing there.
    """
    return reduce(lambda found, name: found[name], key.split("."), score)


def breaches(score: Mapping[str, Any], floors: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each floor that the score falls under.

    Raises:
        KeyError: The score lacks something that a floor is set for.
    """
    for key, least in floors["at_least"].items():
        value = look_up(score, key)
        if value < least:
            yield f"{key} is {value}, under its floor of {least}"
    for key in floors["empty"]:
        if value := look_up(score, key):
            yield f"{key} must be empty but holds {value}"


def main() -> int:
    """Check the score on standard input; 1 if a floor is breached."""
    name = sys.argv[1]
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    score = json.load(sys.stdin)
    found = list(breaches(score, floors))
    for sentence in found:
        print(f"{name}: {sentence}", file=sys.stderr)
    if not found:
        held = ", ".join(f"{key} {look_up(score, key)} (floor {least})" for key, least in floors["at_least"].items())
        print(f"{name}: {held}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
