from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import NameMatch, gazetteer


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(match.text, match.kind, match.ids) for match in gazetteer().find(text)]


def ids(text: str) -> tuple[str, ...]:
    """The ids of the one name that a text holds."""
    (match,) = gazetteer().find(text)
    return match.ids


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        *(("US", "USA"), ("U.S.", "USA"), ("U.S", "USA"), ("USA", "USA"), ("United States of America", "USA")),
        *(("UK", "GBR"), ("Britain", "GBR"), ("UAE", "ARE"), ("U.A.E.", "ARE"), ("DRC", "COD"), ("DR Congo", "COD")),
        *(("PRC", "CHN"), ("ROK", "KOR"), ("DPRK", "PRK"), ("KSA", "SAU"), ("the Netherlands", "NLD")),
        *(("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Burma", "MMR")),
        *(("Czechia", "CZE"), ("Swaziland", "SWZ"), ("Eswatini", "SWZ"), ("North Macedonia", "MKD")),
        *(("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Turkey", "TUR"), ("TURKEY", "TUR"), ("Palestine", "PSE")),
        *(("Bosnia and Herzegovina", "BIH"), ("Trinidad & Tobago", "TTO"), ("Holy See", "VAT"), ("Taiwan", "TWN")),
        *(("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG"), ("Guinea-Bissau", "GNB")),
        *(("Niger", "NER"), ("Nigeria", "NGA"), ("Dominica", "DMA"), ("Dominican Republic", "DOM"), ("Georgia", "GEO")),
        *(("Jordan", "JOR"), ("Chad", "TCD"), ("Republic of Korea", "KOR"), ("People's Republic of China", "CHN")),
        *(("Democratic Republic of the Congo", "COD"), ("Republic of the Congo", "COG"), ("Republic of China", "TWN")),
    ],
)
def test_states_are_found_by_all_their_names(name: str, iso3: str) -> None:
    (match,) = gazetteer().find(f"envoys of {name} met")
    assert (match.kind, match.ids) == ("country", (iso3,))
    assert match.text == name.removeprefix("the ")


@pytest.mark.parametrize(
    "text", ["they told us to eat turkey", "the chad of a ballot", "jordan almonds", "who can say", "un poco", "a male"]
)
def test_lower_case_words_are_no_states_or_bodies(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *(
            ("Turkish", ("TUR",)),
            ("Turks", ("TUR",)),
            ("Emirati", ("ARE",)),
            ("British", ("GBR",)),
            ("Briton", ("GBR",)),
        ),
        *(("Israelis", ("ISR",)), ("Palestinian", ("PSE",)), ("American", ("USA",)), ("French", ("FRA",))),
        *(("Dutch", ("NLD",)), ("Uzbek", ("UZB",)), ("Ivorian", ("CIV",)), ("Congolese", ("COD", "COG"))),
        *(("Korean", ("KOR", "PRK")), ("South Korean", ("KOR",)), ("Ukrainian", ("UKR",)), ("Qataris", ("QAT",))),
    ],
)
def test_nationalities_name_their_states_before_dependencies(word: str, expected: tuple[str, ...]) -> None:
    assert found(f"the {word} side") == [(word, "nationality", expected)]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("UN General Assembly", "organisation", ("dragoman:unga",)),
        ("UNGA", "organisation", ("dragoman:unga",)),
        ("United Nations General Assembly", "organisation", ("dragoman:unga",)),
        ("U.N. Security Council", "organisation", ("dragoman:unsc",)),
        ("United Nations", "organisation", ("Q1065",)),
        ("EU", "organisation", ("Q458",)),
        ("Nato", "organisation", ("Q7184",)),
        ("NATO", "organisation", ("Q7184",)),
        ("IAEA", "organisation", ("dragoman:iaea",)),
        ("Organisation of Islamic Cooperation", "organisation", ("dragoman:oic",)),
        ("Organization of Islamic Cooperation", "organisation", ("dragoman:oic",)),
        ("World Food Program", "organisation", ("dragoman:wfp",)),
        ("G20", "organisation", ("dragoman:g-20",)),
        ("G-20", "organisation", ("dragoman:g-20",)),
        ("Arab League", "organisation", ("dragoman:arab-league",)),
        ("Doctors Without Borders", "organisation", ("dragoman:msf",)),
        ("Hamas", "group", ("dragoman:hamas",)),
        ("HAMAS", "group", ("dragoman:hamas",)),
        ("Al Qaeda", "group", ("dragoman:al-qaida",)),
        ("Houthi", "group", ("dragoman:houthis",)),
        ("Reuters", "agency", ("dragoman:reuters",)),
        ("AFP", "agency", ("dragoman:agence-france-presse",)),
        ("Anadolu", "agency", ("dragoman:anadolu-agency",)),
        ("Kremlin", "metonym", ("RUS",)),
        ("Quai d’Orsay", "metonym", ("FRA",)),
        ("State Department", "metonym", ("USA",)),
        ("foreign ministry", "metonym", ()),
        ("Islamabad", "capital", ("PAK",)),
        ("Washington, D.C.", "capital", ("USA",)),
        ("Brussels", "capital", ("Q458", "Q7184", "BEL")),
    ],
)
def test_bodies_seats_and_metonyms_are_found(name: str, kind: str, expected: tuple[str, ...]) -> None:
    assert found(f"a word from {name} today") == [(name, kind, expected)]


