"""Titles before names: "Turkish FM Hakan Fidan" is one mention, "Special Envoy for Climate Change Todd Stern" another.

Place in the walk: part of finding mentions. Offices come from `codebook/posts.tsv`, callings from `codebook/roles.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.codebook import codebook
from dragoman.gazetteer import gazetteer
from dragoman.language.descriptions import LONGEST_TITLE
from dragoman.language.spans import Name, build_mention
from dragoman.model import Mention, Sentence, Token

#: Words that a title may begin with, besides its own.
BEFORE_TITLE = frozenset(
    "former ex then acting outgoing incoming senior deputy late interim newly caretaker top special presidential "
    "principal assistant associate chief".split()
)
HONORIFICS = frozenset(
    "mr mrs ms dr mr. mrs. ms. dr. sir lord lady dame sheikh sheik prof prof. professor miss m. mm. mme mme. mlle "
    "herr frau signor senor señor count countess baron baroness gen. lt. col. maj. capt. adm. brig. sen. rep. "
    "rev.".split()
)
#: Longest role noun before a name, in tokens.
_LONGEST_CALLING = 3
#: Prepositions that lead from an office to what it is for: "Under Secretary for Arms Control", "Ambassador to Chile".
_CHARGES = frozenset({"for", "of", "to"})
#: Offices that one holds *to* somebody.
_SENT = frozenset("ambassador special_envoy un_representative charge_d_affaires other_official".split())
#: Words in small letters, and marks, inside the name of a charge: "the Near East and South Asia".
_JOINTS = frozenset("and the of for to in on at - & 's ’s".split())
#: Longest charge and longest name after it, in tokens.
_LONGEST_CHARGE, _LONGEST_NAME = 14, 3


class _Title(NamedTuple):
    """What stands before a name: its first token, the posts, whose they are, their sector, first tokens of names."""

    first: int
    posts: tuple[str, ...]
    nationality: str | None
    sector: str | None
    taken: frozenset[int]


def with_titles(sentence: Sentence, names: Sequence[Name]) -> list[Mention]:
    """Names as mentions; a person's takes in the titles and the nationality before it."""
    by_end = {name.last: name for name in names}
    mentions: list[Mention] = []
    used: set[int] = set()
    for name in names:
        if name.kind != "person" and not _follows_title(sentence, name):
            continue
        title = _title_before(sentence, name, by_end)
        if name.kind != "person" and not title.posts:
            continue
        used |= title.taken | {name.first}
        nationality = title.nationality or _inside(sentence, names, title.first, name.first)
        ids = name.ids if name.kind == "person" else ()
        person = replace(name, kind="person", ids=ids, sector=title.sector)
        mentions.append(build_mention(sentence, person, first=title.first, posts=title.posts, nationality=nationality))
    held = {at for mention in mentions for at in range(mention.first, mention.last)}
    mentions += [build_mention(sentence, name) for name in names if name.first not in used | held]
    return mentions


def title_ending(tokens: Sequence[Token], end: int) -> tuple[int, str] | None:
    """The longest office phrase whose last token is just before `end`: its first token and its post."""
    posts = codebook().posts
    for length in range(min(LONGEST_TITLE, end), 0, -1):
        phrase = " ".join(token.text.lower() for token in tokens[end - length : end])
        post = posts.get(phrase)
        if post is not None:
            return end - length, post.post
    return None


def with_names_after_charges(sentence: Sentence, names: Sequence[Name]) -> list[Name]:
    """The names, with those that stand behind an office and its charge, where recognisers see only the charge.

    "Special Envoy for Climate Change Todd Stern": the name begins with the given name at the end of the capitals.
    """
    found = list(names)
    if sentence.block != "paragraph":
        return found
    for at, token in enumerate(sentence.tokens):
        if token.text not in _CHARGES or title_ending(sentence.tokens, at) is None:
            continue
        name = _name_at_end(sentence.tokens, at + 1, found)
        if name is not None:
            found = [one for one in found if one.last <= name.first or name.last <= one.first]
            found.append(name)
    return sorted(found, key=lambda name: name.first)


def _name_at_end(tokens: Sequence[Token], first: int, names: Sequence[Name]) -> Name | None:
    """The person's name at the end of a run of capitals that begins with a charge; None where none is sure."""
    last = first
    while last < min(len(tokens), first + _LONGEST_CHARGE) and _is_of_charge(tokens[last]):
        last += 1
    known = next((name for name in names if name.last == last and name.kind == "person" and name.known), None)
    if known is not None:
        return None
    for length in range(_LONGEST_NAME, 1, -1):
        words = tokens[last - length : last] if last - length > first else ()
        if words and gazetteer().is_given_name(words[0].text) and all(_is_capital(word) for word in words):
            return Name(last - length, last, "person")
    return None


