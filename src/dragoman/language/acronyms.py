"""Acronyms that a text defines itself: "the Organisation of Lake States (OLS)", then "the OLS".

What the text says beats every table: the acronym is whatever was spelled out, wherever it stands in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.language.spans import Name, build_mention
from dragoman.model import Mention, Sentence, Token

_ACRONYM = re.compile(r"^[A-Z][A-Za-z&.-]*[A-Z]$")
#: Words of a name that give no letter to its acronym, or may not.
_SMALL = frozenset(
    "of the for and on in to de du des la le les el al d' da do dos und 's ' ’ ’s - & & against with".split()
)
_LONGEST_NAME = 14
#: What may stand between a name and its acronym, each before the acronym itself.
_INTRODUCED = tuple(
    tuple(words.split())
    for words in (
        "(", "( the", "( or", '( "', "( known as", "[", ", or", ", or the", ", known as", ", known as the",
        ", known by its acronym", ", also known as", ", abbreviated as", ", abbreviated", ", called", "–", "—", "-",
    )
)  # fmt: skip
_NAMED = frozenset({"person", "organisation", "group", "role"})


def define(sentence: Sentence) -> tuple[Sentence, dict[str, Mention]]:
    """The acronyms that a sentence defines, each with the mention that spells it out.

    Returns:
        The sentence, with a mention of every name spelled out, and those mentions by acronym.
    """
    found: dict[str, Mention] = {}
    for first, last, acronym in _definitions(sentence.tokens):
        named = _named(sentence, first, last)
        if named is None:
            continue
        inside = range(named.first, named.last)
        kept = [one for one in sentence.mentions if one.first not in inside and one.last - 1 not in inside]
        sentence = replace(sentence, mentions=tuple(sorted([*kept, named], key=lambda one: one.first)))
        found.setdefault(acronym, named)
    return sentence, found


def with_acronyms(sentence: Sentence, defined: Mapping[str, Mention]) -> Sentence:
    """The sentence with every defined acronym standing for what the text spells out."""
    changed = {mention.first: mention for mention in sentence.mentions}
    for token in sentence.tokens:
        full = defined.get(token.text)
        if full is None:
            continue
        holder = sentence.mention_at(token.index)
        if holder is None or holder.last - holder.first == 1:
            changed[token.index] = _repeat(token, full)
        elif holder.kind == "role" and full.ids:
            changed[holder.first] = replace(holder, ids=full.ids, nationality=None)
    mentions = tuple(sorted(changed.values(), key=lambda mention: mention.first))
    return sentence if mentions == sentence.mentions else replace(sentence, mentions=mentions)


def _definitions(tokens: Sequence[Token]) -> Iterator[tuple[int | None, int, str]]:
    """Each acronym that a sentence defines, with the first token of the name and one past its last.

    The first is None where the letters don't tell it: then the acronym must stand in brackets.
    """
    for at, token in enumerate(tokens):
        if at < 2 or not _ACRONYM.match(token.text):
            continue
        after = tokens[at + 1].text if at + 1 < len(tokens) else "."
        introduced = _introduction(tokens, at)
        if not introduced:
            continue
        last = at - introduced
        bracketed = introduced == 1 and tokens[last].text == "(" and after == ")"
        first = _first_word(tokens, last - 1, token.text)
        owned = last - 2
        if first is None and bracketed and owned > 0 and tokens[owned].text.lower() in ("of", "in", "for"):
            first = _first_word(tokens, owned - 1, token.text)
            last = owned if first is not None else last
        if bracketed or (first is not None and not after[0].isalnum()):
            yield first, last, token.text


def _introduction(tokens: Sequence[Token], at: int) -> int:
    """How many tokens introduce an acronym after its name; 0 where nothing does."""
    for words in _INTRODUCED:
        before = tokens[max(0, at - len(words)) : at]
        if tuple(token.text.lower() for token in before) == words and at > len(words):
            return len(words)
    return 0


def _first_word(tokens: Sequence[Token], last: int, acronym: str) -> int | None:
    """The first token of the name before an acronym, whose letters are its initials; None where they aren't."""
    letters = [char for char in acronym.upper() if char.isalpha()]

    def match(left: int, at: int) -> int | None:
        if left == 0:
            return at + 1
        if at < 0 or last - at >= _LONGEST_NAME:
            return None
        word = tokens[at].text
        if word[0].upper() == letters[left - 1] and (word[0].isupper() or word.lower() in _SMALL):
            found = match(left - 1, at - 1)
            if found is not None:
                return found
        return match(left, at - 1) if word.lower() in _SMALL or (left < len(letters) and len(word) == 1) else None

    first = match(len(letters), last)
    return first if first is not None and tokens[first].text[0].isupper() else None


def _named(sentence: Sentence, first: int | None, last: int) -> Mention | None:
    """The mention that an acronym stands for: one that ends before it, else one made of the words it abbreviates."""
    before = sentence.mention_at(last - 1)
    if before is not None and (before.last != last or before.kind not in _NAMED):
        before = None
    if before is not None and (first is None or before.first <= first) and _tells(before):
        return before
    if first is None:
        return before
    if last - first < 2:
        return before
    kind = before.kind if before is not None and before.kind == "group" else "organisation"
    inside = [one for one in sentence.mentions if first <= one.first and one.last <= last]
    countries = {one.ids[0] for one in inside if one.kind in ("country", "nationality") and len(one.ids) == 1}
    return build_mention(
        sentence, Name(first, last, kind), nationality=countries.pop() if len(countries) == 1 else None
    )


def _tells(mention: Mention) -> bool:
    """Whether a mention is the whole name: a person, a body that the gazetteer knows, an office of several words."""
    words = (mention.name or "").split()
    return mention.kind == "person" or (len(words) > 1 and (mention.kind == "role" or mention.ids != ()))


def _repeat(token: Token, full: Mention) -> Mention:
    return replace(
        full,
        first=token.index,
        last=token.index + 1,
        head=token.index,
        start=token.start,
        end=token.end,
        text=token.text,
    )
