"""Who a text means: people by what it tells of them, back-references, pronouns, bodies and groups."""

from datetime import date

import pytest

from dragoman import Coder
from dragoman.linking import link
from dragoman.model import Entity, Report
from dragoman.reading import read

ON = date(1995, 5, 3)


def linked(coder: Coder, text: str, *, on: date = ON) -> dict[str, list[Entity]]:
    """Whom the mentions of a text stand for, by their words; a later mention of the same words wins."""
    document = read(Report(content=text, published_on=on))
    sentences = coder.parse(document)
    found = link(document, sentences)
    return {
        mention.text: [party.entity for party in found.parties(mention)]
        for sentence in sentences
        for mention in sentence.mentions
    }


def named(coder: Coder, text: str, name: str) -> Entity:
    """The person of that name in a text."""
    return next(one for found in linked(coder, text).values() for one in found if one.name == name)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Peruvian delegate, Mr. Alvaro Quispe, criticised the draft.", "Alvaro Quispe", "PER"),
        ("Mr. Alvaro Quispe, the Peruvian Secretary of State, criticised the draft.", "Alvaro Quispe", "PER"),
        ("Mr. Alvaro Quispe for Peru and Mr. Juan Rojas for Chile haggled over the draft.", "Juan Rojas", "CHL"),
        ("In Lima President Alvaro Quispe ruled out a compromise.", "Alvaro Quispe", "PER"),
        ("Senator Walter Brandon of Ohio opposes the treaty.", "Walter Brandon", "USA"),
        ("Retired Kenyan general Daudi Kimani had mediated for years.", "Daudi Kimani", "KEN"),
        ("Mr Alvaro Quispe and Mr Diego Luna signed for Peru.", "Diego Luna", "PER"),
    ],
)
def test_a_persons_country_is_what_the_text_tells(coder: Coder, text: str, name: str, country: str) -> None:
    assert named(coder, text, name).country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Henri Delmas, the Premier, welcomed the text.", "Henri Delmas"),
        ("Herr Otto Brandner met the ambassador on Monday.", "Otto Brandner"),
        ("Archbishop Nikos Petridis accused the Government of lying.", "Nikos Petridis"),
        ("Mr. Otto Brandner met Lieutenant-General Yusuf Karim.", "Yusuf Karim"),
        ("Lord Ashdale, the British Foreign Secretary, resigned on Monday.", "Lord Ashdale"),
    ],
)
def test_an_honorific_is_no_part_of_a_name_but_a_peers(coder: Coder, text: str, name: str) -> None:
    assert named(coder, text, name).kind == "person"


def test_a_name_behind_an_honorific_is_a_persons(coder: Coder) -> None:
    found = linked(coder, "M. Schuman put his plan before the press on Tuesday.")
    assert found["M. Schuman"][0].kind == "person"


def test_a_namesake_whose_office_is_yet_to_come_is_not_meant(coder: Coder) -> None:
    found = linked(coder, "President Ferdinand Marcos left Manila on Tuesday.", on=date(1986, 2, 26))
    assert "Bongbong Marcos" not in {one.name for entities in found.values() for one in entities}


def test_an_official_without_a_country_is_of_the_one_that_the_report_is_about(coder: Coder) -> None:
    text = "Peru closed its border. Peruvian farmers protested. Interior Minister Alvaro Quispe promised Peru help."
    assert named(coder, text, "Alvaro Quispe").country == "PER"


def test_a_name_of_several_states_is_the_one_whose_places_are_named(coder: Coder) -> None:
    found = linked(coder, "The Congolese Government sent troops from Kinshasa to Lubumbashi.")
    assert found["Congolese Government"][0].id == "COD"


def test_three_leaders_are_the_list_that_acted_whatever_stands_between_its_names(coder: Coder) -> None:
    text = (
        "President Alvaro Quispe of Peru, President Juan Rojas of Chile and President Diego Luna of Bolivia signed a "
        "pact. They thanked Pedro Paz, Luis Vega and Jorge Mora. The three leaders will meet again."
    )
    assert [one.name for one in linked(coder, text)["leaders"]] == ["Alvaro Quispe", "Juan Rojas", "Diego Luna"]


