"""WordPiece: a text as the numbers that a BERT model reads.

The algorithm is that of BERT's uncased models (Devlin et al. 2019): lower case, accents off, split at spaces and
punctuation, then each word as the longest known pieces from the left. A test compares it with the reference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

_LONGEST_WORD = 100
_REMEMBERED = 50_000
_ASCII_MARKS = frozenset(map(chr, (*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 127))))
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


class Pieces:
    """A vocabulary and the rule that cuts words into it.

    Attributes:
        numbers: Piece → its number.
    """

    def __init__(self, vocabulary: Path) -> None:
        """Read a vocabulary, one piece a line.

        Raises:
            OSError: The file can't be read.
        """
        lines = vocabulary.read_text("utf-8").split("\n")
        self.numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(lines) if piece}
        self._unknown = self.numbers["[UNK]"]
        self._chunk = lru_cache(_REMEMBERED)(self._pieces)

    def __call__(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without the marks of its start and end."""
        return [number for chunk in _spaced(text).split() for number in self._chunk(chunk)]

    def _pieces(self, chunk: str) -> tuple[int, ...]:
        return tuple(number for word in _words(chunk) for number in self._cut(word))

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                number = self.numbers.get(word[at:end] if at == 0 else "##" + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)


def _words(chunk: str) -> Iterator[str]:
    """Lower-cased words and single marks of what stands between two spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFD", chunk.lower()) if unicodedata.category(c) != "Mn")
    at = 0
    for place, character in enumerate(bare):
        if _is_mark(character):
            if place > at:
                yield bare[at:place]
            yield character
            at = place + 1
    if at < len(bare):
        yield bare[at:]


def _spaced(text: str) -> str:
    """The text without control characters, with a space around each ideograph."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spaced_character(character) for character in text)


def _spaced_character(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character in "\0\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    if any(first <= ord(character) <= last for first, last in _IDEOGRAPHS):
        return f" {character} "
    return character


def _is_mark(character: str) -> bool:
    return character in _ASCII_MARKS or (not character.isascii() and unicodedata.category(character).startswith("P"))
