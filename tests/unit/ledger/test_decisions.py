"""What a person decides is kept together, heard by the next, and can be taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman.errors import JudgedMeanwhileError, LedgerError
from dragoman.ledger import Ledger, decisions, same_question
from dragoman.ledger.decisions import Answers
from dragoman.ledger.store.schema import occurrence
from dragoman.model import CoderVersion, Occurrence, Record

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def everything(ledger: Ledger) -> list[Occurrence]:
    with ledger.reading() as connection:
        live = occurrence.c.until_revision.is_(None)
        numbers = list(connection.scalars(select(occurrence.c.number).where(live)))
    return sorted(ledger.occurrences(numbers), key=lambda one: one.id)


def five_accounts(make: Make) -> list[Record]:
    return [
        make("met in Geneva"),
        make("held talks in Geneva", publisher="Coast Daily"),
        make("talked in Geneva", publisher="Delta Post"),
        make("met in Cairo", day=date(1979, 3, 1)),
        make("met in Oslo", actors=("FRA", "GHA"), day=date(1979, 3, 1)),
    ]


def ids_of(records: list[Record]) -> list[str]:
    return [record.events[0].id for record in records]


def test_a_decision_over_several_questions_is_kept_whole_or_not_at_all(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    a, b, *_ = ids_of(records)
    ledger.add(records, coder=CODER)
    before = everything(ledger)
    with pytest.raises(LedgerError, match="holds no event nobody"):
        ledger.judge_all({**decisions.part([a], [b]), "review:nobody": {"verdict": "accepted"}}, by="Ada")
    assert everything(ledger) == before
    assert ledger.judgements() == []


def test_one_telling_can_be_parted_from_all_the_others(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    ids = ids_of(records)
    ledger.add(records, coder=CODER)
    assert {one.reports for one in everything(ledger) if one.first.event.id in ids[:3]} == {3}
    made = ledger.judge_all(decisions.part(ids[:1], ids[1:3]), by="Ada", reason="another day")
    assert len({one.at for one in made}) == 1
    assert sorted(one.reports for one in everything(ledger)) == [1, 1, 1, 2]


def test_whoever_judged_in_the_meantime_is_heard_first(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    event = ids_of(records)[0]
    ledger.add(records, coder=CODER)
    ledger.judge(f"review:{event}", {"verdict": "rejected"}, by="Bo", reason="a dinner")
    with pytest.raises(JudgedMeanwhileError) as found:
        ledger.judge_all(decisions.accept(event), by="Ada", seen=0)
    assert (found.value.by, found.value.question) == ("Bo", f"review:{event}")
    assert [one.by for one in ledger.judgements()] == ["Bo"]
    seen = ledger.judgements()[-1].number
    ledger.judge_all(decisions.accept(event), by="Ada", seen=seen)
    assert ledger.judgements()[-1].supersedes == seen


def test_what_another_judged_elsewhere_or_oneself_is_no_news(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    a, b, *_ = ids_of(records)
    ledger.add(records, coder=CODER)
    ledger.judge(f"review:{b}", {"verdict": "accepted"}, by="Bo")
    ledger.judge(f"review:{a}", {"verdict": "accepted"}, by="Ada")
    ledger.judge(f"review:{a}", {"verdict": "rejected"}, by="checker", machine=True)
    assert ledger.judge_all(decisions.reject(a), by="Ada", seen=0)


def test_what_is_taken_back_lets_the_earlier_judgement_hold_again(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    event = ids_of(records)[3]
    ledger.add(records, coder=CODER)
    ledger.judge(f"review:{event}", {"verdict": "accepted"}, by="Bo")
    before = everything(ledger)
    made = ledger.judge_all(decisions.reject(event), by="Ada")
    decisions.undo(ledger, made, by="Ada")
    assert everything(ledger) == before
    assert [one.answer for one in ledger.judgements()][-1] == {"verdict": "accepted"}


def test_nobody_takes_back_what_another_has_judged_since(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    event = ids_of(records)[0]
    ledger.add(records, coder=CODER)
    made = ledger.judge_all(decisions.accept(event), by="Ada")
    ledger.judge(f"review:{event}", {"verdict": "rejected"}, by="Bo")
    with pytest.raises(JudgedMeanwhileError, match="Bo has judged"):
        decisions.undo(ledger, made, by="Ada")
    assert ledger.judgements()[-1].by == "Bo"


def test_a_withdrawn_judgement_lets_the_machines_hold_again(ledger: Ledger, make_record: Make) -> None:
    records = five_accounts(make_record)
    event = ids_of(records)[0]
    ledger.add(records, coder=CODER)
    ledger.judge(f"review:{event}", {"verdict": "rejected"}, by="checker", machine=True)
    before = everything(ledger)
    decisions.undo(ledger, ledger.judge_all(decisions.accept(event), by="Ada"), by="Ada")
    assert everything(ledger) == before
    assert event not in {one.first.event.id for one in everything(ledger)}


@pytest.mark.parametrize("question", ["same:a:a", "same:b:a"])
def test_a_pair_is_two_events_in_their_order(ledger: Ledger, make_record: Make, question: str) -> None:
    records = five_accounts(make_record)
    a, b = sorted(ids_of(records)[:2])
    ledger.add(records, coder=CODER)
    with pytest.raises(LedgerError, match="two different events, the smaller id first"):
        ledger.judge(question.replace("b", b).replace(":a", f":{a}"), False, by="Ada")
    assert ledger.judgements() == []


def _decision(draw: st.DrawFn, ids: list[str]) -> Answers:
    one, other = draw(st.permutations(ids))[:2]
    kind = draw(st.sampled_from(["accept", "reject", "correct", "join", "part", "put_off", "status"]))
    match kind:
        case "accept":
            return decisions.accept(one)
        case "reject":
            return decisions.reject(one)
        case "correct":
            changed = draw(st.sampled_from([{"type": "AGREE"}, {"status": "negated"}, {"actor": []}]))
            return decisions.correct(one, changed)
        case "join":
            return decisions.join(one, other)
        case "part":
            several = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
            return decisions.part([id for id in several if id != one] or [other], [one])
        case "put_off":
            return decisions.put_off([one])
        case _:
            return {f"commitment:{one}": {"status": "kept", "evidence": [other]}}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_decisions_taken_back_in_turn_leave_the_record_as_it_was(make_record: Make, data: st.DataObject) -> None:
    records = five_accounts(make_record)
    ids = ids_of(records)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        ledger.add(records, coder=CODER)
        if data.draw(st.booleans()):
            ledger.judge(same_question(*ids[:2]), False, by="Bo")
        before, standing = everything(ledger), ledger.judgements()
        answers = [data.draw(st.composite(_decision)(ids)) for _ in range(data.draw(st.integers(1, 5)))]
        made = [ledger.judge_all(one, by="Ada", reason="seen") for one in answers]
        kept = ledger.judgements()
        for one in reversed(made):
            decisions.undo(ledger, one, by="Ada")
        assert everything(ledger) == before
        assert ledger.judgements()[: len(kept)] == kept
        assert kept[: len(standing)] == standing
        assert len(kept) == len(standing) + sum(map(len, made))
