"""A made-up world of reports for the ledger's benchmarks: states that meet, pledge, demand and fight, told by outlets.

Nothing here was said by anybody: the words are templates filled by a seeded dice, so that every run measures the same
ledger. The shape follows what news looks like: a few states are in most of it, most occurrences are told once and some
many times, a third of the tellings are copies of an agency's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.codebook import codebook
from dragoman.gazetteer import gazetteer
from dragoman.model import (
    Block,
    CoderVersion,
    Commitment,
    Document,
    Entity,
    Event,
    Meeting,
    Party,
    Position,
    Record,
    When,
    Where,
)
from dragoman.model.event import Attendee, Status

CODER = CoderVersion("benchmark", "1")
FIRST_DAY = date(2000, 1, 1)
DAYS = 3 * 365
EVENTS_A_REPORT = 10

_STATES = (
    "USA CHN RUS GBR FRA DEU IND PAK IRN ISR TUR EGY SAU JPN KOR PRK UKR POL SYR IRQ LBN JOR QAT ARE AFG IDN MYS PHL "
    "VNM THA AUS CAN MEX BRA ARG COL VEN CUB ZAF NGA KEN ETH SDN SOM LBY DZA MAR TUN GHA SEN ITA ESP GRC SWE NOR FIN "
    "NLD BEL CHE AUT HUN ROU SRB KAZ UZB AZE ARM GEO LKA BGD NPL MMR COD RWA UGA TZA AGO MOZ ZWE CHL PER BOL"
).split()
_OUTLETS = [
    f"{place} {kind}"
    for place in ("Harbour", "Coast", "Delta", "Summit", "Valley")
    for kind in ("Wire", "Daily", "Post")
]
_PLACES = [
    ("Geneva", "CHE", 46.2, 6.15), ("Cairo", "EGY", 30.06, 31.25), ("Oslo", "NOR", 59.91, 10.75),
    ("Doha", "QAT", 25.29, 51.53), ("Nairobi", "KEN", -1.28, 36.82), ("Vienna", "AUT", 48.21, 16.37),
]  # fmt: skip
_MATTERS = (
    "the grain corridor", "the border crossing", "fishing rights", "the prisoner exchange", "river water",
    "gas transit", "the customs union", "refugee returns", "the nuclear programme", "landing rights",
    "the disputed islands", "debt relief",
)  # fmt: skip
_PHRASES = {
    "CONSULT": ("040", "met {b} in {place} on {day} to discuss {matter}"),
    "AGREE": ("057", "agreed on {day} with {b} to settle {matter} by {deadline}"),
    "REQUEST": ("100", "called on {b} on {day} to give way on {matter}"),
    "ACCUSE": ("112", "accused {b} on {day} of breaking its word on {matter}"),
    "SUPPORT": ("051", "praised {b} on {day} for its stand on {matter}"),
    "REJECT": ("120", "turned down on {day} what {b} had proposed on {matter}"),
    "THREATEN": ("130", "warned {b} on {day} of steps over {matter}"),
    "AID": ("071", "sent {b} on {day} {count} tonnes of flour"),
    "COOPERATE": ("061", "opened with {b} on {day} an office for {matter}"),
    "SANCTION": ("163", "barred {count} goods of {b} on {day} over {matter}"),
    "MOBILIZE": ("154", "moved {count} soldiers to the border of {b} on {day}"),
    "ASSAULT": ("190", "shelled positions of {b} on {day}, killing {count} soldiers"),
    "COERCE": ("173", "arrested {count} sailors of {b} on {day}"),
    "RETREAT": ("087", "withdrew {count} soldiers from the border of {b} on {day}"),
}
_CONTEXTS = (
    "diplomatic",
    "economic",
    "military",
    "territory",
    "migration",
    "natural_resource",
    "legal",
    "human_rights",
)


@dataclass(frozen=True, slots=True)
class _Happening:
    """One made-up event in the world, before anybody tells it."""

    type: str
    a: str
    b: str
    day: date
    place: tuple[str, str, float, float]
    matter: str
    count: int
    status: Status


def reports(count: int, *, seed: int = 1978) -> Iterator[Record]:
    """Made-up records in the order of publication.

    Args:
        count: How many reports, each with `EVENTS_A_REPORT` events.
        seed: The same seed and count give the same reports.
    """
    dice = random.Random(seed)
    world = _World(dice, tellings=count * EVENTS_A_REPORT)
    for number in range(count):
        yield world.report(FIRST_DAY + timedelta(days=number * DAYS // count))


class _World:
    """What has happened lately, and what is told of it; the dice decides."""

    def __init__(self, dice: random.Random, *, tellings: int) -> None:
        self._dice = dice
        self._recent: list[_Happening] = []
        self._weights = [1 / (rank + 3) for rank in range(len(_STATES))]
        self._entities = {code: _state(code) for code in _STATES}
        self._told = max(40, tellings // DAYS)

    def report(self, published: date) -> Record:
        """A report of that day, half of it on what others told too."""
        outlet = self._dice.choice(_OUTLETS)
        happenings = [self._happening(published) for _ in range(EVENTS_A_REPORT)]
        sentences = [self._sentence(one, outlet) for one in happenings]
        title = sentences[0].rstrip(".")
        text = title + "\n\n" + "\n\n".join(sentences)
        blocks = [Block("headline", 0, len(title))]
        at = len(title) + 2
        for sentence in sentences:
            blocks.append(Block("paragraph", at, at + len(sentence)))
            at += len(sentence) + 2
        document = Document(text, tuple(blocks), title=title, publisher=outlet, published_on=published)
        events = (
            self._event(document, happening, block.start, block.end)
            for happening, block in zip(happenings, blocks[1:], strict=True)
        )
        return Record(document, tuple({event.id: event for event in events}.values()))

    def _happening(self, published: date) -> _Happening:
        if self._recent and self._dice.random() < 0.4:
            return self._dice.choice(self._recent)
        a, b = "", ""
        while a == b:
            a, b = self._dice.choices(_STATES, self._weights, k=2)
        new = _Happening(
            self._dice.choice(tuple(_PHRASES)),
            a,
            b,
            published - timedelta(days=self._dice.choice((0, 0, 0, 1, 1, 2))),
            self._dice.choice(_PLACES),
            self._dice.choice(_MATTERS),
            self._dice.randint(2, 900),
            self._dice.choices(("actual", "future", "hypothetical", "negated", "historical"), (80, 10, 3, 3, 4))[0],
        )
        self._recent = [*self._recent, new][-self._told :]
        return new

    def _sentence(self, one: _Happening, outlet: str) -> str:
        _, phrase = _PHRASES[one.type]
        words = phrase.format(
            b=self._entities[one.b].name,
            place=one.place[0],
            day=f"{one.day.day} {one.day:%B %Y}",
            matter=one.matter,
            deadline=f"{one.day + timedelta(days=90):%B %Y}",
            count=one.count,
        )
        aside = self._dice.choice(("", f", the {outlet} learnt", ", officials said", ", after weeks of quiet talks"))
        return f"{self._entities[one.a].name} {words}{aside}."

    def _event(self, document: Document, one: _Happening, start: int, end: int) -> Event:
        book = codebook()
        cameo, _ = _PHRASES[one.type]
        sentence = document.evidence(start, end)
        name, country, lat, lon = one.place
        a, b = self._party(one.a, sentence.quote, start), self._party(one.b, sentence.quote, start)
        mutual = one.type == "CONSULT"
        when = When(one.day, one.day, "day", f"{one.day.day} {one.day:%B %Y}", "explicit")
        where = Where(name, country, lat, lon) if mutual else Where()
        verb = start + len(a.text) + 1
        return Event(
            document_id=document.id,
            type=one.type,
            mode=None,
            contexts=tuple(sorted({"diplomatic", _CONTEXTS[one.count % len(_CONTEXTS)]})),
            cameo=cameo,
            quad=book.quad(one.type),
            plover_score=book.score(one.type),
            goldstein=book.cameo(cameo).goldstein,
            status=one.status,
            actor=(a, b) if mutual else (a,),
            recipient=() if mutual else (b,),
            evidence=(sentence,),
            anchor=document.evidence(verb, document.text.index(" ", verb)),
            confidence=round(0.5 + (one.count % 50) / 100, 2),
            why="made up for the benchmark",
            coder=CODER,
            when=when,
            where=where,
            meeting=_meeting(one, a, b, where) if mutual else None,
            commitment=_pledge(one, b) if one.type == "AGREE" else None,
            position=Position("demand", one.matter, (b,)) if one.type == "REQUEST" else None,
        )

    def _party(self, code: str, sentence: str, start: int) -> Party:
        entity = self._entities[code]
        at = start + sentence.index(entity.name)
        return Party(entity, entity.name, at, at + len(entity.name))


def _meeting(one: _Happening, a: Party, b: Party, where: Where) -> Meeting:
    attendees = (Attendee(a, one.a), Attendee(b, one.b))
    return Meeting("bilateral", venue=where, attendees=attendees, agenda=one.matter)


def _pledge(one: _Happening, to: Party) -> Commitment:
    deadline = When(one.day, one.day + timedelta(days=90), "month")
    return Commitment("pledge", False, f"settle {one.matter}", (to,), deadline=deadline)


def _state(code: str) -> Entity:
    return replace(gazetteer().entity(code), sector="GOV")
