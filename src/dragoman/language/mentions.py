"""Finding mentions: the words of a sentence that name or point at somebody, something or somewhere.

Names come from the gazetteer and from the statistical recogniser; where they disagree the gazetteer wins, but for a
longer personal name around a place name ("Jordan Peele"). Titles and nationalities before a name join it ("Turkish FM
Hakan Fidan" is one mention); descriptions without a name ("Turkish diplomats", "the ministers") are roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.codebook import codebook
from dragoman.gazetteer import NameMatch, gazetteer
from dragoman.language.descriptions import LONGEST_TITLE, with_descriptions
from dragoman.language.spans import Name, build_mention
from dragoman.model import Mention, Sentence, Token
from dragoman.model.sentence import MentionKind

#: What the recogniser's labels (OntoNotes 5) come to; other labels name no party and no place.
_RECOGNISED: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
_KNOWN: dict[str, MentionKind] = {
    "country": "country",
    "nationality": "nationality",
    "capital": "place",
    "metonym": "organisation",
    "organisation": "organisation",
    "group": "group",
    "agency": "organisation",
    "person": "person",
}
_PRONOUNS = frozenset("he she they we i him her them us me his their our my it its himself herself themselves".split())
_BEFORE_TITLE = frozenset(
    "former ex then acting outgoing incoming senior deputy late interim newly caretaker top".split()
)
#: Nouns that make a capitalised phrase the name of a body.
_BODY_NOUNS = frozenset(
    "Board Commission Council Ministry Agency Office Committee Court Mission Fund Bank Group Party Union Force Forces "
    "Command Corps University Association Institute Authority Department Parliament Congress Senate Assembly Panel "
    "Tribunal Organisation Organization Federation Foundation Society Service Secretariat Programme Program".split()
)
_HONORIFICS = frozenset(
    "mr mrs ms dr mr. mrs. ms. dr. sir lord lady dame sheikh sheik prof prof. professor miss m. mm. mme mme. mlle "
    "herr frau signor senor señor count countess baron baroness gen. lt. col. maj. capt. adm. brig. sen. rep. "
    "rev.".split()
)
#: Honorifics that no given name is short for: what follows them is a person's name, whatever else is called so.
_BEFORE_NAME = _HONORIFICS - frozenset("lady dame miss count baron".split())
#: Words and marks inside a name that may stand in small letters.
_NAME_JOINTS = frozenset("- ' de da di dos du del la le van von der den bin ben ibn al el ul".split())
#: Words of companies and staffs that begin as a general's name does.
_COMPANIES = frozenset(
    "Motors Motor Electric Dynamics Mills Staff Secretariat Company Corporation Corp Inc Insurance".split()
)
#: Sectors of the callings that recognisers take for given names: archbishops, generals, senators.
_CALLED = frozenset({"REL", "MIL", "LEG"})
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december".split()
)
#: Longest role noun before a name, in tokens.
_LONGEST_CALLING = 3
_NAME_PART = re.compile(r"[^\W\d_]")


class NamedSpan(NamedTuple):
    """An entity span of the statistical recogniser.

    Attributes:
        label: OntoNotes label.
        first: First token in the sentence.
        last: One past the last token.
    """

    label: str
    first: int
    last: int


class _Title(NamedTuple):
    """What stands before a name: its first token, the posts, whose they are, their sector, first tokens of names."""

    first: int
    posts: tuple[str, ...]
    nationality: str | None
    sector: str | None
    taken: frozenset[int]


def find_mentions(sentence: Sentence, *, view: str, recognised: Sequence[NamedSpan]) -> Sentence:
    """The sentence with its mentions, in order and without overlap.

    Args:
        sentence: A sentence without mentions.
        view: Its text in the analysis view; its first code point is `sentence.start`.
        recognised: The recogniser's spans.
    """
    names = _names(sentence, view, recognised)
    mentions = _with_titles(sentence, names)
    told = with_descriptions(sentence, mentions)
    mentions = [_as_person(sentence, one, told) for one in told]
    mentions += _pronouns(sentence, {at for mention in mentions for at in range(mention.first, mention.last)})
    return replace(sentence, mentions=tuple(sorted(mentions, key=lambda mention: mention.first)))


def _as_person(sentence: Sentence, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """A person for an unknown body that an office or a person stands beside: "U Thant, the Secretary-General"."""
    words = mention.text.split()
    if mention.kind != "organisation" or mention.ids or len(words) < 2 or not _BODY_NOUNS.isdisjoint(words):
        return mention
    beside = {child.index for child in sentence.children(mention.head, "appos")}
    held = any(one.kind == "role" and one.posts and one.head in beside for one in mentions)
    token = sentence.tokens[mention.head]
    joined = token.dep == "conj" and any(one.kind == "person" and one.head == token.head for one in mentions)
    return replace(mention, kind="person") if held or (joined and _are_names(sentence, mention)) else mention


def _are_names(sentence: Sentence, mention: Mention) -> bool:
    """Whether every word may be a person's name."""
    tokens = sentence.tokens[mention.first : mention.last]
    return all(token.pos == "PROPN" and token.text.isalpha() and not token.text.isupper() for token in tokens)


