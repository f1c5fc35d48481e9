"""This machine: in this process, or in one process a core."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

from dragoman.runners.tasks import Done, Input, Output, Runner, Task, TaskMaker

FEW: Final = 8
"""So few inputs are done here: a second process would need longer to load its model."""

_AHEAD: Final = 4
"""Inputs a process that wait or are worked on."""

_task: Task[Any, Any] | None = None
"""The task of a worker process; there each process has its own."""


@dataclass(frozen=True, slots=True)
class Here:
    """Runs the task in this process, one input after the other."""

    def run(self, make: TaskMaker[Input, Output], inputs: Iterable[Input]) -> Iterator[Done[Input, Output]]:
        """Do the task on every input, in order; see `Runner`."""
        task = make()
        for one in inputs:
            yield _attempt(task, one)


@dataclass(frozen=True, slots=True)
class ManyCores:
    """Runs the task in several processes.

    Attributes:
        processes: How many.
    """

    processes: int

    def run(self, make: TaskMaker[Input, Output], inputs: Iterable[Input]) -> Iterator[Done[Input, Output]]:
        """Do the task on every input, in the order they are done; see `Runner`.

        When a process dies, nobody knows which of the inputs under way killed it: they are done again, each in a
        process of its own, and only the one that kills it again comes back with a fault.
        """
        waiting = iter(inputs)
        suspects: list[Input] = []
        exhausted = False
        while not exhausted:
            with self._pool(make, self.processes) as pool:
                under_way: dict[Future[Done[Input, Output]], Input] = {}
                try:
                    while not (exhausted and not under_way):
                        for one in islice(waiting, self.processes * _AHEAD - len(under_way)):
                            under_way[pool.submit(_work, one)] = one
                        exhausted = len(under_way) < self.processes * _AHEAD
                        done, _ = wait(under_way, return_when=FIRST_COMPLETED) if under_way else ((), ())
                        for future in done:
                            result = future.result()
                            del under_way[future]
                            yield result
                except BrokenProcessPool:
                    suspects.extend(under_way.values())
                    exhausted = False
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
            yield from self._one_by_one(make, suspects)
            suspects.clear()

    def _one_by_one(self, make: TaskMaker[Input, Output], inputs: Iterable[Input]) -> Iterator[Done[Input, Output]]:
        for one in inputs:
            with self._pool(make, 1) as pool:
                try:
                    yield pool.submit(_work, one).result()
                except BrokenProcessPool:
                    yield Done(one, fault="killed the process that worked on it, perhaps for want of memory")

    @staticmethod
    def _pool(make: TaskMaker[Any, Any], processes: int) -> ProcessPoolExecutor:
        # A forked process would share locks of threads that it doesn't have.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_prepare, initargs=(make,))


def runner_for(inputs: Iterable[Input], *, processes: int | None = None) -> tuple[Runner, Iterator[Input]]:
    """The runner that suits these inputs, and the inputs, of which it has looked at the first.

    Args:
        inputs: What is to be done.
        processes: How many processes; None takes one a core, and none for a few inputs.
    """
    waiting = iter(inputs)
    first = list(islice(waiting, FEW + 1))
    count = processes or (1 if len(first) <= FEW else len(os.sched_getaffinity(0)))
    runner: Runner = Here() if count == 1 else ManyCores(count)
    return runner, chain(first, waiting)


def _prepare(make: TaskMaker[Any, Any]) -> None:
    global _task
    # Ctrl-C reaches every process of a terminal; only the first one answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
    _task = make()


def _work(one: Input) -> Done[Input, Any]:
    assert _task is not None
    return _attempt(_task, one)


def _attempt(task: Task[Input, Output], one: Input) -> Done[Input, Output]:
    try:
        return Done(one, output=task(one))
    except Exception as error:  # one input that breaks the task must not stop the others
        return Done(one, fault=f"broke the walk, which is a fault of ours: {type(error).__name__}: {error}")
