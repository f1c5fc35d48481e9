"""Asking: which occurrences the query of an address is about, for pages and API alike."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.requests import Request

from dragoman.errors import CodebookError
from dragoman.views.filters import Filter
from dragoman.web.faults import Problem

MOST: Final = 500
"""Items on one page at most."""


def _filled(values: Any) -> Any:
    """Forms send empty fields too; they ask for nothing."""
    return [one.strip() for one in values if one.strip()] if isinstance(values, list) else values


def _or_none(value: Any) -> Any:
    return None if value == "" else value


Words = Annotated[list[Annotated[str, Field(max_length=200)]], BeforeValidator(_filled), Field(max_length=50)]
Day = Annotated[date | None, BeforeValidator(_or_none)]


class FilterQuery(BaseModel):
    """The fields of a `views.Filter` as they stand in an address; each may come several times."""

    model_config = ConfigDict(frozen=True)

    who: Words = Field(default=[], description="Actors: an id, a state's code or a name.", examples=[["PAK"]])
    whom: Words = Field(default=[], description="Recipients.")
    either: Words = Field(default=[], description="Parties in any role.")
    together: Words = Field(default=[], description="Who act jointly: each of these is an actor.")
    source: Words = Field(default=[], description="Who says so.")
    type: Words = Field(default=[], description="PLOVER event types.", examples=[["CONSULT"]])
    status: Words = Field(default=[], description="actual, historical, future, hypothetical, negated.")
    context: Words = Field(default=[], description="PLOVER contexts.")
    quad: Annotated[list[int], BeforeValidator(_filled)] = Field(default=[], description="PLOVER quad classes, 1 to 4.")
    place: Words = Field(default=[], description="A state, by code or name, or the name of a place.")
    publisher: Words = Field(default=[], description="Who published a report that tells it.")
    since: Day = Field(default=None, description="First day.", examples=["2025-11-01"])
    until: Day = Field(default=None, description="Last day, inclusive.")
    as_of: Day = Field(default=None, description="Ask what was believed at the end of this day.")
    min_confidence: Annotated[float, BeforeValidator(lambda value: value or 0.0)] = Field(
        default=0.0, ge=0.0, le=1.0, description="From 0 to 1."
    )
    text: str = Field(default="", max_length=500, description="Words of the passage that tells it.")

    def filter(self) -> Filter:
        """The filter.

        Raises:
            CodebookError: A type, status, context or quad class that there isn't.
        """
        given: dict[str, Any] = {name: getattr(self, name) for name in FilterQuery.model_fields}
        given["type"] = [one.upper() for one in self.type]
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
        }
        return Filter(**values)


class ListQuery(FilterQuery):
    """A filter, and which part of what it finds."""

    limit: int = Field(default=50, ge=1, le=MOST, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many to pass over.")
    order: Literal["latest", "earliest"] = Field(default="latest", description="Which come first; the undated last.")


Query = TypeVar("Query", bound="ListQuery")


def asked(request: Request) -> ListQuery:
    """A dependency of pages: what the address asks for.

    Raises:
        Problem: 422 where a field can't be understood; it names the field.
    """
    return read_query(request, ListQuery)


def read_query(request: Request, model: type[Query]) -> Query:
    """What the address asks for, in the fields of a model.

    Raises:
        Problem: 422 where a field can't be understood; it names the field.
    """
    given: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        values = request.query_params.getlist(name)
        if values:
            given[name] = values if isinstance(field.default, list) else values[-1]
    try:
        query = model.model_validate(given)
        query.filter()
    except ValidationError as error:
        fields = tuple((str(one["loc"][0]), str(one["msg"])) for one in error.errors())
        raise Problem(422, "the filter can't be understood", "Mend the fields named here.", fields=fields) from error
    except CodebookError as error:
        raise Problem(422, "the filter can't be understood", f"{error}.") from error
    return query
