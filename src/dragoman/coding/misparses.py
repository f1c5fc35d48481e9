"""Where parsers err: main verbs taken for participles, names for adverbials, joined words hung too low.

`clauses` reads the parse; what stands here says where not to trust it, by what any sentence must have.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Sentence, Token

#: Tags of verbs with a tense of their own.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Days and months, as words.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april "
    "may june july august september october november december".split()
)
#: What a whole sentence ends with; a quotation may end after its stop.
_FULL_STOPS = frozenset({".", '"', "”", ".”", '."'})


def is_mistaken_participle(sentence: Sentence, verb: Token) -> bool:
    """Whether the past tense of a main clause was parsed as a participle: "The Council early on Monday called on …".

    A whole sentence has a finite verb: where its root is a noun and nothing on it has a tense, the last participle on
    that noun is the main verb, unless its form can only be a participle's ("taken") or a by-phrase tells who did it.
    One that follows its noun and has no object may stand in a note instead: "Ten people killed in a blast."
    """
    noun = sentence.tokens[verb.head]
    if verb.tag != "VBN" or verb.dep != "acl" or noun.head != noun.index or noun.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    if sentence.block != "paragraph" or sentence.tokens[-1].text not in _FULL_STOPS:
        return False
    if verb.text.endswith("n") or sentence.child(verb.index, "agent", "aux", "auxpass") is not None:
        return False
    if verb.index == noun.index + 1 and sentence.child(verb.index, "dobj") is None:
        return False
    below = [child for child in sentence.children(noun.index) if child.pos in ("VERB", "AUX")]
    finite = any(child.tag in FINITE and child.dep != "relcl" for child in below)
    return not finite and verb.index == max((child.index for child in below if child.dep == "acl"), default=None)


def mistaken_subject(sentence: Sentence, verb: Token) -> Token | None:
    """A name before a finite verb that the parser took for an adverbial: "Nauru walked out"."""
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    for child in sentence.children(verb.index, "npadvmod", "dep", "advmod"):
        mention = sentence.mention_at(child.index)
        if child.index < verb.index and mention is not None and mention.kind not in ("nationality", "pronoun"):
            return child
    return _subject_behind_scene(sentence, verb)


def _subject_behind_scene(sentence: Sentence, verb: Token) -> Token | None:
    """The subject that the parser took into the place or day before it: "In Prague workers went on strike"."""
    for preposition in sentence.children(verb.index, "prep"):
        scene = sentence.tokens[preposition.index + 1] if preposition.index + 1 < verb.index else None
        doer = sentence.child(preposition.index, "pobj")
        if scene is None or doer is None or not scene.index < doer.index < verb.index:
            continue
        place = sentence.mention_at(scene.index)
        named = sentence.mention_at(doer.index)
        apart = place is not None and place.kind in ("place", "country") and place is not named
        if named is not None and (apart or scene.text.lower() in DAYS):
            return doer
    return None


def joined_below(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What the parser joined to a word too low or took for its apposition.

    It joins the second person to the first one's country ("President A of Peru and General B signed"), and takes the
    second state of a list for another name of the first ("the United States, Peru and Chile signed").
    """
    named = sentence.mention_at(token.index)
    if named is None or named.kind not in ("person", "country"):
        return
    for child in sentence.children(token.index, "prep", "appos"):
        if child.dep == "appos":
            other = sentence.mention_at(child.index)
            if named.kind == "country" and other is not None and other.kind == "country" and other.ids != named.ids:
                yield child
        elif child.lemma == "of" and named.kind == "person":
            yield from (
                joined
                for whole in sentence.children(child.index, "pobj")
                for joined in sentence.children(whole.index, "conj")
                if (other := sentence.mention_at(joined.index)) is not None and other.kind == "person"
            )
