"""The command as a process: how soon it answers, and how it ends when its pipe or its user goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SLOW_CODER = """
import sys, time
from dragoman.cli import main, wiring
from dragoman.model import Block, Document, Record

class Coder:
    def code_many(self, reports):
        for number, report in enumerate(reports):
            if number == {stop_at}:
                print("waiting", file=sys.stderr, flush=True)
                time.sleep(30)
            text = report.content.decode() * 500
            yield Record(Document(text=text, blocks=(Block("paragraph", 0, len(text)),), title="t" * 90), ())

wiring.make_coder = lambda model=None: Coder()
main()
"""


def command(*arguments: str, stop_at: int = -1) -> list[str]:
    return [sys.executable, "-c", SLOW_CODER.format(stop_at=stop_at), *arguments]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text("A report of the day. ")
    return tmp_path


def seconds_of_help() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dragoman", "--help"], check=True, capture_output=True)
    return time.perf_counter() - started


def test_help_answers_at_once() -> None:
    # 0.3 s on an idle machine; the limit leaves room for a busy one, and the best of five leaves out the first import.
    assert min(seconds_of_help() for _ in range(5)) < 0.6


def test_help_loads_nothing_heavy() -> None:
    script = """
import sys
from dragoman.cli import main
try:
    main()
except SystemExit:
    pass
heavy = {"spacy", "rich", "yaml", "numpy", "dragoman.pipeline", "dragoman.reading", "dragoman.codebook"}
print(sorted(heavy & set(sys.modules)))
"""
    for words in (["--help"], ["code", "--help"], ["eval", "events", "--help"], ["codebook", "--help"]):
        done = subprocess.run([sys.executable, "-c", script, *words], check=True, capture_output=True, text=True)
        assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman", "--version"], check=True, capture_output=True, text=True)
    name, version = done.stdout.split()
    assert name == "dragoman"
    assert version[0].isdigit()


def test_a_pipe_that_is_closed_ends_the_run_quietly(folder: Path) -> None:
    process = subprocess.Popen(command("code", str(folder)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=20) == 141
    assert process.stderr.read() == b""


def test_ctrl_c_says_how_far_the_run_came(folder: Path) -> None:
    out = folder / "events.jsonl"
    process = subprocess.Popen(
        command("code", str(folder), "--out", str(out), stop_at=3),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "waiting\n"
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read() == f"dragoman: stopped: 3 reports had been coded; {out} was not written\n"
    assert not out.exists()
    assert not list(folder.glob(".dragoman-*"))


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("x", encoding="utf-8")
    script = SLOW_CODER.format(stop_at=-1).replace('title="t" * 90', 'title="Gro\\u00dfe \\u00dcbereinkunft"')
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    arguments = [sys.executable, "-c", script, "code", str(report), "-f"]
    machine = subprocess.run([*arguments, "json"], check=True, capture_output=True, env=environment)
    assert "Große Übereinkunft".encode() in machine.stdout
    people = subprocess.run([*arguments, "table"], check=True, capture_output=True, env=environment)
    assert b"Gro?e" in people.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_standard_output_that_is_full_is_told_in_a_line(folder: Path) -> None:
    with open("/dev/full", "w") as full:
        arguments = command("code", str(folder / "001.txt"))
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "dragoman: No space left on device\n")


def test_without_standard_output_a_file_can_still_be_written(folder: Path) -> None:
    script = "import sys; sys.stdout = None\n" + SLOW_CODER.format(stop_at=-1)
    arguments = [sys.executable, "-c", script, "code", str(folder / "001.txt")]
    nowhere = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (nowhere.returncode, nowhere.stderr) == (
        1,
        "dragoman: there is no standard output; name a file with --out\n",
    )
    out = folder / "events.json"
    assert subprocess.run([*arguments, "--out", str(out)], check=False).returncode == 0
    assert out.read_text().startswith('{"dragoman":1')


def test_a_device_is_written_to_and_not_replaced(folder: Path) -> None:
    arguments = command("code", str(folder / "001.txt"), "--out", "/dev/stdout", "-f", "json")
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout.startswith('{"dragoman":1')
    assert Path("/dev/null").is_char_device()
    subprocess.run(command("code", str(folder / "001.txt"), "--out", "/dev/null", "-f", "json"), check=True)
    assert Path("/dev/null").is_char_device()
