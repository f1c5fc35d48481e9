"""Laying a report out: whatever the marks do, the text stays whole and the elements nest."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Block, CoderVersion, Document, Event, Record
from dragoman.web.passages import Mark, event_marks, lay_out

TEXT = "Oslo 🇳🇴 met\u202e Nairobi. <b>It\u0301</b> promised aid.\n\nThe talks go on."
END_OF_FIRST = TEXT.index("\n")


def _document() -> Document:
    blocks = (Block("paragraph", 0, END_OF_FIRST), Block("paragraph", END_OF_FIRST + 2, len(TEXT)))
    return Document(TEXT, blocks)


def _event(document: Document, *spans: tuple[int, int]) -> Event:
    return Event(
        document_id=document.id,
        type="CONSULT",
        mode=None,
        contexts=(),
        cameo="040",
        quad=1,
        plover_score=1.0,
        goldstein=1.0,
        status="actual",
        actor=(),
        recipient=(),
        evidence=tuple(document.evidence(start, end) for start, end in spans),
        anchor=document.evidence(*spans[0]),
        confidence=0.5,
        why="",
        coder=CoderVersion("frames", "1"),
    )


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).map(
    lambda pair: (min(pair), max(max(pair), min(pair) + 1))
)
shown_spans = spans.filter(lambda span: span[0] < END_OF_FIRST or span[1] > END_OF_FIRST + 2)
events = st.lists(st.lists(spans, min_size=1, max_size=2), max_size=6)
marks = st.lists(spans.map(lambda span: Mark(*span, "cue", "as somebody says")), max_size=6)


@given(events, marks)
def test_the_text_of_every_block_stays_whole(of_events: list[list[tuple[int, int]]], inner: list[Mark]) -> None:
    document = _document()
    found = lay_out(document, [_event(document, *spans) for spans in of_events], inner)
    texts = ["".join(piece.text for stretch in one.stretches for piece in stretch.pieces) for one in found]
    assert texts == [TEXT[block.start : block.end] for block in document.blocks]


@given(events, marks)
def test_every_letter_carries_exactly_its_passages_and_marks(
    of_events: list[list[tuple[int, int]]], inner: list[Mark]
) -> None:
    document = _document()
    found = lay_out(document, [_event(document, *spans) for spans in of_events], inner)
    for block, paragraph in zip(document.blocks, found, strict=True):
        at = block.start
        for stretch in paragraph.stretches:
            for piece in stretch.pieces:
                for position in range(at, at + len(piece.text)):
                    resting = {
                        number
                        for number, spans in enumerate(of_events, start=1)
                        if any(start <= position < end for start, end in spans)
                    }
                    assert set(stretch.events) == resting
                    assert set(piece.marks) == {mark for mark in inner if mark.start <= position < mark.end}
                at += len(piece.text)


@given(st.lists(st.lists(shown_spans, min_size=1, max_size=2), max_size=6))
def test_the_way_to_an_event_stands_once_in_the_text(
    of_events: list[list[tuple[int, int]]],
) -> None:
    document = _document()
    found = lay_out(document, [_event(document, *spans) for spans in of_events], [])
    ending = [number for one in found for stretch in one.stretches for number in stretch.ending]
    assert sorted(ending) == sorted(range(1, len(of_events) + 1))


def test_the_shortest_passage_gives_the_colour() -> None:
    document = _document()
    found = lay_out(document, [_event(document, (0, 20)), _event(document, (5, 10))], [])
    covered = [stretch.events for stretch in found[0].stretches if stretch.events]
    assert covered == [(1,), (2, 1), (1,)]


def test_a_paragraph_without_events_is_not_coded() -> None:
    document = _document()
    first, second = lay_out(document, [_event(document, (0, 4))], [])
    assert first.is_coded
    assert not second.is_coded


def test_the_marks_of_an_event_say_who_plays_which_part(make_record: Callable[..., Record]) -> None:
    record = make_record(words="urged", actors=("NOR",), recipients=("KEN",), type="REQUEST")
    assert [(mark.role, mark.label) for mark in event_marks(record.events)] == [
        ("anchor", "deciding words of 1"),
        ("actor", "actor of 1: Nor"),
        ("recipient", "recipient of 1: Ken"),
    ]
