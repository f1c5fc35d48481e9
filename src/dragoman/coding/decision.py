"""Frame and model together: the type of an event, decided from both opinions.

The model's share of each kind is weighed by how often a frame of that type stands where the corpus has that kind: naive
Bayes over two witnesses, the frame's part tempered because the two aren't independent. The table of weights is
measured on the corpus and ships with the model's weights (`scripts/weigh_frames.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from dragoman.codebook import codebook
from dragoman.coding.relation_model import Judgement

NONE = "NONE"
#: Share from which a context counts: the best on the held-out part of the corpus, together with the codebook's terms.
CONTEXT = 0.4
#: PLOVER type that frames said ("NONE" for no frame) → kind → logarithm of how much it speaks for that kind.
Witness = Mapping[str, Mapping[tuple[str, str], float]]


class Opinion(NamedTuple):
    """What a frame makes of a predicate."""

    type: str
    mode: str | None
    cameo: str


class Decision(NamedTuple):
    """What both together make of it.

    Attributes:
        type: PLOVER type, or "NONE".
        mode: Mode; None where the type has none or the words don't tell.
        cameo: CAMEO code; empty for NONE.
        share: How sure the decision is, 0 to 1.
        contexts: PLOVER contexts that the model sees in the sentence.
    """

    type: str
    mode: str | None
    cameo: str
    share: float
    contexts: frozenset[str] = frozenset()


def decide(
    judgement: Judgement,
    opinion: Opinion | None,
    witness: Witness,
    *,
    trust: float = 0.0,
    may_be_none: bool = True,
) -> Decision:
    """Decide from the model's judgement and the frame's opinion; None for no frame.

    Args:
        judgement: What the model makes of the parties in their sentence.
        opinion: What the frame says.
        witness: How much each frame type speaks for each kind.
        trust: What the frame's own type gains besides, as a logarithm.
        may_be_none: Whether "nothing that PLOVER codes" is an answer.
    """
    said = witness.get(opinion.type if opinion else NONE, {})
    scores = {
        kind: math.log(share + 1e-9) + said.get(kind, 0.0) + (trust if opinion and kind[0] == opinion.type else 0.0)
        for kind, share in judgement.kinds.items()
        if may_be_none or kind[0] != NONE
    }
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    kind = max(scores, key=lambda one: scores[one])
    type_, root = kind
    share = sum(math.exp(score - top) for (other, _), score in scores.items() if other == type_) / total
    contexts = frozenset(name for name, one in judgement.contexts.items() if one >= CONTEXT)
    if type_ == NONE:
        return Decision(NONE, None, "", share)
    if opinion and opinion.type == type_ and opinion.cameo.startswith(root):
        mode = opinion.mode or mode_of(judgement, type_)
        return Decision(type_, mode, opinion.cameo, share, contexts)
    mode = opinion.mode if opinion and opinion.type == type_ else mode_of(judgement, type_)
    return Decision(type_, mode, _code(judgement, type_, root), share, contexts)


def mode_of(judgement: Judgement, type_: str) -> str | None:
    """The likeliest mode of a type."""
    modes = {mode: share for (of, mode), share in judgement.modes.items() if of == type_}
    return max(modes, key=lambda one: modes[one]) if modes else None


def _code(judgement: Judgement, type_: str, root: str) -> str:
    """The likeliest code of three digits under a root, or the type's own where the model knows none."""
    codes = {code: share for code, share in judgement.codes.items() if code.startswith(root)}
    return max(codes, key=lambda one: codes[one]) if codes else codebook().default_cameo(type_)
