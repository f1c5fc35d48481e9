"""The SQL views are what the documentation says, and Datasette and DuckDB open the file and make sense of it."""

from __future__ import annotations

import asyncio
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from dragoman.ledger import Ledger
from dragoman.ledger.store.reading_views import READING_VIEWS, ReadingView
from dragoman.model import CoderVersion, Record
from dragoman.views import Filter
from dragoman.views.commitments import commitments
from dragoman.views.pages import each

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "ledger.md"


def rows(ledger: Ledger, query: str) -> list[dict[str, Any]]:
    with ledger.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(text(query))]


@pytest.mark.parametrize("view", READING_VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_the_reference_describes(book: Ledger, view: ReadingView) -> None:
    described = REFERENCE.read_text("utf-8").partition(f"### {view.name}\n")[2].partition("\n### ")[0]
    table = re.findall(r"^\| `(\w+)` \| (.+) \|$", described, re.MULTILINE)
    assert table == [(name, what) for name, _, what in view.columns]
    with book.reading() as connection:
        found = connection.execute(text(f"SELECT * FROM {view.name}"))
        assert list(found.keys()) == [name for name, _ in table]


def test_occurrences_are_those_that_hold_now(book: Ledger) -> None:
    listed = {one.id: one for one in each(book, Filter())}
    found = {row["id"]: row for row in rows(book, "SELECT * FROM occurrences")}
    assert found.keys() == listed.keys()
    for id, one in listed.items():
        row = found[id]
        assert (row["actor_names"] or "") == "; ".join(entity.name for entity in one.actor)
        assert (row["recipient_names"] or "") == "; ".join(entity.name for entity in one.recipient)
        assert row["contexts"] == ";".join(one.contexts)
        assert (row["latitude"], row["longitude"]) == (one.where.lat, one.where.lon)


def test_a_telling_has_its_words_and_their_passage(book: Ledger) -> None:
    anchors = {t.event.id: t.event.anchor for one in each(book, Filter()) for t in one.tellings}
    found = rows(book, "SELECT * FROM tellings")
    assert {row["id"] for row in found} == set(anchors)
    for row in found:
        anchor = anchors[row["id"]]
        assert (row["words"], row["words_start"], row["words_end"]) == (anchor.quote, anchor.start, anchor.end)
        assert anchor.quote.split()[0] in row["passage"]


def test_facets_have_a_view_each(book: Ledger) -> None:
    listed = list(each(book, Filter()))
    for name, count in (
        ("meetings", sum(one.meeting is not None for one in listed)),
        ("commitments", sum(one.commitment is not None for one in listed)),
        ("positions", sum(one.position is not None for one in listed)),
    ):
        assert len(rows(book, f"SELECT * FROM {name}")) == count > 0


def test_judgements_show_what_holds_and_commitments_how_they_stand(tmp_path: Path, examples: list[Record]) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(examples, coder=CoderVersion("dragoman", "test"))
        pledge = commitments(ledger).pledges[0].occurrence
        question = f"commitment:{pledge.id}"
        standing = f"SELECT standing FROM commitments WHERE occurrence = '{pledge.id}'"
        assert rows(ledger, standing) == [{"standing": "open"}]
        ledger.judge(question, {"status": "broken", "evidence": []}, by="Ada", reason="a slip")
        ledger.judge(question, {"status": "kept", "evidence": []}, by="Ada", reason="it was done")
        ledger.judge(question, {"status": "broken", "evidence": []}, by="a machine", machine=True)
        assert [(row["by"], row["reason"]) for row in rows(ledger, "SELECT * FROM judgements")] == [
            ("Ada", "it was done")
        ]
        assert rows(ledger, standing) == [{"standing": "kept"}]
        ledger.judge(question, None, by="Ada")
        assert rows(ledger, "SELECT * FROM judgements") == []
        assert rows(ledger, standing) == [{"standing": "open"}]


@pytest.fixture
def file(tmp_path: Path, examples: list[Record]) -> Path:
    path = tmp_path / "record.db"
    with Ledger(path) as ledger:
        ledger.add(examples, coder=CoderVersion("dragoman", "test"))
    return path


def test_datasette_serves_the_views(file: Path) -> None:
    datasette = pytest.importorskip("datasette.app")

    async def ask(path: str) -> Any:
        answer = await datasette.Datasette([], immutables=[str(file)]).client.get(path)
        assert answer.status_code == 200
        return answer.json()

    database = asyncio.run(ask("/record.json"))
    found = asyncio.run(ask("/record/occurrences.json?_shape=array&type=AGREE&_sort=day"))
    assert {view["name"] for view in database["views"]} == {view.name for view in READING_VIEWS}
    assert found
    assert all(row["type"] == "AGREE" and row["actor_names"] for row in found)


def test_duckdb_attaches_the_file_and_joins_the_views(file: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.execute(f"LOAD '{sqlite_extension(duckdb.__version__)}'")
    connection.execute(f"ATTACH '{file}' AS record (TYPE sqlite, READ_ONLY)")
    for view in READING_VIEWS:
        described = connection.execute(f"DESCRIBE record.{view.name}").fetchall()
        assert [column[0] for column in described] == [name for name, _, _ in view.columns]
    months = connection.execute(
        "SELECT left(o.day, 7) AS month, avg(o.goldstein), count(*) FROM record.occurrences AS o "
        "JOIN record.parties AS p ON p.occurrence = o.id WHERE p.role = 'actor' AND p.country = 'EGY' GROUP BY month"
    ).fetchall()
    assert "1978-09" in {month for month, _, _ in months}


def sqlite_extension(version: str) -> Path:
    """DuckDB's reader of SQLite, from its wheel: DuckDB itself would fetch it from the network."""
    package = find_spec("duckdb_ext")
    folders = package.submodule_search_locations if package else None
    found = [file for folder in folders or () for file in Path(folder).glob(f"extensions/v{version}/*/sqlite_*")]
    if not found:
        if os.environ.get("CI"):
            pytest.fail(f"duckdb-ext-sqlite isn't installed for duckdb {version}, and CI must have it")
        pytest.skip(f"duckdb-ext-sqlite isn't installed for duckdb {version}")
    return found[0]
