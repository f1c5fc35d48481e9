"""WordPiece (Wu et al. 2016) as BERT's uncased models use it: text → numbers of vocabulary pieces.

Our own sixty lines, since the library that has it brings a hub client and its HTTP stack along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN = "[UNK]"
#: Longest word that is cut into pieces; a longer one is unknown, as in the reference implementation.
_LONGEST = 100


class WordPiece:
    """A vocabulary of pieces.

    Args:
        pieces: The vocabulary in order; a piece that goes on inside a word begins with `##`.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._word = lru_cache(maxsize=50_000)(self._cut)

    def number(self, piece: str) -> int:
        """The number of one piece of the vocabulary."""
        return self._numbers[piece]

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        return [number for word in words(text) for number in self._word(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Greedily the longest pieces from the left; a word that can't be cut whole is unknown."""
        if len(word) > _LONGEST:
            return (self._numbers[UNKNOWN],)
        found: list[int] = []
        start = 0
        while start < len(word):
            end = next((end for end in range(len(word), start, -1) if self._piece(word, start, end) is not None), None)
            if end is None:
                return (self._numbers[UNKNOWN],)
            found.append(self._numbers[("##" if start else "") + word[start:end]])
            start = end
        return tuple(found)

    def _piece(self, word: str, start: int, end: int) -> int | None:
        return self._numbers.get(("##" if start else "") + word[start:end])


def words(text: str) -> list[str]:
    """Words and marks in lower case without accents, as BERT's basic tokeniser parts them.

    >>> words("Türkiye's “allies”")
    ['turkiye', "'", 's', '“', 'allies', '”']
    """
    plain = unicodedata.normalize("NFD", text.lower())
    parted: list[str] = []
    for char in plain:
        category = unicodedata.category(char)
        if category == "Mn" or char in "\0\ufffd" or (category in ("Cc", "Cf") and char not in "\t\n\r"):
            continue
        parted.append(f" {char} " if _stands_alone(char, category) else char)
    return "".join(parted).split()


def _stands_alone(char: str, category: str) -> bool:
    """Punctuation, ASCII symbols and Chinese characters are words of their own."""
    ascii_symbol = char.isascii() and char.isprintable() and not char.isalnum() and not char.isspace()
    return ascii_symbol or category.startswith("P") or "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
