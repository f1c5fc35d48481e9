"""Positions over the API: where actors stand on issues over time, and what they were expected to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.views.as_json import to_json
from dragoman.views.board_json import expectation_values, line_values
from dragoman.views.expectations import Expectation
from dragoman.views.positions import Line
from dragoman.web.api.answers import Form, csv_answer, page_answer, part_answer, table
from dragoman.web.api.documented import CSV_OR_JSON, PROBLEMS
from dragoman.web.board_queries import PositionsQuery
from dragoman.web.page import room_of
from dragoman.web.pages.positions import found_expectations, found_lines

router = APIRouter(prefix="/api/v1", tags=["positions"])

_STAGES = (
    "holder", "holder_name", "issue", "said_on", "label", "stance", "object", "reason", "event", "document", "quote",
)  # fmt: skip
_EXPECTED = (
    "event", "speakers", "announced_on", "awaited_until", "outcome", "said_on", "said", "score", "reason", "quote",
)  # fmt: skip


class PositionsAnswer(PositionsQuery):
    """Which positions, and the form to give them in."""

    format: Form = "json"


@router.get("/positions", summary="Positions", responses={**CSV_OR_JSON, **PROBLEMS})
def positions(request: Request, query: Annotated[PositionsAnswer, Query()]) -> Response:
    """The lines to which the positions that a filter finds belong; as CSV a position a line.

    `total` counts positions before they are put together to lines; go on with `next`.
    """
    found = found_lines(room_of(request), query)
    if query.format == "csv":
        rows = (row for line in found.lines for row in _stages(line))
        return csv_answer(request, table(_STAGES, rows), name="positions")
    items = [to_json(line_values(one)) for one in found.lines]
    return part_answer(
        request, items, total=found.matching, limit=query.limit, offset=query.offset, following=found.next_offset
    )


@router.get("/expectations", summary="Expected words", responses={**CSV_OR_JSON, **PROBLEMS})
def expectations(request: Request, query: Annotated[PositionsAnswer, Query()]) -> Response:
    """Words that were announced, each with what was then said."""
    found = found_expectations(room_of(request), query)
    if query.format == "csv":
        return csv_answer(request, table(_EXPECTED, map(_expected, found.items)), name="expectations")
    return page_answer(request, found, lambda one: to_json(expectation_values(one)))


def _stages(line: Line) -> Iterator[tuple[object, ...]]:
    for stage in line.stages:
        act, position = stage.act, stage.act.event.position
        assert position is not None
        yield (
            line.holder.id,
            line.holder.name,
            line.issue,
            act.said_on,
            stage.label,
            position.stance,
            position.object,
            stage.reason,
            act.id,
            act.header.id,
            act.event.evidence[0].quote,
        )


def _expected(one: Expectation) -> tuple[object, ...]:
    said = one.answer.act
    return (
        one.occurrence.id,
        "; ".join(entity.name for entity in one.occurrence.actor),
        one.announced_on,
        one.awaited_until,
        one.answer.outcome,
        said.said_on if said else None,
        said.event.evidence[0].quote if said else None,
        one.answer.score,
        one.answer.reason,
        one.occurrence.first.event.evidence[0].quote,
    )
