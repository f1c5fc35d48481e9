"""Which claims become one group, given the ties between them."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.tellings.clusters import Tie, clusters

MEMBERS = "abcdef"
pairs = st.sampled_from([(a, b) for a in MEMBERS for b in MEMBERS if a < b])
some_ties = st.lists(
    st.builds(lambda pair, score, by_hand: Tie(*pair, score, by_hand=by_hand), pairs, st.floats(0, 1), st.booleans())
)


def always(_a: str, _b: str) -> bool:
    return True


@given(some_ties, st.frozensets(pairs), st.frozensets(pairs, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_members_and_ties_makes_no_difference(
    ties: list[Tie], fitting: frozenset[tuple[str, str]], apart: frozenset[tuple[str, str]], dice: Random
) -> None:
    def fit(a: str, b: str) -> bool:
        return (a, b) in fitting

    found = clusters(MEMBERS, ties, compatible=fit, apart=apart)
    shuffled, members = list(ties), list(MEMBERS)
    dice.shuffle(shuffled)
    dice.shuffle(members)
    assert clusters(members, shuffled, compatible=fit, apart=apart) == found


@given(some_ties, st.frozensets(pairs))
def test_every_member_is_in_one_group_and_no_group_holds_what_a_person_keeps_apart(
    ties: list[Tie], apart: frozenset[tuple[str, str]]
) -> None:
    groups = clusters(MEMBERS, ties, compatible=always, apart=apart)
    assert sorted(member for group in groups for member in group) == sorted(MEMBERS)
    assert not any({a, b} <= group for a, b in apart for group in groups)


def test_a_chain_of_likenesses_does_not_lead_from_one_event_to_another() -> None:
    ties = [Tie("monday", "undated", 0.9), Tie("friday", "undated", 0.8)]
    groups = clusters(["monday", "undated", "friday"], ties, compatible=lambda a, b: {a, b} != {"monday", "friday"})
    assert groups == (frozenset({"friday"}), frozenset({"monday", "undated"}))


def test_a_persons_word_goes_before_every_likeness() -> None:
    ties = [Tie("a", "b", 0.99), Tie("b", "c", 1.0, by_hand=True)]
    assert frozenset("bc") in clusters("abc", ties, compatible=lambda *_: False)


def test_a_tie_to_somebody_outside_is_passed_over() -> None:
    assert clusters("ab", [Tie("a", "z", 1.0)], compatible=always) == (frozenset("a"), frozenset("b"))
