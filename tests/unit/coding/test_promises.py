"""What is promised, and what is not: the commitment of a promise to yield, to forbear or to act, in its own words."""

import pytest

from dragoman import Coder
from dragoman.model import Commitment, Event


def coded(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(text, published_on="2025-11-03"))


def promised(coder: Coder, text: str) -> list[Commitment]:
    return [event.commitment for event in coded(coder, text) if event.commitment is not None]


@pytest.mark.parametrize(
    ("text", "force", "action"),
    [
        ("Kenya promised the release of the prisoners.", "pledge", "the release of the prisoners"),
        ("Kenya pledged to release 40 prisoners.", "pledge", "release 40 prisoners"),
        ("Kenya vowed to lift the ban on imports from Uganda.", "pledge", "lift the ban on imports from Uganda"),
        ("Kenya agreed to cease fire in the border region.", "agreement", "cease fire in the border region"),
        ("Kenya will give up its claim to the islands.", "pledge", "give up its claim to the islands"),
    ],
)
def test_a_promise_to_yield_is_a_commitment(coder: Coder, text: str, force: str, action: str) -> None:
    (event,) = coded(coder, text)
    assert event.type == "CONCEDE"
    assert event.commitment is not None
    assert (event.commitment.force, event.commitment.action) == (force, action)


def test_a_promise_to_yield_says_to_whom_and_by_when(coder: Coder) -> None:
    (pledge,) = promised(coder, "Kenya announced the withdrawal of its troops from Uganda by March 2026.")
    assert pledge.action.startswith("the withdrawal of its troops")
    assert [party.id for party in pledge.beneficiary] == ["UGA"]
    assert str(pledge.deadline.end) == "2026-03-31"


def test_what_is_to_be_done_has_been_agreed(coder: Coder) -> None:
    (arranged,) = promised(coder, "Kenya is to withdraw its troops from Uganda.")
    (announced,) = promised(coder, "Kenya will withdraw its troops from Uganda.")
    assert (arranged.force, announced.force) == ("agreement", "pledge")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya apologised to Uganda.",
        "Kenya lifted the ban on imports from Uganda.",
        "The court in Kenya ordered the release of two editors.",
        "Kenya did not promise to withdraw its troops from Uganda.",
    ],
)
def test_what_promises_nothing_is_no_commitment(coder: Coder, text: str) -> None:
    assert coded(coder, text)
    assert promised(coder, text) == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "Kenya and Uganda agreed to maintain close coordination on regional and international matters.",
            "maintain close coordination on regional and international matters",
        ),
        (
            "Kenya will withdraw its troops from Uganda by March 2026.",
            "withdraw its troops from Uganda by March 2026",
        ),
        ("Kenya gave a promise not to attack Uganda.", "not to attack Uganda"),
        ("Kenya and Uganda agreed for the talks to be held in Nairobi.", "the talks to be held in Nairobi"),
        ("“We will hold free elections,” the president of Kenya said.", "hold free elections"),
    ],
)
def test_what_is_promised_is_told_with_its_verb(coder: Coder, text: str, action: str) -> None:
    assert [one.action for one in promised(coder, text)] == [action]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Kenya promised not to attack Uganda.", "not to attack Uganda"),
        ("Kenya vowed never to attack Uganda again.", "never to attack Uganda again"),
        ("Kenya and Uganda agreed not to use force against each other.", "not to use force against each other"),
        ("Kenya pledged not to impose sanctions on Uganda.", "not to impose sanctions on Uganda"),
        ("Kenya promised it would not attack Uganda.", "it would not attack Uganda"),
    ],
)
def test_a_promise_not_to_act_is_a_promise_and_no_act_denied(coder: Coder, text: str, action: str) -> None:
    (event,) = coded(coder, text)
    assert (event.type, event.status) == ("AGREE", "actual")
    assert event.commitment is not None
    assert event.commitment.action == action


def test_a_promise_to_strike_is_no_commitment(coder: Coder) -> None:
    assert promised(coder, "Kenya vowed to attack Uganda.") == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenya no longer demands the withdrawal of Ugandan troops.", "REQUEST"),
        ("Kenya is no longer calling for sanctions on Uganda.", "ACCUSE"),
        ("Kenya no longer supports Uganda.", "SUPPORT"),
    ],
)
def test_what_is_done_no_longer_is_not_done(coder: Coder, text: str, type_: str) -> None:
    (event,) = coded(coder, text)
    assert (event.type, event.status) == (type_, "negated")
    assert event.position is not None
    assert event.position.stance == "support" if type_ == "SUPPORT" else "demand"


def test_whoever_will_no_longer_do_something_refuses_it(coder: Coder) -> None:
    (event,) = coded(coder, "Kenya will no longer recognise the government of Uganda.")
    assert (event.type, event.status) == ("REJECT", "actual")


def test_a_plan_given_up_is_no_plan(coder: Coder) -> None:
    assert [event.status for event in coded(coder, "Kenya no longer plans to attack Uganda.")] == ["negated"]


def test_longer_alone_denies_nothing(coder: Coder) -> None:
    (event,) = coded(coder, "Kenya demanded a longer ceasefire in Uganda.")
    assert event.status == "actual"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kenya, Uganda and Norway called for the ceasefire to be upheld.", ["KEN", "UGA", "NOR"]),
        ("Kenya and Uganda called on Monday for the ceasefire to be upheld.", ["KEN", "UGA"]),
        ("Kenya called for Uganda to withdraw its troops.", ["KEN"]),
    ],
)
def test_whoever_calls_for_something_to_be_done_asks_for_it(coder: Coder, text: str, actors: list[str]) -> None:
    (event,) = coded(coder, text)
    assert event.type == "REQUEST"
    assert [party.id for party in event.actor] == actors


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        (
            "Norway's foreign minister met Kenya's president in Oslo, while Uganda and Sudan held talks on the "
            "sidelines of the African Union summit.",
            [None, "the African Union summit"],
        ),
        (
            "Kenya's foreign minister met his Ugandan counterpart on the sidelines of the African Union summit, and "
            "later visited Norway.",
            ["the African Union summit", None],
        ),
        (
            "Kenya's foreign minister met his Ugandan counterpart to discuss trade on the margins of the summit.",
            ["the summit"],
        ),
    ],
)
def test_a_meeting_is_on_the_sidelines_only_of_what_its_own_clause_names(
    coder: Coder, text: str, parents: list[str | None]
) -> None:
    assert [event.meeting.parent for event in coded(coder, text) if event.meeting] == parents


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda pledged to prevent their territories from being used for acts of war.",
        "Kenya will refrain from the threat or use of force to disturb the truce, the minister said.",
        "Kenya renewed a pledge not to attack Uganda.",
        "The two governments signed a pledge not to attack each other.",
    ],
)
def test_a_promise_to_leave_undone_is_no_deed(coder: Coder, text: str) -> None:
    assert {event.type for event in coded(coder, text)} == {"AGREE"}
    assert all(event.status == "actual" for event in coded(coder, text))


def test_what_is_to_be_prevented_threatens_nobody(coder: Coder) -> None:
    text = (
        "Kenya's minister held talks with Uganda's minister in Lusaka. Their aim will be to prevent an arms race in "
        "outer space and to end it on earth."
    )
    assert [event.type for event in coded(coder, text)] == ["CONSULT"]


def test_a_heading_that_asks_tells_no_event(coder: Coder) -> None:
    text = "Truce signed\n\nKenya and Uganda signed a truce on Friday.\n\nWhat they undertake\n\nBoth withdraw."
    assert "undertake" not in {event.anchor.quote.lower() for event in coded(coder, text)}
