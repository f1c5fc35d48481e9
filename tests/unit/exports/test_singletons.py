"""An event of one report as an occurrence."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from hypothesis import given, settings
from tests.strategies import DOCUMENT, events

from dragoman.exports.singletons import singleton
from dragoman.ledger.tellings.settling import settle
from dragoman.model import Event, Telling, Where


@settings(max_examples=60, deadline=None)
@given(events)
def test_the_ledger_comes_to_the_same(event: Event) -> None:
    settled = settle([Telling(event, DOCUMENT.header)])
    # The ledger puts facets together and has no use for a place without a name; one event keeps its own.
    own = {"meeting": None, "commitment": None, "position": None, "agreement": None, "where": Where()}
    assert replace(singleton(event, DOCUMENT.header), **own) == replace(settled, **own)  # type: ignore[arg-type]


def test_no_database_is_loaded_to_write_a_table() -> None:
    write = "from dragoman.exports import records_as; list(records_as('csv', []))"
    code = f"import sys; {write}; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "False"
