"""What a runner takes and gives: the seam between the work and where it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")
Task = Callable[[Input], Output]
"""What is done with one input; made once in each process by a `TaskMaker`, since loading a model takes seconds."""
TaskMaker = Callable[[], Task[Input, Output]]


@dataclass(frozen=True, slots=True)
class Done(Generic[Input, Output]):
    """What became of one input.

    Attributes:
        input: The input.
        output: What the task made of it; None when it failed.
        fault: Why it failed, in words for the user; None when it didn't.
    """

    input: Input
    output: Output | None = None
    fault: str | None = None


class Runner(Protocol):
    """Where work runs."""

    def run(self, make: TaskMaker[Input, Output], inputs: Iterable[Input]) -> Iterator[Done[Input, Output]]:
        """Do the task on every input, and give each back once, in the order they are done.

        An input on which the task fails, or a process dies, comes back with its fault and never stops the rest. Inputs
        are taken as there is room, so they may be a stream without end.
        """
        ...
