from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import GoldError, ReadingError
from dragoman.evaluation.reports import ReportsScore, is_party, score_reports
from dragoman.evaluation.score import Share
from dragoman.model import Block, CoderVersion, Document, Entity, Event, Party, Record, Report

TEXT = "The Norwegian envoy welcomed the accord.\r\nShe will travel to Peru on Friday. Rain is expected."


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


WELCOMED: dict[str, Any] = {
    "type": ["SUPPORT"],
    "actor": [["Envoy of Norway (NOR)"]],
    "recipient": [["PER", "CHL"], ["accord"]],
    "status": ["actual"],
    "must": True,
    "found_by": 2,
    "spans": [span("welcomed the accord"), span("Norwegian envoy welcomed")],
}
TRAVELS: dict[str, Any] = {
    "type": ["AGREE", "CONSULT"],
    "actor": [["Envoy of Norway (NOR)"], ["NOR"]],
    "recipient": [["PER"], ["Peruvian government (PER)"]],
    "status": ["actual", "future"],
    "must": True,
    "found_by": 2,
    "spans": [span("travel to Peru")],
}
RAIN: dict[str, Any] = {**TRAVELS, "type": ["AID"], "must": False, "spans": [span("Rain")]}


def party(name: str, kind: Any = "person", code: str | None = None, *, text: str = "x", id: str = "Q1") -> Party:
    return Party(Entity(id, name, kind, country=code), text, 0, 1)


def country(code: str) -> Party:
    return party(code, "country", code, id=code)


ENVOY = party("Envoy of Norway", code="NOR")


def folder_of(folder: Path, *events: dict[str, Any], name: str = "A1", **given: Any) -> Path:
    content = {"id": name, "publisher": "Ministry", "published_on": None, "events": list(events)} | given
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / f"{name}.txt").write_bytes(TEXT.encode())
    return folder


def coding(
    *events: tuple[str, str, tuple[Party, ...], tuple[Party, ...]], status: Any = "actual"
) -> Callable[..., Record]:
    """A coder that finds these events, each of type, words, actors and recipients."""

    def code(report: Report) -> Record:
        assert isinstance(report.content, str)
        document = Document(text=report.content, blocks=(Block("paragraph", 0, len(report.content)),), name=report.name)
        made = []
        for type_, words, actor, recipient in events:
            start = document.text.index(words)
            quoted = document.evidence(start, start + len(words))
            made.append(
                Event(
                    document_id=document.id,
                    type=type_,
                    mode=None,
                    contexts=(),
                    cameo="010",
                    quad=1,
                    plover_score=0.0,
                    goldstein=0.0,
                    status=status,
                    actor=actor,
                    recipient=recipient,
                    evidence=(quoted,),
                    anchor=quoted,
                    confidence=1.0,
                    why="a test",
                    coder=CoderVersion("test", "1"),
                )
            )
        return Record(document, tuple(made))

    return code


def scored(folder: Path, *events: Any, status: Any = "actual") -> ReportsScore:
    return score_reports(folder, coding(*events, status=status))


def test_an_event_of_an_acceptable_type_in_the_words_is_found_and_justified(tmp_path: Path) -> None:
    score = scored(folder_of(tmp_path, WELCOMED, TRAVELS), ("CONSULT", "travel", (), ()))
    assert (score.found, score.whole, score.justified) == (Share(1, 2), Share(0, 2), Share(1, 1))
    assert [row.found for row in score.reports[0].rows] == [None, 1]


def test_an_event_of_another_type_or_elsewhere_is_not_justified(tmp_path: Path) -> None:
    score = scored(folder_of(tmp_path, WELCOMED, TRAVELS), ("AID", "travel", (), ()), ("SUPPORT", "on Friday", (), ()))
    assert (score.found, score.justified) == (Share(0, 2), Share(0, 2))
    assert score.reports[0].unjustified == (1, 2)
    assert [row.difference for row in score.reports[0].rows] == ["nothing coded there", "coded there: 1 AID"]


def test_it_is_whole_when_the_parties_are_one_readers(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, TRAVELS)
    assert scored(folder, ("CONSULT", "travel", (ENVOY,), (country("PER"),))).whole == Share(1, 1)
    assert scored(folder, ("CONSULT", "travel", (ENVOY, country("NOR")), (country("PER"),))).whole == Share(0, 1)


def test_the_actor_of_one_reader_with_the_recipient_of_the_other_is_not_whole(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, TRAVELS)
    peruvians = party("Peruvian government", "organisation", "PER")
    assert scored(folder, ("CONSULT", "travel", (country("NOR"),), (peruvians,))).whole == Share(1, 1)
    assert scored(folder, ("CONSULT", "travel", (ENVOY,), (peruvians,))).whole == Share(0, 1)


