from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.errors import GoldError
from dragoman.evaluation.relations import Relation, Told, benchmark_class, read_relations, score_relations, told_between
from dragoman.model import Span

HEADER = "id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_quad\n"
ROWS = (
    "1\t-\t<s>Kenya</s> accused <t>Uganda</t> of smuggling.\t-\t-\tACCUSE\t3\n"
    "2\t-\t<t>Uganda</t> was freed of its debt by <s>Kenya</s>.\t-\t-\tYIELD\t2\n"
    "3\t-\t<s>Police</s> have opened an inquiry.\t-\t-\tACCUSE\t3\n"
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "relations.tsv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_marks_become_spans_of_the_bare_sentence(gold: Path) -> None:
    first, second, third = read_relations(gold)
    assert first.text == "Kenya accused Uganda of smuggling."
    assert first.source is not None
    assert first.text[first.source.start : first.source.end] == "Kenya"
    assert second.target is not None
    assert second.text[second.target.start : second.target.end] == "Uganda"
    assert third.target is None


def test_concede_and_retreat_are_one_class(gold: Path) -> None:
    answers = {"1": Told("ACCUSE", "112"), "2": Told("RETREAT", "085"), "3": None}
    scores = score_relations(gold, lambda relation: answers[relation.id])
    assert scores.accuracy == pytest.approx(2 / 3)
    assert scores.classes["YIELD"].f1 == 1
    assert scores.classes["ACCUSE"].recall == 0.5
    assert scores.classes["ACCUSE"].precision == 1
    assert scores.macro_f1 == pytest.approx((1 + 2 / 3) / 2)
    assert scores.unanswered == 1
    assert scores.confusion == (("ACCUSE", "NONE", 1),)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, "NONE"),
        (Told("CONCEDE", "0354"), "AGREE"),
        (Told("CONCEDE", "055"), "SUPPORT"),
        (Told("CONCEDE", "0871"), "YIELD"),
        (Told("SANCTION", "173", mode="convict"), "ACCUSE"),
        (Told("SANCTION", "166"), "COERCE"),
        (Told("SANCTION", "162"), "SANCTION"),
        (Told("COERCE", "170", mode="cyber"), "ASSAULT"),
        (Told("COERCE", "1723", "future"), "THREATEN"),
        (Told("REQUEST", "104", "future"), "REQUEST"),
        (Told("SUPPORT", "018"), "SUPPORT"),
    ],
)
def test_classes_are_the_roots_of_cameo(told: Told | None, expected: str) -> None:
    assert benchmark_class(told) == expected


def test_quad_classes_forgive_a_neighbour(gold: Path) -> None:
    answers = {"1": Told("REJECT", "120"), "2": Told("AID", "070"), "3": Told("THREATEN", "130")}
    scores = score_relations(gold, lambda relation: answers[relation.id])
    assert scores.accuracy == 0
    assert scores.quad_macro_f1 == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id\tgold_root\n1\tAID\n", "no column"),
        (HEADER + "1\t-\tKenya</s> left.\t-\t-\tAID\t2\n", "didn't begin"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_relations(path)


def test_the_event_between_the_marked_parties_is_told(coder: Coder, gold: Path) -> None:
    text = "Kenya, which France had praised a day before, accused Uganda of smuggling arms."
    record = coder.code(text, published_on="2025-11-03")
    (relation, *_) = read_relations(gold)
    assert isinstance(relation, Relation)
    start = text.index("Uganda")

    assert told_between(record, Span(0, 5), Span(start, start + 6)) == Told("ACCUSE", "1121", mode="allege")
    assert told_between([], Span(0, 5), None) is None
