"""Parquet, as pyarrow and pandas read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.exports import occurrences_as, parquet
from dragoman.model import Occurrence

Make = Callable[..., Occurrence]


def file_of(*found: Occurrence) -> BytesIO:
    return BytesIO(b"".join(piece for piece in occurrences_as("parquet", found) if isinstance(piece, bytes)))


def test_days_lists_and_parties_keep_their_types(meeting: Make) -> None:
    table = pq.read_table(file_of(meeting()))
    assert table.schema.field("start").type == pa.date32()
    row = table.to_pylist()[0]
    assert row["start"] == date(2025, 11, 3)
    assert row["contexts"] == ["military", "territory"]
    assert [one["id"] for one in row["actor"]] == ["PAK", "TUR", "Q6037"]
    assert row["actor"][2]["posts"] == ["foreign_minister", "party_member"]
    assert [one["publisher"] for one in row["tellings"]] == ["The Gazette", "The Copyist"]
    assert row["tellings"][0]["quote"] == "Ankara’s envoy said "


def test_rows_are_written_in_groups(demand: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_A_GROUP", 2)
    pieces = list(occurrences_as("parquet", [demand() for _ in range(5)]))
    assert len(pieces) == 4
    found = pq.ParquetFile(BytesIO(b"".join(piece for piece in pieces if isinstance(piece, bytes))))
    assert [found.metadata.row_group(index).num_rows for index in range(found.num_row_groups)] == [2, 2, 1]
    assert len(found.read()) == 5


def test_an_empty_file_has_the_columns() -> None:
    assert list(pandas.read_parquet(file_of()).columns) == parquet.SCHEMA.names
