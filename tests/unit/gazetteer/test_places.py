from __future__ import annotations

import gzip
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import GazetteerError
from dragoman.gazetteer.places import KINDS, Place, Places, distance_km, fold, places

DATA = resources.files("dragoman.gazetteer") / "data"


def every_place() -> list[Place]:
    gazetteer = places()
    return [gazetteer._place(row) for row in range(len(gazetteer))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Petersburg", "Saint Petersburg"),
        ("Baden-Württemberg", "Baden Wurttemberg"),
        ("Sana'a", "Sanaa"),
        ("Łódź", "Lodz"),
        ("Xi’an", "Xi'an"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_name_find_the_same_places(one: str, other: str) -> None:
    assert places().named(one)
    assert places().named(one) == places().named(other)


def test_a_name_without_capitals_is_found_only_when_asked_for() -> None:
    assert places().named("hungary") == ()
    assert places().named("hungary", ignore_case=True)[0].country == "HUN"


def test_us_is_a_country_and_us_in_small_letters_a_pronoun() -> None:
    assert places().named("US")[0].country == "USA"
    assert places().named("us", ignore_case=True) == ()
    assert places().find("Tell us what Us means") == []


def test_the_better_known_place_of_a_name_comes_first() -> None:
    paris = places().named("Paris")
    assert (paris[0].country, paris[0].kind) == ("FRA", "capital")
    assert {place.admin1 for place in paris} >= {"US.TX", "US.KY"}
    assert [place.prominence for place in paris] == sorted((place.prominence for place in paris), reverse=True)


def test_fame_counts_beside_inhabitants() -> None:
    venice = {place.country: place for place in places().named("Venice")}
    assert places().named("Venice")[0] == venice["ITA"]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Strait of Hormuz", "water", None),
        ("South China Sea", "water", None),
        ("West Bank", "area", "PSE"),
        ("Gaza Strip", "area", "PSE"),
        ("Golan Heights", "area", "SYR"),
        ("Crimea", "region", "UKR"),
        ("Tigray", "region", "ETH"),
        ("Xinjiang", "region", "CHN"),
        ("Scotland", "region", "GBR"),
        ("Kentucky", "region", "USA"),
        ("Sahel", "area", None),
        ("Africa", "continent", None),
        ("Rafah crossing", "site", "PSE"),
        ("Kosovo", "country", "XKX"),
        ("Metcalfe County", "county", "USA"),
    ],
)
def test_what_diplomacy_names_beside_cities_is_there(name: str, kind: str, country: str | None) -> None:
    place = places().named(name)[0]
    assert (place.kind, place.country) == (kind, country)


def test_an_adjective_leads_to_its_place_but_is_no_name_of_it() -> None:
    assert places().adjective("South Korean") == places().named("South Korea")[0]
    assert places().adjective("European").kind == "continent"  # type: ignore[union-attr]
    assert places().named("Turkish") == ()
    assert places().adjective("Turkey") is None


def test_former_and_other_names_lead_to_the_city() -> None:
    assert places().named("Bombay")[0].name == "Mumbai"
    assert places().named("Kiev")[0].name == "Kyiv"
    assert "other_name" in {bearer.form for bearer in places().bearers("Kiev")}


def test_the_longest_name_is_found_and_not_the_shorter_one_inside() -> None:
    text = "Talks in Papua New Guinea and in Guinea-Bissau"
    assert [text[found.start : found.end] for found in places().find(text)] == ["Papua New Guinea", "Guinea-Bissau"]


def test_a_possessive_ending_is_left_out_unless_it_belongs_to_the_name() -> None:
    text = "Syria's envoy flew to St. John's, Newfoundland."
    assert [text[found.start : found.end] for found in places().find(text)] == ["Syria", "St. John's", "Newfoundland"]


def test_an_abbreviation_keeps_its_full_stop() -> None:
    text = "from Edmonton, Ky., to the U.S. capital"
    assert [text[found.start : found.end] for found in places().find(text)] == ["Edmonton", "Ky.", "U.S."]


def test_a_name_may_be_broken_by_wrapping_but_not_by_a_new_paragraph() -> None:
    wrapped, apart = "a port in New\n    Zealand", "It is New\nZealand exports wool"
    assert [wrapped[found.start : found.end] for found in places().find(wrapped)] == ["New\n    Zealand"]
    assert "New\nZealand" not in [apart[found.start : found.end] for found in places().find(apart)]


def test_short_acronyms_are_no_villages() -> None:
    assert places().find("The UN and the U.N. agreed") == []


def test_names_end_where_the_search_ends() -> None:
    text = "in New Zealand"
    assert [text[found.start : found.end] for found in places().find(text)] == ["New Zealand"]
    assert all(found.end <= 6 for found in places().find(text, 0, 6))


@given(st.text(alphabet=st.sampled_from("Paris LondonNew YorkSt. U.S.'’-,\nÉa"), max_size=80))
def test_found_names_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for found in places().find(text):
        assert at <= found.start < found.end <= len(text)
        assert found.bearers
        at = found.end


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_every_place_has_a_sound_point_and_country() -> None:
    for place in every_place():
        assert place.kind in KINDS
        assert place.country is None or (len(place.country) == 3 and place.country.isupper())
        if place.point is None:
            assert place.kind == "county"
        else:
            assert -90 <= place.point[0] <= 90
            assert -180 <= place.point[1] <= 180


def test_a_region_lies_near_its_best_known_city() -> None:
    for region, city in [("Bavaria", "Munich"), ("Punjab", "Lahore"), ("Helmand", "Lashkar Gah"), ("Tigray", "Mekele")]:
        one, other = places().named(region)[0].point, places().named(city)[0].point
        assert one is not None
        assert other is not None
        assert distance_km(one, other) < 250


def test_every_country_has_one_capital_at_most() -> None:
    seats = [place.country for place in every_place() if place.kind == "capital"]
    assert len(seats) == len(set(seats)) > 200


def test_the_data_file_stays_small() -> None:
    assert len((DATA / "places.gz").read_bytes()) <= 2_600_000


def test_the_sources_name_geonames_and_its_licence() -> None:
    said = (DATA / "SOURCES.places").read_text(encoding="utf-8")
    assert "GeoNames" in said
    assert "CC BY 4.0" in said
    assert f"{len(places())} places" in said


def test_damaged_data_are_refused_with_what_to_do() -> None:
    data = gzip.decompress((DATA / "places.gz").read_bytes())
    with pytest.raises(GazetteerError, match="build_places"):
        Places(data[:-1])
    with pytest.raises(GazetteerError, match="first line"):
        Places(b"not json\n")


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_distance_is_symmetric_and_never_beyond_the_antipode(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= 20_016
