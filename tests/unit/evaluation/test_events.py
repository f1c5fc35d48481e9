from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import GoldError
from dragoman.evaluation.events import maximum_matching, score_events
from dragoman.evaluation.gold import Gold, GoldEntity, fold, read_gold, same_person
from dragoman.evaluation.score import Share
from dragoman.model import (
    Attribution,
    Block,
    CoderVersion,
    Document,
    Entity,
    Event,
    Evidence,
    Party,
    Record,
    When,
    Where,
)

TEXT = (
    "Norway’s foreign minister met a Peruvian envoy in Oslo on Monday, the Foreign Ministry said. "
    "Norway pledged to rebuild two ports and urged Chile to open the crossing. "
    "Observers said the truce had held."
)
DOCUMENT = Document(text=TEXT, blocks=(Block("paragraph", 0, len(TEXT)),), name="envoys.txt")
MONDAY = date(2025, 11, 3)

GOLD = """
entities:
  minister: {name: Foreign Minister of Norway, kind: person, country: NOR}
  envoy: {name: Peruvian envoy, kind: person, country: PER}
  ministry: {name: Foreign Ministry, kind: organisation, country: NOR, mentions: [the Foreign Ministry]}
  observers: {name: observers of the truce, kind: group, source_class: anonymous_official}
  NOR: {kind: country}
  CHL: {kind: country}
events:
  - {n: 1, type: [CONSULT], actor: [minister, envoy], date: 2025-11-03, place: Oslo, attribution: [ministry],
     anchor: met a Peruvian envoy}
  - {n: 2, type: [AGREE, SUPPORT], actor: [NOR], anchor: pledged to rebuild two ports}
  - {n: 3, type: [REQUEST], mode: [yield], actor: [NOR], recipient: [CHL], date: null, anchor: urged Chile}
  - {n: 4, type: [SUPPORT], actor: [], must: no, anchor: the truce had held}
not_events: [Observers said the truce had held]
"""


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return gold_of(tmp_path, GOLD)


def gold_of(folder: Path, text: str) -> Gold:
    path = folder / "gold.yaml"
    path.write_text(text, encoding="utf-8")
    return read_gold(path)


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return DOCUMENT.evidence(start, start + len(words))


def party(name: str, kind: Any = "person", country: str | None = None, *, text: str = "x", id: str = "Q1") -> Party:
    return Party(Entity(id, name, kind, country=country), text, 0, 1)


def country(code: str) -> Party:
    return party(code.title(), "country", code, id=code)


MINISTER = party("Foreign Minister of Norway", country="NOR", id="Q1")
ENVOY = party("Peruvian envoy", country="PER", id="Q2")
MINISTRY = party("Ministry of Foreign Affairs", "organisation", "NOR", text="the Foreign Ministry", id="Q3")


def event(type: str, words: str, **given: Any) -> Event:
    plain: dict[str, Any] = {
        "mode": None,
        "contexts": (),
        "cameo": "040",
        "quad": 1,
        "plover_score": 0.0,
        "goldstein": 0.0,
        "status": "actual",
        "actor": (),
        "recipient": (),
        "evidence": (quote(words),),
        "anchor": quote(words),
        "confidence": 0.5,
        "why": "a frame",
        "coder": CoderVersion("test", "1"),
    }
    return Event(document_id=DOCUMENT.id, type=type, **(plain | given))


def met(**given: Any) -> Event:
    said = Attribution(MINISTRY, "institution", quote("said"), ())
    full: dict[str, Any] = {
        "actor": (MINISTER, ENVOY),
        "when": When(MONDAY, MONDAY, "day", "Monday", "relative"),
        "where": Where("Oslo", "NOR"),
        "attribution": (said,),
    }
    return event("CONSULT", "met", **(full | given))


def pledged(**given: Any) -> Event:
    return event("AGREE", "pledged", **({"actor": (country("NOR"),)} | given))


def urged(**given: Any) -> Event:
    full = {"actor": (country("NOR"),), "recipient": (country("CHL"),), "mode": "yield", "quad": 3}
    return event("REQUEST", "urged Chile", **(full | given))


def record(*events: Event) -> Record:
    return Record(DOCUMENT, events)


def differences(coded: Event, gold: Gold, n: int) -> list[str]:
    row = next(row for row in score_events(record(coded), gold).rows if row.n == n)
    return [str(check) for check in row.differences]


def test_a_record_that_says_what_the_gold_says_is_found_whole(gold: Gold) -> None:
    score = score_events(record(met(), pledged(), urged()), gold)
    assert (score.found, score.optional, score.justified) == (Share(3, 3), Share(0, 1), Share(3, 3))
    assert (score.attribution, score.place) == (Share(1, 1), Share(1, 1))
    assert (score.extras, score.violations, score.wrong_quotations) == ((), (), ())
    assert [row.matched for row in score.rows] == [1, 2, 3, None]