def test_they_are_the_many_who_were_the_subject(coder: Coder) -> None:
    text = "Kenya met Uganda in March. The strikers demanded higher wages. On Friday they blocked the port."
    assert [one.name for one in linked(coder, text)["they"]] == ["strikers"]


def test_they_are_not_those_to_whom_they_do_it(coder: Coder) -> None:
    text = "Alvaro Quispe and Juan Rojas signed a pact. Diego Luna phoned Pedro Paz. They assured Diego Luna of help."
    assert [one.name for one in linked(coder, text)["They"]] == ["Alvaro Quispe", "Juan Rojas"]


def test_he_is_the_subject_of_the_sentence_before_though_many_were_named_in_it(coder: Coder) -> None:
    text = "Alvaro Quispe called Juan Rojas, Diego Luna, Pedro Paz, Luis Vega and Jorge Mora. He praised the deal."
    assert linked(coder, text)["He"][0].name == "Alvaro Quispe"


def test_the_president_is_not_the_president_who_asks_him(coder: Coder) -> None:
    text = (
        "President Alvaro Quispe of Peru met President Juan Rojas of Chile. President Rojas has invited the President "
        "to Santiago."
    )
    assert linked(coder, text)["President"][0].name == "Alvaro Quispe"


def test_its_neighbour_is_the_other_of_two(coder: Coder) -> None:
    text = "Kenya and Uganda traded charges. Uganda denied them. Kenya accused its neighbour of smuggling arms."
    assert linked(coder, text)["neighbour"][0].id == "UGA"


def test_a_short_form_is_the_body_named_before(coder: Coder) -> None:
    text = "The Security Council met on Monday. Peru asked the Council for a vote."
    assert linked(coder, text)["Council"][0].name == "United Nations Security Council"


def test_the_army_is_that_of_the_state_that_acts_in_its_paragraph(coder: Coder) -> None:
    text = "Kenya praised the Kenyan team and Kenyan fans.\n\nPeru declared an emergency, and the army closed the port."
    assert linked(coder, text)["army"][0].country == "PER"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Twenty-four countries signed a protocol on Wednesday.", "countries", "Twenty-four countries"),
        ("More than 40 nations requested a debate.", "nations", "More than 40 nations"),
        ("Peru urged foreign governments to help.", "foreign governments", "foreign governments"),
    ],
)
def test_a_group_keeps_its_words(coder: Coder, text: str, words: str, name: str) -> None:
    assert [(one.name, one.country) for one in linked(coder, text)[words]] == [(name, None)]


def test_a_nationality_and_an_institution_are_a_description(coder: Coder) -> None:
    found = linked(coder, "The French National Assembly endorsed the plan on Friday.")
    assert [
        (one.name, one.country) for words, entities in found.items() if "Assembly" in words for one in entities
    ] == [("National Assembly", "FRA")]


def test_senators_beside_their_names_are_those_named(coder: Coder) -> None:
    found = linked(coder, "Two Republican senators, Walter Brandon and Henry Mills, declined the invitation.")
    assert [one.name for one in found["Republican senators"]] == ["Walter Brandon", "Henry Mills"]


def test_both_governments_are_those_that_the_report_is_between(coder: Coder) -> None:
    text = (
        "Kenya and Uganda signed a truce on Tuesday. The Kenyan foreign minister and the Ugandan defence minister "
        "embraced. Kenya and Uganda will exchange prisoners. The presidents of Chad and Niger attended the ceremony. "
        "The truce commits both governments to withdraw."
    )
    assert {one.id for one in linked(coder, text)["governments"]} == {"KEN", "UGA"}


def test_two_parties_without_an_article_are_nobody_named_before(coder: Coder) -> None:
    text = "Mr Alvaro Quispe met Mr Juan Rojas in Lima. Two small loyalist parties welcomed the outcome."
    found = next(entities for words, entities in linked(coder, text).items() if words.endswith("parties"))
    assert not {one.name for one in found} & {"Alvaro Quispe", "Juan Rojas"}


def test_the_two_men_are_the_two_of_the_sentence(coder: Coder) -> None:
    text = (
        "Alvaro Quispe and Juan Rojas praised the plan. Diego Luna met Pedro Paz in Berne in June, and the two men "
        "conferred again on Saturday."
    )
    assert [one.name for one in linked(coder, text)["men"]] == ["Diego Luna", "Pedro Paz"]


