"""Near copies: reports that are one text but for small edits, as wire copies and updates are.

Candidates come from MinHash signatures cut into bands (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3); each candidate is then verified on the words themselves, so a chance collision never counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from zlib import crc32

from rensa import RMinHash

BANDS: Final = 128
ROWS: Final = 3
SHARED_BANDS: Final = 3
"""Texts that share this many of their bands are candidates. Two that share 0.43 of their shingles, which no near copy
of corpus/merges falls below, are with probability 0.998; two that share 0.15 of them, as reports of one form may, with
0.01, so that a ledger full of those isn't compared with every new one."""

COPY: Final = 0.5
"""From this similarity on, two reports are near copies; measured on corpus/merges (decision 9)."""

_SHINGLE: Final = 3
_SEED: Final = 1978
_WORD: Final = re.compile(r"\w+")


@lru_cache(maxsize=64)
def shingles(text: str) -> frozenset[str]:
    """The runs of three words of a text, in lower case; a shorter text is one shingle.

    >>> sorted(shingles("Egypt and Israel signed."))
    ['and israel signed', 'egypt and israel']
    """
    words = _WORD.findall(text.lower())
    if len(words) <= _SHINGLE:
        return frozenset([" ".join(words)])
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def bands(text: str) -> Iterator[str]:
    """The bands of a text's signature: texts that share `SHARED_BANDS` of them are candidates.

    The same text gives the same bands in any process.
    """
    signature = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    signature.update(sorted(shingles(text)))
    values = signature.digest()
    for band in range(BANDS):
        row = values[band * ROWS : (band + 1) * ROWS]
        # A checksum is enough: every candidate is verified.
        yield f"{band}:{crc32(repr(row).encode()):08x}"


def similarity(one: str, other: str) -> float:
    """How much of the shorter text the longer one holds, damped by how much longer it is, from 0 to 1.

    A copy whose tail was cut stays close to its original, which plain Jaccard similarity would not see: this is the
    geometric mean of Jaccard similarity and containment in the shorter text.
    """
    a, b = shingles(one), shingles(other)
    shared = len(a & b)
    jaccard = shared / len(a | b)
    containment = shared / min(len(a), len(b))
    return float((jaccard * containment) ** 0.5)
