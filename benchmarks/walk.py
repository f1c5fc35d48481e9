"""Times the whole walk against the bare language model on the same text, interleaved in one run.

    python benchmarks/walk.py [--reports N] [--rounds R]

The bare pass puts the same stretches of text through the same spaCy pipeline and throws the parse away: no walk can be
faster, so whole/bare says what all else costs, and the steps of the walk say where. Wall-clock times of one round are
taken within seconds of each other, and the order changes from round to round, so that a busy machine slows both alike.
Peak memory is each part's own, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dragoman.model import Document

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
#: A number that may be another one: not part of a date or of a longer number.
_NUMBER = re.compile(
    r"(?<![\d.,-])\d{1,3}(?![\d.,-])(?! (?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December))"
)
_SEED = 1648
#: The steps of the walk; all but reading are timed by the walk itself.
STEPS = ("reading", "language", "linking", "attribution", "coding")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Walked:
    """What the walk made of the reports.

    Attributes:
        documents: The reports as read.
        seconds: Step of the walk → seconds that it took, over all reports.
        candidates: How many candidates the coding step judged.
    """

    documents: list[Document]
    seconds: dict[str, float]
    candidates: int


@dataclass(frozen=True, slots=True)
class Round:
    """One round.

    Attributes:
        seconds: On the clock, by part: `bare`, `whole` and the steps of the whole.
        candidates: How many candidates the coding step judged.
    """

    seconds: dict[str, float]
    candidates: int

    @property
    def ratio(self) -> float:
        """How many times the bare pass the whole walk took."""
        return self.seconds["whole"] / self.seconds["bare"]


def varied_reports(count: int) -> list[str]:
    """The examples over and over, each copy with other numbers, so that none is the same text twice."""
    sources = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    chance = random.Random(_SEED)

    def another(found: re.Match[str]) -> str:
        digits = len(found[0])
        return str(chance.randrange(10 ** (digits - 1), 10**digits))

    return [_NUMBER.sub(another, sources[place % len(sources)]) for place in range(count)]


def whole_walk() -> Callable[[Iterable[str]], Walked]:
    """Load the walk; what is returned takes reports through it."""
    from dragoman import Coder  # the process that measures the other part's memory must not carry this
    from dragoman.coding import default_coder
    from dragoman.coding.relation_model import Candidate, Judgement, RelationModel
    from dragoman.coding.second_opinion import SecondOpinion
    from dragoman.model import Report
    from dragoman.reading import read

    class Counting(RelationModel):
        """The relation model, which counts what it is asked."""

        asked = 0

        def judge(self, candidates: Sequence[Candidate]) -> list[Judgement]:
            self.asked += len(candidates)
            return super().judge(candidates)

    model = Counting()
    coder = Coder(coding=replace(default_coder(), second=SecondOpinion(lambda: model)))

    def run(texts: Iterable[str]) -> Walked:
        documents = []
        before = model.asked
        taken = dict.fromkeys(STEPS, 0.0)
        for text in texts:
            began = time.perf_counter()
            document = read(Report(content=text))
            taken["reading"] += time.perf_counter() - began
            _, timing = coder.walk(document)
            for step in STEPS[1:]:
                taken[step] += getattr(timing, f"{step}_seconds")
            documents.append(document)
        return Walked(documents, taken, model.asked - before)

    return run


def bare_pass() -> Callable[[Iterable[str]], int]:
    """Load the language model alone; what is returned parses stretches of text and counts their sentences."""
    from dragoman.language.pipeline_import import load_pipeline
    from dragoman.settings import Settings

    settings = Settings()
    nlp = load_pipeline(settings.language_model)

    def run(stretches: Iterable[str]) -> int:
        with nlp.memory_zone():
            return sum(sum(1 for _ in doc.sents) for doc in nlp.pipe(stretches, batch_size=settings.batch_size))

    return run


def stretches_of(documents: Iterable[Document]) -> list[str]:
    """The text that the language step parses: a document's blocks in the analysis view."""
    from dragoman.language.view import plain

    return [plain(document.text[block.start : block.end]) for document in documents for block in document.blocks]


def seconds(part: Callable[[], Part]) -> tuple[float, Part]:
    """How long a part takes on the clock, and what it gives."""
    began = time.perf_counter()
    given = part()
    return time.perf_counter() - began, given


def rounds(count: int, bare: Callable[[], int], whole: Callable[[], Walked]) -> Iterator[Round]:
    """Time both parts `count` times, each first in every other round."""
    for number in range(count):
        if number % 2:
            whole_seconds, walked = seconds(whole)
            bare_seconds, _ = seconds(bare)
        else:
            bare_seconds, _ = seconds(bare)
            whole_seconds, walked = seconds(whole)
        yield Round({"bare": bare_seconds, "whole": whole_seconds, **walked.seconds}, walked.candidates)


def peak_mebibytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def run_part(part: str, folder: Path) -> None:
    """In a child process: one part once, then its peak memory on standard output."""
    if part == "whole":
        walked = whole_walk()(json.loads((folder / "texts.json").read_text("utf-8")))
        print(peak_mebibytes())
        (folder / "stretches.json").write_text(json.dumps(stretches_of(walked.documents)), encoding="utf-8")
    else:
        bare_pass()(json.loads((folder / "stretches.json").read_text("utf-8")))
        print(peak_mebibytes())


def peak_memory(texts: list[str]) -> tuple[dict[str, float], list[str]]:
    """Peak memory of each part in MiB, and the stretches of text that both share.

    To be called before this process grows: on Linux a child starts with its parent's peak.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        peaks = {}
        for part in ("whole", "bare"):
            command = [sys.executable, __file__, "--part", part, "--folder", name]
            run = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
            peaks[part] = float(run.stdout)
        return peaks, json.loads((folder / "stretches.json").read_text("utf-8"))


def spread(values: list[float]) -> str:
    """Median, smallest and largest."""
    return f"{statistics.median(values):8.3f}  ({min(values):.3f} to {max(values):.3f})"


def benchmark(reports: int, count: int) -> None:
    texts = varied_reports(reports)
    peaks, stretches = peak_memory(texts)
    bare, whole = bare_pass(), whole_walk()
    sentences = bare(stretches)
    whole(texts[: len(texts) // 4 + 1])  # both are warm before the clock runs
    taken = list(rounds(count, lambda: bare(stretches), lambda: whole(texts)))
    print(f"{reports} reports, {sentences} sentences, {count} rounds, interleaved")
    print("part            seconds, median (least to most)   sentences/s   peak MiB")
    for part in ("bare", "whole"):
        times = [one.seconds[part] for one in taken]
        print(f"{part:14}{spread(times):34}{sentences / statistics.median(times):13.0f}{peaks[part]:11.0f}")
    for step in STEPS:
        print(f"  {step:12}{spread([one.seconds[step] for one in taken])}")
    coding = statistics.median(one.seconds["coding"] for one in taken)
    print(f"  coding judged {taken[0].candidates} candidates, {taken[0].candidates / coding:.0f} a second")
    print(f"{'ratio':14}{spread([one.ratio for one in taken])}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the whole walk against the bare language model.")
    parser.add_argument("--reports", type=int, default=60, metavar="N", help="how many reports a round (60)")
    parser.add_argument("--rounds", type=int, default=5, metavar="R", help="how many rounds (5)")
    parser.add_argument("--part", choices=("bare", "whole"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        run_part(options.part, options.folder)
    elif options.reports < 1 or options.rounds < 1:
        parser.error("--reports and --rounds must be at least 1")
    else:
        benchmark(options.reports, options.rounds)


if __name__ == "__main__":
    main()
