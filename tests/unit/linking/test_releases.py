"""Who a government's own release means: its officials by bare title, bodies cut short, regimes by their rulers."""

from datetime import date

import pytest

from dragoman import Coder
from dragoman.linking import link
from dragoman.model import Entity, Links, Report
from dragoman.reading import read

ON = date(2014, 9, 18)


def linked(
    coder: Coder, text: str, *, publisher: str | None = None, on: date | None = ON
) -> tuple[dict[str, list[Entity]], Links]:
    """Whom the mentions of a text stand for, by their words; a later mention of the same words wins."""
    document = read(Report(content=text, published_on=on, publisher=publisher))
    sentences = coder.parse(document)
    found = link(document, sentences)
    named = {
        mention.text: [party.entity for party in found.parties(mention)]
        for sentence in sentences
        for mention in sentence.mentions
    }
    return named, found


def names(entities: list[Entity]) -> list[str]:
    return [entity.name for entity in entities]


def test_a_bare_title_is_whoever_bore_it_before(coder: Coder) -> None:
    text = (
        "Secretary of State John Kerry met Jordanian Foreign Minister Nasser Judeh. "
        "The Secretary thanked Jordan. The Secretary and the Foreign Minister discussed Syria."
    )
    found, _ = linked(coder, text, publisher="US State Department")
    assert names(found["Secretary"]) == ["John Kerry"]
    assert names(found["Foreign Minister"]) == ["Nasser Judeh"]


def test_an_undated_release_speaks_of_its_own_secretary(coder: Coder) -> None:
    text = (
        "Philip Hammond met the Iraqi Foreign Minister, Ibrahim al-Jaafari, in London. "
        "The Foreign Secretary underlined British support."
    )
    found, _ = linked(coder, text, publisher="UK Government", on=None)
    assert names(found["Foreign Secretary"]) == ["Philip Hammond"]


def test_the_president_of_a_release_is_its_own(coder: Coder) -> None:
    text = "Iran reached an understanding in Geneva. The President spoke with Iranian officials."
    found, _ = linked(coder, text, publisher="US State Department", on=date(2013, 11, 24))
    assert names(found["President"]) == ["Barack Obama"]


def test_an_official_without_a_country_is_the_issuers(coder: Coder) -> None:
    text = "In Santiago, Special Envoy for Climate Change Todd Stern will meet business leaders."
    found, _ = linked(coder, text, publisher="US State Department")
    assert found["Special Envoy for Climate Change Todd Stern"][0].country == "USA"


def test_secretary_and_a_surname_are_looked_up_among_the_issuers_own(coder: Coder) -> None:
    text = "Secretary Clinton spoke with the Turkish foreign minister."
    found, _ = linked(coder, text, publisher="US State Department", on=date(2011, 8, 18))
    assert names(found["Secretary Clinton"]) == ["Hillary Clinton"]


def test_the_high_representative_is_the_european_unions(coder: Coder) -> None:
    found, _ = linked(coder, "The High Representative urged Iran to release the prisoners.", on=date(2016, 2, 15))
    assert names(found["High Representative"]) == ["Federica Mogherini"]


def test_the_secretary_general_is_that_of_the_body_spoken_of(coder: Coder) -> None:
    text = "The Security Council met on Syria. The Secretary-General welcomed the resolution."
    found, _ = linked(coder, text, on=date(2014, 2, 22))
    assert names(found["Secretary-General"]) == ["Ban Ki-moon"]


def test_a_name_cut_short_is_the_body_named_in_full(coder: Coder) -> None:
    text = "The UN Board of Inquiry published a summary. I welcome the Board of Inquiry’s report."
    found, _ = linked(coder, text, publisher="UK Government")
    assert names(found["Board of Inquiry"]) == ["UN Board of Inquiry"]


@pytest.mark.parametrize("regime", ["Assad", "Asad"])
def test_a_regime_is_the_state_of_its_ruler(coder: Coder, regime: str) -> None:
    found, _ = linked(coder, f"Fighting went on in Syria. The {regime} regime continues to block aid convoys.")
    assert [entity.id for entity in found["regime"]] == ["SYR"]


