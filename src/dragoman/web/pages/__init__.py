"""pages: what a browser shows, one file a page family.

A page asks a view or the ledger and hands what it gets to a template; it decides nothing. To add one, write its file
with a `router`, name it in ROUTERS, and say in `security.access` who may see it.
"""

from dragoman.web.pages import (
    actor,
    commitments,
    compare,
    dyad,
    events,
    first,
    meetings,
    network,
    positions,
    report,
    review,
    search,
    session,
)

ROUTERS = (
    session.router,
    first.router,
    report.router,
    events.router,
    dyad.router,
    actor.router,
    meetings.router,
    commitments.router,
    positions.router,
    network.router,
    compare.router,
    review.router,
    search.router,
)
