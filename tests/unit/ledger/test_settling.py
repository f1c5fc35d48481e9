"""What several tellings of one event amount to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import events, headers
from tests.unit.ledger.tellings import DAY, person, state, telling

from dragoman.ledger.tellings.settling import settle
from dragoman.model import Attendee, Commitment, Meeting, When, Where
from dragoman.model.entity import Party
from dragoman.model.occurrence import Telling

several = st.lists(
    st.builds(Telling, event=events, document=headers), min_size=1, max_size=4, unique_by=lambda one: one.event.id
)


@settings(max_examples=100, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_tellings_makes_no_difference(tellings: list[Telling], dice: Random) -> None:
    shuffled = list(tellings)
    dice.shuffle(shuffled)
    assert settle(shuffled) == settle(tellings)


def test_nothing_told_is_no_occurrence() -> None:
    with pytest.raises(ValueError, match="at least one telling"):
        settle([])


def test_it_bears_the_smallest_id_and_counts_reports_once() -> None:
    twice = telling("met twice over"), telling("met again at noon", before="Then they ")
    found = settle(twice)
    assert found.id == min(one.event.id for one in twice)
    assert (len(found.tellings), found.reports) == (2, 2)


def test_the_narrowest_date_in_words_goes_before_a_wide_one_and_before_publication() -> None:
    wide = telling("met a", when=(DAY - timedelta(20), DAY))
    narrow = telling("met b", when=DAY - timedelta(2))
    by_publication = telling("met c", when=DAY, basis="publication")
    assert settle([wide, narrow, by_publication]).when.start == DAY - timedelta(2)
    assert settle([by_publication]).when.basis == "publication"


def test_two_right_dates_outvote_a_wrong_one() -> None:
    right = [telling(f"met {one}", when=DAY) for one in "ab"]
    assert settle([telling("met early", when=DAY - timedelta(1)), *right]).when.start == DAY


def test_a_place_with_coordinates_goes_before_a_name() -> None:
    named = telling("met a", place="Geneva")
    located = telling("met b")
    located = replace(located, event=replace(located.event, where=Where("Genève", "CHE", 46.2, 6.15)))
    assert settle([named, named, located]).where.lat == 46.2


def test_code_and_scores_come_from_one_event_of_the_type_most_told() -> None:
    coarse = telling("agreed", type="AGREE", cameo="030", goldstein=4.0)
    fine = telling("agreed to meet", type="AGREE", cameo="036", goldstein=4.5)
    other = telling("yielded to talks", type="CONCEDE", cameo="0357", goldstein=5.0)
    found = settle([coarse, other, fine])
    assert (found.type, found.cameo, found.goldstein) == ("AGREE", "036", 4.5)


def test_who_is_told_as_actor_by_one_and_as_recipient_by_another_acts() -> None:
    egypt, israel = state("EGY"), state("ISR")
    found = settle([telling("met a", actor=(egypt, israel)), telling("met b", actor=(egypt,), recipient=(israel,))])
    assert [one.id for one in found.actor] == ["EGY", "ISR"]
    assert {one.id for one in found.recipient} == {"ISR"}


def test_an_attendee_who_was_there_is_no_longer_expected() -> None:
    guest = Party(person("Ann Lee", "USA"), "Lee", 0, 1)
    before = telling("are to meet", meeting=Meeting("bilateral", attendees=(Attendee(guest, "USA", "expected"),)))
    after = telling("met", meeting=Meeting("bilateral", attendees=(Attendee(guest, "USA", "present"),)))
    meeting = settle([before, after]).meeting
    assert meeting is not None
    assert [one.presence for one in meeting.attendees] == ["present"]


def test_a_pledges_narrowest_deadline_and_fullest_words_stand() -> None:
    by_year = When(date(1979, 1, 1), date(1979, 12, 31), "year", "1979", "explicit")
    by_month = When(date(1979, 3, 1), date(1979, 3, 31), "month", "March 1979", "explicit")
    short = telling("pledged a", type="AGREE", commitment=Commitment("pledge", False, "leave Sinai", deadline=by_year))
    full = telling(
        "pledged b",
        type="AGREE",
        commitment=Commitment("pledge", False, "withdraw its forces from Sinai", deadline=by_month),
    )
    commitment = settle([short, full]).commitment
    assert commitment is not None
    assert (commitment.action, commitment.deadline) == ("withdraw its forces from Sinai", by_month)
