from datetime import date

import pytest

from dragoman import Coder
from dragoman.linking import link
from dragoman.model import Link, Report
from dragoman.reading import read

ON = date(2025, 11, 3)


def links(coder: Coder, text: str, *, on: date | None = ON) -> dict[str, Link]:
    """Every linked mention of a text by its words; a later mention of the same words wins."""
    document = read(Report(content=text, published_on=on))
    sentences = coder.parse(document)
    found = link(document, sentences)
    return {
        mention.text: linked
        for sentence in sentences
        for mention in sentence.mentions
        if (linked := found.of(mention)) is not None
    }


def ids(linked: Link) -> list[str]:
    return [party.id for party in linked.parties]


def test_an_office_holder_has_all_posts_of_the_reports_date(coder: Coder) -> None:
    entity = links(coder, "Ishaq Dar spoke to reporters in Istanbul.")["Ishaq Dar"].parties[0].entity
    assert entity.country == "PAK"
    assert set(entity.posts) == {"deputy_head_of_government", "foreign_minister"}


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2014, 5, 1), "John Kerry"), (date(2021, 5, 1), "Antony Blinken"), (date(2003, 2, 5), "Colin Powell")],
)
def test_an_office_without_a_name_is_whoever_held_it_then(coder: Coder, on: date, name: str) -> None:
    found = links(coder, "The US secretary of state met the ambassador on Monday.", on=on)
    assert found["US secretary of state"].parties[0].entity.name == name


def test_a_former_holder_is_of_the_elites(coder: Coder) -> None:
    entity = links(coder, "John Kerry visited the museum and gave a talk.")["John Kerry"].parties[0].entity
    assert (entity.sector, entity.posts) == ("ELI", ())


def test_a_capital_acts_or_is_a_place(coder: Coder) -> None:
    found = links(coder, "Ankara will urge restraint after the talks.")
    assert ids(found["Ankara"]) == ["TUR"]
    found = links(coder, "A bomb went off in Ankara on Sunday, officials said.")
    assert found["Ankara"].parties[0].entity.kind == "place"


def test_an_institution_without_a_country_is_that_of_the_report(coder: Coder) -> None:
    text = "Pakistan’s foreign minister met his Saudi colleagues. The Foreign Office said so. The FO gave no details."
    found = links(coder, text)
    assert found["Foreign Office"].parties[0].entity.country == "PAK"
    assert found["FO"].parties[0].id == found["Foreign Office"].parties[0].id


def test_a_counterpart_holds_the_same_office_elsewhere(coder: Coder) -> None:
    found = links(coder, "Foreign Minister Ishaq Dar called his Turkish counterpart.")
    assert found["Turkish counterpart"].parties[0].entity.name == "Hakan Fidan"


def test_the_ministers_are_those_last_named_together(coder: Coder) -> None:
    found = links(coder, "Ishaq Dar met Hakan Fidan on Monday. The ministers reviewed the truce.")
    assert {party.entity.name for party in found["ministers"].parties} == {"Ishaq Dar", "Hakan Fidan"}


def test_ministers_from_a_list_are_its_countries(coder: Coder) -> None:
    found = links(coder, "The talks were attended by foreign ministers from Türkiye, Pakistan and Jordan.")
    assert ids(found["foreign ministers"]) == ["TUR", "PAK", "JOR"]


def test_a_delegation_stands_for_its_body(coder: Coder) -> None:
    found = links(coder, "The minister met a Hamas delegation on Sunday.")
    assert found["delegation"].parties[0].entity.name == "Hamas"


def test_an_unknown_description_keeps_its_country_and_sector(coder: Coder) -> None:
    found = links(coder, "A Syrian activist was detained at the border.")
    entity = found["Syrian activist"].parties[0].entity
    assert (entity.country, entity.id) == ("SYR", "dragoman:syr-syrian-activist")


def test_a_pronoun_points_at_the_last_subject(coder: Coder) -> None:
    found = links(coder, "Hakan Fidan met Ishaq Dar in Istanbul. He praised the truce.")
    assert found["He"].parties[0].entity.name == "Hakan Fidan"


def test_an_expletive_stands_for_nobody(coder: Coder) -> None:
    assert "It" not in links(coder, "Pakistan called a meeting. It is vital that aid arrives.")


def test_every_link_says_why(coder: Coder) -> None:
    found = links(coder, "Turkish President Recep Tayyip Erdogan met Qatari officials in Doha, the Kremlin said.")
    assert found
    assert all(linked.why and 0 < linked.confidence <= 1 for linked in found.values())
