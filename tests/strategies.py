"""Values for tests: a report whose text breaks careless writers, and strategies for all that is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from dragoman.ledger.tellings.settling import settle
from dragoman.model import (
    Agreement,
    Attendee,
    Attribution,
    Block,
    CoderVersion,
    Commitment,
    Document,
    DocumentHeader,
    Entity,
    Event,
    Evidence,
    Meeting,
    Occurrence,
    Party,
    Position,
    Record,
    Span,
    Telling,
    When,
    Where,
)
from dragoman.model import entity as entity_words
from dragoman.model import event as event_words

# A report in several scripts, with the marks that break careless writers: line separators, controls, a letter outside
# the first plane, combining marks, a quotation mark and a backslash.
TEXT = 'Ankara’s envoy said “barış”.\u2028Second line\u0085 third\ttab \\ " 𐍈 外交 e\u0301 السلام עברית \x00the end'
DOCUMENT = Document(
    text=TEXT,
    blocks=(Block("paragraph", 0, len(TEXT)),),
    title="Envoys\u2029talk",
    url="https://example.org/a?b=ü",
    publisher="The Gazette",
    published_on=date(2025, 11, 3),
)

words = st.text(max_size=12)
maybe_words = st.none() | words
countries = st.none() | st.sampled_from(["PAK", "TUR", "ISR", "XKX"])
days = st.none() | st.dates()
numbers = st.floats(allow_nan=False, allow_infinity=False)


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


@st.composite
def intervals(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, len(TEXT) - 1))
    return start, draw(st.integers(start + 1, len(TEXT)))


evidences = intervals().map(lambda interval: DOCUMENT.evidence(*interval))
spans = intervals().map(lambda interval: Span(*interval))
entities = st.builds(
    Entity,
    id=st.sampled_from(["PAK", "Q1065", "dragoman:foreign-office"]) | words,
    name=words,
    kind=one_of(entity_words.EntityKind),
    country=countries,
    sector=st.none() | st.sampled_from(["GOV", "MIL", "IGO"]),
    posts=st.lists(st.sampled_from(["foreign_minister", "deputy; strange", ""]), max_size=3).map(tuple),
)
parties = st.builds(
    lambda entity, interval: Party(entity, TEXT[slice(*interval)], *interval), entity=entities, interval=intervals()
)
several = st.lists(parties, max_size=2).map(tuple)
whens = st.builds(
    When,
    start=days,
    end=days,
    precision=st.none() | one_of(entity_words.Precision),
    expression=maybe_words,
    basis=st.none() | one_of(entity_words.Basis),
)
wheres = st.builds(
    Where,
    name=maybe_words,
    country=countries,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    geonames_id=st.none() | st.integers(0, 10**8),
)
attributions = st.builds(
    Attribution,
    source=st.none() | parties,
    source_class=one_of(event_words.SourceClass),
    cue=evidences,
    content=st.lists(spans, max_size=2).map(tuple),
    kind=one_of(event_words.QuoteKind),
)
meetings = st.builds(
    Meeting,
    format=one_of(event_words.MeetingFormat),
    name=maybe_words,
    venue=wheres,
    attendees=st.lists(
        st.builds(Attendee, party=parties, delegation=countries, presence=one_of(event_words.Presence)), max_size=2
    ).map(tuple),
    level=maybe_words,
    host=st.none() | parties,
    agenda=maybe_words,
    parent=maybe_words,
    parent_id=maybe_words,
)
commitments = st.builds(
    Commitment,
    force=one_of(event_words.Force),
    joint=st.booleans(),
    action=words,
    beneficiary=several,
    amount=maybe_words,
    deadline=whens,
    conditions=maybe_words,
)
positions = st.builds(
    Position,
    stance=one_of(event_words.Stance),
    object=words,
    addressee=several,
    novelty=one_of(event_words.Novelty),
)
agreements = st.builds(Agreement, instrument=words, stage=one_of(event_words.Stage), parties=several, mediators=several)
events = st.builds(
    Event,
    document_id=st.just(DOCUMENT.id),
    type=st.sampled_from(["CONSULT", "AGREE", "REQUEST"]),
    mode=maybe_words,
    contexts=st.lists(st.sampled_from(["military", "territory"]), max_size=2).map(tuple),
    cameo=st.sampled_from(["042", "1056", "20"]),
    quad=st.integers(1, 4),
    plover_score=numbers,
    goldstein=numbers,
    status=one_of(event_words.Status),
    actor=several,
    recipient=several,
    about=several,
    mediator=several,
    when=whens,
    where=wheres,
    attribution=st.lists(attributions, max_size=2).map(tuple),
    meeting=st.none() | meetings,
    commitment=st.none() | commitments,
    position=st.none() | positions,
    agreement=st.none() | agreements,
    evidence=st.lists(evidences, min_size=1, max_size=3).map(tuple),
    anchor=evidences,
    confidence=st.floats(0, 1),
    why=words,
    coder=st.builds(CoderVersion, name=words, version=words),
)
records = st.lists(events, max_size=3).map(lambda found: Record(DOCUMENT, tuple(found)))

headers = st.builds(
    DocumentHeader,
    id=st.just(DOCUMENT.id),
    url=st.none() | st.sampled_from(["https://example.org/a?b=ü", "javascript:alert(1)", "not an address"]) | words,
    publisher=maybe_words,
    published_on=days,
    title=maybe_words,
)
occurrences = st.lists(st.builds(Telling, event=events, document=headers), min_size=1, max_size=3).map(settle)
"""Occurrences as the ledger settles them; their tellings may contradict one another in everything."""


def plain_event(**changes: Any) -> Event:
    turkey = Party(Entity("TUR", "Türkiye", "country", country="TUR", sector="GOV"), "Ankara", 0, 6)
    event = Event(
        document_id=DOCUMENT.id,
        type="REQUEST",
        mode="yield",
        contexts=("military", "territory"),
        cameo="1056",
        quad=3,
        plover_score=-1.0,
        goldstein=-5.0,
        status="future",
        actor=(turkey,),
        recipient=(turkey,),
        evidence=(DOCUMENT.evidence(0, 20),),
        anchor=DOCUMENT.evidence(15, 19),
        confidence=0.82,
        why="a frame",
        coder=CoderVersion("rules", "1"),
        attribution=(Attribution(turkey, "institution", DOCUMENT.evidence(15, 19), (Span(20, 28),)),),
        position=Position("demand", "barış", (turkey,)),
    )
    return replace(event, id="", **changes)


def plain_occurrence(*, documents: tuple[DocumentHeader, ...] = (DOCUMENT.header,), **changes: Any) -> Occurrence:
    """`plain_event` as an occurrence, told by each of the documents."""
    changes.setdefault("when", When(date(2025, 11, 3), date(2025, 11, 3), "day", "on Monday", "relative"))
    changes.setdefault("where", Where("Istanbul", "TUR", 41.01, 28.95, 745044))
    return settle([Telling(_told_in(plain_event(**changes), document), document) for document in documents])


def _told_in(event: Event, document: DocumentHeader) -> Event:
    def here(evidence: Evidence) -> Evidence:
        return replace(evidence, document_id=document.id)

    return replace(
        event,
        document_id=document.id,
        anchor=here(event.anchor),
        evidence=tuple(here(one) for one in event.evidence),
        attribution=tuple(replace(link, cue=here(link.cue)) for link in event.attribution),
        id="",
    )
