"""What every runner must do with a task and its inputs."""

from __future__ import annotations

import os
import signal
from itertools import count, islice

import pytest

from dragoman.runners import Done, Here, ManyCores, Runner, Task, runner_for

RUNNERS = [Here(), ManyCores(2)]


def double() -> Task[int, int]:
    """Makes a task that doubles, fails on 13, and dies on 99."""
    return _double


def _double(number: int) -> int:
    if number == 13:
        raise ValueError("13 brings bad luck")
    if number == 99:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.parametrize("runner", RUNNERS)
def test_every_input_comes_back_once(runner: Runner) -> None:
    assert sorted(done.output or 0 for done in runner.run(double, range(12))) == list(range(0, 24, 2))
    assert list(runner.run(double, [])) == []


@pytest.mark.parametrize("runner", RUNNERS)
def test_an_input_that_fails_comes_back_with_its_fault_and_stops_nothing(runner: Runner) -> None:
    done = {one.input: one for one in runner.run(double, [12, 13, 14])}
    assert (done[12].output, done[14].output) == (24, 28)
    assert done[13].output is None
    assert "13 brings bad luck" in (done[13].fault or "")


@pytest.mark.parametrize("runner", RUNNERS)
def test_inputs_may_be_a_stream_without_end(runner: Runner) -> None:
    stream = runner.run(double, (number for number in count(100)))
    assert all(isinstance(one, Done) for one in islice(stream, 5))
    stream.close()  # type: ignore[attr-defined]


def test_an_input_that_kills_its_process_is_named_and_the_others_are_done() -> None:
    done = {one.input: one for one in ManyCores(2).run(double, [*range(90, 110)])}
    assert len(done) == 20
    assert "killed the process" in (done[99].fault or "")
    assert all(one.output == 2 * number for number, one in done.items() if number not in (99,))


def test_a_few_inputs_need_no_second_process() -> None:
    runner, inputs = runner_for(iter(range(3)))
    assert runner == Here()
    assert list(inputs) == [0, 1, 2]
    assert runner_for(iter(range(3)), processes=2)[0] == ManyCores(2)
