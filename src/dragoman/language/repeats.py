"""Names said again in short: surnames and given names after a full name, acronyms that the text defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.language.acronyms import define, with_acronyms
from dragoman.language.spans import words_of
from dragoman.model import Mention, Sentence, Token

#: Particles that belong to the surname after them.
_PARTICLES = frozenset("al el bin ben ibn abu van von de da di dos du la le der den ter st st. mac".split())
#: Blocks whose capitals and clipped grammar mislead the recogniser.
_SUMMARIES = frozenset({"label", "headline", "deck", "subhead"})
#: Where a given name alone stands for its bearer.
_ARGUMENTS = frozenset("nsubj nsubjpass poss dobj pobj dative agent appos".split())
_GUESSED = frozenset({"place", "organisation", "group", "person", "nationality"})
#: Most tokens of a short name ("van der Bellen", "al-Hayya").
_LONGEST = 7


@dataclass(slots=True)
class _ShortForms:
    """Short forms of the people named in full, in lower case.

    Attributes:
        family: Family name, with its particles → the mention that spells the name out.
        given: Given name → the same, where no other person of the document has it.
        begins: First words of all of them.
    """

    family: dict[str, Mention] = field(default_factory=dict)
    given: dict[str, Mention] = field(default_factory=dict)
    begins: set[str] = field(default_factory=set)


def with_repeats(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with mentions added where a short form of an earlier or later full name stands alone.

    A headline says "Fidan" before the text says "Hakan Fidan", so the whole document is searched for full names first.
    """
    defined: dict[str, Mention] = {}
    found: list[Sentence] = []
    for sentence in sentences:
        told, acronyms = define(sentence)
        found.append(told)
        defined = {**acronyms, **defined}
    if defined:
        found = [with_acronyms(sentence, defined) for sentence in found]
    short = _short_forms(found)
    return tuple(_with_short_names(sentence, short) for sentence in found) if short.begins else tuple(found)


def surnames(name: str) -> tuple[str, ...]:
    """The short forms of a full name, likeliest first; empty for a name of one word.

    >>> surnames("Khalil al-Hayya")
    ('al-Hayya', 'Hayya')
    >>> surnames("Mohammed bin Salman")
    ('bin Salman', 'Salman')
    """
    words = name.split()
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    forms = [" ".join(words[at:]) for at in range(first, len(words))]
    head, _, tail = words[-1].partition("-")
    if tail and head.lower() in _PARTICLES:
        forms.append(tail)
    return tuple(form for form in forms if len(form) > 1)


def _short_forms(sentences: Iterable[Sentence]) -> _ShortForms:
    """The short forms of everybody who is named in full."""
    short = _ShortForms()
    shared: set[str] = set()
    for sentence in sorted(sentences, key=lambda one: one.block in _SUMMARIES):
        for mention in sentence.mentions:
            if mention.kind != "person" or mention.name is None:
                continue
            for form in surnames(mention.name):
                short.family.setdefault(form.lower(), mention)
            given = mention.name.partition(" ")[0].lower()
            other = short.given.setdefault(given, mention)
            if (other.name or "").split()[-1].lower() != mention.name.split()[-1].lower():
                shared.add(given)
    for given in shared | short.family.keys():
        short.given.pop(given, None)
    short.begins = {form.replace("-", " ").partition(" ")[0] for form in (*short.family, *short.given)}
    return short


def _with_short_names(sentence: Sentence, short: _ShortForms) -> Sentence:
    mentions = [mention for mention in sentence.mentions if not _swollen(sentence, mention, short.family)]
    changed = len(mentions) != len(sentence.mentions)
    for repeat in _repeats(sentence, short):
        rivals = [one for one in mentions if one.first < repeat.last and repeat.first < one.last]
        if any(not _yields(one, repeat) for one in rivals):
            continue
        mentions = [one for one in mentions if one not in rivals]
        mentions.append(repeat)
        changed = True
    if not changed:
        return sentence
    return replace(sentence, mentions=tuple(sorted(mentions, key=lambda mention: mention.first)))


def _repeats(sentence: Sentence, short: _ShortForms) -> Iterator[Mention]:
    """The places where a short form stands, the longest form that fits."""
    tokens, at = sentence.tokens, 0
    while at < len(tokens):
        length = 0
        if tokens[at].text.lower() in short.begins and not _all_capitals(sentence, tokens[at]):
            length = next((n for n in range(_LONGEST, 0, -1) if _is_form(sentence, at, at + n, short)), 0)
        if length:
            text = words_of(sentence, at, at + length)
            full = short.family.get(text.lower()) or short.given[text.lower()]
            yield _repeat(sentence, at, at + length, full)
        at += length or 1


def _is_form(sentence: Sentence, first: int, last: int, short: _ShortForms) -> bool:
    tokens = sentence.tokens
    if last > len(tokens) or not tokens[last - 1].text[0].isupper():
        return False
    text = words_of(sentence, first, last).lower()
    if text in short.family:
        return True
    token = tokens[first]
    alone = last == len(tokens) or not (tokens[last].text[0].isupper() or tokens[last].text == "-")
    argument = token.pos == "PROPN" and token.dep in _ARGUMENTS and sentence.block == "paragraph"
    return argument and alone and last - first == 1 and text in short.given


def _yields(mention: Mention, repeat: Mention) -> bool:
    """Whether what the recogniser made of the words gives way to the person named in full: it knows no such name."""
    if not (repeat.first <= mention.first and mention.last <= repeat.last) or mention.posts:
        return False
    if mention.ids:
        longer = repeat.last - repeat.first > mention.last - mention.first
        return longer and mention.kind in ("group", "nationality", "organisation")
    return mention.kind in _GUESSED and mention.name != repeat.name


def _swollen(sentence: Sentence, mention: Mention, family: Mapping[str, Mention]) -> bool:
    """Whether a "name" is a known surname with capitalised words on it: "Erdogan Calls", "Special Advisor Thames"."""
    if mention.kind not in ("person", "organisation", "place") or mention.ids or mention.name is None:
        return False
    words = mention.name.lower().split()
    summary = sentence.block in _SUMMARIES
    known = [family[word] for word in (words if summary else words[-1:]) if word in family]
    return (
        len(words) > 1
        and mention.name.lower() not in family
        and any(full.name != mention.name and full.start != mention.start for full in known)
    )


def _all_capitals(sentence: Sentence, token: Token) -> bool:
    """Whether the word stands in a line of capitals, where capitals tell nothing."""
    return token.text.isupper() and all(other.text.isupper() for other in sentence.tokens if other.text.isalpha())


def _repeat(sentence: Sentence, first: int, last: int, full: Mention) -> Mention:
    tokens = sentence.tokens
    return Mention(
        kind="person",
        first=first,
        last=last,
        head=last - 1,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        text=words_of(sentence, first, last),
        name=full.name,
        ids=full.ids,
    )
