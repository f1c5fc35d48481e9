"""How well time expressions are found and turned into days, on sentences that name the days expected.

A case is a sentence, an expression in it, the day of publication, and the interval that a careful reader takes from
it, by the conventions of `dragoman.linking.dates`. A case without an expression is a sentence that holds no date:
"Resolution 2231", "the talks may fail". Days, precision and basis are scored apart; a case is right when all three are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from dragoman.errors import GoldError
from dragoman.linking.dates import DateMention, find_dates
from dragoman.model import When
from dragoman.model.entity import Basis, Precision

COLUMNS = ("expression_in_sentence", "expression", "base", "start", "end", "precision", "basis")

Word = TypeVar("Word", bound=str)
FindDates = Callable[[str, date | None], Sequence[DateMention]]


@dataclass(frozen=True, slots=True)
class DateCase:
    """One expected date, or the lack of any.

    Attributes:
        line: Line of the file, from 1.
        sentence: The sentence.
        expression: Words of the sentence, their first occurrence; empty where the sentence holds no date.
        base: Day of publication; None when unknown.
        when: The days expected, with their precision and basis; empty where the sentence holds no date.
    """

    line: int
    sentence: str
    expression: str
    base: date | None
    when: When


@dataclass(frozen=True, slots=True)
class DateMiss:
    """A case that came out wrong.

    Attributes:
        line: Line of the file, from 1.
        sentence: The sentence.
        expression: The words expected; empty for none.
        expected: The days, precision and basis expected, in words.
        got: What was found, in words.
    """

    line: int
    sentence: str
    expression: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class DateScores:
    """What `score_dates` measured.

    Attributes:
        cases: Cases read.
        dated: Cases with an expression.
        found: Those of them where a mention shares a code point with the expression.
        days: Those of them whose start and end are right.
        precision: Those of them whose precision is right.
        basis: Those of them whose basis is right.
        undated: Cases without an expression.
        clean: Those of them where nothing was found.
        right: Cases of both kinds that are right in everything.
        misses: The rest, in the file's order.
    """

    cases: int
    dated: int
    found: int
    days: int
    precision: int
    basis: int
    undated: int
    clean: int
    right: int
    misses: tuple[DateMiss, ...]

    @property
    def accuracy(self) -> float:
        """Share of all cases with the right start and end, or rightly without a date; from 0 to 1."""
        return share(self.days + self.clean, self.cases)

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`; shares from 0 to 1."""
        return {
            "accuracy": self.accuracy,
            "accuracy_days": share(self.days, self.dated),
            "accuracy_precision": share(self.precision, self.dated),
            "accuracy_basis": share(self.basis, self.dated),
            **asdict(self),
        }


def score_dates(path: Path, find: FindDates = find_dates) -> DateScores:
    """Score a way to find dates on a file of cases.

    Args:
        path: UTF-8, tab separated, with a header row of `COLUMNS`; days in ISO 8601, empty for None; lines that begin
            with `#` are comments.
        find: Takes a sentence and the day of publication; gives the mentions it found.

    Raises:
        GoldError: The file can't be read, lacks a column, or a case in it contradicts itself.
    """
    cases = read_dates(path)
    answers = [(case, best(case, find(case.sentence, case.base))) for case in cases]
    dated = [(case.when, answer.when if answer else When()) for case, answer in answers if case.expression]
    wrong = [(case, answer) for case, answer in answers if not is_right(case, answer)]
    return DateScores(
        cases=len(cases),
        dated=len(dated),
        found=sum(bool(case.expression and answer) for case, answer in answers),
        days=sum((gold.start, gold.end) == (got.start, got.end) and got.basis is not None for gold, got in dated),
        precision=sum(gold.precision == got.precision for gold, got in dated),
        basis=sum(gold.basis == got.basis for gold, got in dated),
        undated=len(cases) - len(dated),
        clean=sum(not case.expression and answer is None for case, answer in answers),
        right=len(cases) - len(wrong),
        misses=tuple(miss(case, answer) for case, answer in wrong),
    )


def best(case: DateCase, mentions: Sequence[DateMention]) -> DateMention | None:
    """The mention that shares most with the expected words; for a case without any, the first mention."""
    if not case.expression:
        return mentions[0] if mentions else None
    start = case.sentence.index(case.expression)
    end = start + len(case.expression)
    shared = [(min(end, mention.end) - max(start, mention.start), -mention.start, mention) for mention in mentions]
    most = max(shared, key=lambda pair: pair[:2], default=None)
    return most[2] if most and most[0] > 0 else None


def is_right(case: DateCase, answer: DateMention | None) -> bool:
    """Whether an answer is right in its days, precision and basis, or rightly missing."""
    if answer is None or not case.expression:
        return answer is None and not case.expression
    return told(case.when) == told(answer.when)


def told(when: When) -> str:
    """Days, precision and basis in words."""
    start, end = (day.isoformat() if day else "open" for day in (when.start, when.end))
    return f"{start} to {end}, {when.precision}, {when.basis}"


def miss(case: DateCase, answer: DateMention | None) -> DateMiss:
    """A wrong case, for people."""
    got = f"{answer.text!r}: {told(answer.when)}" if answer else "no date"
    return DateMiss(case.line, case.sentence, case.expression, told(case.when) if case.expression else "no date", got)


def share(right: int, of: int) -> float:
    """A share, rounded to four digits; 0 of nothing."""
    return round(right / of, 4) if of else 0.0


def read_dates(path: Path) -> tuple[DateCase, ...]:
    """The cases of a file, in order.

    Raises:
        GoldError: As for `score_dates`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), f"it can't be read: {error}") from error
    rows = numbered_rows(lines)
    number, header = next(rows, (1, []))
    if tuple(header) != COLUMNS:
        raise GoldError(f"{path}:{number}", f"the first row must name the columns {', '.join(COLUMNS)}")
    cases = tuple(case_of(path, number, row) for number, row in rows)
    if not cases:
        raise GoldError(str(path), "it holds no case")
    return cases


def numbered_rows(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line, without comments and empty lines."""
    for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        if row and not row[0].startswith("#"):
            yield number, row


def case_of(path: Path, line: int, row: Sequence[str]) -> DateCase:
    """One case, checked."""
    where = f"{path}:{line}"
    if len(row) != len(COLUMNS):
        raise GoldError(where, f"it has {len(row)} columns, not {len(COLUMNS)}")
    sentence, expression, *_ = row
    base, start, end = (day_of(where, cell) for cell in row[2:5])
    precision, basis = one_of(where, row[5], get_args(Precision)), one_of(where, row[6], get_args(Basis))
    if expression not in sentence:
        raise GoldError(where, f"the expression {expression!r} isn't in its sentence")
    if not expression and any(row[3:]):
        raise GoldError(where, "days, precision and basis need an expression")
    if expression and not (precision and basis):
        raise GoldError(where, "an expression needs a precision and a basis")
    if start and end and start > end:
        raise GoldError(where, f"it starts on {start}, after its end on {end}")
    return DateCase(line, sentence, expression, base, When(start, end, precision, expression or None, basis))


def day_of(where: str, cell: str) -> date | None:
    """A cell's day; None for an empty cell."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise GoldError(where, f"{cell!r} is no date of the form 2025-11-03") from error


def one_of(where: str, cell: str, words: tuple[Word, ...]) -> Word | None:
    """A cell's word; None for an empty cell."""
    if cell and cell not in words:
        raise GoldError(where, f"{cell!r} is none of {', '.join(words)}")
    return next((word for word in words if word == cell), None)
