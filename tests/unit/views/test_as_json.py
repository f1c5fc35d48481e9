"""JSON of views: plain values that other programs read, in the spelling of the wire format."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dragoman.ledger import Ledger
from dragoman.views import Filter
from dragoman.views.actor import actor
from dragoman.views.as_json import to_json
from dragoman.views.brief import brief
from dragoman.views.dyad import dyad
from dragoman.views.evidence import evidence
from dragoman.views.facets import facets
from dragoman.views.located import located
from dragoman.views.network import actors_network
from dragoman.views.search import search
from dragoman.views.timeline import timeline
from dragoman.wire import event_from_wire

DAY = date(1978, 10, 1)


def test_every_answer_has_a_form_in_json(book: Ledger) -> None:
    answers: list[Any] = [
        timeline(book),
        dyad(book, "EGY", "ISR"),
        actor(book, "EGY", on=DAY),
        search(book, "treaty"),
        evidence(book, timeline(book).items[0].id),
        brief(book, "EGY", reader="ISR", today=DAY),
        facets(book),
        actors_network(book),
        located(book),
    ]
    for answer in answers:
        plain = to_json(answer)
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_a_telling_is_an_event_of_the_wire_format(book: Ledger) -> None:
    page = timeline(book)
    for one, plain in zip(page.items, to_json(page)["items"], strict=True):
        assert plain["id"] == one.id
        for telling, wire in zip(one.tellings, plain["tellings"], strict=True):
            assert event_from_wire(wire) == (telling.event, telling.document)


def test_a_filter_names_what_it_asks_for_and_no_more() -> None:
    assert to_json(Filter(who=("PAK",), since=DAY)) == {"who": ["PAK"], "since": "1978-10-01"}


def test_what_no_view_gives_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no form in JSON"):
        to_json(object())
