"""Names said again in short: surnames after a full name, and acronyms that the text itself defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.model import Mention, Sentence, Token

#: Particles that belong to the surname after them.
_PARTICLES = frozenset("al el bin ben ibn abu van von de da di dos du la le der den ter st st. mac".split())
#: Blocks whose capitals and clipped grammar mislead the recogniser.
_SUMMARIES = frozenset({"label", "headline", "deck", "subhead"})
_ACRONYM = re.compile(r"^[A-Z][A-Za-z&.-]*[A-Z]$")


def with_repeats(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with mentions added where a short form of an earlier or later full name stands alone.

    A headline says "Fidan" before the text says "Hakan Fidan", so the whole document is searched for full names first.
    """
    short = _short_forms(sentences)
    if not short:
        return tuple(sentences)
    return tuple(_with_short_names(sentence, short) for sentence in sentences)


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
    last = words[-1]
    forms = [last]
    if len(words) > 2 and words[-2].lower() in _PARTICLES:
        forms.insert(0, f"{words[-2]} {last}")
    head, _, tail = last.partition("-")
    if tail and head.lower() in _PARTICLES:
        forms.append(tail)
    return tuple(form for form in forms if len(form) > 1)


def _short_forms(sentences: Iterable[Sentence]) -> Mapping[str, Mention]:
    """Short form → the first mention that spells the name out."""
    forms: dict[str, Mention] = {}
    for sentence in sorted(sentences, key=lambda one: one.block in _SUMMARIES):
        for mention in sentence.mentions:
            if mention.name is None:
                continue
            if mention.kind == "person":
                for form in surnames(mention.name):
                    forms.setdefault(form, mention)
            elif mention.kind in ("organisation", "group"):
                acronym = _defined_acronym(sentence.tokens, mention)
                if acronym:
                    forms.setdefault(acronym, mention)
    return forms


def _defined_acronym(tokens: Sequence[Token], mention: Mention) -> str | None:
    """The acronym in brackets right after a name: "Organisation of Islamic Cooperation (OIC)"."""
    after = tokens[mention.last : mention.last + 3]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and _ACRONYM.match(after[1].text):
        return after[1].text
    return None


def _with_short_names(sentence: Sentence, short: Mapping[str, Mention]) -> Sentence:
    mentions = tuple(mention for mention in sentence.mentions if not _swollen(sentence, mention, short))
    taken = {at for mention in mentions for at in range(mention.first, mention.last)}
    added: list[Mention] = []
    for token in sentence.tokens:
        full = short.get(token.text)
        if full is None or token.index in taken or not token.text[0].isupper() or _all_capitals(sentence, token):
            continue
        added.append(_repeat(token, full))
    if not added and len(mentions) == len(sentence.mentions):
        return sentence
    return replace(sentence, mentions=tuple(sorted([*mentions, *added], key=lambda mention: mention.first)))


def _swollen(sentence: Sentence, mention: Mention, short: Mapping[str, Mention]) -> bool:
    """Whether a "name" is a known surname with capitalised words on it: "Erdogan Calls", "Special Advisor Thames"."""
    if mention.kind not in ("person", "organisation", "place") or mention.ids or mention.name is None:
        return False
    words = mention.name.split()
    summary = sentence.block in _SUMMARIES
    known = [short[word] for word in (words if summary else words[-1:]) if word in short]
    persons = [full for full in known if full.kind == "person"]
    return len(words) > 1 and any(full.name != mention.name and full.start != mention.start for full in persons)


def _all_capitals(sentence: Sentence, token: Token) -> bool:
    """Whether the word stands in a line of capitals, where capitals tell nothing."""
    return token.text.isupper() and all(other.text.isupper() for other in sentence.tokens if other.text.isalpha())


def _repeat(token: Token, full: Mention) -> Mention:
    return Mention(
        kind=full.kind,
        first=token.index,
        last=token.index + 1,
        head=token.index,
        start=token.start,
        end=token.end,
        text=token.text,
        name=token.text,
        ids=full.ids if full.kind != "person" else (),
    )
