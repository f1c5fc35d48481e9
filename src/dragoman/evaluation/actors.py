"""How well mentions are linked, on cases that name the entity expected as of a date.

A case is a short text, its date, a mention in it, and what the mention stands for. Empty cells aren't checked;
`-` expects
nobody: no party, no post, no country.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import GoldError
from dragoman.model import Link, Party

COLUMNS = ("text", "date", "mention", "id", "post", "country", "sector", "kind_of_case")

LinkText = Callable[[str, date | None], Sequence[tuple[int, int, Link]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One expected link.

    Attributes:
        line: Line of the file, from 1.
        text: The text.
        on: Its date; None when it has none.
        mention: Words of the text, their first occurrence.
        ids: Expected entity ids; `-` alone for nobody; empty when not checked.
        post: Expected post id, `-` for none, empty when not checked.
        country: Expected ISO alpha-3, likewise.
        sector: Expected PLOVER sector, likewise.
        kind: What the case tests, for the table of results.
    """

    line: int
    text: str
    on: date | None
    mention: str
    ids: tuple[str, ...]
    post: str
    country: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that came out wrong: what was expected and what was linked."""

    line: int
    text: str
    mention: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class ActorScores:
    """What `score_actors` measured.

    Attributes:
        cases: Cases read.
        right: Cases of which everything checked came out right.
        by_kind: Right and all cases of each kind.
        misses: The rest.
    """

    cases: int
    right: int
    by_kind: dict[str, tuple[int, int]]
    misses: tuple[Miss, ...]

    @property
    def accuracy(self) -> float:
        """Share of cases that came out right, from 0 to 1."""
        return self.right / self.cases if self.cases else 0.0

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`."""
        return {"accuracy": self.accuracy, **asdict(self)}


def score_actors(path: Path, link_text: LinkText) -> ActorScores:
    """Score a linker on a file of cases.

    Args:
        path: A TSV with the columns of `COLUMNS` and a header row.
        link_text: Takes a text and its date; gives every linked mention as start, end and link.

    Raises:
        GoldError: The file can't be read, lacks a column, or a mention isn't in its text.
    """
    cases = read_cases(path)
    right: Counter[str] = Counter()
    everything = Counter(case.kind for case in cases)
    misses: list[Miss] = []
    for case in cases:
        got = _linked(case, link_text(case.text, case.on))
        wrong = _differences(case, got)
        if wrong:
            said = "; ".join(
                f"{party.id} {'/'.join(party.entity.posts)} {party.entity.country} {party.entity.sector}"
                for party in got
            )
            misses.append(Miss(case.line, case.text, case.mention, "; ".join(wrong), said or "nobody"))
        else:
            right[case.kind] += 1
    return ActorScores(
        cases=len(cases),
        right=right.total(),
        by_kind={kind: (right[kind], count) for kind, count in sorted(everything.items())},
        misses=tuple(misses),
    )


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file, in order.

    Raises:
        GoldError: As for `score_actors`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), f"can't be read: {error}") from error
    if rows and (missing := [column for column in COLUMNS if column not in rows[0]]):
        raise GoldError(str(path), f"has no column {', '.join(missing)}")
    return tuple(_case(path, number, row) for number, row in enumerate(rows, start=2))


def _case(path: Path, line: int, row: dict[str, str]) -> Case:
    if any(row[column] is None for column in COLUMNS):
        raise GoldError(f"{path}:{line}", f"has fewer than {len(COLUMNS)} columns")
    if row["mention"] not in row["text"]:
        raise GoldError(f"{path}:{line}", f"the mention {row['mention']!r} isn't in its text")
    try:
        on = date.fromisoformat(row["date"]) if row["date"] else None
    except ValueError as error:
        raise GoldError(f"{path}:{line}", f"{row['date']!r} is no date of the form 2025-11-03") from error
    ids = tuple(id for id in row["id"].split(";") if id)
    return Case(
        line, row["text"], on, row["mention"], ids, row["post"], row["country"], row["sector"], row["kind_of_case"]
    )


def _linked(case: Case, links: Sequence[tuple[int, int, Link]]) -> tuple[Party, ...]:
    """The parties of the link that shares most of the mention's words."""
    start = case.text.index(case.mention)
    end = start + len(case.mention)
    shared = [(min(end, last) - max(start, first), link) for first, last, link in links]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1].parties if best and best[0] > 0 else ()


def _differences(case: Case, got: Sequence[Party]) -> list[str]:
    found: list[str] = []
    if case.ids and {party.id for party in got} != set(case.ids) - {"-"}:
        found.append(f"id {';'.join(case.ids)}")
    posts = {post for party in got for post in party.entity.posts}
    if case.post and (bool(posts) if case.post == "-" else not set(case.post.split(";")) <= posts):
        found.append(f"post {case.post}")
    for name, expected, values in (
        ("country", case.country, {party.entity.country for party in got}),
        ("sector", case.sector, {party.entity.sector for party in got}),
    ):
        if expected and values - {None} != set(expected.split(";")) - {"-"}:
            found.append(f"{name} {expected}")
    return found