def test_a_name_with_several_bearers_keeps_them_all() -> None:
    assert set(ids("the ICC said")) == {"dragoman:icc", "dragoman:iccom"}
    assert {"GBR", "PAK"} <= set(ids("the Foreign Office said"))


def test_a_metonym_tells_its_sector() -> None:
    sectors = {
        match.text: match.sector for match in gazetteer().find("Mossad, the IDF, the Knesset and the White House")
    }
    assert sectors == {"Mossad": "SPY", "IDF": "MIL", "Knesset": "LEG", "White House": "GOV"}


def test_the_longest_of_names_that_begin_together_wins() -> None:
    assert [text for text, *_ in found("the UN Human Rights Council and South Sudan")] == [
        "UN Human Rights Council",
        "South Sudan",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "New Mexico",
            "the South China Sea",
            "the Jerusalem Post",
            "Paris Agreement",
            "Latin American",
            "US$5 million",
        ),
        *("1,000 US dollars", "Niger Delta", "the North Pole", "Gaza", "the West Bank", "Island"),
    ],
)
def test_names_that_only_hold_a_state_or_capital_are_none(text: str) -> None:
    assert found(text) == []


def test_an_acronym_that_is_a_word_is_none_in_a_line_of_capitals() -> None:
    assert found("WHO WILL LEAD THE TALKS\nThe WHO said so.") == [("WHO", "organisation", ("dragoman:who",))]
    assert found("TRUCE TALKS IN TURKEY") == [("TURKEY", "country", ("TUR",))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Recep Tayyip Erdogan", "Q39259"),
        ("Recep Tayyip Erdoğan", "Q39259"),
        ("RECEP TAYYIP ERDOGAN", "Q39259"),
        ("Khalil al-Hayya", "dragoman:hamas-khalil-al-hayya"),
        ("Khalil al- Hayya", "dragoman:hamas-khalil-al-hayya"),
        ("Khalil El-Hayya", "dragoman:hamas-khalil-al-hayya"),
        ("Khalil\nal-Hayya", "dragoman:hamas-khalil-al-hayya"),
        ("Ayman al-Safadi", "Q28336737"),
        ("Ayman Safadi", "Q28336737"),
        ("Abd al-Fattah al-Sisi", "Q307871"),
        ("Mohamed bin Zayed", "Q1951896"),
        ("Muhammad bin Zayed Al Nahyan", "Q1951896"),
        ("William J. Burns", "Q1276563"),
        ("Sugiono", "dragoman:idn-sugiono"),
    ],
)
def test_people_are_found_however_their_names_are_spelled(name: str, expected: str) -> None:
    assert found(f"talks with {name} today") == [(name, "person", (expected,))]


@pytest.mark.parametrize(
    "text",
    [
        "hakan fidan",
        "Hakan. Fidan",
        "Hakan, Fidan",
        "Hakan\n\nFidan",
        "Hamid Karzai International Airport",
        "Trump",
        "Dar",
    ],
)
def test_what_is_no_full_name_is_no_person(text: str) -> None:
    assert found(text) == []


def test_matches_are_word_by_word() -> None:
    assert found("Iranians, pro-Russian, Omanisation, Malian's") == [
        ("Iranians", "nationality", ("IRN",)),
        ("Russian", "nationality", ("RUS",)),
        ("Malian", "nationality", ("MLI",)),
    ]


NAMES = ["Türkiye", "U.S.", "Côte d’Ivoire", "Recep Tayyip Erdoğan", "Khalil al-Hayya", "UN General Assembly", "Hamas"]


@given(st.lists(st.tuples(st.text(), st.sampled_from(NAMES)), max_size=5), st.text())
def test_offsets_are_those_of_the_searched_text(parts: list[tuple[str, str]], tail: str) -> None:
    text = "".join(f"{before} {name} " for before, name in parts) + tail
    end = 0
    for match in gazetteer().find(text):
        assert isinstance(match, NameMatch)
        assert text[match.start : match.end] == match.text
        assert end <= match.start < match.end
        end = match.end


@given(st.text(alphabet=st.characters(categories=["Ll", "Zs", "Po"])), st.sampled_from(NAMES))
def test_a_name_is_found_behind_any_text(before: str, name: str) -> None:
    text = f"{before}\n\n{name}"
    assert gazetteer().find(text)[-1][:3] == (len(text) - len(name), len(text), name)
