"""Who speaks at a place of a document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.voices import Voices
from dragoman.model import Attribution, Evidence, Span

spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: Span(pair[0], sum(pair)))


@st.composite
def links(draw: st.DrawFn) -> Attribution:
    content = tuple(sorted(draw(st.lists(spans, max_size=3))))
    at = draw(st.integers(0, 999))
    return Attribution(None, "official", Evidence(at, at + 4, "said", "report"), content, voiced=draw(st.booleans()))


@given(st.lists(links(), max_size=12), spans)
def test_all_whose_content_holds_a_place_speak_there_the_widest_first(found: list[Attribution], place: Span) -> None:
    holding = [one for one in found if one.voiced and any(span.contains(place) for span in one.content)]
    widest_first = sorted(holding, key=lambda one: -sum(span.end - span.start for span in one.content))
    assert Voices(found).at(place).chain == tuple(widest_first)
