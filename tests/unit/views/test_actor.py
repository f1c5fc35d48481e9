"""Actors: who they are by the gazetteer, and what the ledger has of them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import GazetteerError
from dragoman.ledger import Ledger
from dragoman.views import Filter
from dragoman.views.actor import actor
from dragoman.views.pages import each

DAY = date(1978, 9, 20)


def test_a_state_has_its_officers_of_the_day_and_its_counterparts(book: Ledger) -> None:
    found = actor(book, "Egypt", on=DAY)
    assert found.name == "Egypt"
    assert "Anwar Sadat" in {holding.entity.name for holding in found.officers}
    listed = list(each(book, Filter(either=("EGY",))))
    assert found.total == len(listed) == sum(count for _, count in found.types)
    israel = next(one for one in found.counterparts if one.id == "ISR")
    assert israel.count == sum(any(e.id == "ISR" for e in (*o.actor, *o.recipient, *o.about)) for o in listed)
    assert all(one.id != "EGY" for one in found.counterparts)
    assert [one.id for one in found.recent] == [
        one.id for one in each(book, Filter(either=("EGY",)), oldest_first=False)
    ][:10]


def test_a_person_has_offices_over_time(book: Ledger) -> None:
    found = actor(book, "Menachem Begin", on=DAY)
    assert any(tenure.country == "ISR" and tenure.start for tenure in found.tenures)
    assert [entity.id for entity in found.entities] == [found.sought.ids[0]]
    assert found.total > 0


def test_statements_are_counted_apart(book: Ledger) -> None:
    speaker = next(
        link.source.entity.name
        for one in each(book, Filter())
        for telling in one.tellings
        for link in telling.event.attribution
        if link.source
    )
    found = actor(book, speaker, on=DAY)
    assert found.statements == len(list(each(book, Filter(source=(speaker,))))) > 0


def test_a_filter_narrows_what_is_told_and_not_who_they_are(book: Ledger) -> None:
    found = actor(book, "EGY", Filter(since=date(2000, 1, 1)), on=DAY)
    assert (found.total, found.recent, found.counterparts) == (0, (), ())
    assert found.officers


def test_nobody_is_asked_back(book: Ledger) -> None:
    with pytest.raises(GazetteerError, match=r"nobody is called 'Egyypt'.*did you mean Egypt"):
        actor(book, "Egyypt", on=DAY)
