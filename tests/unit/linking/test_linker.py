from datetime import date

import pytest

from dragoman import Coder
from dragoman.linking import link
from dragoman.model import Entity, Link, Report
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


def only(linked: Link) -> Entity:
    (party,) = linked.parties
    return party.entity


def test_an_official_of_an_organisation_serves_no_country(coder: Coder) -> None:
    entity = only(
        links(coder, "The UN secretary-general arrived in Nairobi.", on=date(2019, 5, 1))["UN secretary-general"]
    )
    assert (entity.kind, entity.country, entity.sector) == ("person", None, "UNO")


def test_who_rules_two_countries_is_of_the_own_one(coder: Coder) -> None:
    entity = only(links(coder, "The French president visited Lille.", on=date(2019, 5, 1))["French president"])
    assert entity.country == "FRA"


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The Kremlin published the agenda.", "Kremlin", "RUS", "GOV"),
        ("The Pentagon denied the report.", "Pentagon", "USA", "MIL"),
        ("The Knesset voted late on Sunday.", "Knesset", "ISR", "LEG"),
        ("The State Department issued new advice.", "State Department", "USA", "GOV"),
        ("Uruguay's navy found the boat. Congress was told of it.", "Congress", "URY", "LEG"),
        ("Spain's king opened the fair. Parliament had passed the law.", "Parliament", "ESP", "LEG"),
    ],
)
def test_an_institution_acts_for_its_state(coder: Coder, text: str, words: str, country: str, sector: str) -> None:
    entity = only(links(coder, text)[words])
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize(
    "text",
    [
        "Lima said that talks would resume.",
        "Relations between Lima and Quito have improved.",
        "The note was handed to Lima on Tuesday.",
        "Lima's decision to reopen the consulate was announced.",
        "The proposal was welcomed by Lima.",
        "Lima is ready to mediate.",
    ],
)
def test_a_capital_acts_where_it_does_what_governments_do(coder: Coder, text: str) -> None:
    assert ids(links(coder, text)["Lima"]) == ["PER"]


@pytest.mark.parametrize(
    "text",
    [
        "A flight from Lima landed in the morning.",
        "The road between Lima and Quito was closed.",
        "Lima recorded its hottest day in years.",
        "Lima's underground carried a million passengers.",
        "The ship sailed to Lima.",
        "Lima woke to clear skies.",
    ],
)
def test_a_capital_is_a_place_where_it_does_what_cities_do(coder: Coder, text: str) -> None:
    assert only(links(coder, text)["Lima"]).kind == "place"


def test_a_seat_of_several_bodies_acts_for_the_first(coder: Coder) -> None:
    assert ids(links(coder, "Brussels extended the tariff pause.")["Brussels"]) == ["Q458"]


def test_an_office_of_several_words_keeps_its_noun(coder: Coder) -> None:
    found = links(coder, "The minister for foreign affairs of Sweden opened the library.", on=date(2016, 10, 12))
    entity = only(found["minister for foreign affairs"])
    assert (entity.kind, entity.country, "foreign_minister" in entity.posts) == ("person", "SWE", True)


def test_a_former_office_is_not_todays_holder(coder: Coder) -> None:
    entity = only(links(coder, "A former Haitian prime minister attended.")["former Haitian prime minister"])
    assert (entity.kind, entity.country, entity.sector, entity.posts) == ("person", "HTI", "ELI", ())


def test_a_holder_last_seen_long_ago_is_only_an_alternative(coder: Coder) -> None:
    linked = links(coder, "The foreign minister of Vanuatu landed in Nadi.")["foreign minister"]
    assert ids(linked) == ["VUT"]
    assert linked.alternatives


