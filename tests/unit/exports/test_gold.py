"""What people accepted and corrected becomes gold that the scorer reads, and sentences to learn from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.evaluation.folders import score_folder
from dragoman.evaluation.gold import read_gold
from dragoman.exports.gold import file_name, gold_of, sentence_row, unique_words, write_gold
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, Record, Report, Telling, When
from dragoman.model.event import Commitment

TEXT = (
    "Norway and Kenya met in Oslo on 6 May 2024. Kenya pledged to open the port. Sudan's envoy urged Kenya to\n"
    "open the port. Chad met nobody."
)
REPORT = Document(
    TEXT, (Block("paragraph", 0, len(TEXT)),), title="Talks: a Port’s Future", published_on=date(2024, 5, 7)
)


def party(words: str, *, id: str, name: str | None = None, kind: str = "country", country: str | None = None) -> Party:
    at = TEXT.index(words)
    entity = Entity(id, name or words, kind, country or id)  # type: ignore[arg-type]
    return Party(entity, words, at, at + len(words))


NORWAY, KENYA = party("Norway", id="NOR"), party("Kenya", id="KEN")
ENVOY = party("Sudan's envoy", id="dragoman:envoy", name="envoy of Sudan", kind="person", country="SDN")


def event(sentence: str, anchor: str, **given: object) -> Event:
    start = TEXT.index(sentence)
    at = TEXT.index(anchor, start)
    plain: dict[str, object] = {
        "mode": None,
        "contexts": ("diplomatic",),
        "quad": 1,
        "plover_score": 1.0,
        "goldstein": 1.0,
        "status": "actual",
        "recipient": (),
        "confidence": 0.5,
        "why": "a test says so",
        "coder": CoderVersion("frames", "1"),
    }
    return Event(
        document_id=REPORT.id,
        evidence=(REPORT.evidence(start, start + len(sentence)),),
        anchor=REPORT.evidence(at, at + len(anchor)),
        **(plain | given),  # type: ignore[arg-type]
    )


MET = event(
    "Norway and Kenya met in Oslo on 6 May 2024.",
    "met",
    type="CONSULT",
    cameo="040",
    actor=(NORWAY, KENYA),
    when=When(date(2024, 5, 6), date(2024, 5, 6), "day", "on 6 May 2024", "explicit"),
)
PLEDGED = event(
    "Kenya pledged to open the port.",
    "pledged",
    type="AGREE",
    cameo="030",
    actor=(replace(KENYA, start=44, end=49),),
    commitment=Commitment("pledge", joint=False, action="open the port"),
)
URGED = event(
    "Sudan's envoy urged Kenya to\nopen the port.",
    "urged",
    type="REQUEST",
    cameo="020",
    actor=(ENVOY,),
    recipient=(replace(KENYA, start=TEXT.index("Kenya to"), end=TEXT.index("Kenya to") + 5),),
)


def told(*events: Event, verdict: str | None = "accepted") -> list[Telling]:
    return [Telling(one, REPORT.header, verdict) for one in events]  # type: ignore[arg-type]


def test_a_gold_file_is_read_by_the_scorer_and_holds_what_was_held_right(tmp_path: Path) -> None:
    write_gold(tmp_path, [(REPORT, told(MET, URGED))])
    (path,) = (tmp_path / "reports").glob("*.yaml")
    gold = read_gold(path)
    met, urged = gold.events
    assert (met.types, met.actor, met.recipient, met.day) == (("CONSULT",), ("NOR", "KEN"), (), date(2024, 5, 6))
    assert (urged.types, urged.actor, urged.recipient) == (("REQUEST",), ("dragoman:envoy",), ("KEN",))
    assert gold.entity("dragoman:envoy").name == "envoy of Sudan"
    assert gold.entity("dragoman:envoy").country == "SDN"
    assert gold.locate(urged.anchor, path.with_suffix(".txt").read_text("utf-8")).overlaps(URGED.anchor.span)


def test_what_nobody_reviewed_is_neither_asked_for_nor_wrong(tmp_path: Path) -> None:
    write_gold(tmp_path, [(REPORT, [*told(MET), *told(PLEDGED, verdict=None)])])

    def code(_report: Report) -> Record:
        return Record(REPORT, (MET, PLEDGED))

    def code_less(_report: Report) -> Record:
        return Record(REPORT, (MET,))

    for coder in (code, code_less):
        tally = score_folder(tmp_path / "reports", coder).events["whole"]
        assert (tally.precision, tally.recall) == (1.0, 1.0)


def test_a_day_that_the_text_alone_does_not_tell_is_not_asked_for() -> None:
    dated = replace(MET, when=When(date(2024, 5, 7), date(2024, 5, 7), "day", None, "publication"))
    assert "date:" not in gold_of(REPORT, told(dated))


def test_words_that_stand_twice_take_in_their_neighbours_until_they_stand_once() -> None:
    again = REPORT.evidence(TEXT.index("open the port.", 80), TEXT.index("open the port.", 80) + 13)
    found = unique_words(again, REPORT)
    assert TEXT.count(found) == 1
    assert "open the port" in found
    assert unique_words(REPORT.evidence(0, 6), REPORT) == "Norway"


def test_a_text_of_one_word_over_and_over_still_ends() -> None:
    text = "no " * 50
    document = Document(text, (Block("paragraph", 0, len(text)),))
    assert unique_words(document.evidence(60, 62), document)


@pytest.mark.parametrize(
    ("one", "row"),
    [
        (MET, "CONSULT\t-\tactual\t040\tdiplomatic\t<s>Norway</s> and <t>Kenya</t> met in Oslo on 6 May 2024."),
        (URGED, "REQUEST\t-\tactual\t020\tdiplomatic\t<s>Sudan's envoy</s> urged <t>Kenya</t> to open the port."),
        (PLEDGED, None),
    ],
    ids=["reciprocal", "directed", "nobody on the other side"],
)
def test_a_sentence_has_one_source_and_one_target_marked(one: Event, row: str | None) -> None:
    assert sentence_row(one, REPORT) == row


def test_a_list_of_actors_is_marked_whole_and_a_possessive_left_out() -> None:
    both = replace(MET, recipient=(party("Oslo", id="OSL"),))
    assert "<s>Norway and Kenya</s> met in <t>Oslo</t>" in str(sentence_row(both, REPORT))
    sudan = replace(
        URGED,
        actor=(
            replace(
                party("Sudan's", id="SDN"),
            ),
        ),
    )
    assert "<s>Sudan</s>'s envoy urged" in str(sentence_row(sudan, REPORT))


def test_only_what_was_reviewed_is_to_be_learnt_from(tmp_path: Path) -> None:
    written = write_gold(tmp_path, [(REPORT, [*told(MET, verdict="corrected"), *told(URGED, verdict=None)])])
    assert (written.reports, written.events, written.sentences) == (1, 1, 1)
    assert (tmp_path / "sentences" / "reviewed.tsv").read_text("utf-8").startswith("CONSULT\t")


def test_an_export_over_an_earlier_one_replaces_it(tmp_path: Path) -> None:
    for tellings in (told(MET, URGED), told(MET)):
        write_gold(tmp_path, [(REPORT, tellings)])
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        f"{file_name(REPORT)}.txt",
        f"{file_name(REPORT)}.yaml",
    ]
    assert len((tmp_path / "sentences" / "reviewed.tsv").read_text("utf-8").splitlines()) == 1
    assert write_gold(tmp_path / "none", []).reports == 0


def test_a_files_name_tells_day_and_title() -> None:
    assert file_name(REPORT) == f"2024-05-07-talks-a-port-s-future-{REPORT.id[:8]}"
