import pytest

from dragoman import Coder
from dragoman.coding.confidence import Grounds, confidence
from dragoman.coding.decision import Decision
from dragoman.coding.rules import Ruling
from dragoman.coding.second_opinion import SecondOpinion

SANCTION = Ruling("SANCTION", "discontinue", "162", "future", None)


def test_a_decision_for_the_same_type_may_sharpen_mode_and_code() -> None:
    ruling = SecondOpinion.weigh(SANCTION, Decision("SANCTION", "withdraw", "1641", 0.7))
    assert ruling == Ruling("SANCTION", "withdraw", "1641", "future", None)


def test_only_a_sure_decision_takes_another_type() -> None:
    assert SecondOpinion.weigh(SANCTION, Decision("REJECT", None, "120", 0.6)) == SANCTION
    ruling = SecondOpinion.weigh(SANCTION, Decision("REJECT", None, "120", 0.95))
    assert ruling is not None
    assert (ruling.type, ruling.status) == ("REJECT", "future")
    assert "95%" in (ruling.why or "")


def test_a_promise_or_threat_is_made_now() -> None:
    ruling = SecondOpinion.weigh(SANCTION, Decision("THREATEN", "restrict", "131", 0.95))
    assert ruling is not None
    assert ruling.status == "actual"


def test_nothing_drops_an_event_only_when_sure() -> None:
    assert SecondOpinion.weigh(SANCTION, Decision("NONE", None, "", 0.95)) is None
    assert SecondOpinion.weigh(SANCTION, Decision("NONE", None, "", 0.7)) == SANCTION


def test_a_verb_without_a_frame_is_coded_only_when_sure() -> None:
    assert SecondOpinion.propose(Decision("AID", None, "073", 0.6), "actual") is None
    assert SecondOpinion.propose(Decision("NONE", None, "", 0.99), "actual") is None
    ruling = SecondOpinion.propose(Decision("AID", None, "073", 0.99), "historical")
    assert ruling is not None
    assert (ruling.type, ruling.status) == ("AID", "historical")


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_confidence_is_a_share_and_falls_with_weaker_grounds(share: float) -> None:
    assert 0 <= confidence(Grounds(share)) <= 1
    assert confidence(Grounds(share, nominal=True, headline=True)) <= confidence(Grounds(share))


def test_every_event_says_how_sure_it_is_and_why(coder: Coder) -> None:
    text = "Kenya condemned the raid. Uganda sent 40 trucks of food to Chad, and Norway will host the talks."
    record = coder.code(text, published_on="2025-11-03")
    assert len(record) == 3
    for event in record:
        assert 0 < event.confidence <= 1
        assert event.why


def test_who_is_only_spoken_of_stands_apart_from_the_recipient(coder: Coder) -> None:
    (event,) = coder.code("Pakistan urged Türkiye to press Israel to lift the blockade.", published_on="2025-11-03")
    assert [party.id for party in event.recipient] == ["TUR"]
    assert [party.id for party in event.about] == ["ISR"]


def test_the_owner_of_a_decision_receives_its_praise(coder: Coder) -> None:
    (event, *_) = coder.code("Uganda defended Kenya's decision to close the camp.", published_on="2025-11-03")
    assert (event.type, [party.id for party in event.recipient]) == ("SUPPORT", ["KEN"])
