"""Which two tellings may be one occurrence, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import events, headers
from tests.unit.ledger.tellings import DAY, group, person, sketched, state

from dragoman.ledger.tellings.blocking import keys
from dragoman.ledger.tellings.grounds import NAMES
from dragoman.ledger.tellings.sameness import SAME, WEIGHTS, compatible, sameness
from dragoman.ledger.tellings.sketch import Sketch, sketch
from dragoman.model.occurrence import Telling

EGYPT, ISRAEL, AMERICA, RUSSIA = (state(code) for code in ("EGY", "ISR", "USA", "RUS"))
NEXT_DAY = DAY + timedelta(days=1)

tellings = st.builds(Telling, event=events, document=headers)


def are_one(a: Sketch, b: Sketch, *, copies: bool = False) -> bool:
    found = sameness(a, b, copies=copies)
    assert found == sameness(b, a, copies=copies)
    if found and found.score >= SAME and not copies:
        assert keys(a).filed & keys(b).sought, "the ledger wouldn't find what it takes for one"
    return found is not None and found.score >= SAME


@settings(max_examples=150, deadline=None)
@given(tellings, tellings, st.booleans())
def test_which_telling_comes_first_makes_no_difference(one: Telling, other: Telling, copies: bool) -> None:
    a, b = sketch(one), sketch(other)
    assert sameness(a, b, copies=copies) == sameness(b, a, copies=copies)
    assert compatible(a, b, copies=copies) == compatible(b, a, copies=copies)
    assert bool(keys(a).filed & keys(b).sought) == bool(keys(b).filed & keys(a).sought)


@settings(max_examples=100, deadline=None)
@given(tellings)
def test_a_score_is_a_share_with_a_reason(one: Telling) -> None:
    found = sameness(sketch(one), sketch(one))
    assert found is None or (0 <= found.score <= 1 and found.reason)


def test_every_ground_has_its_weight() -> None:
    assert len(NAMES) == len(WEIGHTS)


def test_two_wordings_of_one_days_meeting_are_one() -> None:
    a = sketched("met in Geneva on Monday to talk about the canal", place="Geneva")
    b = sketched("held talks about the canal in the Swiss city")
    assert are_one(a, b)


@pytest.mark.parametrize("basis", ["explicit", "relative"])
def test_the_same_words_of_another_day_are_another_event(basis: str) -> None:
    words = "accused Israel of shelling the canal towns"
    first = sketched(words, type="ACCUSE", actor=(EGYPT,), recipient=(ISRAEL,), basis=basis)
    second = sketched(
        words, type="ACCUSE", actor=(EGYPT,), recipient=(ISRAEL,), basis=basis, when=NEXT_DAY, published=NEXT_DAY
    )
    assert not compatible(first, second)


def test_papers_of_one_day_may_put_an_event_on_either_side_of_midnight() -> None:
    words = "recalled their envoys over the canal tolls"
    late = sketched(words, when=DAY)
    early = sketched(words + " at once", when=NEXT_DAY)
    assert compatible(late, sketched(words, when=NEXT_DAY))
    assert are_one(late, early)
    assert not compatible(late, sketched(words, when=NEXT_DAY, basis="explicit", published=NEXT_DAY))


def test_talks_in_one_place_go_on_overnight_and_calls_do_not() -> None:
    def call(day: date, place: str | None = None) -> Sketch:
        return sketched("spoke", actor=(person("Ann Lee", "USA"), person("Igor Orlov", "RUS")), when=day, place=place)

    assert compatible(call(DAY, "Geneva"), call(NEXT_DAY, "Geneva"))
    assert not compatible(call(DAY), call(NEXT_DAY))
    assert not compatible(call(DAY, "Geneva"), call(DAY + timedelta(days=2), "Geneva"))


def test_an_event_without_a_date_lies_in_the_week_before_its_report() -> None:
    words = "promised to reopen the canal"
    undated = sketched(words, type="AGREE", actor=(EGYPT,), when=DAY, basis="publication")
    dated = sketched(
        words, type="AGREE", actor=(EGYPT,), when=DAY - timedelta(days=5), published=DAY - timedelta(days=5)
    )
    older = sketched(words, type="AGREE", actor=(EGYPT,), when=DAY - timedelta(days=30), published=DAY)
    assert are_one(undated, dated)
    assert not compatible(undated, older)


def test_what_is_historical_may_be_any_earlier_event_that_shares_rare_words() -> None:
    first = sketched("signed the Abydos protocol", type="SUPPORT", when=DAY)
    later = date(1980, 5, 1)
    recalled = sketched("signed the Abydos protocol", type="SUPPORT", status="historical", when=None, published=later)
    vague = sketched("signed a paper", type="SUPPORT", status="historical", when=None, published=later)
    assert are_one(first, recalled)
    assert not are_one(first, vague)
    assert not compatible(recalled, sketched("signed the Abydos protocol", type="SUPPORT", when=later + timedelta(9)))


def test_a_ministry_a_capital_and_a_minister_act_for_their_state() -> None:
    words = "accused Israel of breaking the truce"
    by_state = sketched(words, type="ACCUSE", actor=(EGYPT,), recipient=(ISRAEL,))
    by_minister = sketched(words, type="ACCUSE", actor=(person("Omar Hadi", "EGY"),), recipient=(ISRAEL,))
    by_rebels = sketched(words, type="ACCUSE", actor=(group("Upper Nile Front", "EGY", "REB"),), recipient=(ISRAEL,))
    assert are_one(by_state, by_minister)
    assert not compatible(by_state, by_rebels)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Chou En-lai", "Chou", True), ("A. N. Kosygin", "Alexei Kosygin", True), ("Ann Lee", "Igor Lee", False)],
)
def test_a_person_is_known_by_part_of_the_name(one: str, other: str, same: bool) -> None:
    a = sketched("met on the canal", actor=(EGYPT, person(one)))
    b = sketched("met on the canal", actor=(EGYPT, person(other)))
    assert are_one(a, b) is same


def test_attacks_in_opposite_directions_are_two() -> None:
    words = "shelled the border posts"
    a = sketched(words, type="ASSAULT", actor=(EGYPT,), recipient=(ISRAEL,))
    assert not compatible(a, sketched(words, type="ASSAULT", actor=(ISRAEL,), recipient=(EGYPT,)))


def test_those_who_act_together_may_be_told_as_actor_and_recipient() -> None:
    assert are_one(
        sketched("conferred about the canal", actor=(EGYPT, ISRAEL)),
        sketched("received the guest for talks about the canal", actor=(ISRAEL,), recipient=(EGYPT,)),
    )


def test_two_meetings_of_one_host_on_a_day_are_two() -> None:
    a = sketched("met about the canal", actor=(EGYPT, ISRAEL))
    assert not compatible(a, sketched("met about the canal", actor=(EGYPT, AMERICA)))


def test_demands_on_two_states_are_two() -> None:
    words = "rejected the offer of mediation"
    a = sketched(words, type="REJECT", actor=(EGYPT,), recipient=(AMERICA,))
    assert not compatible(a, sketched(words, type="REJECT", actor=(EGYPT,), recipient=(RUSSIA,)))


def test_a_party_left_out_contradicts_nobody() -> None:
    words = "rejected the offer of mediation"
    a = sketched(words, type="REJECT", actor=(EGYPT,), recipient=(AMERICA,))
    assert are_one(a, sketched(words, type="REJECT", actor=(EGYPT,)))


def test_an_announcement_is_not_the_event() -> None:
    assert not compatible(sketched("will meet", status="future"), sketched("met"))


def test_one_act_may_be_coded_as_agreeing_or_as_yielding() -> None:
    a = sketched("agreed to withdraw from the canal", type="AGREE", cameo="0357")
    b = sketched("consented to a withdrawal from the canal", type="CONCEDE", cameo="0357")
    assert are_one(a, b)
    assert not compatible(a, sketched("accused", type="ACCUSE"))


def test_the_same_dispute_in_a_week_is_not_the_same_accusation() -> None:
    given = {"type": "ACCUSE", "cameo": "112", "actor": (EGYPT,), "recipient": (ISRAEL,), "basis": "publication"}
    a = sketched("accused it of mining the harbour of Port Said", **given)
    b = sketched("accused it of jailing four fishermen", **given)
    assert compatible(a, b)
    assert not are_one(a, b)


def test_two_accusations_of_one_report_are_two() -> None:
    given = {"type": "ACCUSE", "actor": (EGYPT,), "recipient": (ISRAEL,), "before": "On Monday, "}
    a = sketched("accused it of mining the harbour", **given)
    b = replace(sketched("accused it of jailing four fishermen", **given), document=a.document)
    assert not are_one(a, b)


def test_synonyms_tell_one_accusation() -> None:
    given = {"type": "ACCUSE", "cameo": "112", "actor": (EGYPT,), "recipient": (ISRAEL,), "basis": "publication"}
    assert are_one(
        sketched("accused it of breaking the truce on the frontier", **given),
        sketched("charged it with violations of the ceasefire along the border", **given),
    )


def test_two_strikes_of_a_day_need_more_than_the_day() -> None:
    given = {"type": "ASSAULT", "actor": (EGYPT,), "recipient": (ISRAEL,)}
    a = sketched("bombed a depot", place="Eilat", **given)
    assert not compatible(a, sketched("bombed a bridge", place="Haifa", **given))
    assert not are_one(sketched("bombed a depot", **given), sketched("strafed a convoy", **given))
    assert are_one(a, sketched("hit the depot from the air", place="Eilat", **given))


def test_a_copy_tells_the_same_though_it_took_next_week_for_another() -> None:
    words = "are to meet in Paris next week over the canal tolls"
    a = sketched(words, when=(DAY, DAY + timedelta(6)))
    later = {"when": (DAY + timedelta(7), DAY + timedelta(13)), "published": NEXT_DAY}
    assert are_one(a, sketched(words, **later), copies=True)
    assert not compatible(a, sketched(words, **later))
    assert not compatible(a, sketched(words, **later | {"published": DAY + timedelta(7)}), copies=True)


def test_copies_that_give_two_dates_in_so_many_words_tell_two_events() -> None:
    a = sketched("met in Geneva", basis="explicit")
    assert not compatible(a, sketched("met in Geneva", basis="explicit", when=DAY + timedelta(2)), copies=True)


def test_what_a_strike_led_to_is_told_with_it() -> None:
    strike = "Raiders bombed the ship Asterope."
    a = sketched(strike, type="ASSAULT", actor=(group("raiders"),))
    b = sketched("A stoker was killed.", type="ASSAULT", actor=(), before=strike + " ")
    # Both passages have to stand in one document.
    assert are_one(replace(a, document=b.document), b)


def test_whom_an_attack_killed_is_told_with_it_in_one_sentence() -> None:
    attack = "Peru attacked the post on Wednesday"
    given = {"type": "ASSAULT", "actor": (state("PER"),)}
    for between, one in ((" and ", True), (" and hours later ", False)):
        a, b = sketched(attack, **given), sketched("killed ten men", before=attack + between, **given)
        assert are_one(replace(a, document=b.document), b) == one


def test_attacks_on_two_towns_in_one_sentence_are_two() -> None:
    attack = "Peru attacked Tiwinza on Wednesday"
    given = {"type": "ASSAULT", "actor": (state("PER"),)}
    a = sketched(attack, place="Tiwinza", **given)
    b = sketched("shelled Loja", before=attack + " and ", place="Loja", **given)
    assert not are_one(replace(a, document=b.document), b)


def test_former_states_are_those_that_followed_them() -> None:
    union = group("Soviet Union")
    words = "promised to lift the blockade of the canal"
    a = sketched(words, type="CONCEDE", actor=(RUSSIA,))
    old = replace(union, id="dragoman:soviet-union", kind="country")
    assert are_one(a, sketched(words, type="CONCEDE", actor=(old,)))


def test_the_reason_names_what_speaks_for_it() -> None:
    found = sameness(sketched("met in Geneva", place="Geneva"), sketched("met in Geneva", place="Geneva"))
    assert found is not None
    assert found.reason.startswith("both CONSULT, same parties, same day, same place, words ")
