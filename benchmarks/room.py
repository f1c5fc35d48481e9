"""How long readers of the reading room wait, many at once, while a coding run writes to the same ledger.

    python benchmarks/ledger.py --events 100000 --keep FILE
    python benchmarks/room.py --ledger FILE [--seconds 60] [--at-once 20] [--quiet-ledger]

The server, the coding run and the readers are processes of their own on one machine. Each reader asks for one page
after the other without a pause, so `--at-once` requests are always open; a seeded dice chooses the next among the
lists, with filters too, and the pages of many actors, pairs, events, reports, meetings and pledges. The times are what
a reader waits, from the request to the last byte, the first request of each address among them.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode

from sqlalchemy import select
from walk import varied_reports

from dragoman.keeping import keep
from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.model import Report
from dragoman.settings import Settings

_SEED = 1815
_EACH = 12
"""Addresses of one kind of page, such as those of twelve actors."""
_WORDS = (
    "grain",
    "sailors",
    "refugee returns",
    "islands",
    '"prisoner exchange"',
    "gas transit",
    "debt",
    "customs union",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True, help="a file that benchmarks/ledger.py kept")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--quiet-ledger", action="store_true", help="no coding run beside")
    arguments = parser.parse_args()
    with Ledger(str(arguments.ledger), read_only=True) as ledger:
        pages = addresses(ledger)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--ledger", str(arguments.ledger), "--port", str(port)]
    )
    run = multiprocessing.get_context("spawn").Process(target=write, args=(str(arguments.ledger),))
    try:
        wait_for(port, server)
        if not arguments.quiet_ledger:
            run.start()
            time.sleep(5)  # Until the language model is loaded and the first reports are committed.
        times = read(port, pages, seconds=arguments.seconds, at_once=arguments.at_once)
    finally:
        if run.pid:
            run.kill()
        server.terminate()
        server.wait()
    show(times, arguments.seconds)
    return 0


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Page family → addresses that are asked for."""
    chance = random.Random(_SEED)
    with ledger.reading() as connection:
        party, row, report = schema.occurrence_party, schema.occurrence, schema.report
        states = sorted(set(connection.scalars(select(party.c.entity).where(party.c.kind == "country").distinct())))
        events = list(connection.scalars(select(row.c.id).where(row.c.until_revision.is_(None)).limit(5_000)))
        under = {
            name: list(
                connection.scalars(
                    select(row.c.id)
                    .join(table, table.c.occurrence == row.c.number)
                    .where(row.c.until_revision.is_(None))
                    .limit(500)
                )
            )
            for name, table in (("meetings", schema.meeting), ("commitments", schema.commitment))
        }
        reports = list(connection.scalars(select(report.c.id).limit(5_000)))

    def some(found: list[str]) -> list[str]:
        return chance.sample(found, min(_EACH, len(found)))

    def filtered(path: str) -> list[str]:
        return [path, *(f"{path}?{urlencode({'who': state})}" for state in some(states))]

    pairs = [chance.sample(states, 2) for _ in range(_EACH)]
    return {
        "first": ["/"],
        "events": filtered("/events"),
        "event": [f"/events/{quote(one)}" for one in some(events)],
        "dyad": [f"/dyads/{a}/{b}" for a, b in pairs],
        "actors": ["/actors"],
        "actor": [f"/actors/{state}" for state in some(states)],
        "meetings": filtered("/meetings"),
        "meeting": [f"/meetings/{quote(one)}" for one in some(under["meetings"])],
        "commitments": filtered("/commitments"),
        "commitment": [f"/commitments/{quote(one)}" for one in some(under["commitments"])],
        "positions": filtered("/positions"),
        "network": ["/network", *(f"/network?since={year}-01-01&until={year}-12-31" for year in (2000, 2001, 2002))],
        "map": filtered("/map"),
        "search": [f"/search?{urlencode({'q': words})}" for words in _WORDS],
        "compare": [f"/compare?{urlencode({'what': 'actors', 'a': a, 'b': b})}" for a, b in pairs],
        "reports": ["/reports"],
        "report": [f"/reports/{quote(one)}" for one in some(reports)],
        "review": ["/review"],
    }


def read(port: int, pages: dict[str, list[str]], *, seconds: float, at_once: int) -> dict[str, list[float]]:
    """Milliseconds that readers waited, by page family."""
    times: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    until = time.perf_counter() + seconds

    def reader(number: int) -> None:
        chance = random.Random(_SEED + number)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookie = ""
        while time.perf_counter() < until:
            family = chance.choice(sorted(pages))
            address = chance.choice(pages[family])
            began = time.perf_counter()
            line.request("GET", address, headers={"Cookie": cookie} if cookie else {})
            answer = line.getresponse()
            answer.read()
            times[family].append(1000 * (time.perf_counter() - began))
            if answer.status != 200:
                failed.append(f"{address}: {answer.status}")
                return
            cookie = cookie or (answer.getheader("Set-Cookie") or "").partition(";")[0]

    readers = [threading.Thread(target=reader, args=(number,)) for number in range(at_once)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    if failed:
        raise SystemExit("\n".join(failed))
    return times


def write(ledger: str) -> None:
    """Code reports and keep them until stopped: the examples, each copy with other numbers."""
    with Ledger(ledger) as book:
        for _ in keep(book, _endless(), settings=Settings(), processes=1):
            pass


def _endless() -> Iterator[Report]:
    salt = time.time_ns()
    for number in count():
        for text in varied_reports(32):
            yield Report(content=f"{text}\n\nNumber {salt + number} of the series.", language="en")


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the server listens."""
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the server didn't start")
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server didn't answer within a minute")


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def show(times: dict[str, list[float]], seconds: float) -> None:
    every = [one for found in times.values() for one in found]
    print(f"{len(every):,} pages in {seconds:.0f} s, {len(every) / seconds:.0f} a second")
    print(f"{'page':<12}{'asked':>7}{'median':>9}{'95 %':>9}{'most':>9}  milliseconds")
    for family in sorted(times):
        print(line(family, times[family]))
    print(line("all", every))


def line(name: str, found: list[float]) -> str:
    fifth = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
    return f"{name:<12}{len(found):>7}{statistics.median(found):>9.0f}{fifth:>9.0f}{max(found):>9.0f}"


if __name__ == "__main__":
    sys.exit(main())
