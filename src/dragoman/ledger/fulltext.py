"""Full text: passages found by their words, in SQLite by FTS5 and in PostgreSQL by its text search, both stemmed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

_TOKEN: Final = re.compile(r'"([^"]+)"|(\S+)')
_WORD: Final = re.compile(r"\w")

_SQLITE: Final = """
SELECT passage.number FROM passage_words JOIN passage ON passage.number = passage_words.rowid
WHERE passage_words MATCH :words ORDER BY passage_words.rank, passage.number LIMIT :limit OFFSET :offset
"""
_POSTGRESQL: Final = """
SELECT number FROM passage, websearch_to_tsquery('english', :words) AS wanted
WHERE words @@ wanted ORDER BY ts_rank(words, wanted) DESC, number LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, or words that stand side by side, that a passage has to hold."""

    words: str


def phrases(query: str) -> tuple[Phrase, ...]:
    """What a query asks for: words, and in double quotation marks words that stand side by side.

    >>> [phrase.words for phrase in phrases('maintain "close coordination"')]
    ['maintain', 'close coordination']
    """
    found = (match[1] or match[2].replace('"', "") for match in _TOKEN.finditer(query))
    return tuple(Phrase(words) for words in found if _WORD.search(words))


def find_passages(connection: Connection, query: str, *, limit: int, offset: int = 0) -> list[int]:
    """Numbers of the passages that hold all words of the query, the best first; none for a query without words."""
    wanted = phrases(query)
    if not wanted:
        return []
    quoted = " ".join(f'"{phrase.words}"' for phrase in wanted)
    statement = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    values = {"words": quoted, "limit": limit, "offset": offset}
    return list(connection.scalars(text(statement), values))


SQLITE_DDL: Final = (
    "CREATE VIRTUAL TABLE passage_words USING fts5("
    "text, content='passage', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN "
    "INSERT INTO passage_words(rowid, text) VALUES (new.number, new.text); END",
)
POSTGRESQL_DDL: Final = (
    "ALTER TABLE passage ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED",
    "CREATE INDEX passage_by_words ON passage USING gin (words)",
)