@pytest.mark.parametrize(
    ("coded", "n", "expected"),
    [
        (replace(met(), type="AGREE", id=""), 1, ["type: expected CONSULT, got AGREE"]),
        (met(status="future"), 1, ["status: expected actual, got future"]),
        (
            met(actor=(MINISTER,)),
            1,
            [
                "actor: expected Foreign Minister of Norway (NOR), Peruvian envoy (PER), "
                "got Foreign Minister of Norway (NOR)"
            ],
        ),
        (
            met(actor=(MINISTER, ENVOY, country("NOR"))),
            1,
            [
                "actor: expected Foreign Minister of Norway (NOR), Peruvian envoy (PER), "
                "got Foreign Minister of Norway (NOR), Peruvian envoy (PER), NOR"
            ],
        ),
        (met(when=When()), 1, ["date: expected 2025-11-03, got no day"]),
        (urged(recipient=(country("PER"),)), 3, ["recipient: expected CHL, got PER"]),
        (urged(recipient=()), 3, ["recipient: expected CHL, got none"]),
        (urged(mode=None), 3, ["mode: expected yield, got none"]),
        (
            urged(when=When(MONDAY, MONDAY, "day", None, "publication")),
            3,
            ["date: expected no day, got 2025-11-03 (day of publication)"],
        ),
    ],
)
def test_what_differs_is_said_and_the_entry_is_missing(coded: Event, n: int, expected: list[str], gold: Gold) -> None:
    assert differences(coded, gold, n) == expected
    assert score_events(record(coded), gold).found == Share(0, 3)


def test_the_order_of_actors_does_not_matter(gold: Gold) -> None:
    assert score_events(record(met(actor=(ENVOY, MINISTER))), gold).rows[0].matched == 1


def test_recipients_are_not_compared_where_the_entry_gives_none(gold: Gold) -> None:
    assert score_events(record(pledged(recipient=(country("CHL"),))), gold).rows[1].matched == 1


def test_any_acceptable_type_matches(gold: Gold) -> None:
    assert score_events(record(replace(pledged(), type="SUPPORT", id="")), gold).rows[1].matched == 1


def test_a_quotation_elsewhere_does_not_match_but_is_shown_when_type_and_actors_agree(gold: Gold) -> None:
    elsewhere = pledged(evidence=(quote("Observers"),), anchor=quote("Observers"))
    row = score_events(record(elsewhere), gold).rows[1]
    assert (row.matched, row.nearest) == (None, 1)
    assert [check.what for check in row.differences] == ["quotation"]


def test_evidence_beside_the_anchor_is_a_quotation_too(gold: Gold) -> None:
    summed_up = pledged(evidence=(quote("Observers"), quote("two ports")), anchor=quote("Observers"))
    assert score_events(record(summed_up), gold).rows[1].matched == 1


def test_an_event_counts_for_one_entry_only_and_the_rest_is_extra(gold: Gold) -> None:
    score = score_events(record(pledged(), pledged(confidence=0.4)), gold)
    assert (score.found, score.justified, score.extras) == (Share(1, 3), Share(1, 2), (2,))


def test_two_entries_in_one_passage_take_the_events_whose_words_are_nearest(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path,
        """
        entities: {NOR: {kind: country}}
        events:
          - {n: 1, type: [AGREE], actor: [NOR], anchor: pledged to rebuild two ports}
          - {n: 2, type: [AGREE], actor: [NOR], anchor: urged Chile to open}
        """,
    )
    sentence = (quote("Norway pledged to rebuild two ports and urged Chile to open the crossing."),)
    events = [pledged(evidence=sentence, anchor=quote(words)) for words in ("urged", "pledged")]
    assert [row.matched for row in score_events(record(*events), gold).rows] == [2, 1]


def test_an_optional_entry_never_takes_an_event_from_one_that_must_be_found(tmp_path: Path) -> None:
    gold = gold_of(
        tmp_path,
        """
        entities: {NOR: {kind: country}}
        events:
          - {n: 1, type: [AGREE], actor: [NOR], must: no, anchor: pledged to rebuild}
          - {n: 2, type: [AGREE], actor: [NOR], anchor: two ports}
        """,
    )
    coded = pledged(evidence=(quote("pledged to rebuild two ports"),))
    assert [row.matched for row in score_events(record(coded), gold).rows] == [None, 1]


