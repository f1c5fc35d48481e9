"""Lists: names set one after the other with "and" before the last, whatever a parse makes of the "and"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model.sentence import Mention, MentionKind, Sentence

_BODIES: frozenset[MentionKind] = frozenset({"country", "organisation", "group"})
#: What may stand beside a name inside a list: its office, its country, its place.
_BESIDE: frozenset[MentionKind] = frozenset({"role", "place", "nationality", "country"})
#: Pronouns that a list of people may begin with.
_FIRST = frozenset({"he", "she", "we", "i"})
_AND = frozenset({"and", "&"})
_BETWEEN = frozenset({",", "the"}) | _AND
_BETWEEN_PEOPLE = _BETWEEN | {"of", "for", "a", "an"}


def lists_in(sentence: Sentence) -> Iterator[tuple[Mention, ...]]:
    """The lists of two or more people, or of two or more states and bodies, in the order of the text.

    "President A of X, President B of Y and President C of Z" is a list of three: offices and countries beside the
    names belong to them. A list ends at its "and"; names between commas alone are none.
    """
    named = [one for one in sentence.mentions if one.kind in _BODIES | {"person"} or one.text.lower() in _FIRST]
    for kinds in (frozenset[MentionKind]({"person", "pronoun"}), _BODIES):
        members = [
            one for one in named if one.kind in kinds and not (one.kind == "country" and _is_beside(sentence, one))
        ]
        yield from _runs(sentence, members)


def list_with(sentence: Sentence, index: int) -> tuple[Mention, ...]:
    """The list that the name at a token begins, or the office before that name; empty where it begins none."""
    mention = sentence.mention_at(index)
    if mention is None or mention.kind not in _BODIES | {"person", "role", "pronoun"}:
        return ()
    return next((found for found in lists_in(sentence) if _begins(sentence, mention, found[0])), ())


def _begins(sentence: Sentence, mention: Mention, first: Mention) -> bool:
    """Whether a mention is a list's first name, or the office in apposition before it: "the minister, Mr …, and …"."""
    if mention.kind != "role":
        return mention is first
    return first.first == mention.last + 1 and sentence.tokens[mention.last].text == ","


def _runs(sentence: Sentence, members: Sequence[Mention]) -> Iterator[tuple[Mention, ...]]:
    run: list[Mention] = []
    for mention in members:
        words = _between(sentence, run[-1], mention) if run else None
        if words is None or not words & (_AND | {","}):
            run = [mention]
            continue
        run.append(mention)
        if words & _AND:
            yield tuple(run)
            run = []


def _between(sentence: Sentence, one: Mention, other: Mention) -> set[str] | None:
    """The words between two names but for what belongs to the people; None where others stand there."""
    person = one.kind not in _BODIES
    beside = [mention for mention in sentence.mentions if one.last <= mention.first and mention.last <= other.first]
    if any(not person or mention.kind not in _BESIDE for mention in beside):
        return None
    taken = {at for mention in beside for at in range(mention.first, mention.last)}
    words = {sentence.tokens[at].text.lower() for at in range(one.last, other.first) if at not in taken}
    return words if words <= (_BETWEEN_PEOPLE if person else _BETWEEN) else None


def _is_beside(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country only says whose somebody is: "of France"."""
    at = mention.first - 1
    if at >= 0 and sentence.tokens[at].text.lower() == "the":
        at -= 1
    return at >= 0 and sentence.tokens[at].text.lower() in ("of", "for")
