"""What waits for a person: the least certain first, with reasons; what was judged doesn't return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, insert, select, text

from dragoman.errors import CorrectionError, LedgerError
from dragoman.ledger import Ledger, decisions, same_question
from dragoman.ledger.store import opening, schema
from dragoman.model import CoderVersion, Record
from dragoman.model.event import Commitment
from dragoman.views import Filter
from dragoman.views.corrections import correct, corrected
from dragoman.views.doubts import Link, Matter, weakest
from dragoman.views.review import (
    Item,
    Queue,
    look,
    most_doubtful_first,
    near,
    proposals,
    queue,
)
from dragoman.views.reviewed import reviewed
from dragoman.views.timeline import timeline

CODER = CoderVersion("frames", "1")
Make = Callable[..., Record]


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    address = str(tmp_path / "ledger.db")
    if request.param == "postgresql":
        server: str = request.getfixturevalue("postgresql")
        name = f"review_{uuid4().hex}"
        administrator = create_engine(
            server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        with administrator.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        address = server.replace("/postgres?", f"/{name}?")
    with Ledger(address) as opened:
        yield opened


def sure(record: Record, confidence: float) -> Record:
    return Record(record.document, tuple(replace(event, confidence=confidence) for event in record.events))


def id_of(record: Record) -> str:
    return record.events[0].id


def three_unsure(make: Make) -> list[Record]:
    return [
        sure(make("met in Geneva", day=date(1978, month, 1)), confidence)
        for month, confidence in ((1, 0.6), (3, 0.3), (5, 0.95), (7, 0.5))
    ]


def weaken(ledger: Ledger, score: float) -> None:
    """Let all links between tellings be as sure as this."""
    with opening.writing(ledger.engine) as connection:
        connection.execute(schema.claim_link.update().values(score=score))


def seen(ledger: Ledger, found: Queue) -> list[Item]:
    return [item for matter in found.matters if (item := look(ledger, matter))]


def test_the_least_sure_event_comes_first_and_a_sure_one_not_at_all(ledger: Ledger, make_record: Make) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    found = queue(ledger)
    assert [one.ids for one in found.matters] == [(id_of(records[at]),) for at in (1, 3, 0)]
    assert [one.doubt for one in found.matters] == [0.7, 0.5, 0.4]
    assert (found.events, found.merges, found.pledges) == (3, 0, 0)
    assert found.matters[0].reasons == ("about 3 in 10 events coded this surely are of that type",)


def test_a_page_continues_where_the_last_one_ended(ledger: Ledger, make_record: Make) -> None:
    ledger.add(three_unsure(make_record), coder=CODER)
    whole = queue(ledger).matters
    assert queue(ledger, limit=2).matters + queue(ledger, limit=2, offset=2).matters == whole


def test_the_bar_and_the_filter_decide_what_is_looked_at(ledger: Ledger, make_record: Make) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    assert [one.ids for one in queue(ledger, below=0.4).matters] == [(id_of(records[1]),)]
    since = queue(ledger, Filter(since=date(1978, 7, 1)))
    assert [one.ids for one in since.matters] == [(id_of(records[3]),)]
    assert queue(ledger, kinds=["merge"]).matters == ()


@pytest.mark.parametrize("decide", [decisions.accept, decisions.reject, lambda id: decisions.correct(id, {})])
def test_what_a_person_judged_does_not_return_until_it_is_withdrawn(
    ledger: Ledger, make_record: Make, decide: Callable[[str], decisions.Answers]
) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    before = queue(ledger)
    made = ledger.judge_all(decide(id_of(records[1])), by="Ada")
    assert [one.ids for one in queue(ledger).matters] == [one.ids for one in before.matters[1:]]
    assert look(ledger, before.matters[0]) is None
    decisions.undo(ledger, made, by="Ada")
    assert queue(ledger) == before


def test_what_the_machine_judged_is_still_looked_at(ledger: Ledger, make_record: Make) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    ledger.judge(f"review:{id_of(records[1])}", {"verdict": "accepted"}, by="checker", machine=True)
    assert queue(ledger).events == 3


def test_what_was_put_off_comes_last(ledger: Ledger, make_record: Make) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    first = queue(ledger).matters[0]
    ledger.judge_all(decisions.put_off(first.ids), by="Ada")
    found = queue(ledger).matters
    assert [one.ids for one in found] == [(id_of(records[at]),) for at in (3, 0, 1)]
    assert [one.put_off for one in found] == [False, False, True]
    assert queue(ledger, limit=2).matters == found[:2]


def two_accounts(make: Make) -> list[Record]:
    return [make("met in Geneva"), make("held talks in Geneva", publisher="Coast Daily")]


def test_a_merge_on_a_weak_link_is_shown_from_both_sides(ledger: Ledger, make_record: Make) -> None:
    records = two_accounts(make_record)
    ledger.add(records, coder=CODER)
    assert queue(ledger).merges == 0
    weaken(ledger, 0.65)
    (item,) = seen(ledger, queue(ledger))
    assert item.matter.ids == tuple(sorted(map(id_of, records)))
    assert item.matter.reasons[0].startswith("held for one: ")
    assert [len(side) for side in item.sides] == [1, 1]
    assert not item.is_apart


@pytest.mark.parametrize(("answer", "occurrences"), [("accept", 1), ("reject", 2)])
def test_a_merge_that_is_judged_is_done_and_does_not_return(
    ledger: Ledger, make_record: Make, answer: str, occurrences: int
) -> None:
    records = two_accounts(make_record)
    ledger.add(records, coder=CODER)
    weaken(ledger, 0.65)
    (item,) = seen(ledger, queue(ledger))
    ledger.judge_all(item.accept() if answer == "accept" else item.reject(), by="Ada", seen=item.seen)
    assert len({found.id for one in records if (found := ledger.occurrence(id_of(one)))}) == occurrences
    assert queue(ledger).merges == 0


def test_tellings_that_are_alike_and_kept_apart_are_asked_about_once(ledger: Ledger, make_record: Make) -> None:
    records = [make_record("met in Geneva"), make_record("met in Cairo", day=date(1990, 1, 1))]
    ledger.add(records, coder=CODER)
    with opening.writing(ledger.engine) as connection:
        a, b = connection.scalars(select(schema.claim.c.number).order_by(schema.claim.c.number))
        connection.execute(insert(schema.claim_link).values(a=a, b=b, score=0.9, reason="made up"))
    (item,) = seen(ledger, queue(ledger))
    assert item.is_apart
    assert len(item.occurrences) == 2
    ledger.judge_all(item.accept(), by="Ada")
    assert queue(ledger).merges == 0
    assert look(ledger, item.matter) is None


def test_the_weakest_link_that_holds_a_group_together_is_in_question() -> None:
    ring = [Link(1, 2, 0.9, ""), Link(2, 3, 0.85, ""), Link(1, 3, 0.6, "")]
    bridge = [*ring, Link(3, 4, 0.7, "bridge"), Link(4, 5, 0.95, "")]
    assert weakest(ring) == ring[1]
    assert weakest(bridge) == bridge[3]
    assert weakest(bridge, [frozenset((1, 5))]) == ring[1]
    assert weakest(ring, [frozenset((1, 2)), frozenset((1, 3))]) is None
    assert weakest([]) is None


def a_pledge_and_its_fulfilment(make: Make) -> list[Record]:
    pledge = make("pledged to send grain to", actors=("NOR",), recipients=("KEN",), type="AGREE")
    (event,) = pledge.events
    bound = Commitment("pledge", joint=False, action="send grain to KEN", beneficiary=event.recipient)
    pledge = Record(pledge.document, (replace(event, cameo="0331", commitment=bound),))
    sent = make("sent grain to", actors=("NOR",), recipients=("KEN",), type="AID", day=date(1978, 11, 1))
    return [pledge, Record(sent.document, (replace(sent.events[0], cameo="070", quad=2),))]


def test_a_proposed_follow_up_is_accepted_with_the_status_it_brings(ledger: Ledger, make_record: Make) -> None:
    records = a_pledge_and_its_fulfilment(make_record)
    ledger.add(records, coder=CODER)
    assert queue(ledger).pledges == 1
    (matter,) = proposals(ledger)
    assert matter.ids == tuple(map(id_of, records))
    item = look(ledger, matter)
    assert item is not None
    made = ledger.judge_all(item.accept(), by="Ada", seen=item.seen)
    status = ledger.judgements(question=f"commitment:{id_of(records[0])}")[-1].answer
    assert status == {"status": "kept", "evidence": [id_of(records[1])]}
    assert list(proposals(ledger)) == []
    decisions.undo(ledger, made, by="Ada")
    assert list(proposals(ledger)) == [matter]


def test_a_proposal_that_is_rejected_does_not_return(ledger: Ledger, make_record: Make) -> None:
    ledger.add(a_pledge_and_its_fulfilment(make_record), coder=CODER)
    (matter,) = proposals(ledger)
    item = look(ledger, matter)
    assert item is not None
    ledger.judge_all(item.put_off(), by="Ada")
    assert [one.put_off for one in proposals(ledger)] == [True]
    ledger.judge_all(item.reject(), by="Ada")
    assert list(proposals(ledger)) == []
    assert look(ledger, matter) is None


def pledges_and_events(make: Make) -> list[Record]:
    """Pledges of three states, and later gifts that tell ever more of the words of the pledge."""
    told = {
        "NOR": "cedars, seeds and maps",
        "JPN": "loans, tractors and engineers",
        "PER": "blankets, tents and stoves",
    }
    records = []
    for month, (who, things) in enumerate(told.items(), start=1):
        made = make(
            f"pledged to give {things} to", actors=(who,), recipients=("KEN",), type="AGREE", day=date(1977, month, 1)
        )
        event = made.events[0]
        bound = Commitment("pledge", joint=False, action=f"give {things}", beneficiary=event.recipient)
        records.append(Record(made.document, (replace(event, cameo="0331", commitment=bound, id=""),)))
        given = " ".join(things.split()[:month])
        records.append(
            make(f"gave {given} to", actors=(who,), recipients=("KEN",), type="AID", day=date(1978, month, 1))
        )
    return records


def test_proposals_come_by_doubt_among_events_and_merges(ledger: Ledger, make_record: Make) -> None:
    ledger.add(pledges_and_events(make_record), coder=CODER)
    ledger.add(three_unsure(make_record), coder=CODER)
    proposed = list(proposals(ledger))
    assert len({one.doubt for one in proposed}) > 1
    assert [one.doubt for one in proposed] == sorted((one.doubt for one in proposed), reverse=True)
    found = list(most_doubtful_first(queue(ledger).matters, proposals(ledger)))
    assert {one.kind for one in found} == {"event", "commitment"}
    assert found[0].kind == "event"
    assert [one.doubt for one in found] == sorted((one.doubt for one in found), reverse=True)
    assert found == list(most_doubtful_first(queue(ledger).matters, proposals(ledger)))


def test_no_proposal_is_worked_out_before_its_turn(ledger: Ledger, make_record: Make) -> None:
    ledger.add(three_unsure(make_record), coder=CODER)

    def proposed() -> Iterator[Matter]:
        raise AssertionError("nobody has asked for it yet")
        yield

    first = next(most_doubtful_first(queue(ledger).matters, proposed()))
    assert first.doubt == 0.7


def test_what_was_put_off_stays_so_when_a_report_joins_it(ledger: Ledger, make_record: Make) -> None:
    records = [*a_pledge_and_its_fulfilment(make_record), *three_unsure(make_record)]
    ledger.add(records, coder=CODER)
    event = queue(ledger, kinds=["event"]).matters[0]
    (proposal,) = proposals(ledger)
    ledger.judge_all(decisions.put_off(event.ids) | decisions.put_off(proposal.ids), by="Ada")  # type: ignore[operator]
    for one in (records[1], next(one for one in records if id_of(one) == event.ids[0])):
        again = (make_with(one, publisher=f"Gazette {at}") for at in range(100))
        joining = next(other for other in again if id_of(other) < id_of(one))
        ledger.add([joining], coder=CODER)
        ledger.judge(same_question(id_of(joining), id_of(one)), True, by="Ada")
    assert queue(ledger, kinds=["event"]).matters[-1].put_off
    assert queue(ledger, kinds=["event"]).matters[-1].ids != event.ids
    (later,) = proposals(ledger)
    assert later.put_off
    assert later.ids != proposal.ids


def make_with(record: Record, *, publisher: str) -> Record:
    """The same report as another publisher has it."""
    document = replace(record.document, publisher=publisher, id="")
    (event,) = record.events
    evidence = tuple(replace(one, document_id=document.id) for one in event.evidence)
    anchor = replace(event.anchor, document_id=document.id)
    return Record(document, (replace(event, document_id=document.id, evidence=evidence, anchor=anchor, id=""),))


def test_a_second_correction_keeps_what_the_first_changed(ledger: Ledger, make_record: Make) -> None:
    (record, *_) = three_unsure(make_record)
    ledger.add([record], coder=CODER)
    for changes in ({"status": "negated"}, {"type": "AGREE"}):
        ledger.judge_all(correct(ledger, id_of(record), changes), by="Ada")
    found = ledger.occurrence(id_of(record))
    assert found is not None
    assert (found.status, found.type) == ("negated", "AGREE")
    assert correct(ledger, id_of(record), {"type": "AGREE"}) == {}
    assert corrected(ledger, id_of(record), {"type": "AID"}).type == "AID"


def test_a_corrected_source_is_who_the_event_rests_on(ledger: Ledger, make_record: Make) -> None:
    record = make_record()
    ledger.add([record], coder=CODER)
    ledger.judge_all(correct(ledger, id_of(record), {"source": "KEN"}), by="Ada")
    found = timeline(ledger, Filter(source=("KEN",)))
    assert [one.id for one in found.items] == [id_of(record)]


def test_a_wrong_correction_or_an_unknown_event_is_an_error(ledger: Ledger, make_record: Make) -> None:
    (record, *_) = three_unsure(make_record)
    ledger.add([record], coder=CODER)
    with pytest.raises(CorrectionError, match="near it: AGREE"):
        correct(ledger, id_of(record), {"type": "AGRE"})
    with pytest.raises(LedgerError, match="no event nobody"):
        correct(ledger, "nobody", {"type": "AGREE"})


def test_what_may_be_the_same_has_an_actor_in_common_and_lies_near(ledger: Ledger, make_record: Make) -> None:
    day = date(1978, 9, 17)
    records = [
        make_record(),
        make_record("agreed on grain", type="AGREE", actors=("NOR", "FRA"), day=date(1978, 9, 20)),
        make_record("met in Cairo", day=date(1979, 9, 17)),
        make_record("met in Rome", actors=("FRA", "GHA"), day=day),
    ]
    ledger.add(records, coder=CODER)
    one = ledger.occurrence(id_of(records[0]))
    assert one is not None
    assert [other.id for other in near(ledger, one)] == [id_of(records[1])]


def test_reviewed_reports_come_with_all_their_events_but_the_rejected(ledger: Ledger, make_record: Make) -> None:
    records = three_unsure(make_record)
    ledger.add(records, coder=CODER)
    assert list(reviewed(ledger)) == []
    ledger.judge_all(decisions.accept(id_of(records[0])), by="Ada")
    ledger.judge_all(decisions.reject(id_of(records[1])), by="Ada")
    ((document, told),) = reviewed(ledger)
    assert document == records[0].document
    assert [(one.event.id, one.verdict) for one in told] == [(id_of(records[0]), "accepted")]


def test_an_empty_ledger_asks_for_nothing(ledger: Ledger) -> None:
    assert queue(ledger) == Queue((), 0, 0, 0)
    assert list(proposals(ledger)) == []
