"""Columns and codes of the data sets that users load."""

from __future__ import annotations

import pytest

from dragoman.codebook import codebook
from dragoman.codebook.datasets import (
    AUXILIARY_MODES,
    GDELT_COLUMNS,
    ICEWS_COLUMNS,
    POLECAT_COLUMNS,
    cameo_group,
    cameo_quad,
    cameo_role,
)


def test_the_data_sets_have_as_many_columns_as_their_files() -> None:
    assert [len(set(columns)) for columns in (POLECAT_COLUMNS, GDELT_COLUMNS, ICEWS_COLUMNS)] == [40, 61, 20]


def test_every_sector_is_one_of_the_codebook_and_press_and_medicine_change_places() -> None:
    without = {code for code in codebook().sectors if not cameo_role(code)}
    assert without == {"UNK", "PRE", "REL"}
    assert (cameo_role("JRN"), cameo_role("MED")) == ("MED", "HLH")
    assert (cameo_group("EUR"), cameo_group("GOV"), cameo_group(None)) == ("EEC", "", "")


def test_every_status_but_the_actual_has_an_auxiliary_mode() -> None:
    assert set(AUXILIARY_MODES) == set(codebook().statuses) - {"actual"}


@pytest.mark.parametrize(
    ("root", "quad"), [("01", 1), ("05", 1), ("06", 2), ("08", 2), ("09", 3), ("13", 3), ("14", 4), ("20", 4)]
)
def test_the_quad_class_of_a_cameo_code_is_that_of_its_root(root: str, quad: int) -> None:
    assert cameo_quad(root) == cameo_quad(f"{root}1") == quad
