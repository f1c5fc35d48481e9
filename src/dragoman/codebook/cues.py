"""What a word that attributes takes as content: `cues.tsv`, beside `speech.tsv`, which says what its force is.

Place in the walk: data under the attribution step. A word is added in the table, never here. The column `content` lists
where what is said, thought, wanted or judged may stand beside the word:

* `quote`: in quotation marks; `clause`: "that …", a question or a bare clause; `infinitive`: "to leave";
* `object`: what the verb acts on, with all that follows in its phrase ("called the report a fake");
* `person`: the object is the one addressed, and no content ("told reporters that …");
* `seems`: nobody is the source ("it seems that …"); `impersonal`: the same of an adjective ("it is clear that …");
* any other word is a preposition with its object: `for` of "called for talks".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.codebook.frame_rows import SPEECH_KINDS
from dragoman.errors import CodebookError

_HEADER = ("lemma", "pos", "kind", "content")
_KINDS = SPEECH_KINDS | {"attitude"}
_SHAPES = frozenset("quote clause infinitive object person seems impersonal".split())


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that attributes, and where its content may stand.

    Attributes:
        lemma: The word.
        pos: `v`, `n` or `a`.
        kind: As in `SpeechWord`, or `attitude` for a liking or a stance.
        shapes: Those of `quote`, `clause`, `infinitive`, `object`, `person`, `seems` and `impersonal` that it has.
        prepositions: Those whose object is content.
    """

    lemma: str
    pos: str
    kind: str
    shapes: frozenset[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Mapping[tuple[str, str], CueWord]:
    """Every cue, by part of speech and lemma.

    Raises:
        CodebookError: A row of the table is wrong; the message names it.
    """
    table = files("dragoman.codebook").joinpath("cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()]
    if tuple(rows[0]) != _HEADER:
        raise CodebookError(f"cues.tsv:1: the header must be {', '.join(_HEADER)}")
    found: dict[tuple[str, str], CueWord] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not row[0].startswith("#"):
            word = _word(row, f"cues.tsv:{number}")
            found[word.pos, word.lemma] = word
    return found


def _word(row: list[str], where: str) -> CueWord:
    if len(row) != len(_HEADER):
        raise CodebookError(f"{where}: it has {len(row)} columns, not {len(_HEADER)}")
    lemma, pos, kind, content = row
    if pos not in ("v", "n", "a") or kind not in _KINDS or not content:
        raise CodebookError(f"{where}: {pos!r} is none of v, n, a, or {kind!r} is no kind, or it takes no content")
    parts = frozenset(content.split(","))
    return CueWord(lemma, pos, kind, parts & _SHAPES, parts - _SHAPES)
