"""Words in quotation marks, read from stored attributions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dragoman.views.parties import seek
from dragoman.views.quoted import quoted


def stored(text: str, content: str, **given: Any) -> str:
    source = {"id": "dragoman:holmvik", "name": "Kari Holmvik", "kind": "person", "country": "NOR"}
    at = text.index(content)
    link = {"source": source, "kind": "direct", "start": 0, "content": [{"start": at, "end": at + len(content)}]}
    return json.dumps([{**link, **given}])


@pytest.mark.parametrize(
    ("text", "content", "kind", "words"),
    [
        ("“The port is open,” she said.", "“The port is open,”", "direct", ["The port is open"]),
        ("“The port is open,” she said.", "The port is open,", "direct", ["The port is open"]),
        ('"Is the port open?" she asked.', '"Is the port open?"', "direct", ["Is the port open?"]),
        ("She called it “a gift to two coasts.”", "it “a gift to two coasts.”", "direct", ["a gift to two coasts."]),
        ("She spoke of “a gift to two coasts”.", "“a gift to two coasts", "partial", ["a gift to two coasts"]),
        ("She spoke of a “gift”.", "a “gift”", "partial", []),
        ("She spoke of a gift.", "a gift", "indirect", []),
    ],
)
def test_words_are_those_between_the_marks(text: str, content: str, kind: str, words: list[str]) -> None:
    found = list(quoted(stored(text, content, kind=kind), text, seek("NOR")))
    assert [one.words for one in found] == words
    assert [text[one.span.start : one.span.end] for one in found] == words


def test_words_of_others_and_of_nobody_are_left_out() -> None:
    text = "“The port is open,” she said."
    assert list(quoted(stored(text, "The port is open"), text, seek("KEN"))) == []
    assert list(quoted(stored(text, "The port is open", source=None), text, seek("NOR"))) == []
