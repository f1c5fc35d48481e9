"""Deciding: what a reviewer says of a matter, for the page and the API alike, as answers that the ledger keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final, Literal, get_args

from dragoman.errors import CorrectionError, JudgedMeanwhileError
from dragoman.ledger import Ledger, decisions
from dragoman.ledger.corrections import fields_of
from dragoman.ledger.decisions import Answers
from dragoman.ledger.store.judging import load_by_number
from dragoman.model import Judgement
from dragoman.model.occurrence import CommitmentStatus
from dragoman.views.commitments import STATUSES
from dragoman.views.corrections import correct
from dragoman.views.doubts import Matter
from dragoman.views.review import KINDS, Item, Queue, look, proposals, queue
from dragoman.web.board_queries import ReviewQuery
from dragoman.web.faults import Problem, not_found
from dragoman.web.room import Room

Verb = Literal["accept", "reject", "skip", "correct", "split", "merge", "status"]
VERBS: Final[tuple[Verb, ...]] = get_args(Verb)

PROPOSALS: Final = 4
"""Proposals on one page at most: each is worked out from all that the parties of its pledge did since."""
_MOST_JUDGEMENTS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says of a matter.

    Attributes:
        verb: Accept, reject, put off (`skip`), correct fields, split tellings off, merge with another event, or accept
            a follow-up under another status than the one it implies (`status`).
        fields: Of a correction: field → what was typed, as `ledger.corrections.FIELDS` says.
        apart: Of a split: ids of the tellings that tell another event.
        other: Of a merge: id of the other event, or how it begins.
        status: Of `status`: how the pledge stands.
    """

    verb: str
    fields: Mapping[str, str] = field(default_factory=dict)
    apart: Sequence[str] = ()
    other: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of what waits for a person.

    Attributes:
        queue: The queue, with its counts.
        matters: Its matters, and behind them proposals as far as there is room.
        after: Where the next page begins; None where this is the last.
    """

    queue: Queue
    matters: tuple[Matter, ...]
    after: int | None


def waiting(room: Room, query: ReviewQuery) -> Waiting:
    """The page of the queue that an address asks for.

    Raises:
        LedgerError: The ledger can't be read.
    """
    key = (query.filter(), query.kinds, query.below, query.limit, query.offset, date.today())
    return room.memory.recall(waiting, *key, make=lambda: _waiting(room.ledger, query))


def _waiting(ledger: Ledger, query: ReviewQuery) -> Waiting:
    wanted = query.filter()
    found = queue(ledger, wanted, kinds=query.kinds, below=query.below, limit=query.limit, offset=query.offset)
    matters = found.matters
    places = min(query.limit - len(matters), PROPOSALS) if "commitment" in query.kinds else 0
    # Proposals come behind all others.
    passed = max(0, query.offset - found.events - found.merges)
    proposed = tuple(islice(proposals(ledger, wanted), passed, passed + places)) if places else ()
    is_full = len(matters) == query.limit or (places > 0 and len(proposed) == places)
    both = (*matters, *proposed)
    return Waiting(found, both, query.offset + len(both) if is_full else None)


def matter_of(id: str, known: Iterable[Matter] = ()) -> Matter:
    """The matter of an id, as `Matter.id` makes it; with its reasons where it is among the known.

    Raises:
        Problem: 404 where it names none.
    """
    kind, *ids = id.split(":")
    if kind not in KINDS or len(ids) != (1 if kind == "event" else 2) or not all(ids):
        raise not_found("such matter", "The list of what waits tells their names.")
    found = next((matter for matter in known if matter.id == id), None)
    return found or Matter(kind, tuple(ids), 0.0)


def item_of(ledger: Ledger, id: str) -> Item:
    """A matter with all that is needed to decide it.

    Raises:
        Problem: 404 where it names none; 409 where it is settled or gone.
    """
    found = look(ledger, matter_of(id))
    if found is None:
        raise Problem(409, "that is settled or gone by now", "Somebody may have decided it, or new reports changed it.")
    return found


def decide(
    ledger: Ledger, item: Item, decision: Decision, *, by: str, reason: str = "", seen: int | None = None
) -> list[Judgement]:
    """Keep a decision.

    Args:
        ledger: The ledger.
        item: What it is about.
        decision: What was decided.
        by: Who decides.
        reason: Why.
        seen: Number of the newest judgement when they looked; None takes the item's.

    Raises:
        Problem: 422 where the decision can't be kept; 409 where somebody else has judged the same since.
        LedgerError: The ledger can't be written.
    """
    answers = _answers(ledger, item, decision)
    try:
        return ledger.judge_all(answers, by=by, reason=reason[:2_000], seen=item.seen if seen is None else seen)
    except JudgedMeanwhileError as error:
        raise Problem(
            409, f"{error.by} has judged the same meanwhile", "What they held stands above; decide anew."
        ) from error


def take_back(ledger: Ledger, numbers: Sequence[int], *, by: str) -> list[Judgement]:
    """Take one's own decision back, by the numbers of its judgements.

    Raises:
        Problem: 409 where they aren't theirs, or somebody else has judged the same since.
        LedgerError: The ledger can't be written.
    """
    with ledger.reading() as connection:
        made = load_by_number(connection, list(numbers)[:_MOST_JUDGEMENTS])
    if not made or any(one.by != by or one.machine for one in made):
        raise Problem(409, "there is nothing of yours to take back", "Only who judged may take it back.")
    try:
        return decisions.undo(ledger, made, by=by)
    except JudgedMeanwhileError as error:
        raise Problem(409, f"{error.by} has judged the same since", "It can't be taken back any more.") from error


def _answers(ledger: Ledger, item: Item, decision: Decision) -> Answers:
    match decision.verb:
        case "accept":
            return item.accept()
        case "reject":
            return item.reject()
        case "skip":
            return item.put_off()
        case "correct" if item.matter.kind == "event":
            return _corrected(ledger, item, decision.fields)
        case "split" if item.proposal is None:
            return _split(item, decision.apart)
        case "merge" if item.matter.kind == "event":
            return _merged(ledger, item, decision.other)
        case "status" if item.proposal is not None:
            return item.follow(_status(decision.status))
    raise Problem(422, "that can't be decided here", f"Of a matter of this kind one may {', '.join(verbs_for(item))}.")


def verbs_for(item: Item) -> tuple[Verb, ...]:
    """What may be decided of a matter."""
    always: tuple[Verb, ...] = ("accept", "reject", "skip")
    if item.proposal is not None:
        return (*always, "status")
    split: tuple[Verb, ...] = ("split",) if sum(map(len, item.sides)) > 1 else ()
    return (*always, *split, "correct", "merge") if item.matter.kind == "event" else (*always, *split)


def _corrected(ledger: Ledger, item: Item, typed: Mapping[str, str]) -> Answers:
    stands = fields_of(item.telling.event)
    changes = {name: value for name, value in typed.items() if value.strip() != stands.get(name, "")}
    try:
        answers = correct(ledger, item.telling.event.id, changes)
    except CorrectionError as error:
        raise Problem(
            422,
            "the correction can't be kept",
            f"{error.field}: {error.reason}.",
            fields=((error.field, error.reason),),
        ) from error
    if not answers:
        raise Problem(422, "nothing was changed", "Change a field, or accept the event as it is.")
    return answers


def _split(item: Item, apart: Sequence[str]) -> Answers:
    ids = [account.telling.event.id for side in item.sides for account in side]
    chosen = [id for id in ids if id in set(apart)]
    if not 0 < len(chosen) < len(ids):
        raise Problem(422, "there is nothing to split", "Choose some of the tellings, and not all.")
    return decisions.part(chosen, [id for id in ids if id not in set(chosen)])


def _merged(ledger: Ledger, item: Item, other: str) -> Answers:
    found = ledger.occurrence(other.strip()) if other.strip() else None
    if found is None or found.id == item.occurrences[0].id:
        raise Problem(422, "that is no other event of the record", "Choose one, or give the id of any event.")
    return decisions.join(item.telling.event.id, found.first.event.id)


def _status(given: str) -> CommitmentStatus:
    if given not in STATUSES:
        raise Problem(422, "there is no such status", f"Choose one of {', '.join(STATUSES)}.")
    return given
