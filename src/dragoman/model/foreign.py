"""ForeignEvent: an event that another data set holds, so that users can compare it with the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dragoman.model.entity import Where
from dragoman.model.event import Status

Dataset = Literal["plover", "polecat", "gdelt"]


@dataclass(frozen=True, slots=True)
class ForeignParty:
    """An actor or recipient as a data set codes it.

    Attributes:
        code: The data set's code or id for it; empty where it gives none.
        name: The name it gives; empty where it gives none.
        country: ISO 3166 alpha-3; None where the data set names no state of today.
        sectors: The data set's own sector or role codes, in its order.
    """

    code: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One row of another data set, in dragoman's words where it has them; never part of the record itself.

    Attributes:
        dataset: Which data set it comes from.
        id: The data set's id.
        place: Where it was read, `file:line`.
        row: The row as it was read, without its line end.
        start: First day; None when the row has none.
        end: Last day; None when the data set gives one day only.
        type: PLOVER event type; of a CAMEO code, the type it falls under. None where there is none.
        modes: PLOVER modes, without the auxiliary ones.
        status: What the auxiliary modes tell; `actual` without one.
        contexts: PLOVER contexts, in the order of the row.
        cameo: CAMEO code; None in data sets that don't use it.
        actor: Who acts.
        recipient: Whom it is directed at.
        where: Where it happens; GeoNames numbers only where the data set uses them.
        quad: Quad class, 1 to 4, as the data set has it.
        score: PLOVER intensity, or the Goldstein score of the CAMEO code.
        mentions: How often it is told, where the data set counts that.
        sources: How many sources tell it, where the data set counts that.
        articles: How many reports tell it, where the data set counts that.
        publisher: The outlet.
        url: Address of a report.
    """

    dataset: Dataset
    id: str
    place: str
    row: str = field(repr=False)
    start: date | None = None
    end: date | None = None
    type: str | None = None
    modes: tuple[str, ...] = ()
    status: Status = "actual"
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[ForeignParty, ...] = ()
    recipient: tuple[ForeignParty, ...] = ()
    where: Where = Where()
    quad: int | None = None
    score: float | None = None
    mentions: int | None = None
    sources: int | None = None
    articles: int | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that can't be read; it is passed over and counted.

    Attributes:
        place: Where it stands, `file:line`.
        reason: What is wrong with it, in words for the user.
    """

    place: str
    reason: str
