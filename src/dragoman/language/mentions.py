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
from dragoman.codebook.frame_rows import PREPOSITIONS
from dragoman.gazetteer import NameMatch, gazetteer
from dragoman.language.descriptions import LONGEST_TITLE, with_descriptions
from dragoman.language.spans import Name, build_mention
from dragoman.language.titles import BEFORE_TITLE, HONORIFICS, title_ending, with_names_after_charges, with_titles
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
#: Nouns that make a capitalised phrase the name of a body.
_BODY_NOUNS = frozenset(
    "Board Commission Council Ministry Agency Office Committee Court Mission Fund Bank Group Party Union Force Forces "
    "Command Corps University Association Institute Authority Department Parliament Congress Senate Assembly Panel "
    "Tribunal Organisation Organization Federation Foundation Society Service Secretariat Programme Program".split()
)
#: Honorifics that no given name is short for: what follows them is a person's name, whatever else is called so.
_BEFORE_NAME = HONORIFICS - frozenset("lady dame miss count baron".split())
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
_LOCATIVE = frozenset("near in at outside inside around across along from on".split())
#: Capitals with a point behind each, of a body or of a person.
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
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


def find_mentions(sentence: Sentence, *, view: str, recognised: Sequence[NamedSpan]) -> Sentence:
    """The sentence with its mentions, in order and without overlap.

    Args:
        sentence: A sentence without mentions.
        view: Its text in the analysis view; its first code point is `sentence.start`.
        recognised: The recogniser's spans.
    """
    names = with_names_after_charges(sentence, _names(sentence, view, recognised))
    mentions = with_titles(sentence, names)
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
    names = [name for name in names if not _is_initials(sentence, name, recognised)]
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
        if kind == "person":
            behind = _behind_scene(sentence.tokens, first, last, names)
            if behind > first:
                first = behind
            elif sentence.block == "paragraph":
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
    names += [
        one for one in _bodies(sentence) if all(one.last <= name.first or name.last <= one.first for name in names)
    ]
    return sorted(names, key=lambda name: name.first)


def _is_initials(sentence: Sentence, name: Name, recognised: Sequence[NamedSpan]) -> bool:
    """Whether what might be a body's letters begins a person's name: "A.A. Gromyko"."""
    letters = "".join(token.text for token in sentence.tokens[name.first : name.last])
    return _INITIALS.fullmatch(letters) is not None and any(
        _RECOGNISED.get(span.label) == "person" and span.first == name.first and span.last > name.last
        for span in recognised
    )


def _bodies(sentence: Sentence) -> Iterator[Name]:
    """Capitalised names that end in a noun for bodies and go on with "of": "the Small Group of the coalition"."""
    tokens = sentence.tokens
    for token in tokens[:-1] if sentence.block == "paragraph" else ():
        if token.text not in _BODY_NOUNS or token.pos != "PROPN" or tokens[token.index + 1].text != "of":
            continue
        first = token.index
        while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].text[0].isupper():
            first -= 1
        if first < token.index and not _is_institution(tokens[first : token.index + 1]):
            yield Name(first, token.index + 1, "organisation")


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
        if last > first and not _is_in_office(tokens, first, last):
            found.append(Name(first, last, "person"))
    return found


def _is_name_part(token: Token) -> bool:
    named = token.text[0].isupper() or token.text.lower().startswith(("d'", "d’"))
    return named and token.pos == "PROPN" and token.text.lower() not in HONORIFICS | _NO_NAMES


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


def _behind_scene(tokens: Sequence[Token], first: int, last: int, names: Sequence[Name]) -> int:
    """The first token of a person's name behind the town that a recogniser took in: "In Pretoria Andries …"."""
    if first == 0 or tokens[first - 1].text.lower() not in ("in", "at", "from"):
        return first
    town = next((name for name in names if name.first == first and name.kind in ("place", "country")), None)
    end = town.last if town is not None else first + 1
    return end if (town is not None or _is_scene(tokens, first)) and last - end > 1 else first


def _is_scene(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the capital after an "in" or "from" that sets a scene, and not a given name."""
    after = at > 0 and tokens[at - 1].text.lower() in ("in", "at", "from")
    return after and any(match.kind == "capital" for match in gazetteer().find(tokens[at].text))


def _without_title(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token of a person's name behind the honorifics and callings that the recogniser took in."""
    roles, posts = codebook().roles, codebook().posts
    first = _after_rank(tokens, first, last)
    while last - first > 1:
        word = tokens[first].text.lower()
        role = roles.get(word)
        called = role is not None and role.kind == "person" and role.sector in _CALLED and word not in posts
        if word not in HONORIFICS and not called:
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
    """Whether a recognised body is only an office or the end of one: "State" in "Secretary of State"."""
    posts = codebook().posts
    starts = range(max(0, last - LONGEST_TITLE), first + 1)
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
        title = word in roles or word in HONORIFICS | BEFORE_TITLE or title_ending(tokens, first) is not None
        if (
            not named
            or title
            or word in _LOCATIVE
            or _is_scene(tokens, first - 1)
            or not word.isalpha()
            or not before.text[0].isupper()
            or before.text.isupper()
        ):
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
    """The span without an article or preposition before it, or a possessive, bracket, quote or stop after it."""
    while first < last and (tokens[first].pos in ("DET", "PUNCT") or _leads_in(tokens[first])):
        first += 1
    while first < last and (tokens[last - 1].pos in ("PUNCT", "PART", "ADP") or tokens[last - 1].text == "'s"):
        last -= 1
    return first, last


def _leads_in(token: Token) -> bool:
    """An article or a preposition that no name begins with: "Near Raqqa", whatever the tagger makes of its capital."""
    word = token.text.lower()
    return word == "the" or word in _LOCATIVE or (word in PREPOSITIONS and token.dep == "prep")


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


def _pronouns(sentence: Sentence, taken: set[int]) -> Iterator[Mention]:
    for token in sentence.tokens:
        if token.index not in taken and token.tag in ("PRP", "PRP$") and token.text.lower() in _PRONOUNS:
            yield build_mention(sentence, Name(token.index, token.index + 1, "pronoun"))
