"""The memory of answers: as long as the ledger stays as it is, and no longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import CoderVersion, Record
from dragoman.web.memory import Memory


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "memory.db") as found:
        yield found


def view() -> int:
    return 0


def test_an_answer_is_worked_out_once_until_the_ledger_changes(
    ledger: Ledger, make_record: Callable[..., Record]
) -> None:
    memory, made = Memory(ledger), iter(range(10))
    ask = lambda: memory.recall(view, "x", make=lambda: next(made))  # noqa: E731
    assert [ask(), ask()] == [0, 0]
    (added,) = ledger.add([make_record()], coder=CoderVersion("frames", "1"))
    assert [ask(), ask()] == [1, 1]
    id = make_record().events[0].id
    ledger.judge(f"review:{id}", {"verdict": "accepted"}, by="somebody")
    assert ask() == 2
    assert added.new


def test_other_arguments_are_another_question(ledger: Ledger) -> None:
    memory = Memory(ledger)
    assert [memory.recall(view, key, make=lambda key=key: key) for key in (1, 2, 1)] == [1, 2, 1]


def test_what_failed_is_asked_again(ledger: Ledger) -> None:
    memory = Memory(ledger)

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        memory.recall(view, make=fail)
    assert memory.recall(view, make=lambda: 7) == 7


def test_the_answer_asked_for_longest_ago_is_forgotten(ledger: Ledger) -> None:
    memory, made = Memory(ledger, most=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        memory.recall(view, key, make=lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_many_who_ask_at_once_wait_for_one_answer(ledger: Ledger) -> None:
    memory, made, begun = Memory(ledger), [], threading.Event()

    def slowly() -> int:
        made.append(1)
        begun.wait(5)
        return 3

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(memory.recall, view, make=slowly) for _ in range(8)]
        begun.set()
        assert {one.result(10) for one in asked} == {3}
    assert made == [1]
