"""Full text: what a query asks for, and the index that answers it: SQLite's FTS5 or PostgreSQL's, both stemmed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r'"([^"]+)"|(\S+)')
_WORD: Final = re.compile(r"\w")


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
