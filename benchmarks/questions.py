"""The questions that the ledger's benchmark asks: each view, for states that are in much of the news and in little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dragoman.ledger import Ledger
from dragoman.views.actor import actor
from dragoman.views.brief import brief
from dragoman.views.commitments import Wanted, commitments
from dragoman.views.dyad import dyad
from dragoman.views.evidence import evidence
from dragoman.views.expectations import expectations
from dragoman.views.facets import facets
from dragoman.views.filters import Filter
from dragoman.views.located import located
from dragoman.views.meetings import meetings
from dragoman.views.network import actors_network
from dragoman.views.positions import positions
from dragoman.views.review import queue
from dragoman.views.search import search
from dragoman.views.timeline import timeline

Question = Callable[[], object]

_TODAY = date(2003, 1, 1)
_BUSY = Filter(who=("USA",))
_YEAR = Filter(since=date(2001, 1, 1), until=date(2001, 12, 31))


def questions(ledger: Ledger) -> Iterator[tuple[str, Question]]:
    """Name and question, a view after the other."""
    yield "timeline", lambda: timeline(ledger)
    yield "timeline of one actor", lambda: timeline(ledger, _BUSY)
    yield "timeline with words", lambda: timeline(ledger, Filter(text="grain corridor"))
    yield "timeline as of a day", lambda: timeline(ledger, Filter(as_of=date(2100, 1, 1)))
    yield "dyad, busy", lambda: dyad(ledger, "USA", "CHN")
    yield "dyad, quiet", lambda: dyad(ledger, "KEN", "NOR")
    yield "actor, busy", lambda: actor(ledger, "USA", on=_TODAY)
    yield "actor, quiet", lambda: actor(ledger, "BOL", on=_TODAY)
    yield "meetings", lambda: meetings(ledger)
    yield "commitments", lambda: commitments(ledger, today=_TODAY)
    yield "commitments of one actor", lambda: commitments(ledger, _BUSY, today=_TODAY)
    yield "commitments, overdue", lambda: commitments(ledger, which=Wanted(overdue=True), today=_TODAY)
    yield "positions", lambda: positions(ledger, on="fishing rights")
    yield "positions of one actor", lambda: positions(ledger, _BUSY)
    yield "expectations", lambda: expectations(ledger)
    yield "facets", lambda: facets(ledger)
    yield "network of a year", lambda: actors_network(ledger, _YEAR)
    yield "map", lambda: located(ledger)
    yield "review", lambda: queue(ledger)
    yield "brief", lambda: brief(ledger, "TUR", reader="PAK", today=_TODAY)
    latest = timeline(ledger, limit=1).items[0].id
    yield "evidence", lambda: evidence(ledger, latest)
    yield "search, a frequent word", lambda: search(ledger, "grain")
    yield "search, a phrase", lambda: search(ledger, '"prisoner exchange" Geneva')
    yield "search with a filter", lambda: search(ledger, "sailors", _BUSY)
