"""Country codes of other data sets."""

from __future__ import annotations

import pytest

from dragoman.gazetteer.bodies import Bodies
from dragoman.gazetteer.country_codes import country, from_cameo, from_fips, to_cameo, to_fips

ALL = tuple(Bodies().countries)


@pytest.mark.parametrize("iso3", ALL)
def test_a_code_that_is_written_leads_back_to_its_country(iso3: str) -> None:
    assert from_cameo(to_cameo(iso3)) == iso3
    fips = to_fips(iso3)
    # The Caribbean Netherlands had the code of the Netherlands.
    assert not fips or from_fips(fips) == ("NLD" if iso3 == "BES" else iso3)
    assert len(fips) in (0, 2)


def test_codes_that_gdelt_uses_for_serbia_all_mean_serbia() -> None:
    assert {from_fips(code) for code in ("RI", "RB", "YI")} == {"SRB"}


def test_a_country_nobody_knows_has_no_codes() -> None:
    assert (country("ZZZ"), country(None), to_fips("ZZZ"), from_fips("??"), from_cameo("EUR")) == (
        None,
        None,
        "",
        None,
        None,
    )