def test_delegates_are_not_the_heads_who_sent_them(coder: Coder) -> None:
    text = (
        "President Alvaro Quispe of Peru telephoned Prime Minister Juan Rojas of Chile. The delegates struck out the "
        "article."
    )
    assert {one.kind for one in linked(coder, text)["delegates"]} == {"group"}


def test_each_side_is_a_state_and_not_its_leader(coder: Coder) -> None:
    text = "President Alvaro Quispe of Peru met President Juan Rojas of Chile. Each side has accused the other since."
    assert [one.id for one in linked(coder, text)["side"]] == ["PER", "CHL"]


def test_what_several_own_is_of_no_one_country(coder: Coder) -> None:
    text = (
        "Kenya and Norway signed a treaty in Oslo on Sunday. Under the first document, Kenya and Norway agreed to give "
        "the islanders a vote and to give their inhabitants full autonomy."
    )
    (inhabitants,) = linked(coder, text)["inhabitants"]
    assert inhabitants.country is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. G. Shultz received the ambassadors on Monday.", "George Shultz"),
        ("President Reagan met General Secretary Gorbachev in Reykjavik.", "Mikhail Gorbachev"),
        ("Mr. Q. Shultz received the ambassadors on Monday.", "Q. Shultz"),
        ("Party leader Andersen received the workers on Monday.", "Andersen"),
        ("George Shultz met Foreign Minister A.A. Gromyko in Geneva.", "Andrei Gromyko"),
    ],
)
def test_initials_or_a_ruling_partys_title_name_who_speaks_for_a_state(coder: Coder, text: str, name: str) -> None:
    people = [one for found in linked(coder, text, on=date(1986, 10, 13)).values() for one in found]
    assert name in {one.name for one in people}
    assert all(one.country != "USA" for one in people if one.name == "Mikhail Gorbachev")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Rwandan authorities announced they will receive the envoys.", "they", "RWA"),
        ("A drone killed a worker for a telephone company in Somalia.", "worker", "SOM"),
        ("Kenyan police freed an employee of the Swiss consulate.", "employee", "CHE"),
        ("Forces loyal to the Libyan commander Khalifa Haftar advanced.", "Forces", "LBY"),
        ("Kenya took in people living in Chadian camps.", "people", "TCD"),
        ("Israel's forces in Gaza held their fire.", "forces", "ISR"),
        ("Kenya gave tents to the Ministry of Health of Chad.", "Ministry", "TCD"),
        ("The UN-backed government in Libya condemned Kenya.", "-backed government", "LBY"),
        ("The Regional Court in Nairobi freed a Norwegian.", "Regional Court", "KEN"),
        ("The Awami League condemned Kenya.", "Awami League", "BGD"),
    ],
)
def test_whose_people_and_bodies_are_is_told_beside_them(coder: Coder, text: str, words: str, country: str) -> None:
    assert [one.country for one in linked(coder, text)[words]] == [country]


def test_people_of_several_joined_things_are_of_no_one_country(coder: Coder) -> None:
    (forces,) = linked(coder, "Forces of either the militia in Chad or of Libya struck the camp.")["Forces"]
    assert forces.country is None


def test_the_larger_of_two_states_bears_a_name_that_nothing_settles(coder: Coder) -> None:
    (officials,) = linked(coder, "Korean officials arrived in Kenya.")["Korean officials"]
    assert officials.country == "KOR"
    (northern,) = linked(coder, "North Korea said that Korean officials arrived in Kenya.")["Korean officials"]
    assert northern.country == "PRK"


def test_each_of_several_states_officials_stands_in_its_own_words(coder: Coder) -> None:
    document = read(Report(content="Kenya and Uganda's foreign ministers met in Oslo.", published_on=ON))
    sentences = coder.parse(document)
    found = link(document, sentences)
    (ministers,) = [one for one in sentences[0].mentions if one.text == "foreign ministers"]
    assert [(one.id, one.text) for one in found.parties(ministers)] == [("KEN", "Kenya"), ("UGA", "Uganda")]


def test_a_document_is_nobody(coder: Coder) -> None:
    assert not any(linked(coder, "The Lomé Peace Agreement ended the war.").get("Lomé Peace Agreement", ()))
