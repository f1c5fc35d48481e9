"""The contract of the wire format: what must hold for any event."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import DOCUMENT, events, numbers, plain_event, words

from dragoman.errors import WireFormatError
from dragoman.model import DocumentHeader, Entity, Event, Evidence, Party
from dragoman.wire import (
    event_from_wire,
    event_to_wire,
    from_line,
    header_to_wire,
    read_lines,
    to_line,
)


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