def test_a_ruler_is_known_by_surname_where_the_state_is_named(coder: Coder) -> None:
    found, _ = linked(coder, "Fighting went on in Syria. Assad refused to meet the envoy.", on=date(2012, 2, 4))
    assert names(found["Assad"]) == ["Bashar al-Assad"]


@pytest.mark.parametrize(("name", "country"), [("Erdogan", "TUR"), ("Netanyahu", "ISR"), ("Khan", None)])
def test_a_rulers_rare_surname_tells_whose_it_is(coder: Coder, name: str, country: str | None) -> None:
    found, _ = linked(
        coder, f"Fighting went on in Chad and Niger. {name} refused to meet the envoy.", on=date(2019, 2, 4)
    )
    assert [entity.country for entity in found[name]] == [country]


def test_a_surname_is_no_rulers_before_his_time(coder: Coder) -> None:
    found, _ = linked(coder, "Fighting went on in Chad. Erdogan refused to meet the envoy.", on=date(1983, 2, 4))
    assert names(found["Erdogan"]) == ["Erdogan"]


def test_a_president_is_not_of_the_country_that_he_speaks_of(coder: Coder) -> None:
    found, _ = linked(coder, "President Obama offered to send doctors to Uganda.")
    assert [entity.country for entity in found["President Obama"]] == ["USA"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Iraqi Judicial Council met an envoy of Kuwait.", "Iraqi Judicial Council", "IRQ"),
        ("The Hamburg Police Department sent a team to Ghana.", "Hamburg Police Department", "DEU"),
        ("The Latin American Tower Fund met an envoy of Kuwait.", "Latin American Tower Fund", None),
    ],
)
def test_a_body_is_of_the_country_in_its_name(coder: Coder, text: str, words: str, country: str | None) -> None:
    found, _ = linked(coder, text)
    assert [entity.country for entity in found[words]] == [country]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Peru freed 37 prisoners on Monday.", "prisoners", "PER"),
        ("Peru took in 37 refugees on Monday.", "refugees", None),
        ("Peru told Chile of 37 prisoners on Monday.", "prisoners", None),
    ],
)
def test_people_at_home_are_of_the_only_country_named(coder: Coder, text: str, words: str, country: str | None) -> None:
    found, _ = linked(coder, text)
    assert [entity.country for entity in found[words]] == [country]


def test_its_forces_are_the_movements(coder: Coder) -> None:
    found, _ = linked(coder, "The YPG said its forces had seized the town of Tal Abyad.", on=date(2015, 6, 22))
    assert names(found["forces"]) == names(found["YPG"])


def test_all_countries_are_not_those_named_before(coder: Coder) -> None:
    text = "France, Chad and Niger took the step together. Norway urges all countries to follow."
    found, _ = linked(coder, text)
    assert names(found["countries"]) not in (["France", "Chad", "Niger"],)


def test_both_sides_are_those_who_face_each_other_last(coder: Coder) -> None:
    text = (
        "France and Belgium evacuated foreigners. The Rwandan Patriotic Front rejected a truce with Rwanda. "
        "Uganda appealed to both sides."
    )
    found, _ = linked(coder, text, on=date(1994, 4, 21))
    assert names(next(found[words] for words in found if "sides" in words)) == ["Rwandan Patriotic Front", "Rwanda"]


def test_a_resolution_speaks_for_the_council(coder: Coder) -> None:
    text = "The Security Council met in New York. The resolution calls upon Chad to withdraw."
    found, _ = linked(coder, text)
    assert names(found["resolution"]) == ["United Nations Security Council"]


def test_a_governments_release_sends_its_people_to_the_great_geneva(coder: Coder) -> None:
    _, found = linked(coder, "The Secretary will travel to Geneva.", publisher="US State Department")
    assert [place.where.country for place in found.places] == ["CHE"]


def test_an_organ_bears_the_name_of_its_body(coder: Coder) -> None:
    text = "The Small Group of the Global Coalition to Counter ISIL met in Paris. The Small Group will meet again."
    found, _ = linked(coder, text)
    assert names(found["Small Group"]) == ["Small Group of the Global Coalition to Counter ISIL"]