# --- names ------------------------------------------------------------------------------------------------------------


def _names(sentence: Sentence, view: str, recognised: Sequence[NamedSpan]) -> list[Name]:
    matches = (match for match in gazetteer().find(view) if match.ids)
    names = [name for match in matches if (name := _known(sentence, match))]
    titled = _after_honorifics(sentence)
    names = [name for name in names if not any(_displaces(one, name) for one in titled)]
    names += [one for one in titled if not any(name.first < one.last and one.first < name.last for name in names)]
    for span in recognised:
        kind = _RECOGNISED.get(span.label)
        if kind is None:
            continue
        first, last = _trimmed(sentence.tokens, span.first, span.last)
        if first >= last or not any(_NAME_PART.match(token.text) for token in sentence.tokens[first:last]):
            continue
        if kind == "organisation" and (
            _names_institution(sentence, first, last, names) or _is_in_office(sentence.tokens, first, last)
        ):
            continue
        if kind == "organisation" and _is_officer(sentence.tokens, first, last):
            kind = "person"
        if kind == "person" and sentence.block == "paragraph":
            first = _without_title(sentence.tokens, first, last)
            first = _with_given_name(sentence.tokens, first, last)
        rivals = [name for name in names if name.first < last and first < name.last]
        if not rivals:
            names.append(Name(first, last, kind))
        elif (kind == "person" and _swallows(first, last, rivals, sentence.tokens)) or (
            kind == "organisation" and _names_body(first, last, rivals, sentence)
        ):
            names = [name for name in names if name not in rivals]
            names.append(Name(first, last, kind))
    return sorted(names, key=lambda name: name.first)


def _after_honorifics(sentence: Sentence) -> list[Name]:
    """The names that stand behind "Mr", "M.", "Sheikh" and the like, as far as their capitals go."""
    tokens = sentence.tokens
    found: list[Name] = []
    for token in tokens:
        if token.text.lower() not in _BEFORE_NAME or not token.text[0].isupper():
            continue
        first = last = token.index + 1
        while last < len(tokens) and (_is_name_part(tokens[last]) or (last > first and _joins_name(tokens, last))):
            last += 1
        if last > first:
            found.append(Name(first, last, "person"))
    return found


def _is_name_part(token: Token) -> bool:
    named = token.text[0].isupper() or token.text.lower().startswith(("d'", "d’"))
    return named and token.pos == "PROPN" and token.text.lower() not in _HONORIFICS | _NO_NAMES


