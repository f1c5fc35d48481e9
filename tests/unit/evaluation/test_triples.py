"""Sentences coded with nothing marked: what counts as the right source, root and target."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.errors import GoldError
from dragoman.evaluation.triples import TripleScores, score_triples
from dragoman.model import Event

COLUMNS = ("id", "marked_sentence", "gold_root", "gold_quad")
COUNTRIES = ("source_country", "target_country")
Score = Callable[..., TripleScores]


@pytest.fixture
def score(tmp_path: Path, coder: Coder) -> Score:
    """Scores one sentence, by its words alone or with countries."""

    def one(marked: str, root: str, *countries: str) -> TripleScores:
        path = tmp_path / "triples.tsv"
        columns = (*COLUMNS, *COUNTRIES) if countries else COLUMNS
        rows = (columns, ("7", marked, root, "3", *countries))
        path.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
        return score_triples(path, coder.code)

    return one


def test_a_triple_is_right_with_source_root_and_target_in_one_event(score: Score) -> None:
    scores = score("<s>Kenya</s> accused <t>Uganda</t> of smuggling.", "ACCUSE")
    assert (scores.triple, scores.source, scores.root, scores.target) == (1, 1, 1, 1)
    assert scores.verdicts == {"right": 1}
    assert scores.answers[0].told == "KEN ACCUSE UGA"


def test_parts_of_two_events_make_no_triple(score: Score) -> None:
    scores = score("<s>Kenya</s> accused Chad of smuggling, and Peru praised <t>Uganda</t>.", "ACCUSE")
    assert scores.triple == 0
    assert scores.answers[0].verdict == "wrong target"
    assert scores.events == 2


@pytest.mark.parametrize(
    ("marked", "root", "verdict"),
    [
        ("<s>Kenya</s> praised <t>Uganda</t>.", "ACCUSE", "wrong root"),
        ("Kenya accused <t>Uganda</t>; <s>Chad</s> looked on.", "ACCUSE", "wrong source"),
        ("<t>Uganda</t> was invaded, and <s>Chad</s> looked on.", "ASSAULT", "no source"),
        ("<s>Rain</s> fell on <t>Uganda</t>.", "AID", "nothing coded"),
        ("Kenya praised Chad; <s>Peru</s> and <t>Uganda</t> looked on.", "THREATEN", "several wrong"),
    ],
)
def test_a_miss_is_told_by_its_kind(score: Score, marked: str, root: str, verdict: str) -> None:
    assert score(marked, root).answers[0].verdict == verdict


def test_those_who_act_together_are_each_others_target(score: Score) -> None:
    assert score("<s>Kenya</s> and <t>Uganda</t> held talks.", "CONSULT").triple == 1


def test_a_host_is_the_source_as_in_cameo(score: Score) -> None:
    assert score("<s>Kenya</s> received the <t>Ugandan</t> foreign minister.", "CONSULT").triple == 1


def test_a_party_that_is_not_marked_is_not_asked_for(score: Score) -> None:
    assert score("<s>Kenya</s> accused Uganda of smuggling.", "ACCUSE").target == 1


@pytest.mark.parametrize(
    ("source", "target", "triple"),
    [
        ("KEN", "UGA", 1),
        ("KEN", "TZA+UGA", 1),
        ("TZA", "UGA", 0),
        ("~", "~", 1),
        ("KEN", "---", 0),
        ("KEN", "", 1),
    ],
)
def test_countries_decide_where_the_file_gives_them(score: Score, source: str, target: str, triple: int) -> None:
    sentence = "<s>The Kenyan president</s> accused <t>Kampala</t> of smuggling."
    assert score(sentence, "ACCUSE", source, target).triple == triple


def test_a_body_may_be_asked_for_by_its_id(score: Score) -> None:
    sentence = "<s>Kenya</s> accused <t>the United Nations</t> of spying."
    assert score(sentence, "ACCUSE", "KEN", "Q1065").triple == 1
    assert score(sentence, "ACCUSE", "KEN", "Q458").triple == 0


def test_nobody_is_right_where_nobody_of_any_country_bears_it(score: Score) -> None:
    assert score("<s>Kenya</s> condemned <t>the violence</t>.", "ACCUSE", "KEN", "---").target == 1


def test_an_empty_file_has_no_score_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "empty.tsv"
    path.write_text("", encoding="utf-8")

    def none(text: str) -> list[Event]:
        raise AssertionError(text)

    scores = score_triples(path, none)
    assert (scores.cases, scores.triple, scores.answers) == (0, 0.0, ())


def test_a_file_without_marks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text("id\tsentence\n1\tKenya left.\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no column"):
        score_triples(path, lambda text: [])
