"""How many reports of one occurrence don't go back to one origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ledger.tellings import telling

from dragoman.ledger.tellings.credits import credit, is_one_name
from dragoman.ledger.tellings.independence import independent_sources
from dragoman.model import Attribution
from dragoman.model.entity import Entity, Party
from dragoman.model.event import SourceClass
from dragoman.model.occurrence import Telling


def told(publisher: str, *, citing: str | None = None, as_: SourceClass = "news_agency") -> Telling:
    one = telling(f"met, the {publisher} reports", publisher=publisher)
    if citing is None:
        return one
    source = Party(Entity(f"dragoman:{citing}", citing, "organisation"), citing, 0, 1)
    link = Attribution(source, as_, one.event.anchor, ())
    return replace(one, event=replace(one.event, attribution=(link,)))


def test_reports_of_two_outlets_are_two_sources() -> None:
    assert independent_sources([told("Cape Post"), told("Delta Daily")], []) == 2


def test_a_wire_copy_counts_once() -> None:
    a, b, c = told("Cape Post"), told("Delta Daily"), told("Hill Echo")
    assert independent_sources([a, b, c], [(a.document.id, b.document.id)]) == 2


def test_an_outlets_second_report_counts_once() -> None:
    first, later = told("Cape Post"), replace(told("The Cape Post"))
    assert independent_sources([first, later], []) == 1


def test_who_cites_the_others_outlet_adds_nothing() -> None:
    assert independent_sources([told("Cape Post"), told("Delta Daily", citing="Cape Post", as_="institution")], []) == 1


def test_reports_that_cite_one_agency_are_one_source_and_those_that_cite_one_minister_are_not() -> None:
    def both(as_: SourceClass) -> list[Telling]:
        return [told(name, citing="Nile Agency", as_=as_) for name in ("Cape Post", "Delta Daily")]

    assert independent_sources(both("news_agency"), []) == 1
    assert independent_sources(both("named_official"), []) == 2


def test_a_credit_in_the_dateline_names_the_origin() -> None:
    a, b = told("Cape Post"), told("North Sea Wire")
    assert independent_sources([a, b], [], credits={a.document.id: "NSW"}) == 1


def test_origins_are_shared_along_a_chain() -> None:
    a, b, c = told("Cape Post"), told("Delta Daily", citing="Cape Post"), told("Hill Echo", citing="Delta Daily")
    assert independent_sources([a, b, c], []) == 1


@given(st.lists(st.sampled_from(["Cape Post", "Delta Daily", "Hill Echo"]), min_size=1, max_size=5), st.randoms())
def test_the_order_of_tellings_makes_no_difference(publishers: list[str], dice: object) -> None:
    tellings = [told(name) for name in publishers]
    assert independent_sources(tellings[::-1], []) == independent_sources(tellings, []) == len(set(publishers))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PARIS, May 6 (North Sea Wire) - They met.", "North Sea Wire"),
        ("Talks open\n\nPARIS (NSW, second lead) — They met.", "NSW"),
        ("They met (for the first time) in Paris.", None),
        ("The Foreign Office (FO) said they met.", None),
        ("", None),
    ],
)
def test_a_credit_stands_in_brackets_behind_the_dateline(text: str, name: str | None) -> None:
    assert credit(text) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("North Sea Wire", "NSW", True),
        ("Atlantic", "Atlantic News Service", True),
        ("The Cape Post", "cape post", True),
        ("Cape Post", "Cape Town Post", False),
        ("", "Cape Post", False),
    ],
)
def test_an_outlet_is_known_by_its_first_words_and_its_initials(one: str, other: str, same: bool) -> None:
    assert is_one_name(one, other) is is_one_name(other, one) is same