def test_a_wrong_chain_or_place_is_reported_without_losing_the_event(gold: Gold) -> None:
    score = score_events(record(met(attribution=(), where=Where("Bergen"))), gold)
    assert score.rows[0].matched == 1
    assert (score.attribution, score.place) == (Share(0, 1), Share(0, 1))
    assert [str(check) for check in score.rows[0].details] == [
        "attribution: expected Foreign Ministry (NOR), got the reporter's own voice",
        "place: expected Oslo, got Bergen",
    ]


@pytest.mark.parametrize(
    ("chain", "sources", "right"),
    [
        ("[]", [], True),
        ("[]", ["a"], False),
        ("[a]", ["a"], True),
        ("[a, b]", ["a", "b"], True),
        ("[a, b]", ["b", "a"], False),
        ("[a, b]", ["a"], False),
        ("[a]", ["a", "b"], False),
        ("[a+b]", ["a"], True),
        ("[a+b]", ["b", "a"], True),
        ("[a+b]", ["c"], False),
        ("[a+b, c]", ["a", "b", "c"], True),
        ("[a+b, c]", ["c"], False),
    ],
)
def test_a_chain_is_right_link_by_link_and_plus_names_sources_together(
    chain: str, sources: list[str], right: bool, tmp_path: Path
) -> None:
    gold = gold_of(
        tmp_path,
        f"""
        entities: {{a: {{name: Agency A, kind: organisation}}, b: {{name: B Wire, kind: organisation}},
                    c: {{name: C Office, kind: organisation}}}}
        events: [{{n: 1, type: [AGREE], attribution: {chain}, anchor: pledged}}]
        """,
    )
    names = {"a": "Agency A", "b": "B Wire", "c": "C Office"}
    links = tuple(
        Attribution(party(names[source], "organisation"), "news_agency", quote("said."), ()) for source in sources
    )
    assert score_events(record(pledged(attribution=links)), gold).attribution == Share(int(right), 1)


def test_a_source_has_to_be_of_the_class_that_the_gold_gives(tmp_path: Path) -> None:
    entities = "entities: {o: {name: observers, kind: group, source_class: anonymous_official}}"
    gold = gold_of(tmp_path, f"{entities}\nevents: [{{n: 1, type: [AGREE], attribution: [o], anchor: pledged}}]")

    def scored(source_class: Any) -> Share:
        link = Attribution(party("observers", "group"), source_class, quote("said."), ())
        return score_events(record(pledged(attribution=(link,))), gold).attribution

    assert scored("anonymous_official") == Share(1, 1)
    assert scored("institution") == Share(0, 1)


@pytest.mark.parametrize(("quad", "violations"), [(1, ()), (2, (1,)), (3, ()), (4, (1,))])
def test_only_a_deed_violates_a_sentence_that_must_yield_none(
    quad: int, violations: tuple[int, ...], gold: Gold
) -> None:
    assert score_events(record(event("ASSAULT", "truce", quad=quad)), gold).violations == violations


def test_a_quotation_that_is_not_in_the_text_is_counted_and_shown(gold: Gold) -> None:
    false = Evidence(0, 5, "Never", DOCUMENT.id)
    foreign = Evidence(0, 6, TEXT[:6], "another")
    score = score_events(record(pledged(evidence=(false, foreign))), gold)
    assert score.quotations == Share(1, 3)
    assert len(score.wrong_quotations) == 2
    assert "'Never'" in score.wrong_quotations[0]
    assert "another document" in score.wrong_quotations[1]


def test_the_score_is_json(gold: Gold) -> None:
    found = json.loads(json.dumps(score_events(record(met(), urged()), gold).as_dict()))
    assert found["found"] == {"right": 2, "of": 3}
    assert found["recall"] == pytest.approx(2 / 3)
    assert found["precision"] == 1
    assert found["rows"][0]["checks"][0]["right"] is True


def test_an_empty_record_has_no_precision_and_nothing_found(gold: Gold) -> None:
    score = score_events(record(), gold)
    assert (score.found, score.justified.rate) == (Share(0, 3), None)
    assert all(row.nearest is None for row in score.rows)


@given(st.lists(st.lists(st.integers(0, 3), unique=True, max_size=4), max_size=4))
def test_the_matching_is_a_largest_one(fits: list[list[int]]) -> None:
    found = maximum_matching(fits, range(len(fits)))
    assert all(event in fits[entry] for entry, event in found.items())
    assert len(set(found.values())) == len(found)
    slots = [*range(4), *([-1] * len(fits))]
    best = max(
        sum(event in fits[entry] for entry, event in enumerate(choice)) for choice in permutations(slots, len(fits))
    )
    assert len(found) == best


