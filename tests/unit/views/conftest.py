"""A small real ledger, of the reports in examples/, in a file of SQLite and in a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman import Coder
from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record, Report

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PUBLISHERS = {
    "camp_david_1978": ("Harbour Wire", date(1978, 9, 20)),
    "iran_iraq_1988": ("Coast Daily", date(1988, 8, 9)),
    "steel_2003": ("Harbour Wire", date(2003, 12, 5)),
}


@pytest.fixture(scope="session")
def examples(coder: Coder) -> list[Record]:
    """The reports of examples/, coded, each with a publisher of its own making."""
    return [
        coder.code(
            Report(
                content=(EXAMPLES / f"{name}.txt").read_text("utf-8"),
                name=name,
                publisher=publisher,
                published_on=day,
                url=f"https://example.org/{name}",
            )
        )
        for name, (publisher, day) in PUBLISHERS.items()
    ]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, examples: list[Record]
) -> Iterator[Ledger]:
    """The ledger; tests only read it."""
    address = str(tmp_path_factory.mktemp("views") / "ledger.db")
    if request.param == "postgresql":
        server: str = request.getfixturevalue("postgresql")
        administrator = create_engine(
            server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        with administrator.connect() as connection:
            connection.execute(text("CREATE DATABASE views"))
        address = server.replace("/postgres?", "/views?")
    with Ledger(address) as ledger:
        ledger.add(examples, coder=CoderVersion("dragoman", "test"))
        yield ledger