def _joins_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a particle or a hyphen leads on to another part of a name: "al-Sabah", "de Klerk", "En-lai"."""
    if tokens[at - 1].text == "-":
        return tokens[at].text.isalpha() and tokens[at].start == tokens[at - 1].end
    after = at
    while after < len(tokens) and tokens[after].text.lower() in _NAME_JOINTS:
        after += 1
    if not at < after < len(tokens):
        return False
    return _is_name_part(tokens[after]) or (after == at + 1 and tokens[at].text == "-" and tokens[after].text.isalpha())


def _displaces(titled: Name, name: Name) -> bool:
    """Whether a name behind an honorific is a person's and not the body or place that bears it, too: "M. Schuman"."""
    if not (titled.first < name.last and name.first < titled.last):
        return False
    return name.kind != "person" or titled.last - titled.first > name.last - name.first


def _without_title(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token of a person's name behind the honorifics and callings that the recogniser took in."""
    roles, posts = codebook().roles, codebook().posts
    first = _after_rank(tokens, first, last)
    while last - first > 1:
        word = tokens[first].text.lower()
        role = roles.get(word)
        called = role is not None and role.kind == "person" and role.sector in _CALLED and word not in posts
        if word not in _HONORIFICS and not called:
            break
        first += 1
    return first


def _after_rank(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token behind a military rank of several words: "Field Marshal", "Lieutenant-General"."""
    roles = codebook().roles
    for end in range(last - 1, first, -1):
        words = [token.text.lower() for token in tokens[first:end]]
        role = roles.get(" ".join(words)) or (roles.get(words[-1]) if "-" in words else None)
        if role is not None and role.kind == "person" and role.sector == "MIL":
            return end
    return first


def _is_officer(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what was recognised as a body is a rank and a name: "General Pal Maleter", not "General Motors"."""
    name = tokens[_after_rank(tokens, first, last) : last]
    words = {token.text for token in name}
    return 2 <= len(name) < last - first and not words & (_BODY_NOUNS | _COMPANIES)


def _is_in_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a recognised body is only the end of an office: "State" in "Secretary of State"."""
    posts = codebook().posts
    starts = range(max(0, last - LONGEST_TITLE), first)
    return any(" ".join(token.text.lower() for token in tokens[at:last]) in posts for at in starts)


def _is_institution(tokens: Sequence[Token]) -> bool:
    """Whether a name is that of an institution which every state has ("the Supreme Court"): a description."""
    words = [token.text.lower() for token in tokens]
    names = (" ".join(words), " ".join([*words[:-1], tokens[-1].lemma.lower()]))
    return any(role is not None and role.kind == "institution" for role in map(codebook().roles.get, names))


def _names_institution(sentence: Sentence, first: int, last: int, names: Sequence[Name]) -> bool:
    """Whether a recognised body is such an institution, alone or with its nationality: "the French Senate"."""
    nation = next((name for name in names if name.kind == "nationality" and name.first == first), None)
    start = nation.last if nation else first
    return start < last and _is_institution(sentence.tokens[start:last])


def _with_given_name(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token of a person's name with the given names that the recogniser left out."""
    roles = codebook().roles
    while first > 0:
        before = tokens[first - 1]
        word = before.text.lower()
        named = before.pos == "PROPN" and before.dep == "compound" and first <= before.head < last
        title = word in roles or word in _HONORIFICS | _BEFORE_TITLE or _title_ending(tokens, first) is not None
        if not named or title or not word.isalpha() or not before.text[0].isupper() or before.text.isupper():
            break
        first -= 1
    return first


def _known(sentence: Sentence, match: NameMatch) -> Name | None:
    """A gazetteer match as a span of tokens; None where it starts or ends inside one that isn't a compound."""
    start, end = sentence.start + match.start, sentence.start + match.end
    inside = [token.index for token in sentence.tokens if token.start < end and start < token.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    if sentence.tokens[first].start < start and "-" not in sentence.tokens[first].text:
        return None
    if match.kind == "person" and _goes_on(sentence, last):
        return Name(first, last + 1, "person")
    return Name(first, last, _KNOWN[match.kind], match.ids, known=True, sector=match.sector)


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether a personal name goes on after the part that the gazetteer knows: "Mohamed Ibrahim Kamel"."""
    if last >= len(sentence.tokens) or sentence.block != "paragraph":
        return False
    inner, after = sentence.tokens[last - 1], sentence.tokens[last]
    return after.pos == "PROPN" and inner.dep == "compound" and inner.head == after.index and after.text[0].isupper()


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The span without an article before it, or a possessive, bracket, quote or stop after it."""
    while first < last and (tokens[first].pos in ("DET", "PUNCT") or tokens[first].text.lower() == "the"):
        first += 1
    while first < last and (tokens[last - 1].pos in ("PUNCT", "PART", "ADP") or tokens[last - 1].text == "'s"):
        last -= 1
    return first, last


def _names_body(first: int, last: int, rivals: Sequence[Name], sentence: Sentence) -> bool:
    """Whether a recognised body is a longer name that begins with a known one: "UN Board of Inquiry"."""
    whole = all(first <= name.first and name.last < last for name in rivals)
    words = {token.text for token in sentence.tokens[first:last]}
    return sentence.block == "paragraph" and whole and rivals[0].first == first and bool(words & _BODY_NOUNS)


def _swallows(first: int, last: int, rivals: Sequence[Name], tokens: Sequence[Token]) -> bool:
    """Whether a recognised person is a longer name than the places it overlaps ("Jordan Peele")."""
    if any(
        name.kind in ("person", "organisation", "group") or name.first < first or name.last > last for name in rivals
    ):
        return False
    return last - first > max(name.last - name.first for name in rivals) and all(
        token.pos == "PROPN" for token in tokens[first:last]
    )


# --- titles -----------------------------------------------------------------------------------------------------------


def _with_titles(sentence: Sentence, names: Sequence[Name]) -> list[Mention]:
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
        nationality = title.nationality or _inside(names, title.first, name.first)
        ids = name.ids if name.kind == "person" else ()
        person = replace(name, kind="person", ids=ids, sector=title.sector)
        mentions.append(build_mention(sentence, person, first=title.first, posts=title.posts, nationality=nationality))
    held = {at for mention in mentions for at in range(mention.first, mention.last)}
    mentions += [build_mention(sentence, name) for name in names if name.first not in used | held]
    return mentions


def _inside(names: Sequence[Name], first: int, last: int) -> str | None:
    """The country inside an office phrase, as in "U.S. president"."""
    return next(
        (name.ids[0] for name in names if first <= name.first and name.last <= last and len(name.ids) == 1), None
    )


def _follows_title(sentence: Sentence, name: Name) -> bool:
    """Whether an unknown name stands right after an office ("Foreign Minister Fidan"), so that it must be a person."""
    return not name.known and name.first > 0 and _title_ending(sentence.tokens, name.first) is not None


def _title_ending(tokens: Sequence[Token], end: int) -> tuple[int, str] | None:
    """The longest office phrase whose last token is just before `end`: its first token and its post."""
    posts = codebook().posts
    for length in range(min(LONGEST_TITLE, end), 0, -1):
        phrase = " ".join(token.text.lower() for token in tokens[end - length : end])
        post = posts.get(phrase)
        if post is not None:
            return end - length, post.post
    return None


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
        title = _title_ending(tokens, at)
        calling = None if title or posts or called else _calling(tokens, person, at)
        if title is not None:
            at = title[0]
            posts.insert(0, title[1])
        elif calling is not None:
            at, sector = calling
            called = True
        elif tokens[at - 1].text.lower() in _HONORIFICS | _BEFORE_TITLE or (
            posts and tokens[at - 1].text.lower() in ("and", ",", "&", "-") and _title_ending(tokens, at - 1)
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


def _pronouns(sentence: Sentence, taken: set[int]) -> Iterator[Mention]:
    for token in sentence.tokens:
        if token.index not in taken and token.tag in ("PRP", "PRP$") and token.text.lower() in _PRONOUNS:
            yield build_mention(sentence, Name(token.index, token.index + 1, "pronoun"))