def test_one_alternative_stands_for_both_readers(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, WELCOMED)
    accord = party("accord", "group", text="the accord")
    assert scored(folder, ("SUPPORT", "welcomed", (ENVOY,), (accord,))).whole == Share(1, 1)
    both = (country("CHL"), country("PER"))
    assert scored(folder, ("SUPPORT", "welcomed", (ENVOY,), both)).whole == Share(1, 1)


def test_of_several_events_there_the_whole_one_is_shown(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, TRAVELS)
    score = scored(folder, ("AGREE", "travel", (), ()), ("CONSULT", "travel", (ENVOY,), (country("PER"),)))
    assert score.reports[0].rows[0].found == 2
    assert score.justified == Share(2, 2)


def test_a_wrong_status_is_told_apart_from_finding(tmp_path: Path) -> None:
    found = ("CONSULT", "travel", (ENVOY,), (country("PER"),))
    score = scored(folder_of(tmp_path, TRAVELS), found, status="negated")
    assert (score.found, score.status) == (Share(1, 1), Share(0, 1))
    assert score.reports[0].rows[0].difference == "status: expected actual or future, got negated"


def test_what_may_be_left_out_justifies_but_does_not_count_as_missing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, RAIN)
    assert scored(folder).found == Share(0, 0)
    assert scored(folder, ("AID", "Rain", (), ())).justified == Share(1, 1)


def test_a_report_that_fails_counts_as_not_found_and_the_others_go_on(tmp_path: Path) -> None:
    folder_of(tmp_path, TRAVELS, name="A1")
    folder_of(tmp_path, TRAVELS, name="B2")
    good = coding(("CONSULT", "travel", (), ()))

    def code(report: Report) -> Record:
        if "A1" in report.name:
            raise ReadingError(report.name, "is not in English")
        return good(report)

    score = score_reports(tmp_path, code)
    assert score.found == Share(1, 2)
    assert "is not in English" in (score.reports[0].failure or "")
    assert score.reports[1].failure is None


@pytest.mark.parametrize(
    ("written", "day"), [(None, None), ("2016-11", date(2016, 11, 1)), ("2016-11-17", date(2016, 11, 17))]
)
def test_the_report_is_given_with_what_is_known_of_it(written: str | None, day: date | None, tmp_path: Path) -> None:
    seen = []

    def code(report: Report) -> Record:
        seen.append(report)
        return coding()(report)

    score_reports(folder_of(tmp_path, TRAVELS, published_on=written), code)
    assert (seen[0].published_on, seen[0].publisher, seen[0].content) == (day, "Ministry", TEXT)


@pytest.mark.parametrize(
    ("form", "coded", "same"),
    [
        ("IRQ", country("IRQ"), True),
        ("IRQ", party("IRQ", "organisation", "IRQ"), False),
        ("Iraq", party("Iraq", "country", "IRQ", id="IRQ"), False),
        ("Envoy of Norway (NOR)", ENVOY, True),
        ("Envoy of Norway (NOR)", party("Envoy of Norway"), True),
        ("Envoy of Norway (NOR)", party("Envoy of Norway", code="SWE"), False),
        ("Anna Berg (NOR)", party("Anna K. Berg", code="NOR"), True),
        ("Anna Berg (NOR)", party("Anna K. Berg", "organisation", "NOR"), False),
        ("people of Syria", party("Syrians", "group", "SYR", text="the people of Syria"), True),
        ("UN Security Council", party("UN Security Council", "organisation"), True),
        ("UN Security Council", party("UN", "organisation"), False),
    ],
)
def test_a_party_is_compared_as_the_gold_file_writes_it(form: str, coded: Party, same: bool) -> None:
    assert is_party(form, coded) is same


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({**TRAVELS, "spans": [{"start": 0, "end": 3, "quote": "Our"}]}, "doesn't say 'Our'"),
        ({**TRAVELS, "spans": []}, "form of a gold file"),
        ({"type": ["AID"]}, "form of a gold file"),
    ],
)
def test_a_gold_file_that_cannot_be_used_says_why(event: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=said):
        scored(folder_of(tmp_path, event))


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no ID\.json"):
        scored(tmp_path)


def test_a_reader_that_changes_the_text_is_an_error_not_a_low_score(tmp_path: Path) -> None:
    def code(report: Report) -> Record:
        text = str(report.content).replace("\r\n", "\n")
        return Record(Document(text=text, blocks=(Block("paragraph", 0, len(text)),)), ())

    with pytest.raises(GoldError, match="changed the report's text"):
        score_reports(folder_of(tmp_path, TRAVELS), code)


def test_the_score_is_json(tmp_path: Path) -> None:
    score = scored(folder_of(tmp_path, WELCOMED), ("SUPPORT", "welcomed", (ENVOY,), ()))
    found = json.loads(json.dumps(score.as_dict()))
    assert found["found"] == {"right": 1, "of": 1}
    assert found["reports"][0]["rows"][0]["found"] == 1
