"""Which later events are proposed as keeping, advancing or breaking a pledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.codebook import codebook
from dragoman.ledger.boards.acts import Act, act_of_tellings
from dragoman.ledger.boards.follow_ups import follow_up, follow_ups, may_bear_on
from dragoman.ledger.boards.pledge_kinds import kind_of, pledge_kinds
from dragoman.model import Commitment, Record, Telling, When

Make = Callable[..., Record]
MADE, LATER = date(1978, 9, 17), date(1979, 2, 1)


def act(
    make: Make, words: str, *, pledge: bool = False, mode: str | None = None, cameo: str = "030", **given: Any
) -> Act:
    record = make(words, **{"day": MADE if pledge else LATER, "type": "AGREE" if pledge else "CONSULT", **given})
    event = replace(record.events[0], cameo=cameo, mode=mode, id="")
    if pledge:
        event = replace(event, commitment=Commitment("pledge", False, words.partition(" ")[2], event.recipient), id="")
    return act_of_tellings(event.id, [Telling(event, record.document.header)])


AID = ("pledged 20 million dollars for the harbour to", "0331")
WITHDRAWAL = ("pledged to withdraw its troops from", "0357")
CEASEFIRE = ("agreed to observe a ceasefire with", "0357")
TALKS = ("agreed to hold talks in Geneva with", "036")
TIES = ("vowed to deepen trade ties with", "030")


@pytest.mark.parametrize(
    ("pledge", "later", "relation"),
    [
        (AID, {"words": "sent 5 million dollars to", "type": "AID"}, "fulfilment"),
        (AID, {"words": "refused to send the money to", "type": "REJECT", "mode": "assist"}, "breach"),
        (AID, {"words": "did not send the million dollars to", "type": "AID", "status": "negated"}, "breach"),
        (AID, {"words": "will send a million dollars to", "type": "AID", "status": "future"}, "progress"),
        (AID, {"words": "may send a million dollars to", "type": "AID", "status": "hypothetical"}, None),
        (WITHDRAWAL, {"words": "withdrew the last troops from", "type": "RETREAT", "mode": "withdraw"}, "fulfilment"),
        (WITHDRAWAL, {"words": "sent new troops against", "type": "MOBILIZE"}, "breach"),
        (CEASEFIRE, {"words": "shelled a town of", "type": "ASSAULT"}, "breach"),
        (CEASEFIRE, {"words": "praised the harvest of", "type": "SUPPORT"}, None),
        (TALKS, {"words": "met the delegation of", "type": "CONSULT"}, "fulfilment"),
        (TIES, {"words": "opened a trade office with", "type": "COOPERATE"}, "progress"),
        (TIES, {"words": "played football with", "type": "COOPERATE"}, None),
    ],
)
def test_an_event_is_proposed_for_what_it_does_to_the_pledge(
    make_record: Make, pledge: tuple[str, str], later: dict[str, Any], relation: str | None
) -> None:
    promised = act(make_record, pledge[0], pledge=True, cameo=pledge[1], actors=("NOR",), recipients=("KEN",))
    found = follow_up(promised, act(make_record, later.pop("words"), actors=("NOR",), recipients=("KEN",), **later))
    assert (found.relation if found else None) == relation


def test_the_same_act_towards_another_state_is_no_follow_up(make_record: Make) -> None:
    promised = act(make_record, AID[0], pledge=True, cameo=AID[1], actors=("NOR",), recipients=("KEN",))
    elsewhere = act(
        make_record, "sent 20 million dollars for a harbour to", type="AID", actors=("NOR",), recipients=("UGA",)
    )
    by_another = act(
        make_record, "sent 20 million dollars for a harbour to", type="AID", actors=("SWE",), recipients=("KEN",)
    )
    assert follow_up(promised, elsewhere) is None
    assert follow_up(promised, by_another) is None


def test_what_happened_before_the_pledge_does_not_keep_it(make_record: Make) -> None:
    promised = act(make_record, AID[0], pledge=True, cameo=AID[1], actors=("NOR",), recipients=("KEN",))
    before = act(make_record, "sent 5 million dollars to", type="AID", actors=("NOR",), recipients=("KEN",), day=MADE)
    assert follow_up(promised, before) is None
    assert follow_up(promised, promised) is None


def test_an_accusation_of_breaking_it_is_evidence_and_no_breach(make_record: Make) -> None:
    promised = act(make_record, CEASEFIRE[0], pledge=True, cameo=CEASEFIRE[1], actors=("NOR",), recipients=("KEN",))
    blame = act(
        make_record, "complained of violations of the ceasefire by", type="ACCUSE", actors=("KEN",), recipients=("NOR",)
    )
    found = follow_up(promised, blame)
    assert found is not None
    assert found.relation == "allegation"


def test_a_deadline_that_has_passed_is_said(make_record: Make) -> None:
    promised = act(make_record, AID[0], pledge=True, cameo=AID[1], actors=("NOR",), recipients=("KEN",))
    assert promised.event.commitment is not None
    by_november = replace(promised.event.commitment, deadline=When(date(1978, 11, 1), date(1978, 11, 1), "day"))
    promised = replace(promised, event=replace(promised.event, commitment=by_november))
    found = follow_up(
        promised, act(make_record, "sent 5 million dollars to", type="AID", actors=("NOR",), recipients=("KEN",))
    )
    assert found is not None
    assert "after the deadline" in found.reason


def test_they_come_in_the_order_of_time_whatever_the_order_given(make_record: Make) -> None:
    promised = act(make_record, AID[0], pledge=True, cameo=AID[1], actors=("NOR",), recipients=("KEN",))
    later = [
        act(make_record, "sent 5 million dollars to", type="AID", actors=("NOR",), recipients=("KEN",), day=day)
        for day in (date(1979, 3, 1), date(1978, 12, 1), date(1979, 1, 1))
    ]
    assert follow_ups(promised, later) == follow_ups(promised, reversed(later))
    assert [one.act.day for one in follow_ups(promised, later)] == sorted(one.day for one in later if one.day)


# The fixture is a pure function: there is nothing to reset between inputs.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([AID, WITHDRAWAL, CEASEFIRE, TALKS, TIES]),
    st.sampled_from(sorted(codebook().types)),
    st.lists(st.sampled_from("sent withdrew troops dollars ceasefire trade talks harbour apples".split()), max_size=5),
)
def test_what_is_not_looked_for_would_not_have_been_proposed(
    make_record: Make, pledge: tuple[str, str], type: str, words: list[str]
) -> None:
    promised = act(make_record, pledge[0], pledge=True, cameo=pledge[1], actors=("NOR",), recipients=("KEN",))
    later = act(make_record, " ".join(["did", *words]), type=type, actors=("NOR",), recipients=("KEN",))
    looked_for = may_bear_on(promised)
    passage = later.words.lower()
    if follow_up(promised, later):
        assert type in looked_for
        assert not looked_for[type] or any(trace in passage for trace in looked_for[type])


@pytest.mark.parametrize(
    ("words", "cameo", "kind"),
    [
        (AID[0], AID[1], "aid"),
        (WITHDRAWAL[0], WITHDRAWAL[1], "withdraw"),
        (CEASEFIRE[0], CEASEFIRE[1], "ceasefire"),
        (TALKS[0], TALKS[1], "meet"),
        (TIES[0], TIES[1], "cooperate"),
        ("promised to refrain from force against", "030", "refrain"),
        ("promised the moon to", "030", "cooperate"),
    ],
)
def test_a_pledge_is_of_the_kind_that_its_code_and_words_tell(
    make_record: Make, words: str, cameo: str, kind: str
) -> None:
    assert kind_of(act(make_record, words, pledge=True, cameo=cameo, recipients=("UGA",))).name == kind


def test_the_table_of_kinds_names_types_of_the_codebook_only() -> None:
    assert {type for kind in pledge_kinds().values() for type in kind.types} <= set(codebook().types)
