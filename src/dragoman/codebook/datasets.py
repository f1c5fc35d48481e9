"""The data sets that users already load: their columns, and their codes for what PLOVER codes.

Place in the walk: under the exports and imports, which share these lists. The columns of POLECAT are those of its files
of 2023 and later, of GDELT those of the events of version 2.0, of ICEWS those of its yearly files, in the names of the
R package icews. `datasets/sectors.tsv` gives the CAMEO role, and the CAMEO known group, of each PLOVER sector that has
one: the press is JRN under PLOVER and MED under CAMEO, medicine MED and HLH.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from dragoman.codebook.definitions import QUADS
from dragoman.model.event import Status

POLECAT_COLUMNS: Final = tuple(
    """
    Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
    |Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country
    |Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw
    |Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename
    |Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version
    """.replace("\n    |", "|")
    .strip()
    .split("|")
)
"""The 40 columns of POLECAT, the heads of its files."""


def _gdelt_columns() -> tuple[str, ...]:
    actor = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    place = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    return (
        *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
        *(f"{who}{column}" for who in ("Actor1", "Actor2") for column in actor.split()),
        *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
        *"NumMentions NumSources NumArticles AvgTone".split(),
        *(f"{whose}Geo_{column}" for whose in ("Actor1", "Actor2", "Action") for column in place.split()),
        *"DATEADDED SOURCEURL".split(),
    )


GDELT_COLUMNS: Final = _gdelt_columns()
"""The 61 columns of GDELT 2.0 events; its files have no line of heads."""

ICEWS_COLUMNS: Final = tuple(
    "event_id event_date source_name source_sectors source_country event_text cameo_code intensity target_name "
    "target_sectors target_country story_id sentence_number publisher city district province country latitude "
    "longitude".split()
)
"""The 20 columns of ICEWS, the heads of its files."""

AUXILIARY_MODES: Final[Mapping[Status, str]] = {
    "historical": "historical",
    "future": "future",
    "hypothetical": "hypothetical",
    "negated": "negation",
}
"""PLOVER's auxiliary mode of each status that has one."""

QUAD_WORDS: Final[Mapping[int, str]] = {quad: words.upper() for quad, words in QUADS.items()}
"""Quad classes in POLECAT's words, such as VERBAL COOPERATION."""


def cameo_quad(cameo: str) -> int:
    """The quad class that GDELT gives to a CAMEO code, which isn't always PLOVER's: an appeal is cooperation there.

    >>> [cameo_quad(code) for code in ("020", "073", "1056", "190")]
    [1, 2, 3, 4]
    """
    root = cameo[:2]
    return 1 if root <= "05" else 2 if root <= "08" else 3 if root <= "13" else 4


def cameo_role(sector: str | None) -> str:
    """The CAMEO role of a PLOVER sector; empty where there is none.

    >>> cameo_role("JRN"), cameo_role("MED"), cameo_role(None)
    ('MED', 'HLH', '')
    """
    return _sectors().get(sector or "", ("", ""))[0]


def cameo_group(sector: str | None) -> str:
    """The CAMEO known group that a PLOVER sector stands for; empty where there is none."""
    return _sectors().get(sector or "", ("", ""))[1]


@cache
def _sectors() -> Mapping[str, tuple[str, str]]:
    lines = files("dragoman.codebook").joinpath("datasets/sectors.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t")
    return {row["plover"]: (row["cameo"], row["group"]) for row in rows}
