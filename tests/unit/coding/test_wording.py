"""The same act in other words is the same event: order of clauses, voice, names; and a denial never makes it happen."""

import pytest

from dragoman import Coder
from dragoman.model import Event

#: Type, active, passive, negated. {a} acts on {b}.
ACTS = [
    ("ACCUSE", "{a} condemned {b}.", "{b} was condemned by {a}.", "{a} did not condemn {b}."),
    ("ACCUSE", "{a} accused {b} of spying.", "{b} was accused of spying by {a}.", "{a} has not accused {b} of spying."),
    ("SUPPORT", "{a} praised {b}.", "{b} was praised by {a}.", "{a} did not praise {b}."),
    ("ASSAULT", "{a} bombed {b}.", "{b} was bombed by {a}.", "{a} did not bomb {b}."),
    ("ASSAULT", "{a} invaded {b}.", "{b} was invaded by {a}.", "{a} has never invaded {b}."),
    ("REQUEST", "{a} urged {b} to disarm.", "{b} was urged by {a} to disarm.", "{a} did not urge {b} to disarm."),
    ("THREATEN", "{a} threatened {b}.", "{b} was threatened by {a}.", "{a} has not threatened {b}."),
    ("SANCTION", "{a} sanctioned {b}.", "{b} was sanctioned by {a}.", "{a} did not sanction {b}."),
    ("AID", "{a} sent food aid to {b}.", "Food aid was sent to {b} by {a}.", "{a} did not send food aid to {b}."),
    ("REJECT", "{a} rebuffed {b}.", "{b} was rebuffed by {a}.", "{a} did not rebuff {b}."),
]
PAIRS = [("Kenya", "Uganda"), ("Peru", "Chile"), ("Thailand", "Laos"), ("Norway", "Iceland")]
CODES = {"Kenya": "KEN", "Uganda": "UGA", "Peru": "PER", "Chile": "CHL", "Thailand": "THA", "Laos": "LAO"}
CODES |= {"Norway": "NOR", "Iceland": "ISL"}


def told(coder: Coder, sentence: str) -> list[Event]:
    return list(coder.code(sentence, published_on="2025-11-03"))


@pytest.mark.parametrize(("actor", "recipient"), PAIRS)
@pytest.mark.parametrize(("kind", "active", "passive", "negated"), ACTS)
def test_voice_and_names_leave_the_event_as_it_is(
    coder: Coder, kind: str, active: str, passive: str, negated: str, actor: str, recipient: str
) -> None:
    for form in (active, passive):
        sentence = form.format(a=actor, b=recipient)
        events = [event for event in told(coder, sentence) if event.type == kind]
        assert events, sentence
        assert {party.id for party in events[0].actor} == {CODES[actor]}, sentence
        assert events[0].status == "actual", sentence


@pytest.mark.parametrize(("actor", "recipient"), PAIRS[:2])
@pytest.mark.parametrize(("kind", "active", "passive", "negated"), ACTS)
def test_a_denial_never_leaves_an_actual_event(
    coder: Coder, kind: str, active: str, passive: str, negated: str, actor: str, recipient: str
) -> None:
    sentence = negated.format(a=actor, b=recipient)
    assert all(event.status != "actual" for event in told(coder, sentence) if event.type == kind), sentence
    assert not any(event.status == "actual" and event.quad in (2, 4) for event in told(coder, sentence)), sentence


@pytest.mark.parametrize(("kind", "active", "passive", "negated"), ACTS)
def test_clauses_may_stand_in_any_order(coder: Coder, kind: str, active: str, passive: str, negated: str) -> None:
    clause = active.format(a="Kenya", b="Uganda").rstrip(".")
    for sentence in (
        f"After weeks of silence in the region, {clause}.",
        f"On Monday, as trade slowed, {clause}, while markets in Lagos stayed calm.",
        f"{clause}, a spokesman said on Tuesday.",
        f"The spokesman said on Tuesday that {clause}.",
    ):
        events = [event for event in told(coder, sentence) if event.type == kind]
        assert events, sentence
        assert {party.id for party in events[0].actor} == {"KEN"}, sentence
