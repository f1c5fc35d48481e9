"""When and where an event takes place, from the time and place expressions of its clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.coding.clauses import finite_above, is_added_participle
from dragoman.coding.matching import Predicate
from dragoman.coding.status import tense_of
from dragoman.model import Dated, Links, Located, Sentence, Span, Token, When, Where
from dragoman.model.event import Status

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "across"})
#: A dated event this many days or more before the report lies behind it, in PLOVER's sense of historical.
HISTORICAL_DAYS = 31
#: A past-perfect event dated within this many days of the report is news, not background.
_RECENT_DAYS = 14
#: Relations that date the act itself; "until March" and "by 2027" date its end or its aim.
_DATING = frozenset({"at", "on", "during", "since", "for", "before", "after", "between", "within", "from"})


def when_of(sentence: Sentence, predicate: Predicate, links: Links, published_on: date | None) -> When:
    """When the act takes place: the nearest date of its own clause, or of the clause it hangs on.

    A plain past or present without a date falls back to the day of publication, and its basis says so; a perfect or a
    participle ("has resumed", "a signed agreement") stays undated.
    """
    own = _dates_of_clause(sentence, predicate.carrier, links)
    if own:
        return own[0].when
    for verb in _clauses_above(sentence, predicate.carrier):
        above = _dates_of_clause(sentence, verb, links)
        if above:
            return above[0].when
    if published_on is not None and _tense(sentence, predicate.carrier) in ("past", "present"):
        return When(start=published_on, end=published_on, precision="day", basis="publication")
    return When()


def _tense(sentence: Sentence, carrier: Token) -> str:
    """The tense of the clause, or for a bare participle or infinitive of the clause it hangs on."""
    tense = tense_of(sentence, carrier)
    if tense == "none":
        for verb in _clauses_above(sentence, carrier):
            tense = tense_of(sentence, verb)
            if tense != "none":
                break
    return tense


def _clauses_above(sentence: Sentence, carrier: Token) -> Iterable[Token]:
    token = carrier
    if is_added_participle(sentence, carrier):
        main = finite_above(sentence, carrier)
        if main is not None:
            yield main
            token = main
    while token.head != token.index and token.dep in ("advcl", "conj", "xcomp", "acl", "prep", "pcomp", "dobj"):
        token = sentence.tokens[token.head]
        if token.pos in ("VERB", "AUX"):
            yield token


def _dates_of_clause(sentence: Sentence, verb: Token, links: Links) -> list[Dated]:
    """Dates that hang on a verb, not inside another clause below it."""
    own = _own_tokens(sentence, verb)
    found = [
        dated
        for dated in links.dates_in(sentence.start, sentence.end)
        if dated.relation in _DATING and any(token.start < dated.end and dated.start < token.end for token in own)
    ]
    return sorted(found, key=lambda dated: (dated.when.start is None, abs(dated.start - verb.start)))


def _own_tokens(sentence: Sentence, verb: Token) -> list[Token]:
    """The words of a clause without those of the clauses below it."""
    found: list[Token] = []
    stack = [verb.index]
    while stack:
        at = stack.pop()
        found.append(sentence.tokens[at])
        stack.extend(
            child.index
            for child in sentence.children(at)
            if not (
                child.pos in ("VERB", "AUX")
                and child.dep in ("ccomp", "advcl", "relcl", "conj", "xcomp", "acl", "parataxis")
            )
        )
    return found


def status_by_date(status: Status, when: When, published_on: date | None) -> Status:
    """Let a date decide between actual and historical, where the verb alone can't."""
    if published_on is None or when.start is None or when.end is None or when.basis == "publication":
        return status
    if status == "actual" and when.end < published_on - timedelta(days=HISTORICAL_DAYS):
        return "historical"
    exact = when.precision in ("day", "week")
    if status == "historical" and exact and published_on - timedelta(days=_RECENT_DAYS) <= when.end <= published_on:
        return "actual"
    return status


def where_of(sentence: Sentence, predicate: Predicate, links: Links, passage: Span) -> Where:
    """Where the act takes place: a place of its passage after "in", "at" and the like, or before its noun."""
    places = [place for place in links.places_in(passage.start, passage.end) if not place.acts]
    located = [place for place in places if _locates(sentence, place)]
    own = [place for place in located if _belongs(sentence, place, predicate)]
    chosen = own or located
    return chosen[0].where if chosen else Where()


def _locates(sentence: Sentence, place: Located) -> bool:
    token = next((token for token in sentence.tokens if token.end == place.end), None)
    if token is None:
        return False
    head = sentence.tokens[token.head]
    while token.dep in ("conj", "appos", "compound") and head.index != token.index:
        if token.dep == "compound" and head.pos == "NOUN":
            return head.lemma.lower() in ("meeting", "summit", "talk", "conference", "ceremony", "negotiation", "round")
        token, head = head, sentence.tokens[head.head]
    return token.dep == "pobj" and head.lemma.lower() in _LOCATIVE


def _belongs(sentence: Sentence, place: Located, predicate: Predicate) -> bool:
    own = _own_tokens(sentence, predicate.carrier)
    return any(token.start < place.end and place.start < token.end for token in own)
