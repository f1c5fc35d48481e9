"""Who stands where: the position of an event, its stance and the words for what it is about."""

import pytest

from dragoman import Coder
from dragoman.model import Position


def positions(coder: Coder, text: str) -> list[Position]:
    events = coder.code(text, published_on="2025-11-03")
    return [event.position for event in events if event.position is not None]


@pytest.mark.parametrize(
    ("text", "stance", "words"),
    [
        (
            "Kenya proposed a conference of all heads of government.",
            "demand",
            "a conference of all heads of government",
        ),
        ("Kenya said that Uganda must open the border.", "demand", "Uganda must open the border"),
        ("Kenya urged a collective effort to end the war.", "demand", "a collective effort to end the war"),
        ("Kenya voiced concern that its exports would suffer.", "concern", "its exports would suffer"),
        ("Kenya denounced the accord as a betrayal.", "oppose", "the accord"),
        ("Kenya praised the accord as a first step.", "support", "the accord"),
        ("Kenya will not recognise the new regime in Uganda.", "reject", "the new regime"),
    ],
)
def test_a_position_is_about_the_thing_itself(coder: Coder, text: str, stance: str, words: str) -> None:
    (position,) = positions(coder, text)
    assert position.stance == stance
    assert position.object.startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya thanked Norway for its support.",
        "Kenya congratulated Uganda's president on his victory.",
        "Kenya praised Uganda's president for his courage.",
        "Kenya has not yet endorsed the plan.",
        "The Constitutional Court may be asked to rule on the treaty.",
    ],
)
def test_courtesy_and_silence_are_no_position(coder: Coder, text: str) -> None:
    assert positions(coder, text) == []
