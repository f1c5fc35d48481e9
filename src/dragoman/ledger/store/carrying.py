"""Carrying: when a newer version of the coder reads a report again, what people judged of the older reading goes along.

An event inherits from the older event of its report that it repeats: their deciding words overlap and their types are
the same, or of one quad class with a party in common (a rejection is inherited by the same type only). A person's word
stands: where an event was accepted or corrected and the new reading has a field otherwise, the new event is corrected
to what the person held to be right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, or_, select

from dragoman.ledger.store import judging, schema
from dragoman.ledger.store.loading import batches, load_answers
from dragoman.model.occurrence import Judgement
from dragoman.wire import Json

_FIELDS: Final = (
    "type mode cameo quad plover_score goldstein status actor recipient about mediator when where contexts meeting "
    "commitment position"
).split()
"""What a person vouches for by accepting an event."""
_CARRIED: Final = re.compile(r"^carried over from [0-9a-f]{12}(?:: )?")


@dataclass(frozen=True, slots=True)
class _Reading:
    """An event as one version of the coder has it.

    Attributes:
        id: The event's id.
        report: Number of its report.
        coded: Its wire fields as coded.
        reviewed: Its wire fields as a person corrected them; the same as `coded` where nobody did.
        rejected: Whether a person rejected it.
    """

    id: str
    report: int
    coded: Json
    reviewed: Json
    rejected: bool = False


def carry_over(connection: Connection, outdated: Collection[int], fresh: Collection[int], revision: int) -> None:
    """Write for new claims the judgements that people made of the claims they replace.

    Args:
        connection: A transaction that writes; `merging.link` and `regroup` have to follow.
        outdated: Numbers of the claims that hold no longer.
        fresh: Numbers of the claims that take their place.
        revision: The change that this belongs to.
    """
    judged = _judged(connection, outdated)
    if not judged:
        return
    ids = {id for one in judged for id in _ids(one.question)}
    old = [one for one in _readings(connection, outdated) if one.id in ids]
    heirs = dict(_heirs(old, list(_readings(connection, fresh))))
    new_ids = {before: heir.id for before, heir in heirs.items()}
    readings = {one.id: one for one in old}
    for one in judged:
        kind, *named = one.question.split(":")
        if not any(id in heirs for id in named):
            continue
        answer = one.answer
        if kind == "review":
            answer = _review(one.answer, readings[named[0]], heirs[named[0]])
        judging.record_judgement(
            connection,
            _question(kind, [new_ids.get(id, id) for id in named]),
            _renamed(answer, new_ids),
            by=one.by,
            reason=_reason(one.reason, next(id for id in named if id in heirs)),
            machine=False,
            revision=revision,
        )


def _judged(connection: Connection, outdated: Collection[int]) -> list[Judgement]:
    """The judgements of people that hold of these claims, in the order they were made."""
    if not outdated:
        return []
    claim, pair = schema.claim, schema.claim_pair
    questions: set[str] = set()
    # Few enough to be read through: each is a follow-up that a person has judged, or something put off.
    of_several = [one for kind in ("follows:", "skip:") for one in judging.load_judgements(connection, prefix=kind)]
    for batch in batches(outdated):
        ids = set(connection.scalars(select(claim.c.id).where(claim.c.number.in_(batch))))
        questions |= {f"{kind}:{id}" for kind in ("review", "commitment") for id in ids}
        questions |= {one.question for one in of_several if not ids.isdisjoint(_ids(one.question))}
        pairs = connection.execute(
            select(pair.c.a, pair.c.b).where(or_(pair.c.a.in_(batch), pair.c.b.in_(batch)))
        ).all()
        numbers = sorted({number for row in pairs for number in row})
        named = select(claim.c.number, claim.c.id).where(claim.c.number.in_(numbers))
        names = {row.number: row.id for row in connection.execute(named)}
        questions |= {judging.same_question(names[a], names[b]) for a, b in pairs}
    live: dict[str, Judgement] = {}
    for one in judging.load_on(connection, sorted(questions)):
        if not one.machine:
            live[one.question] = one
    return sorted((one for one in live.values() if one.answer is not None), key=lambda one: one.number)


def _ids(question: str) -> list[str]:
    return question.split(":")[1:]


def _question(kind: str, ids: list[str]) -> str:
    return judging.same_question(*ids) if kind == "same" else ":".join([kind, *ids])


def _readings(connection: Connection, numbers: Iterable[int]) -> Iterator[_Reading]:
    claim = schema.claim
    for batch in batches(numbers):
        rows = connection.execute(
            select(claim.c.id, claim.c.report, claim.c.wire).where(claim.c.number.in_(batch))
        ).all()
        reviews = load_answers(connection, [f"review:{row.id}" for row in rows])
        for row in rows:
            wire = json.loads(row.wire)
            review = reviews.get(f"review:{row.id}") or {}
            rejected = review.get("verdict") == "rejected"
            yield _Reading(row.id, row.report, wire, {**wire, **review.get("event", {})}, rejected)


def _heirs(old: Iterable[_Reading], new: list[_Reading]) -> Iterator[tuple[str, _Reading]]:
    """Each older event with the new one that repeats it best; nobody inherits from two."""
    taken: set[str] = set()
    fits = [(_likeness(before, after), before, after) for before in old for after in new if _repeats(before, after)]
    given: set[str] = set()
    for _, before, after in sorted(fits, key=lambda fit: (*(-part for part in fit[0]), fit[1].id, fit[2].id)):
        if before.id not in given and after.id not in taken:
            given.add(before.id)
            taken.add(after.id)
            yield before.id, after


def _repeats(before: _Reading, after: _Reading) -> bool:
    mine, theirs = before.coded["anchor"], after.coded["anchor"]
    if before.report != after.report or mine["start"] >= theirs["end"] or theirs["start"] >= mine["end"]:
        return False
    if after.coded["type"] in {before.coded["type"], before.reviewed["type"]}:
        return True
    same_family = after.coded["quad"] in {before.coded["quad"], before.reviewed["quad"]}
    return same_family and not before.rejected and not _parties(before).isdisjoint(_parties(after))


def _likeness(before: _Reading, after: _Reading) -> tuple[int, ...]:
    """How alike two readings are, to choose between several: type, status, parties, deciding words."""
    types = {before.coded["type"], before.reviewed["type"]}
    return (
        int(after.coded["type"] in types),
        int(after.coded["status"] in {before.coded["status"], before.reviewed["status"]}),
        len(_parties(before) & _parties(after)) - len(_parties(before) ^ _parties(after)),
        int(before.coded["anchor"] == after.coded["anchor"]),
    )


def _parties(one: _Reading) -> set[str]:
    return {party["id"] for wire in (one.coded, one.reviewed) for party in (*wire["actor"], *wire["recipient"])}


def _review(answer: Any, before: _Reading, after: _Reading) -> Any:
    """The review that the new event inherits."""
    if before.rejected or not isinstance(answer, dict):
        return answer
    vouched = dict.fromkeys((*_FIELDS, *answer.get("event", {})))
    changed = {
        name: before.reviewed[name] for name in vouched if _sense(before.reviewed[name]) != _sense(after.coded[name])
    }
    return {"verdict": "corrected", "event": changed} if changed else {"verdict": "accepted"}


def _sense(value: Any) -> Any:
    """A wire field without what only tells which words say so and where they stand."""
    if isinstance(value, list):
        return [_sense(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "expression" in value:
        return value["start"], value["end"]
    wordless = value.keys() - {"text", "start", "end", "posts", "post"} if "id" in value else value.keys()
    return {name: _sense(value[name]) for name in sorted(wordless)}


def _renamed(answer: Any, new_ids: dict[str, str]) -> Any:
    """An answer whose evidence names the new events."""
    if not isinstance(answer, dict) or "evidence" not in answer:
        return answer
    return {**answer, "evidence": [new_ids.get(id, id) for id in answer["evidence"]]}


def _reason(reason: str, id: str) -> str:
    own = _CARRIED.sub("", reason)
    return f"carried over from {id[:12]}" + (f": {own}" if own else "")
