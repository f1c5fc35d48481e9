from __future__ import annotations

from datetime import date

import pytest

from dragoman.gazetteer import gazetteer


def test_members_of_the_g7() -> None:
    assert gazetteer().members("dragoman:g-7") == ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA")


def test_members_are_those_of_the_day_where_it_is_known() -> None:
    nato = [set(gazetteer().members("Q7184", date(year, 6, 1))) for year in (2022, 2023, 2024)]
    assert [len(members) for members in nato] == [30, 31, 32]
    assert nato[2] - nato[0] == {"FIN", "SWE"}
    assert "GBR" in gazetteer().members("Q458", date(2019, 6, 1))
    assert "GBR" not in gazetteer().members("Q458", date(2021, 6, 1))
    assert len(gazetteer().members("Q458")) == 27


def test_the_muslim_states_of_the_oic() -> None:
    members = set(gazetteer().members("dragoman:oic"))
    assert {"TUR", "PAK", "SAU", "QAT", "IDN", "ARE", "JOR", "PSE"} <= members
    assert "ISR" not in members


def test_a_state_has_its_codes_and_names() -> None:
    country = gazetteer().country("TUR")
    assert (country.name, country.capital) == ("Türkiye", "Ankara")
    assert (country.iso2, country.fips, country.cow, country.qid) == ("TR", "TU", "640", "Q43")
    assert {"Turkey", "Republic of Türkiye"} <= set(country.names)
    assert "Turkish" in country.demonyms


def test_countries_are_all_there_and_sorted() -> None:
    codes = [country.iso3 for country in gazetteer().countries]
    assert codes == sorted(codes)
    assert len(codes) == 257


@pytest.mark.parametrize(
    ("code", "name"),
    [("SUN", "Soviet Union"), ("YUG", "Yugoslavia"), ("CSK", "Czechoslovakia"), ("DDR", "East Germany")],
)
def test_a_state_that_is_no_more_keeps_its_code(code: str, name: str) -> None:
    state = gazetteer().entity(code)
    assert (state.name, state.kind, state.country) == (name, "country", code)
    assert gazetteer().entity(state.id) == state


def test_who_served_a_state_that_is_no_more_belongs_to_it() -> None:
    (minister,) = gazetteer().holders("SUN", "foreign_minister", date(1987, 12, 8))
    assert (minister.entity.name, minister.entity.country) == ("Eduard Shevardnadze", "SUN")
