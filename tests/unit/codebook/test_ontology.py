"""The codebook holds the standard's facts, and its tables agree with one another."""

import os
import re
import shutil
from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from dragoman.codebook import Codebook, codebook, entry, load_codebook, search
from dragoman.codebook.entries import entries
from dragoman.errors import CodebookError

# A type a line: base score, quad class, modes with their scores, copied by hand from the PLOVER 2.0 tables. ACCUSE is
# -2 where the manual's sign slipped, SANCTION is of class 4, and vandalize has no score.
PLOVER_TABLE = """\
AGREE 2.5 1
CONSULT 2.5 1 visit 4 third-party 1 multilateral 4 phone 1.5
SUPPORT 5 1
CONCEDE 4.5 1
COOPERATE 9.5 2
AID 10 2
RETREAT 6.5 2 withdraw 8 release 6.5 disarm 10 ceasefire 7.5 access 6.5 resign 4.5
REQUEST 0 3 assist 0.5 change -1 yield -1 meet 0
ACCUSE -2 3 disapprove -2 investigate -3.5 allege -3.5
REJECT -2 3 assist -1.5 change -2 yield -2 meet -2
THREATEN -3.5 3 restrict -3 arrest -3.5 relations -3.5 expel -3.5 territory -4 violence -3.5
PROTEST -5 4 demo -5 riot -7 strike -5 hunger -4.5 boycott -4.5 obstruct -4.5 vandalize none
SANCTION -6 4 convict -6 expel -5.5 withdraw -6 discontinue -6
MOBILIZE -5.5 4 troops -6.5 weapons -6.5 police -5.5 militia -6
COERCE -7 4 seize -7 restrict -7 censor -6.5 curfew -6.5 martial-law -7.5 arrest -7 deport -7 withhold -7
  misinformation -6.5 cyber -7
ASSAULT -9 4 abduct -8.5 beat -7.5 torture -8.5 sexual -8.5 targeted -9.5 destroy -8.5 primitive -8 firearms -9
  explosives -9 suicide-attack -9.5 aerial -9.5 drone -9.5 heavy-weapons -9.5 crowd-control -7.5 unconventional -10
"""
CONTEXTS = """\
military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic
territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber
misinformation crime corruption illegal_drugs trafficking
"""
SECTORS = {
    "state": {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"},
    "society": {"AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"},
    "country": {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"},
}
POSTS = """\
ambassador central_bank_head charge_d_affaires crown_prince defence_minister deputy_defence_minister
deputy_finance_minister deputy_foreign_minister deputy_head_of_government deputy_interior_minister deputy_minister
finance_minister foreign_minister governor_general group_leader group_military_leader group_negotiator group_official
group_spokesperson head_of_government head_of_state head_of_state_member intelligence_head interior_minister io_head
io_official judicial_official military_chief national_security_adviser opposition_leader other_minister other_official
party_leader speaker special_envoy spokesperson subnational_head un_representative vice_president
"""


def plover_types() -> dict[str, tuple[float, int, dict[str, float | None]]]:
    """Type: base score, quad class, modes with their scores."""
    types = {}
    for line in PLOVER_TABLE.replace("\n  ", " ").splitlines():
        code, score, quad, *rest = line.split()
        modes = zip(rest[::2], rest[1::2], strict=True)
        types[code] = (float(score), int(quad), {mode: None if own == "none" else float(own) for mode, own in modes})
    return types


PLOVER = plover_types()


@pytest.fixture(scope="module")
def book() -> Codebook:
    return codebook()


def shared_file(*parts: str) -> Path:
    """A file of the material that is read-only beside the checkout; it isn't part of the project."""
    for folder in Path(__file__).resolve().parents:
        found = folder.joinpath("shared", *parts)
        if found.is_file():
            return found
    if os.environ.get("CI"):
        pytest.fail(f"shared/{'/'.join(parts)} is needed in CI and isn't beside the checkout")
    pytest.skip(f"shared/{'/'.join(parts)} isn't beside the checkout")


def broken(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of the tables in which one passage of one file is changed."""
    folder = tmp_path / "codebook"
    with as_file(files("dragoman.codebook")) as tables:
        shutil.copytree(tables, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "frames"))
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_sixteen_types_have_the_scores_and_quad_classes_of_plover(book: Codebook) -> None:
    found = {code: (kind.score, kind.quad) for code, kind in book.types.items()}
    assert found == {code: (score, quad) for code, (score, quad, _) in PLOVER.items()}


@pytest.mark.parametrize("code", PLOVER)
def test_a_type_has_the_modes_and_mode_scores_of_plover(book: Codebook, code: str) -> None:
    assert {mode.code: mode.score for mode in book.type(code).modes} == PLOVER[code][2]


def test_a_mode_without_a_score_takes_the_types(book: Codebook) -> None:
    assert book.score("PROTEST", "vandalize") == book.score("PROTEST") == -5


def test_a_mode_belongs_to_its_type_alone(book: Codebook) -> None:
    assert book.score("REJECT", "assist") == -1.5
    with pytest.raises(CodebookError, match=r"no mode of ACCUSE 'assist'"):
        book.score("ACCUSE", "assist")


def test_contexts_sectors_and_statuses_are_those_of_the_standard(book: Codebook) -> None:
    assert list(book.contexts) == CONTEXTS.split()
    by_slot = {slot: {s.code for s in book.sectors.values() if s.slot == slot} for slot in SECTORS}
    assert by_slot == SECTORS
    assert sum(map(len, SECTORS.values())) == len(book.sectors)
    assert set(book.statuses) == {"actual", "historical", "future", "hypothetical", "negated"}


def test_the_280_cameo_codes_have_the_reference_goldstein_scores(book: Codebook) -> None:
    lines = shared_file("reference", "cameo_goldstein.tsv").read_text(encoding="utf-8").splitlines()[1:]
    reference = {code: float(score) for code, score, _ in (line.split("\t") for line in lines)}
    base = {code: one.goldstein for code, one in book.cameo_codes.items() if one.edition == "base"}
    assert len(base) == 280
    assert base == reference


def test_codes_of_the_later_edition_add_to_the_base_and_replace_nothing(book: Codebook) -> None:
    later = [one for one in book.cameo_codes.values() if one.edition == "1.1"]
    assert book.cameo("1056").goldstein == -5.0
    for code in later:
        assert code.code[:2] in book.cameo_codes
        assert -10 <= code.goldstein <= 10
        assert code.current == code.code


def test_every_cameo_code_falls_under_a_type_unless_it_is_a_plain_statement(book: Codebook) -> None:
    for code in book.cameo_codes.values():
        if code.plover is None:
            assert code.code.startswith("01")
            assert code.mode is None
        elif code.mode is not None:
            assert book.mode(code.plover, code.mode).type == code.plover


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("016", ("SUPPORT", None)),
        ("0354", ("CONCEDE", None)),
        ("041", ("CONSULT", "phone")),
        ("055", ("CONCEDE", None)),
        ("057", ("SUPPORT", None)),
        ("0841", ("RETREAT", "release")),
        ("0871", ("CONCEDE", None)),
        ("092", ("ACCUSE", "investigate")),
        ("106", ("REQUEST", "yield")),
        ("124", ("REJECT", "meet")),
        ("1382", ("THREATEN", "territory")),
        ("1453", ("PROTEST", "riot")),
        ("166", ("SANCTION", None)),
        ("1712", ("ASSAULT", "destroy")),
        ("1724", ("COERCE", "martial-law")),
        ("192", ("COERCE", "seize")),
        ("195", ("ASSAULT", "aerial")),
    ],
)
def test_a_cameo_code_maps_to_plover(book: Codebook, code: str, expected: tuple[str, str | None]) -> None:
    assert (book.cameo(code).plover, book.cameo(code).mode) == expected


def test_codes_that_later_series_number_differently_name_the_later_number(book: Codebook) -> None:
    # GDELT's 163 is an embargo and its 166 an expulsion: the base edition has them the other way round.
    assert book.cameo("166").current == "163"
    assert book.cameo("163").current == "164"
    assert book.cameo("1641").current == "1661"
    assert book.cameo("127").current == "016"
    assert book.cameo("0841").current == "0841"
    assert all(re.fullmatch(r"\d{2,4}", one.current) for one in book.cameo_codes.values())


def test_a_default_cameo_code_says_no_more_than_its_type_and_mode(book: Codebook) -> None:
    coded = {(one.plover, one.mode) for one in book.cameo_codes.values()}
    for kind in book.types.values():
        assert (book.cameo(kind.default_cameo).plover, book.cameo(kind.default_cameo).mode) in {
            (kind.code, None),
            (kind.code, "disapprove"),  # ACCUSE: 110 is the vaguest code there is
        }
        for mode in kind.modes:
            default = book.cameo(book.default_cameo(kind.code, mode.code))
            assert default.plover == kind.code
            if (kind.code, mode.code) in coded:
                assert default.mode in (mode.code, None), f"{kind.code}.{mode.code}: {default.code}"


def test_every_definition_and_example_is_given_and_none_twice() -> None:
    found = entries()
    for one in found:
        assert len(one.definition.split()) >= 3, one.code
        assert one.example, one.code
        assert not re.search(r"[\t\n]|  ", one.definition + one.example), one.code
    for texts in ([one.definition for one in found], [one.example for one in found]):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_type_tells_what_it_is_not(book: Codebook) -> None:
    assert all(len(kind.is_not) >= 3 for kind in book.types.values())
    assert all(status.rulings for status in book.statuses.values())


def test_a_context_has_enough_terms_and_none_longer_than_four_words(book: Codebook) -> None:
    for context in book.contexts.values():
        assert 15 <= len(context.terms) <= 60, context.code
        assert max(len(term.split()) for term in context.terms) <= 4, context.code


def test_every_post_of_the_actor_tables_has_phrases_and_a_sector(book: Codebook) -> None:
    assert {post.post for post in book.posts.values()} == set(POSTS.split())
    assert set(book.post_sectors) == set(POSTS.split())
    assert book.post_sectors["foreign_minister"] == "GOV"
    assert book.post_sectors["io_head"] == "IGO"
    assert book.post_sectors["group_leader"] == "REB"


@pytest.mark.parametrize(
    ("phrase", "post"),
    [
        ("fm", "foreign_minister"),
        ("external affairs minister", "foreign_minister"),
        ("secretary of state", "foreign_minister"),
        ("top diplomat", "foreign_minister"),
        ("taoiseach", "head_of_government"),
        ("emir", "head_of_state"),
        ("defense secretary", "defence_minister"),
        ("defence secretary", "defence_minister"),
        ("chief of army staff", "military_chief"),
        ("permanent representative", "un_representative"),
        ("chargé d'affaires", "charge_d_affaires"),
        ("chargé d’affaires", "charge_d_affaires"),
        ("secretary-general", "io_head"),
        ("secretary - general", "io_head"),
        ("leader of the opposition", "opposition_leader"),
        ("senior hamas official", "group_official"),
    ],
)
def test_news_words_for_an_office_name_its_post(book: Codebook, phrase: str, post: str) -> None:
    assert book.posts[phrase].post == post


def test_posts_sort_by_seniority(book: Codebook) -> None:
    held = ["spokesperson", "foreign minister", "president", "deputy prime minister", "prime minister", "ambassador"]
    ranked = sorted(held, key=lambda phrase: book.posts[phrase].rank)
    assert ranked == [
        "president",
        "prime minister",
        "deputy prime minister",
        "foreign minister",
        "ambassador",
        "spokesperson",
    ]


def test_one_post_has_one_rank(book: Codebook) -> None:
    ranks = {(post.post, post.rank) for post in book.posts.values()}
    assert len(ranks) == len(POSTS.split())


@pytest.mark.parametrize(
    ("phrase", "sector", "kind"),
    [
        ("official", "GOV", "person"),
        ("foreign office", "GOV", "institution"),
        ("army", "MIL", "institution"),
        ("lawmaker", "LEG", "person"),
        ("gunman", "UAF", "person"),
        ("rebel", "REB", "person"),
        ("protester", "OPP", "person"),
        ("journalist", "JRN", "person"),
        ("doctor", "MED", "person"),
        ("refugee", "REF", "person"),
        ("former president", "ELI", "person"),
        ("aid agency", "NGO", "institution"),
        ("farmers ’ union", "AGR", "institution"),
        ("mediator", None, "person"),
    ],
)
def test_a_description_without_a_name_has_a_sector(book: Codebook, phrase: str, sector: str | None, kind: str) -> None:
    assert (book.roles[phrase].sector, book.roles[phrase].kind) == (sector, kind)


def test_posts_and_roles_are_wide_enough_for_the_news(book: Codebook) -> None:
    assert len({post.phrase for post in book.posts.values()}) >= 200
    assert len({role.phrase for role in book.roles.values()}) >= 300
    # UNK is for actors of whom nothing is said, so no description has it.
    assert {role.sector for role in book.roles.values()} >= set().union(*SECTORS.values()) - {"UNK"}


@pytest.mark.parametrize(
    ("lookup", "code", "near"),
    [
        ("type", "REQEST", "REQUEST"),
        ("cameo", "10561", "1056"),
        ("context", "militry", "military"),
        ("sector", "GOVT", "GOV"),
        ("status", "futur", "future"),
    ],
)
def test_an_unknown_code_names_what_is_near(book: Codebook, lookup: str, code: str, near: str) -> None:
    with pytest.raises(CodebookError, match=rf"'{code}'; near it: .*\b{near}\b"):
        getattr(book, lookup)(code)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("cameo.tsv", "\tREQUEST\tmeet", "\tREQUEST\tmeat", r"cameo\.tsv:32: 'meat' isn't a mode of REQUEST"),
        ("cameo.tsv", "\tAGREE\t", "\tAGREED\t", r"cameo\.tsv:\d+: 'AGREED' isn't an event type"),
        ("cameo.tsv", "\n0211\t", "\n0212\t", r"cameo\.tsv:17: '0212' is defined twice"),
        ("cameo.tsv", "041\t1.0", "041\tone", r"cameo\.tsv:\d+: `goldstein` must be a number, not 'one'"),
        ("contexts.yaml", "- code: cyber", "- code: crime", r"contexts\.yaml:\d+: 'crime' is defined twice"),
        ("contexts.yaml", "[military, army,", "[military, Army,", r"contexts\.yaml:5: 'Army' isn't lower-case"),
        ("sectors.yaml", "slot: state", "slot: nation", r"sectors\.yaml:3: `slot` is 'nation'"),
        ("statuses.yaml", "- code: future", "- code: futur", r"statuses\.yaml:\d+: `code` is 'futur'"),
        ("posts.tsv", "head of state\t", "Head of state\t", r"posts\.tsv:2: 'Head of state' must be in lower case"),
        ("roles.tsv", "\tGOV\t", "\tGOVT\t", r"roles\.tsv:2: 'GOVT' isn't a sector"),
        (
            "plover/aid.yaml",
            'default_cameo: "070"',
            'default_cameo: "060"',
            r"plover/aid\.yaml: .* 060 is of COOPERATE",
        ),
        ("plover/aid.yaml", "score: 10", "score: ten", r"plover/aid\.yaml:1: `score` must be a number"),
        ("plover/aid.yaml", "label: Aid", "label: [Aid", r"plover/aid\.yaml:\d+: not YAML"),
    ],
)
def test_a_broken_table_is_named_by_file_and_line(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    folder = broken(tmp_path, name, old, new)
    with pytest.raises(CodebookError, match=message):
        load_codebook(folder)


@pytest.mark.parametrize(
    ("asked", "code", "kind"),
    [
        ("REQUEST", "REQUEST", "type"),
        ("request.YIELD", "REQUEST.yield", "mode"),
        ("REQUEST yield", "REQUEST.yield", "mode"),
        ("martial-law", "COERCE.martial-law", "mode"),
        ("Military", "military", "context"),
        ("gov", "GOV", "sector"),
        ("1056", "1056", "cameo"),
        ("Hypothetical", "hypothetical", "status"),
    ],
)
def test_a_reader_finds_the_entry_whatever_the_capitals(asked: str, code: str, kind: str) -> None:
    assert (entry(asked).code, entry(asked).kind) == (code, kind)


def test_a_word_that_is_mode_and_context_stands_for_the_context() -> None:
    assert entry("cyber").kind == "context"
    assert entry("coerce.cyber").kind == "mode"


def test_a_mode_of_several_types_asks_for_the_type() -> None:
    with pytest.raises(CodebookError, match=r"REQUEST\.yield"):
        entry("yield")


def test_an_entry_tells_scores_and_what_stands_below_it() -> None:
    threat = entry("THREATEN")
    assert ("PLOVER score", "-3.5") in threat.facts
    assert ("quad class", "3, verbal conflict") in threat.facts
    assert [part.code for part in threat.parts] == [f"THREATEN.{mode}" for mode in PLOVER["THREATEN"][2]]
    assert "1056" in [part.code for part in entry("REQUEST.yield").parts]
    assert [part.code for part in entry("104").parts] == ["1041", "1042", "1043", "1044"]


def test_an_entry_as_text_has_its_definition_facts_and_parts() -> None:
    text = str(entry("CONSULT"))
    assert text.startswith("CONSULT: Consult\n")
    assert "PLOVER score: 2.5" in text
    assert "- CONSULT.phone: " in text


def test_search_wants_every_word_and_takes_beginnings() -> None:
    found = {one.code for one in search("curfew impos")}
    assert "1723" in found
    assert "1323" in found
    assert "COERCE.arrest" not in found
    assert search("  ") == ()
    assert search("zzz") == ()
