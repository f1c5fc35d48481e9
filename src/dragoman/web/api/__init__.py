"""api: the record over HTTP, one file a family of addresses under `/api/v1`; the same views as the pages.

To add one, write its file with a `router`, name it in ROUTERS, and say in `security.access` who may use it.
"""

from dragoman.web.api import (
    about,
    actors,
    codings,
    commitments,
    compare,
    dyads,
    events,
    meetings,
    network,
    positions,
    reports,
    review,
    search,
)

ROUTERS = (
    about.router,
    reports.router,
    events.router,
    dyads.router,
    actors.router,
    meetings.router,
    commitments.router,
    positions.router,
    network.router,
    compare.router,
    review.router,
    search.router,
    codings.router,
)
