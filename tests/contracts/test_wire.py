"""The contract of the wire format and of every export: what must hold for any event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import WireFormatError
from dragoman.exports import FORMATS, exporter
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
    Party,
    Position,
    Record,
    Span,
    When,
    Where,
)
from dragoman.model import entity as entity_words
from dragoman.model import event as event_words
from dragoman.wire import (
    event_from_wire,
    event_to_wire,
    from_line,
    header_to_wire,
    read_lines,
    to_line,
)

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


def wire(**changes: Any) -> Any:
    return json.loads(to_line(plain_event(), DOCUMENT)) | changes


@settings(max_examples=40)
@given(events)
def test_an_event_survives_the_wire_and_back(event: Event) -> None:
    found, header = event_from_wire(event_to_wire(event, DOCUMENT))
    assert found == event
    assert header_to_wire(header) == header_to_wire(DOCUMENT)


@settings(max_examples=40)
@given(events)
def test_a_line_stays_one_line_for_any_reader_and_gives_the_event_back(event: Event) -> None:
    line = to_line(event, DOCUMENT)
    assert len(line.splitlines()) == 1
    line.encode()
    assert from_line(line)[0] == event
    assert from_line(line.encode())[0] == event


@settings(max_examples=40)
@given(events)
def test_writing_what_was_read_gives_the_same_line(event: Event) -> None:
    line = to_line(event, DOCUMENT)
    assert to_line(*from_line(line)) == line


@settings(max_examples=25)
@given(st.lists(records, max_size=3))
def test_json_lines_hold_every_event_in_order(found: list[Record]) -> None:
    text = "".join(exporter("jsonl").export(found))
    assert [event for event, _ in read_lines(text.splitlines())] == [event for record in found for event in record]


@settings(max_examples=25)
@given(st.lists(records, max_size=3))
def test_json_holds_every_report_also_those_without_events(found: list[Record]) -> None:
    reports = json.loads("".join(exporter("json").export(found)))["reports"]
    assert [[event_from_wire(event)[0] for event in report["events"]] for report in reports] == [
        list(record) for record in found
    ]
    assert [report["document"] for report in reports] == [header_to_wire(DOCUMENT)] * len(found)


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_writes_nothing_but_whole_lines_and_takes_records_as_it_goes(name: str) -> None:
    record = Record(DOCUMENT, (plain_event(),))
    taken: list[int] = []

    def arriving() -> Iterator[Record]:
        for index in range(5):
            taken.append(index)
            yield record

    pieces = exporter(name).export(arriving())
    while not taken:
        next(pieces)
    assert taken == [0]
    assert "".join(pieces).endswith("\n")
    assert taken == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_gives_the_same_text_for_the_same_records(name: str) -> None:
    found = [Record(DOCUMENT, (plain_event(), plain_event(status="actual")))]
    assert list(exporter(name).export(found)) == list(exporter(name).export(found))


def test_the_keys_stand_in_the_order_of_the_format() -> None:
    found = event_to_wire(plain_event(), DOCUMENT)
    order = """
        dragoman id document type mode contexts cameo quad plover_score goldstein status actor recipient about mediator
        when where attribution meeting commitment position agreement evidence anchor confidence why coder
    """
    assert list(found) == order.split()
    assert list(found["document"]) == ["id", "url", "publisher", "published_on", "title"]
    assert list(found["when"]) == ["start", "end", "precision", "expression", "basis"]
    assert list(found["where"]) == ["name", "country", "lat", "lon", "geonames_id"]
    party = ["id", "name", "kind", "country", "sector", "post", "posts", "text", "start", "end"]
    assert list(found["actor"][0]) == party
    assert list(found["attribution"][0]) == ["source", "class", "cue", "start", "end", "kind", "content"]
    assert list(found["position"]) == ["stance", "object", "addressee", "novelty"]
    assert found["meeting"] is None


def test_posts_are_joined_for_readers_and_listed_for_programs() -> None:
    minister = Party(
        Entity("Q1", "A minister", "person", posts=("deputy_head_of_government", "foreign_minister")), "x", 0, 1
    )
    found = event_to_wire(plain_event(actor=(minister,)), DOCUMENT)["actor"][0]
    assert found["post"] == "deputy_head_of_government; foreign_minister"
    assert found["posts"] == ["deputy_head_of_government", "foreign_minister"]
    del found["posts"]
    again = event_from_wire(wire(actor=[found]))[0]
    assert again.actor == (minister,)


def test_a_line_without_the_additions_of_this_writer_is_read() -> None:
    found = wire(extra={"anything": 1})
    link = found["attribution"][0]
    del link["kind"], link["content"]
    event, _ = event_from_wire(found)
    assert (event.attribution[0].kind, event.attribution[0].content) == ("indirect", ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dragoman": 2}, "dragoman must be 1, the version of the wire format, not 2"),
        ({"dragoman": None}, "dragoman must be 1"),
        ({"dragoman": True}, "dragoman must be 1"),
        ({"evidence": []}, "evidence is empty"),
        ({"evidence": [{"start": 3, "end": 1, "quote": "x"}]}, r"evidence\[0\]: \[3, 1\) holds no words"),
        ({"evidence": "x"}, "evidence must be a list, not 'x'"),
        ({"anchor": {"start": 0, "end": 9, "quote": "short"}}, "anchor: .*can't hold"),
        ({"status": "maybe"}, "status must be one of actual, historical, .*, not 'maybe'"),
        ({"actor": [{"id": "PAK"}]}, r"actor\[0\].name is missing|actor\[0\].kind is missing"),
        ({"actor": ["PAK"]}, r"actor\[0\] must be an object, not 'PAK'"),
        ({"quad": "3"}, "quad must be a whole number, not '3'"),
        ({"quad": True}, "quad must be a whole number, not True"),
        ({"goldstein": float("inf")}, "goldstein must be a finite number"),
        ({"goldstein": 10**400}, "goldstein must be a finite number"),
        ({"confidence": None}, "confidence must be a number, not None"),
        ({"contexts": [1]}, r"contexts\[0\] must be a string, not 1"),
        ({"when": {"start": "3 November"}}, "when.start must be a day such as 2025-11-03, not '3 November'"),
        ({"where": None}, "where must be an object"),
        ({"id": ""}, "id must name the event"),
        ({"commitment": {"force": "pledge", "joint": 1}}, "commitment.joint must be true or false, not 1"),
        ({"meeting": {"format": "lunch", "venue": {}}}, "meeting.format must be one of bilateral"),
    ],
)
def test_a_fault_is_named_with_its_place(changes: dict[str, object], said: str) -> None:
    with pytest.raises(WireFormatError, match=said):
        event_from_wire(wire(**changes))


@pytest.mark.parametrize(
    "line", ["", "{", "[1]", "7", "null", '"x"', b"\xff\xfe{", "[" * 100_000, '{"a":' + "9" * 5000 + "}"]
)
def test_what_is_no_event_is_refused_without_another_error(line: str | bytes) -> None:
    with pytest.raises(WireFormatError):
        from_line(line)


@given(
    st.recursive(
        st.none() | st.booleans() | numbers | words, lambda item: st.lists(item) | st.dictionaries(words, item)
    )
)
def test_no_json_value_breaks_the_reader(value: object) -> None:
    with pytest.raises(WireFormatError):
        event_from_wire(value)


@given(st.data())
def test_no_wrong_value_anywhere_breaks_the_reader(data: st.DataObject) -> None:
    found = wire()
    key = data.draw(st.sampled_from(sorted(found)))
    found[key] = data.draw(st.none() | st.integers() | words | st.lists(words) | st.dictionaries(words, words))
    fault = ""
    try:
        event_from_wire(found)
    except WireFormatError as error:
        fault = str(error)
    assert not fault or key in fault


def test_a_bad_line_of_a_file_is_named_by_its_number() -> None:
    good = to_line(plain_event(), DOCUMENT)
    with pytest.raises(WireFormatError, match=r"line 3: the line is not JSON"):
        list(read_lines([good, "  \n", "oops"]))


def test_an_event_is_not_written_with_another_document() -> None:
    with pytest.raises(WireFormatError, match="rests on document"):
        event_to_wire(plain_event(), DocumentHeader(id="another"))
    foreign = Evidence(0, 1, "x", "another")
    with pytest.raises(WireFormatError, match="rests on document another"):
        event_to_wire(plain_event(evidence=(foreign,)), DOCUMENT)


def test_a_lone_surrogate_is_escaped_rather_than_lost() -> None:
    line = to_line(plain_event(why="broken \ud800 text"), DOCUMENT)
    line.encode()
    assert from_line(line)[0].why == "broken \ud800 text"


def test_there_is_no_export_of_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        exporter("wire")
