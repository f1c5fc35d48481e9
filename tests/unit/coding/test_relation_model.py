import json

import pytest

from dragoman.coding.decision import Opinion, decide
from dragoman.coding.relation_model import LONGEST, MARKS, WEIGHTS, Candidate, Judgement, relation_model
from dragoman.model import Span


def candidate(text: str, source: str, target: str | None) -> Candidate:
    start = text.index(source)
    at = text.index(target) if target else 0
    return Candidate(text, Span(start, start + len(source)), Span(at, at + len(target)) if target else None)


def judged(text: str, source: str, target: str | None) -> Judgement:
    return relation_model().judge([candidate(text, source, target)])[0]


def judgement(**kinds: float) -> Judgement:
    return Judgement(
        {(name.partition("_")[0], name.partition("_")[2]): share for name, share in kinds.items()},
        {("REQUEST", "yield"): 0.6, ("REQUEST", None): 0.1, ("REJECT", "yield"): 0.2, ("AID", None): 0.1},
        {"actual": 1.0},
        {"102": 0.3, "105": 0.5, "073": 0.2},
    )


def test_the_card_names_corpus_and_scores() -> None:
    card = json.loads((WEIGHTS / "relations.json").read_text("utf-8"))
    assert len(card["corpus"]) == 10
    assert card["held_out"]["kinds"] > 0.8
    assert (WEIGHTS / "relations.onnx").stat().st_size < 30 * 2**20


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("The army shelled villages near Goma on Monday.", "The army", "villages near Goma", "ASSAULT"),
        ("Villages near Goma were shelled by the army.", "the army", "Villages near Goma", "ASSAULT"),
        ("Norway will send 40 trucks of medicine to Chad.", "Norway", "Chad", "AGREE"),
        ("Peru urged Chile to free the fishermen.", "Peru", "Chile", "REQUEST"),
        ("Police arrested two editors of the daily in Lima.", "Police", "two editors of the daily", "COERCE"),
    ],
)
def test_plain_sentences_are_judged(text: str, source: str, target: str, expected: str) -> None:
    types = judged(text, source, target).types()
    assert max(types, key=lambda one: types[one]) == expected


def test_shares_are_shares_and_do_not_hang_on_the_batch() -> None:
    text = "Kenya condemned the attack on Somali troops, and Chad called for calm."
    alone = judged(text, "Kenya", "the attack")
    many = relation_model().judge([candidate(text, "Kenya", "the attack"), candidate("Mali left.", "Mali", None)] * 20)[
        0
    ]
    assert sum(alone.kinds.values()) == pytest.approx(1, abs=1e-3)
    for kind, share in alone.kinds.items():
        assert many.kinds[kind] == pytest.approx(share, abs=0.05)


def test_who_acts_decides() -> None:
    text = "Chad, which Kenya had praised for its patience, expelled the ambassador of Sudan."
    assert judged(text, "Chad", "the ambassador of Sudan").types()["SANCTION"] > 0.5
    assert judged(text, "Kenya", "Chad").types()["SUPPORT"] > 0.5


def test_a_long_sentence_is_read_around_its_parties() -> None:
    model = relation_model()
    text = "word " * 5000 + "Kenya condemned Uganda " + "word " * 5000
    encoded = model.encode(candidate(text, "Kenya", "Uganda"))
    assert len(encoded.pieces) == LONGEST
    assert encoded.source > 0
    assert encoded.target > encoded.source
    assert set(MARKS) == {"source", "target"}


def test_an_empty_sentence_and_missing_parties_are_judged_too() -> None:
    (empty,) = relation_model().judge([Candidate("", None, None)])
    assert sum(empty.types().values()) == pytest.approx(1, abs=1e-3)
    assert relation_model().judge([]) == []


def test_a_frame_can_tip_the_balance_and_keeps_its_finer_code() -> None:
    shares = judgement(REQUEST_10=0.5, REJECT_12=0.45, AID_07=0.05)
    witness = {"REJECT": {("REJECT", "12"): 2.0}, "NONE": {}}
    told = decide(shares, Opinion("REJECT", "change", "1222"), witness)
    assert (told.type, told.mode, told.cameo) == ("REJECT", "change", "1222")
    alone = decide(shares, None, witness)
    assert (alone.type, alone.mode, alone.cameo) == ("REQUEST", "yield", "105")
    assert alone.share == pytest.approx(0.5, abs=0.01)


def test_nothing_is_an_answer_only_where_it_may_be() -> None:
    shares = judgement(NONE_=0.9, AID_07=0.1)
    assert decide(shares, None, {}).type == "NONE"
    assert decide(shares, None, {}, may_be_none=False).type == "AID"