@given(st.lists(st.lists(st.integers(0, 2), unique=True, max_size=3), min_size=1, max_size=4))
def test_the_first_of_the_order_that_fits_anything_is_always_matched(fits: list[list[int]]) -> None:
    order = sorted(range(len(fits)), reverse=True)
    first = next((entry for entry in order if fits[entry]), None)
    assert first is None or first in maximum_matching(fits, order)


NAMED: list[tuple[GoldEntity, Party, bool]] = [
    (GoldEntity("PAK", "country", "PAK"), country("PAK"), True),
    (GoldEntity("PAK", "country", "PAK"), country("IND"), False),
    (GoldEntity("PAK", "country", "PAK"), party("PAK", "organisation", id="PAK"), False),
    (GoldEntity("p", "person", "Zoë Łukasz-Ørsted", "POL"), party("Zoe Lukasz Orsted", country="POL"), True),
    (GoldEntity("p", "person", "Zoë Ørsted", "POL"), party("Zoe Maria Orsted", country="POL"), True),
    (GoldEntity("p", "person", "Zoë Ørsted", "POL"), party("Orsted", country="POL"), False),
    (GoldEntity("p", "person", "Zoë Ørsted", "POL"), party("Zoë Ørsted", country="DNK"), False),
    (GoldEntity("p", "person", "Zoë Ørsted", "POL"), party("Zoë Ørsted"), False),
    (GoldEntity("p", "person", "Zoë Ørsted", "POL"), party("Poland", "country", "POL", text="Zoë Ørsted"), False),
    (GoldEntity("o", "organisation", "FO", "PAK"), party("MoFA", "organisation", "PAK", text="the FO"), True),
    (GoldEntity("o", "organisation", "FO", "PAK"), party("FO", "organisation", "GBR", text="the FO"), False),
    (GoldEntity("g", "group", "farmers of the valley"), party("farmers", "group", text="the farmers"), True),
    (GoldEntity("g", "group", "farmers", "PER", ("growers",)), party("x", "group", text="Growers"), True),
    (GoldEntity("g", "group", "farmers", "PER"), party("farmers", "group", "CHL"), False),
    (GoldEntity("o", "organisation", "Bank of the South"), party("Bank", "organisation"), False),
    (GoldEntity("l", "place", "Oslo", "NOR"), party("Oslo", "place"), True),
]


@pytest.mark.parametrize(("entity", "coded", "same"), NAMED)
def test_a_party_is_the_gold_entity_by_id_or_name_and_country(entity: GoldEntity, coded: Party, same: bool) -> None:
    assert entity.is_named_by(coded) is same


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name) or fold(name).startswith("the ")


@given(st.text(max_size=12), st.text(max_size=12))
def test_being_the_same_person_goes_both_ways(one: str, other: str) -> None:
    assert same_person(one, one)
    assert same_person(one, other) == same_person(other, one)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"anchor": "words that nobody said"}, "doesn't say 'words that nobody said'"),
        ({"anchor": "said"}, "more than once"),
    ],
)
def test_an_anchor_has_to_stand_in_the_report_just_once(change: dict[str, str], said: str, tmp_path: Path) -> None:
    gold = gold_of(tmp_path, yaml.safe_dump({"events": [{"n": 1, "type": ["AGREE"]} | change]}))
    with pytest.raises(GoldError, match=said):
        score_events(record(), gold)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("events: [", "can't be read"),
        ("meetings: []", "no list `events`"),
        ("events: [{type: [AGREE]}]", "number `n`"),
        ("events: [{n: 1, type: [AGREE]}]", "`anchor` and `type`"),
        ("events: [{n: 1, type: [AGREE], anchor: x, recipent: []}]", "unknown key recipent"),
        ("events: [{n: 1, type: [AGREE], anchor: x, actor: [mars]}]", "names mars"),
        ("events: [{n: 1, type: [AGREE], anchor: x, status: past}]", "`status` must be one of"),
        ("events: [{n: 1, type: AGREE, anchor: x}]", "`type` must be a list"),
        ("events: [{n: 1, type: [AGREE], anchor: x, must: perhaps}]", "`must` is yes or no"),
        ("events: [{n: 1, type: [AGREE], anchor: x, date: Monday}]", "`date` must be a day"),
        ("events: [{n: 1, type: [A], anchor: x}, {n: 1, type: [A], anchor: y}]", "same number"),
        ("entities: {a: {kind: planet}}\nevents: []", "`kind` must be one of"),
        ("entities: {a: {kind: person}}\nevents: []", "has no name"),
    ],
)
def test_a_gold_file_that_cannot_be_used_says_why(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=said):
        gold_of(tmp_path, text)


def test_a_gold_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="can't be read"):
        read_gold(tmp_path / "none.yaml")