def _is_of_charge(token: Token) -> bool:
    return token.text in _JOINTS or _is_capital(token)


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.tag not in ("MD", "VBD", "VBZ", "PRP")


def _charged_title(sentence: Sentence, person: Name) -> tuple[int, str] | None:
    """The office with its charge right before a name: "Assistant Secretary for African Affairs"; first token, post."""
    tokens, end = sentence.tokens, person.first
    for at in range(end - 1, max(0, end - _LONGEST_CHARGE), -1):
        if tokens[at].text in _CHARGES and at < end - 1:
            title = title_ending(tokens, at)
            if (
                title is not None
                and _calling(tokens, person, end) is None
                and tokens[end - 1].text.lower() not in HONORIFICS
            ):
                fits = tokens[at].text != "to" or title[1] in _SENT
                return title if fits and _is_one_phrase(sentence, at - 1, person.last) else None
        if not _is_of_charge(tokens[at]):
            return None
    return None


def _is_one_phrase(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words and the name after them hang together: one of them at most hangs on a word outside."""
    inside = range(first, last)
    return sum(sentence.tokens[at].head not in inside or sentence.tokens[at].head == at for at in inside) <= 1


def _inside(sentence: Sentence, names: Sequence[Name], first: int, last: int) -> str | None:
    """The country inside an office phrase, as in "U.S. president"; what one is sent *to* is not one's own."""
    return next(
        (
            name.ids[0]
            for name in names
            if first <= name.first and name.last <= last and len(name.ids) == 1 and _owns(sentence.tokens, name, first)
        ),
        None,
    )


def _owns(tokens: Sequence[Token], name: Name, first: int) -> bool:
    """Whether no "to" or "for" stands between the first word of an office and a name inside it."""
    return not {token.text for token in tokens[first : name.first]} & {"to", "for"}


def _follows_title(sentence: Sentence, name: Name) -> bool:
    """Whether an unknown name stands right after an office ("Foreign Minister Fidan"), so that it must be a person."""
    return not name.known and name.first > 0 and title_ending(sentence.tokens, name.first) is not None


def _title_before(sentence: Sentence, person: Name, by_end: dict[int, Name]) -> _Title:
    """Offices, a calling ("activist", "lawmaker") and the nationality that stand right before a name."""
    tokens = sentence.tokens
    posts: list[str] = []
    nationality: str | None = None
    sector: str | None = None
    called = False
    taken: set[int] = set()
    at = person.first
    while at > 0:
        title = title_ending(tokens, at)
        if title is None and at == person.first and sentence.block == "paragraph":
            title = _charged_title(sentence, person)
        calling = None if title or posts or called else _calling(tokens, person, at)
        if title is not None:
            at = title[0]
            posts.insert(0, title[1])
        elif calling is not None:
            at, sector = calling
            called = True
        elif tokens[at - 1].text.lower() in HONORIFICS | BEFORE_TITLE or (
            posts and tokens[at - 1].text.lower() in ("and", ",", "&", "-") and title_ending(tokens, at - 1)
        ):
            at -= 1
        elif (posts or called) and nationality is None and (name := _owner(tokens, at, by_end)):
            nationality, at = name.ids[0], name.first
            taken.add(name.first)
        else:
            break
    return _Title(at, tuple(dict.fromkeys(posts)), nationality, sector, frozenset(taken))


def _calling(tokens: Sequence[Token], person: Name, end: int) -> tuple[int, str | None] | None:
    """A role noun right before a known or recognised person's name: its first token and its sector."""
    roles = codebook().roles
    before = tokens[end - 1]
    attribute = before.dep in ("compound", "nmod", "amod") and before.tag in ("NN", "NNP", "JJ")
    if person.kind != "person" or not attribute:
        return None
    for length in range(min(_LONGEST_CALLING, end), 0, -1):
        role = roles.get(" ".join(token.text.lower() for token in tokens[end - length : end]))
        if role is not None and role.kind == "person":
            return end - length, role.sector
    return None


def _owner(tokens: Sequence[Token], at: int, by_end: dict[int, Name]) -> Name | None:
    """The country, nationality or body right before an office: "Turkish", "Pakistan's", "Hamas"."""
    end = at - 1 if tokens[at - 1].tag == "POS" else at
    name = by_end.get(end)
    return name if name and name.ids and name.kind in ("country", "nationality", "organisation", "group") else None
