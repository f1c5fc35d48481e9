"""Board queries: what the addresses of actors, meetings, commitments, positions and the review ask for.

Each is a filter with a part of a list, as `asking` has it, and the fields that only this family knows. A board's page
holds fewer entries than a list of events: each entry is compared with what its parties did at other times.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from dragoman.model.occurrence import CommitmentStatus
from dragoman.views.commitments import OPEN, Wanted
from dragoman.views.doubts import SURE, Kind
from dragoman.views.review import KINDS
from dragoman.web.asking import Day, ListQuery

MOST_ON_A_BOARD: Final = 100
"""Entries on one page of a board at most."""


def _without_blanks(value: Any) -> Any:
    return [one for one in value if one] if isinstance(value, list) else value


def _nothing_if_blank(value: Any) -> Any:
    return None if value == "" else value


Blankable = BeforeValidator(_nothing_if_blank)
Flag = Annotated[bool, BeforeValidator(lambda value: value or False)]
Days = Annotated[Annotated[int, Field(ge=0, le=36_500)] | None, Blankable]


class ActorQuery(ListQuery):
    """Which part of what is known of somebody, and on which day."""

    show: Literal["overview", "commitments", "positions", "quotations"] = Field(default="overview", description="What.")
    on: Day = Field(default=None, description="The day of the offices; today without it.", examples=["2025-11-03"])
    limit: int = Field(default=10, ge=1, le=MOST_ON_A_BOARD, description="How many entries at most.")


class MeetingsQuery(ListQuery):
    """Which meetings."""

    limit: int = Field(default=20, ge=1, le=MOST_ON_A_BOARD, description="How many at most.")


class PledgesQuery(ListQuery):
    """Which pledges; `who` are those who commit themselves, `whom` to whom."""

    standing: Annotated[list[CommitmentStatus], BeforeValidator(_without_blanks)] = Field(
        default=[], description="How they stand.", examples=[["open"]]
    )
    overdue: Flag = Field(default=False, description="Only open ones whose deadline has passed.")
    due: Days = Field(default=None, description="Only open ones whose deadline comes within so many days.")
    silent: Days = Field(default=None, description="Only open ones of which so many days nothing has been told.")
    today: Day = Field(default=None, description="The day to count from; today without it.")
    limit: int = Field(default=6, ge=1, le=MOST_ON_A_BOARD, description="How many at most.")

    @property
    def wanted(self) -> Wanted:
        """Which pledges of those that the filter finds."""
        return Wanted(status=self.statuses, overdue=self.overdue, due_within_days=self.due, silent_days=self.silent)

    @property
    def statuses(self) -> frozenset[CommitmentStatus]:
        """The statuses asked for; those still to be kept where deadlines or silence are; empty for any."""
        given = frozenset(self.standing)
        return given or (OPEN if self.overdue or self.due is not None or self.silent is not None else frozenset())


class PositionsQuery(ListQuery):
    """Which positions; `who` are the holders, `whom` those addressed."""

    on: str = Field(default="", max_length=500, description="Words of the issue.", examples=["Gaza reconstruction"])
    show: Literal["matrix", "lines", "expected"] = Field(default="matrix", description="How a page shows them.")
    limit: int = Field(default=8, ge=1, le=MOST_ON_A_BOARD, description="How many lines at most.")


class ReviewQuery(ListQuery):
    """Which matters wait, and which of them is looked at."""

    kind: Annotated[list[Kind], BeforeValidator(_without_blanks)] = Field(
        default=[], description="Kinds of matters; events and merges without it."
    )
    below: float = Field(default=SURE, ge=0.0, le=1.0, description="How sure an event must be to need no look.")
    matter: str = Field(default="", max_length=400, description="The matter to look at; the first without it.")
    limit: int = Field(default=12, ge=1, le=MOST_ON_A_BOARD, description="How many at most.")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds asked for, in the order of the queue."""
        return tuple(one for one in KINDS if one in self.kind) or KINDS


_FIRST: Final = date(1000, 1, 1)
_LAST: Final = date(3000, 1, 1)


def today_or(day: date | None, as_of: date | None = None) -> date:
    """The day given, else that of the question, else the calendar's; near enough to count days from."""
    return max(_FIRST, min(day or as_of or date.today(), _LAST))
