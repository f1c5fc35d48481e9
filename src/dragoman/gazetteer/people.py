"""People: their names, their tenures, and who held a post. Rows are kept as text and parsed when asked for."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property

from dragoman.errors import GazetteerError
from dragoman.gazetteer.dates import PartialDate
from dragoman.gazetteer.tables import numbers, read
from dragoman.gazetteer.tenure import Tenure, by_start


class People:
    """All people; a person's number is the position of the id among the sorted ids."""

    def __init__(self) -> None:
        """Read the table, one line a person."""
        self._lines = read("people")
        self._tenures: dict[str, tuple[Tenure, ...]] = {}

    @cached_property
    def _offices(self) -> list[tuple[str, str]]:
        return [(post, title) for post, _, title in (line.partition("\t") for line in read("offices"))]

    @cached_property
    def _sources(self) -> list[tuple[str, ...]]:
        return [tuple(line.split()) for line in read("sources")]

    @cached_property
    def _holders(self) -> dict[tuple[str, str], str]:
        rows = (line.split("\t") for line in read("holders"))
        return {(body, post): held for body, post, held in rows}

    @cached_property
    def _words(self) -> dict[str, str]:
        return {word: bearers for word, _, bearers in (line.partition("\t") for line in read("words"))}

    def __contains__(self, id: str) -> bool:
        """Whether there is a person of this id."""
        number = bisect_left(self._lines, id + "\t")
        return number < len(self._lines) and self._lines[number].startswith(id + "\t")

    def id(self, number: int) -> str:
        """The id of a person's number."""
        return self._lines[number].partition("\t")[0]

    def _cells(self, id: str) -> list[str]:
        if id not in self:
            raise GazetteerError(f"{id!r} is no person of the gazetteer")
        return self._lines[bisect_left(self._lines, id + "\t")].split("\t")

    def names(self, id: str) -> tuple[str, ...]:
        """A person's names, the one to show first.

        Raises:
            GazetteerError: There is no such person.
        """
        return tuple(self._cells(id)[1].split("|"))

    def home(self, id: str) -> str | None:
        """The country of somebody who holds one post in many; None for everybody else."""
        return self._cells(id)[2] or None

    def tenures(self, id: str) -> tuple[Tenure, ...]:
        """A person's tenures, sorted by start; those without one first.

        Raises:
            GazetteerError: There is no such person.
        """
        if id not in self._tenures:
            _, names, _, *rows = self._cells(id)
            name = names.partition("|")[0]
            self._tenures[id] = tuple(sorted((self._tenure(id, name, row) for row in rows), key=by_start))
        return self._tenures[id]

    def _tenure(self, id: str, name: str, row: str) -> Tenure:
        body, office, start, end, seen, by, source = row.split("|")
        post, title = self._offices[int(office)]
        return Tenure(
            entity_id=id,
            name=name,
            country=body,
            post=post,
            title=title,
            start=PartialDate.parse(start) if start else None,
            end=PartialDate.parse(end) if end else None,
            last_seen=PartialDate.parse(seen).last if seen else None,
            superseded_on=date.fromisoformat(by) if by else None,
            sources=self._sources[int(source)],
        )

    def holders(self, body: str, post: str) -> list[Tenure]:
        """All tenures of a post in a state or body, sorted by start."""
        ids = map(self.id, numbers(self._holders.get((body, post), "")))
        held = [tenure for id in ids for tenure in self.tenures(id) if (tenure.country, tenure.post) == (body, post)]
        return sorted(held, key=lambda tenure: (by_start(tenure), tenure.entity_id))

    def bearers(self, words: list[str]) -> list[str]:
        """Ids of the people who have every word somewhere in their names, sorted."""
        sets = [set(numbers(self._words.get(word, ""))) for word in words]
        return [self.id(number) for number in sorted(set.intersection(*sets))] if sets else []
