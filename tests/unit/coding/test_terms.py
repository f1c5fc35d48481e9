"""What an agreement lays down is undertaken under it, wherever the report retells it."""

import pytest

from dragoman import Coder
from dragoman.model import Commitment, Event


def coded(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(text, published_on="2025-11-03"))


def promised(coder: Coder, text: str) -> list[Commitment]:
    return [event.commitment for event in coded(coder, text) if event.commitment is not None]


def test_what_follows_in_the_paragraph_of_an_accord_is_a_term_of_it(coder: Coder) -> None:
    text = (
        "Under the accord Kenya will free its prisoners. Uganda will withdraw its troops. Rwanda will name two judges."
    )
    assert [(one.force, one.action) for one in promised(coder, text)] == [
        ("agreement", "free its prisoners"),
        ("agreement", "withdraw its troops"),
        ("agreement", "name two judges"),
    ]


def test_terms_end_with_the_paragraph(coder: Coder) -> None:
    terms, news = (
        "Under the accord Kenya will free its prisoners.",
        "Uganda will withdraw its troops, it said on Monday.",
    )
    assert [one.force for one in promised(coder, f"{terms}\n\n{news}")] == ["agreement", "pledge"]


@pytest.mark.parametrize("source", ["the agreement says", "according to the text"])
def test_an_agreement_speaks_for_itself(coder: Coder, source: str) -> None:
    (commitment,) = promised(coder, f"Uganda will withdraw its troops from Rwanda, {source}.")
    assert commitment.force == "agreement"


def test_no_agreement_makes_no_term_of_what_somebody_will_do(coder: Coder) -> None:
    assert coded(coder, "Rwanda will name two judges.") == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The treaty obliges Kenya and Uganda to freeze production.", "freeze production"),
        ("The accord commits Kenya and Uganda to open the border.", "open the border"),
    ],
)
def test_an_agreement_obliges_its_parties(coder: Coder, text: str, action: str) -> None:
    (event,) = coded(coder, text)
    assert [party.id for party in event.actor] == ["KEN", "UGA"]
    assert event.commitment is not None
    assert (event.commitment.force, event.commitment.action) == ("agreement", action)


def test_what_an_agreement_does_not_require_is_no_event(coder: Coder) -> None:
    assert coded(coder, "The accord does not require Kenya to withdraw its troops.") == []


def test_a_list_of_three_promises_is_three(coder: Coder) -> None:
    text = "Kenya and Uganda undertake to reopen the road, to repatriate prisoners and to discourage propaganda."
    assert [one.action for one in promised(coder, text)] == [
        "reopen the road",
        "repatriate prisoners",
        "discourage propaganda",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council is expected to suspend the sanctions against Kenya on Wednesday.",
        "Kenya is likely to release the prisoners.",
    ],
)
def test_what_others_expect_is_no_commitment(coder: Coder, text: str) -> None:
    assert promised(coder, text) == []


def test_what_is_promised_stands_in_words(coder: Coder) -> None:
    (commitment,) = promised(coder, "Kenya assured Uganda that it would not close the border.")
    assert commitment.action.endswith("it would not close the border")
