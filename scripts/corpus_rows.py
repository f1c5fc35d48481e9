"""Corpus rows as the relation model is trained and measured on them."""

from __future__ import annotations

import hashlib
import re

from check_corpus import Row

from dragoman.coding.relation_model import Candidate
from dragoman.model import Span

HELD_OUT = 16
#: Codes that are told apart from their CAMEO root, because others count them elsewhere.
OWN_CODES = ("166",)
_MARK = re.compile(r"</?[st]>")


def kind_of(row: Row) -> str:
    """PLOVER type and CAMEO root, the first thing that the model tells."""
    if row.type == "NONE":
        return "NONE."
    return f"{row.type}.{row.cameo[:3] if row.cameo[:3] in OWN_CODES else row.cameo[:2]}"


def is_held_out(row: Row) -> bool:
    """Whether a row is only measured on: decided by its bare sentence, so that all its rows go together."""
    return int(hashlib.sha256(row.plain.encode()).hexdigest(), 16) % HELD_OUT == 0


def candidate_of(sentence: str) -> Candidate:
    """A corpus sentence with its marks as spans."""
    spans: dict[str, Span] = {}
    text, at, begun = "", 0, 0
    for mark in _MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        at = mark.end()
        if mark.group()[1] != "/":
            begun = len(text)
        else:
            spans[mark.group()[-2]] = Span(begun, len(text))
    return Candidate(text + sentence[at:], spans.get("s"), spans.get("t"))
