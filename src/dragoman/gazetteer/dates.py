"""Dates as sources give them: a day, a month or only a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dragoman.errors import GazetteerError
from dragoman.model.entity import Precision


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The span of days that a date may mean.

    Attributes:
        first: The earliest day it can be.
        last: The latest day, inclusive.

    >>> PartialDate.parse("2024-02")
    PartialDate(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            GazetteerError: The text is none of these.
        """
        try:
            numbers = [int(part) for part in text.split("-")]
            if len(numbers) == 1:
                return cls(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
            if len(numbers) == 2:
                year, month = numbers
                return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
            year, month, day = numbers
            return cls(date(year, month, day), date(year, month, day))
        except ValueError:
            raise GazetteerError(f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD") from None

    @property
    def precision(self) -> Precision:
        """How fine it is: day, month or year."""
        if self.first == self.last:
            return "day"
        return "month" if self.first.month == self.last.month else "year"

    def __str__(self) -> str:
        """The date as the source wrote it."""
        width = {"day": 10, "week": 10, "month": 7, "year": 4}
        return self.first.isoformat()[: width[self.precision]]
