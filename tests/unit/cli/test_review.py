"""`dragoman review`, run as a user runs it: through a pipe, and at a terminal."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app, review
from dragoman.evaluation.gold import read_gold
from dragoman.ledger import Ledger, decisions, same_question
from dragoman.model import CoderVersion, Record

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@pytest.fixture
def records(make_record: Make) -> list[Record]:
    """Three events, the first of them the least sure."""
    made = [make_record("met in Geneva", day=date(1978, month, 1)) for month in (1, 3, 5)]
    return [
        Record(one.document, tuple(replace(event, confidence=sure) for event in one.events))
        for one, sure in zip(made, (0.3, 0.5, 0.7), strict=True)
    ]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: list[Record]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    with Ledger("dragoman.db") as ledger:
        ledger.add(records, coder=CODER)
    return tmp_path


def session(*answers: str, options: tuple[str, ...] = ("--by", "Ada")) -> Result:
    return CliRunner().invoke(app, ["review", *options], input="".join(f"{one}\n" for one in answers))


def kept() -> list[tuple[str, object, str, str]]:
    with Ledger("dragoman.db", read_only=True) as ledger:
        return [(one.question.partition(":")[0], one.answer, one.by, one.reason) for one in ledger.judgements()]


def test_each_key_is_kept_with_name_and_reason_and_the_session_ends_with_the_queue(
    here: Path, records: list[Record]
) -> None:
    result = session("a", "r", "a dinner, not talks", "c", "type=AGREE", "", "they agreed")
    assert result.exit_code == 0
    assert [place for place in ("1 of 3", "2 of 3", "3 of 3") if place in result.stdout] == [
        "1 of 3",
        "2 of 3",
        "3 of 3",
    ]
    assert "3 decisions kept by Ada: 1 accepted, 1 rejected, 1 corrected." in result.stdout
    first, second, third = kept()
    assert first == ("review", {"verdict": "accepted"}, "Ada", "")
    assert second == ("review", {"verdict": "rejected"}, "Ada", "a dinner, not talks")
    assert third[0] == "review"
    assert third[1]["event"]["type"] == "AGREE"  # type: ignore[index]
    assert third[3] == "they agreed"
    assert "Nothing waits for a look." in session().stdout


def test_the_passage_is_shown_with_its_deciding_words_and_why_it_is_here(here: Path) -> None:
    shown = session("q").stdout
    assert "NOR and KEN «met» in Geneva." in shown
    assert "Why it is here: about 3 in 10 events coded this surely are of that type." in shown
    assert "Coded because: a test says so" in shown
    assert "Harbour Wire" in shown


def test_what_is_skipped_comes_back_after_the_others_and_last_in_the_next_session(
    here: Path, records: list[Record]
) -> None:
    result = session("k", "a", "a", "q")
    days = re.findall(r"^1978-0\d-01", result.stdout, re.MULTILINE)
    assert days == ["1978-01-01", "1978-03-01", "1978-05-01", "1978-01-01"]
    assert "put off before" in result.stdout
    assert "1978-01-01" in session("q").stdout


def test_undo_goes_back_through_the_whole_session(here: Path) -> None:
    with Ledger("dragoman.db", read_only=True) as ledger:
        before = [one.id for one in ledger.occurrences([1, 2, 3])]
    result = session("a", "r", "", "k", "u", "u", "u", "u", "q")
    assert result.stdout.count("Taken back") == 3
    assert "Nothing was judged in this session yet." in result.stdout
    assert "Nothing was judged." in result.stdout.splitlines()[-1]
    with Ledger("dragoman.db", read_only=True) as ledger:
        assert [one and one.id for one in map(ledger.occurrence, before)] == before
        live = {one.question: one.answer for one in ledger.judgements()}
        assert set(live.values()) == {None}
        assert len(ledger.judgements()) == 6


def test_the_end_of_the_answers_keeps_what_was_judged(here: Path) -> None:
    result = session("a", "c")
    assert result.exit_code == 0
    assert "1 decision kept by Ada" in result.stdout
    assert len(kept()) == 1


def test_a_wrong_correction_is_explained_and_may_be_given_again(here: Path) -> None:
    result = session("c", "type=AGRE", "shoe=1", "when someday", "type: AGREE", "", "", "q")
    for said in (
        "near it: AGREE",
        "no field that can be changed",
        "is no day; write 2025-11-03",
        "type: CONSULT → AGREE",
    ):
        assert said in result.stdout
    assert len(kept()) == 1


def test_a_correction_without_a_change_judges_nothing(here: Path) -> None:
    result = session("c", "", "c", "type=CONSULT", "", "q")
    assert result.stdout.count("Nothing was changed.") == 2
    assert kept() == []


def test_an_unknown_key_shows_what_the_keys_do(here: Path) -> None:
    assert "the event is right as it is coded" in session("x", "q").stdout
    assert "take back the last judgement" in session("?", "q").stdout


def test_two_events_are_merged_by_number_and_split_again_by_number(here: Path, make_record: Make) -> None:
    # Two accounts that no link joins: another day of the same week.
    with Ledger("dragoman.db") as ledger:
        other = make_record("met in Rome", actors=("NOR", "FRA"), day=date(1978, 1, 4), publisher="Coast Daily")
        ledger.add([other], coder=CODER)
    merged = session("m", "1", "one conference", "q")
    assert "1 merged" in merged.stdout
    (question,) = kept()
    assert question[:2] == ("same", True)
    with Ledger("dragoman.db", read_only=True) as ledger:
        joined = ledger.occurrence(other.events[0].id)
    assert joined is not None
    assert joined.reports == 2
    split = session(
        "s", "1 7", "s", "2", "another day", "q", options=("--by", "Bo", "--below", "1", "--until", "1978-02-01")
    )
    assert "Give some, not all, of the numbers 1 to 2" in split.stdout
    with Ledger("dragoman.db", read_only=True) as ledger:
        parted = ledger.occurrence(other.events[0].id)
    assert parted is not None
    assert parted.reports == 1


@pytest.fixture
def bo_in_between(monkeypatch: pytest.MonkeyPatch, records: list[Record]) -> None:
    """Bo rejects the first event while Ada looks at it."""
    from dragoman.cli.keys import Keyboard

    asked = Keyboard.key

    def key(keyboard: Keyboard, prompt: str) -> str:
        with Ledger("dragoman.db") as ledger:
            if not ledger.judgements():
                ledger.judge_all(decisions.reject(records[0].events[0].id), by="Bo", reason="a dinner")
        return asked(keyboard, prompt)

    monkeypatch.setattr(Keyboard, "key", key)


@pytest.mark.usefixtures("bo_in_between")
@pytest.mark.parametrize(("answer", "judges"), [("s", ["Bo", "Ada"]), ("l", ["Bo"])])
def test_a_newer_judgement_of_somebody_else_is_shown_before_it_is_superseded(
    here: Path, answer: str, judges: list[str]
) -> None:
    result = session("a", answer, "q")
    assert "Meanwhile: rejected by Bo on " in result.stdout
    assert "a dinner" in result.stdout
    assert [one[2] for one in kept()] == judges


def test_no_more_is_shown_than_was_asked_for(here: Path) -> None:
    result = session("a", "a", "a", options=("--by", "Ada", "--limit", "1"))
    assert result.exit_code == 0
    assert len(kept()) == 1


def test_only_merges_are_shown_where_only_they_are_wanted(here: Path) -> None:
    assert "Nothing waits for a look." in session(options=("--by", "Ada", "--only", "merges")).stdout
    assert session(options=("--by", "Ada", "--only", "meetings")).exit_code == 2


def test_the_queue_is_listed_for_programs_without_a_session(here: Path, records: list[Record]) -> None:
    result = session(options=("--json", "--limit", "2"))
    found = json.loads(result.stdout)
    assert (found["events"], found["merges"], found["pledges"]) == (3, 0, 0)
    assert [one["ids"] for one in found["matters"]] == [[record.events[0].id] for record in records[:2]]
    assert found["matters"][0]["reasons"]


def test_what_was_accepted_is_exported(here: Path) -> None:
    session("a", "r", "", "q")
    result = session(options=("--export", "gold"))
    assert result.stdout == "1 report with 1 reviewed event and 1 sentence written to gold\n"
    (path,) = Path("gold/reports").glob("*.yaml")
    assert [event.types for event in read_gold(path).events] == [("CONSULT",)]


def test_nobody_judges_anonymously(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_git_name", str)
    monkeypatch.setattr(review, "_user", lambda: "root")
    monkeypatch.delenv("GIT_AUTHOR_NAME", raising=False)
    assert "give yours: --by" in session("q", options=()).stderr
    assert session("q", options=("--by", " ")).exit_code == 2
    monkeypatch.setattr(review, "_git_name", lambda: "Grace Hopper\n")
    session("a", "q", options=())
    assert [one[2] for one in kept()] == ["Grace Hopper"]


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = session("q", options=("--by", "Ada", "--ledger", "none.db"))
    assert result.exit_code == 1
    assert "there is no ledger" in result.stderr
    assert not Path("none.db").exists()


def test_a_reviews_day_is_today(here: Path) -> None:
    assert session("q", options=("--by", "Ada", "--as-of", "2020-01-01")).exit_code == 2


class Terminal:
    """The command at a pseudo-terminal."""

    def __init__(self, columns: int) -> None:
        import pty

        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(columns), LINES="40")
            os.execv(sys.executable, [sys.executable, "-m", "dragoman", "review", "--by", "Ada"])
        self.text = ""

    def until(self, words: str, *, seconds: float = 60.0) -> str:
        """What it has shown when the words have come, without what steers the terminal."""
        deadline = time.monotonic() + seconds
        while words not in self.text:
            ready, _, _ = select.select([self.fd], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                pytest.fail(f"{words!r} didn't come:\n{self.text}")
            try:
                found = os.read(self.fd, 65536)
            except OSError:
                found = b""
            if not found:
                pytest.fail(f"it ended before {words!r} came:\n{self.text}")
            self.text += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", found.decode("utf-8", "replace")).replace("\r", "")
        shown, _, self.text = self.text.partition(words)
        return shown + words

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def status(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture(params=[80, 120])
def terminal(request: pytest.FixtureRequest, here: Path) -> Iterator[Terminal]:
    opened = Terminal(request.param)
    yield opened
    os.close(opened.fd)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_at_a_terminal_one_key_is_enough_and_no_line_is_wider_than_the_screen(
    request: pytest.FixtureRequest, terminal: Terminal
) -> None:
    shown = terminal.until("quit > ")
    assert "1 of 3" in shown
    terminal.type("a")
    shown += terminal.until("quit > ")
    terminal.type("r")
    shown += terminal.until("(Enter for no reason) ")
    terminal.type("a dinner\r")
    shown += terminal.until("quit > ")
    assert "3 of 3" in shown
    terminal.type("q")
    terminal.until("2 decisions kept by Ada: 1 accepted, 1 rejected.")
    assert terminal.status() == 0
    columns = request.node.callspec.params["terminal"]
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    assert "«" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_ctrl_c_keeps_what_was_judged(terminal: Terminal) -> None:
    terminal.until("quit > ")
    terminal.type("a")
    terminal.until("quit > ")
    os.kill(terminal.pid, signal.SIGINT)
    terminal.until("1 decision kept by Ada: 1 accepted.")
    assert terminal.status() == 130
    assert [one[1] for one in kept()] == [{"verdict": "accepted"}]


def test_a_person_who_held_two_apart_is_not_asked_again(here: Path, make_record: Make) -> None:
    accounts = [make_record("met in Oslo"), make_record("held talks in Oslo", publisher="Coast Daily")]
    with Ledger("dragoman.db") as ledger:
        ledger.add(accounts, coder=CODER)
        ledger.judge(same_question(*(one.events[0].id for one in accounts)), False, by="Ada")
    listed = json.loads(session(options=("--json", "--only", "merges")).stdout)
    assert listed["matters"] == []