def test_the_head_of_a_body_is_found_beside_it(coder: Coder) -> None:
    found = links(coder, "The head of the IAEA flew to Vienna.", on=date(2005, 3, 12))
    assert only(found["head"]).posts == ("io_head",)


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        ("Turkish and Greek officials exchanged maps.", "officials", ["TUR", "GRC"]),
        ("Troops from Chad and Niger shared a camp.", "Troops", ["TCD", "NER"]),
        ("The prime ministers of Ireland and the United Kingdom met.", "prime ministers", ["IRL", "GBR"]),
        ("Delegations from the EU, Norway and Iceland met.", "Delegations", ["Q458", "NOR", "ISL"]),
        ("Envoys of Peru, Chile and Bolivia met.", "Envoys", ["PER", "CHL", "BOL"]),
    ],
)
def test_officials_of_several_states_are_those_states(
    coder: Coder, text: str, words: str, countries: list[str]
) -> None:
    found = next(linked for mention, linked in links(coder, text).items() if mention.endswith(words))
    assert ids(found) == countries


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chad, Niger and Mali opened a command. The three countries agreed.", "countries", ["TCD", "NER", "MLI"]),
        ("Sudan received a delegation from South Sudan. The neighbours talked.", "neighbours", ["SDN", "SSD"]),
        ("Ministers from Chad and Mali met. The ministers talked.", "ministers", ["TCD", "MLI"]),
        ("NATO invited Montenegro. The alliance will pay.", "alliance", ["Q7184"]),
        ("Hamas published the list. The group named many.", "group", ["dragoman:hamas"]),
        ("The International Atomic Energy Agency sent a team. The agency left.", "agency", ["dragoman:iaea"]),
    ],
)
def test_a_noun_points_back_at_who_was_named(coder: Coder, text: str, words: str, expected: list[str]) -> None:
    assert ids(links(coder, text)[words]) == expected


def test_a_counterpart_may_stand_before_its_country(coder: Coder) -> None:
    found = links(coder, "The Greek foreign minister will host her counterpart from Norway next week.")
    assert (only(found["counterpart"]).kind, only(found["counterpart"]).country) == ("person", "NOR")


def test_a_pronoun_agrees_with_title_and_is_not_its_own_subject(coder: Coder) -> None:
    found = links(coder, "Queen Margrethe II received Paul Kagame. He brought a gift.", on=date(2018, 9, 11))
    assert only(found["He"]).country == "RWA"
    found = links(coder, "Nikos Dendias met Penny Wong. Dendias showed her the museum.", on=date(2022, 9, 21))
    assert only(found["her"]).country == "AUS"


def test_a_pronoun_may_stand_before_its_name(coder: Coder) -> None:
    found = links(coder, "After he arrived in Windhoek, Hage Geingob met the workers.", on=date(2019, 9, 10))
    assert only(found["he"]).country == "NAM"


def test_an_ambiguous_body_is_the_one_whose_country_or_seat_is_named(coder: Coder) -> None:
    found = links(coder, "In Khartoum, RSF soldiers guarded the bridge. Sudan's army held the other bank.")
    assert "dragoman:rsf" in [party.id for linked in found.values() for party in linked.parties]
    assert ids(links(coder, "The ICC judges in The Hague heard the witness.")["judges"]) == ["dragoman:icc"]


def test_another_spelling_is_known_by_its_consonants_and_office(coder: Coder) -> None:
    entity = only(links(coder, "President Abdel-Fattah el-Sissi opened the bridge.")["President Abdel-Fattah el-Sissi"])
    assert (entity.country, "head_of_state" in entity.posts) == ("EGY", True)


def test_what_stands_after_an_unknown_name_describes_it(coder: Coder) -> None:
    entity = only(links(coder, "Pedro Salcedo, Bolivia's deputy trade minister, met farmers.")["Pedro Salcedo"])
    assert (entity.country, entity.sector) == ("BOL", "GOV")


def test_a_state_that_is_no_more_has_an_entity_of_its_own(coder: Coder) -> None:
    assert ids(links(coder, "The Soviet Union agreed.")["Soviet Union"]) == ["dragoman:soviet-union"]
    assert ids(links(coder, "Upper Volta sent a team.")["Upper Volta"]) == ["BFA"]


def test_a_region_with_a_states_name_is_a_place(coder: Coder) -> None:
    entity = only(links(coder, "Voters in the US state of Georgia queued.")["Georgia"])
    assert (entity.kind, entity.country) == ("place", "USA")


def test_a_movement_whose_leader_is_named_holds_no_office(coder: Coder) -> None:
    record = coder.code("The Polisario's leader met the foreign minister of Morocco in Geneva.")
    assert [event.type for event in record] == ["CONSULT"]
