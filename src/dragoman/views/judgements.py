"""Judgements: what people have held, in words too, and the number by which a face tells what somebody had seen."""

from __future__ import annotations

from sqlalchemy import func, select

from dragoman.ledger import Ledger
from dragoman.ledger.store import schema
from dragoman.model.occurrence import Judgement, Occurrence


def newest_judgement(ledger: Ledger) -> int:
    """The number of the newest judgement, to give `Ledger.judge_all` as `seen`; 0 where there is none.

    Raises:
        LedgerError: The ledger can't be read.
    """
    with ledger.reading() as connection:
        return connection.scalar(select(func.max(schema.judgement.c.number))) or 0


def reviews(ledger: Ledger, found: Occurrence) -> tuple[Judgement, ...]:
    """What people held of an occurrence's tellings, the latest first, those taken back included.

    Raises:
        LedgerError: The ledger can't be read.
    """
    questions = {f"review:{telling.event.id}" for telling in found.tellings}
    held = [one for question in questions for one in ledger.judgements(question=question)]
    return tuple(sorted(held, key=lambda one: one.number, reverse=True))


def persons(ledger: Ledger, question: str) -> tuple[Judgement, ...]:
    """What people have judged of a question, in the order they did.

    Raises:
        LedgerError: The ledger can't be read.
    """
    return tuple(one for one in ledger.judgements(question=question) if not one.machine)


def in_words(judgement: Judgement) -> str:
    """What somebody held, in a few words."""
    match judgement.question.partition(":")[0], judgement.answer:
        case _, None:
            return "withdrawn"
        case "same", same:
            return "held for one event" if same else "held for different events"
        case "follows", False:
            return "held for unrelated"
        case _, {"verdict": str(found)} | {"status": str(found)}:
            return found.replace("_", " ")
        case _, {"relation": str(relation)}:
            return f"held for {relation}"
    return "judged"
