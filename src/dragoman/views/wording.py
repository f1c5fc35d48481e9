"""Wording: passages by their words and the claims that stand in them, as SQL that both stores understand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    Integer,
    Select,
    TableValuedAlias,
    column,
    false,
    literal,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dragoman.ledger.store import schema
from dragoman.ledger.store.fulltext import phrases


class _Found(FunctionElement[Any]):
    """The passages that hold all words of a query: `number`, and `rank`, the smaller the better."""

    inherit_cache = True


@compiles(_Found, "sqlite")
def _found_in_sqlite(element: _Found, compiler: SQLCompiler, **options: Any) -> str:
    words = compiler.process(element.clauses, **options)
    return f"(SELECT rowid AS number, rank FROM passage_words WHERE passage_words MATCH {words})"


@compiles(_Found, "postgresql")
def _found_in_postgresql(element: _Found, compiler: SQLCompiler, **options: Any) -> str:
    words = compiler.process(element.clauses, **options)
    return (
        f"(SELECT passage.number, -ts_rank(passage.words, wanted) AS rank FROM passage, "
        f"websearch_to_tsquery('english', {words}) AS wanted WHERE passage.words @@ wanted)"
    )


def found(query: str) -> TableValuedAlias | None:
    """The passages that hold all words of a query, with `number` and `rank`; None for a query without words."""
    words = quoted(query)
    if not words:
        return None
    return _Found(literal(words)).table_valued(column("number", Integer), column("rank", Float), name="found")


def quoted(query: str) -> str:
    """A query as both stores take it, each word or phrase in quotation marks; empty where it has no words."""
    # A null ends a string for one store and is refused by the other.
    return " ".join(f'"{phrase.words}"' for phrase in phrases(query.replace("\0", " ")))


def told_in(query: str) -> ColumnElement[bool]:
    """The rows of `occurrence` whose deciding words stand in a passage that holds all words of a query."""
    hits = found(query)
    if hits is None:
        return false()
    told = tellings().join(hits, hits.c.number == schema.passage.c.number)
    return schema.occurrence.c.number.in_(told.correlate(None))


def tellings(passage: FromClause = schema.passage) -> Select[tuple[int]]:
    """Occurrences, of whatever version, joined to the claims that tell them and the passages where these stand.

    Args:
        passage: The table `passage`, or an alias of it.
    """
    claim, member = schema.claim, schema.occurrence_claim
    stands_in = (
        (passage.c.report == claim.c.report) & (claim.c.start >= passage.c.start) & (claim.c.start < passage.c.end)
    )
    return (
        select(member.c.occurrence)
        .select_from(member)
        .join(claim, claim.c.number == member.c.claim)
        .join(passage, stands_in)
    )
