"""Fields: one JSON object of a wire line, read key by key, with the place of a fault in every message."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dragoman.errors import WireFormatError

Word = TypeVar("Word", bound=str)

_SHOWN = 40
"""Code points of a wrong value that a message shows."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and where it stands; keys that nobody asks for are ignored.

    A key that is missing and one that is null are the same to the `_or_none` readers and to `each` and `texts`; every
    other reader raises WireFormatError.

    Attributes:
        values: The object.
        path: Its place in the line, such as `recipient[0]`; empty for the line itself.
    """

    values: Mapping[str, object]
    path: str = ""

    def place(self, key: str) -> str:
        """The place of a key in the line, such as `recipient[0].name`."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str) -> str:
        """A string."""
        return self._string(key, self._required(key))

    def text_or_none(self, key: str) -> str | None:
        """A string, or None."""
        found = self.values.get(key)
        return None if found is None else self._string(key, found)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(self._string(f"{key}[{index}]", found) for index, found in enumerate(self._list(key)))

    def whole(self, key: str) -> int:
        """A whole number."""
        return self._whole(key, self._required(key))

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or None."""
        found = self.values.get(key)
        return None if found is None else self._whole(key, found)

    def number(self, key: str) -> float:
        """A finite number."""
        return self._number(key, self._required(key))

    def number_or_none(self, key: str) -> float | None:
        """A finite number, or None."""
        found = self.values.get(key)
        return None if found is None else self._number(key, found)

    def flag(self, key: str) -> bool:
        """True or false."""
        found = self._required(key)
        if not isinstance(found, bool):
            raise self.fault(key, "must be true or false", found)
        return found

    def day_or_none(self, key: str) -> date | None:
        """A calendar day in ISO 8601, or None."""
        found = self.values.get(key)
        if found is None:
            return None
        try:
            return date.fromisoformat(self._string(key, found))
        except ValueError:
            raise self.fault(key, "must be a day such as 2025-11-03", found) from None

    def one_of(self, key: str, words: tuple[Word, ...]) -> Word:
        """One of a closed set of words."""
        return self._one_of(key, self._required(key), words)

    def one_of_or_none(self, key: str, words: tuple[Word, ...]) -> Word | None:
        """One of a closed set of words, or None."""
        found = self.values.get(key)
        return None if found is None else self._one_of(key, found, words)

    def nested(self, key: str) -> Fields:
        """An object."""
        return self._nested(key, self._required(key))

    def nested_or_none(self, key: str) -> Fields | None:
        """An object, or None."""
        found = self.values.get(key)
        return None if found is None else self._nested(key, found)

    def each(self, key: str) -> Iterator[Fields]:
        """A list of objects."""
        for index, found in enumerate(self._list(key)):
            yield self._nested(f"{key}[{index}]", found)

    def fault(self, key: str, what: str, found: object) -> WireFormatError:
        """An error that names the place, what should stand there and what does."""
        shown = repr(found)
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN] + "…"
        return WireFormatError(f"{self.place(key)} {what}, not {shown}")

    def _required(self, key: str) -> object:
        if key not in self.values:
            raise WireFormatError(f"{self.place(key)} is missing")
        return self.values[key]

    def _string(self, key: str, found: object) -> str:
        if not isinstance(found, str):
            raise self.fault(key, "must be a string", found)
        return found

    def _whole(self, key: str, found: object) -> int:
        if not isinstance(found, int) or isinstance(found, bool):
            raise self.fault(key, "must be a whole number", found)
        return found

    def _number(self, key: str, found: object) -> float:
        if not isinstance(found, (int, float)) or isinstance(found, bool):
            raise self.fault(key, "must be a number", found)
        try:
            number = float(found)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.fault(key, "must be a finite number", found)
        return number

    def _one_of(self, key: str, found: object, words: tuple[Word, ...]) -> Word:
        for word in words:
            if word == found:
                return word
        raise self.fault(key, f"must be one of {', '.join(words)}", found)

    def _nested(self, key: str, found: object) -> Fields:
        if not isinstance(found, dict):
            raise self.fault(key, "must be an object", found)
        return Fields(found, self.place(key))

    def _list(self, key: str) -> list[object]:
        found = self.values.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.fault(key, "must be a list", found)
        return found
