"""Threads: a pledge with what repeats it, found among all that its committers pledged."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from dragoman.ledger.boards.acts import Act
from dragoman.ledger.boards.reaffirmations import Reaffirmation, may_repeat, threads
from dragoman.ledger.store import schema
from dragoman.ledger.store.loading import batches
from dragoman.views.acts import Acts
from dragoman.views.dealings import Dealings

Thread = tuple[Act, tuple[Reaffirmation, ...]]

MADE = ("actual", "historical")
"""Statuses of a commitment that was made; one that is to come, might come or was refused binds nobody yet."""

BINDING = frozenset({"AGREE", "CONCEDE"})
"""Event types that may have a commitment."""


class Threads:
    """Finds the threads of commitments; what several of them need is read once."""

    def __init__(self, connection: Connection, revision: int | None, dealings: Dealings) -> None:
        self._connection = connection
        self._dealings = dealings
        self._pledged: dict[tuple[frozenset[str], frozenset[str]], list[tuple[int, str]]] = {}
        self._acts = Acts(connection, revision, "commitment")
        self._found: dict[int, Thread] = {}

    def threads(self, numbers: Iterable[int]) -> dict[int, Thread]:
        """For each commitment the first pledge of the thread it belongs to, and what repeats that one, by day.

        Args:
            numbers: Rows of commitments' occurrences.
        """
        new = [number for number in numbers if number not in self._found]
        pledges = self._acts.load(new)
        near = {pledge.number: self._near(pledge) for pledge in pledges}
        self._acts.load({number for found in near.values() for number in found})
        for pledge in pledges:
            if pledge.number not in self._found:
                self._weave(pledge, self._acts.load(near[pledge.number]))
        return {number: self._found[number] for number in numbers}

    def _weave(self, pledge: Act, near: Iterable[Act]) -> None:
        for head, links in threads({act.number: act for act in (pledge, *near)}.values()):
            for act in (head, *(link.later for link in links)):
                # What is found of one holds of all in its thread that name the same parties.
                if act is pledge or act.parties == pledge.parties:
                    self._found.setdefault(act.number, (head, links))

    def _near(self, pledge: Act) -> list[int]:
        """Commitments between the same parties with a trace of the same words."""
        traces = may_repeat(pledge)
        return [number for number, action in self._pledged_by(pledge) if any(trace in action for trace in traces)]

    def _pledged_by(self, pledge: Act) -> list[tuple[int, str]]:
        """Row and action, in lower case, of what the committers pledged to the same side or to nobody named."""
        key = (pledge.actors, pledge.others)
        if key not in self._pledged:
            numbers = [one.number for one in self._dealings.of(pledge) if one.type in BINDING]
            row, commitment = schema.occurrence, schema.commitment
            query = select(commitment.c.occurrence, commitment.c.action).join(
                row, row.c.number == commitment.c.occurrence
            )
            self._pledged[key] = [
                (number, action.lower())
                for batch in batches(numbers)
                for number, action in self._connection.execute(
                    query.where(commitment.c.occurrence.in_(batch), row.c.status.in_(MADE))
                )
            ]
        return self._pledged[key]
