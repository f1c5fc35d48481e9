"""Charts: the numbers become places on paper, and every point leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.views.dyad import Point, Series
from dragoman.views.filters import EVERYTHING
from dragoman.views.located import Located, Spot
from dragoman.views.network import Edge
from dragoman.web.charts import network, relation, world
from dragoman.web.charts.svg import element, picture

MONTHS = [date(2025, month, 1) for month in range(1, 13)]
BUILD_LAND = Path(__file__).resolve().parents[3] / "scripts" / "build_land.py"
HOSTILE = "<b>\"Iran\" & 'Iraq'</b>"


def _marks(svg: str, tag: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(picture(svg))  # type: ignore[arg-type]
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def _relation(*points: Point) -> str:
    return relation.relation(Series(EVERYTHING, points), MONTHS, label=HOSTILE, link=lambda point: f"/at?{point.count}")


def test_what_is_put_in_is_escaped() -> None:
    svg = element("text", HOSTILE, aria_label=HOSTILE)
    assert ElementTree.fromstring(svg).text == HOSTILE
    assert ElementTree.fromstring(svg).attrib == {"aria-label": HOSTILE}


def test_words_are_circles_and_deeds_squares() -> None:
    svg = _relation(Point(MONTHS[0], "said", 3, 1.0, 2.0), Point(MONTHS[0], "done", 1, 1.0, -4.0))
    assert len(_marks(svg, "circle")) == 1
    assert len(_marks(svg, "rect")) == 1
    assert [one.get("href") for one in _marks(svg, "a")] == ["/at?3", "/at?1"]


def test_the_better_the_score_the_higher_the_point() -> None:
    svg = _relation(
        *(Point(month, "said", 1, 0.0, score) for month, score in zip(MONTHS, (-10.0, 0.0, 10.0), strict=False))
    )
    heights = [float(str(one.get("cy"))) for one in _marks(svg, "circle")]
    assert heights == sorted(heights, reverse=True)


def test_what_is_undated_or_did_not_happen_is_left_to_the_table() -> None:
    assert not _marks(_relation(Point(None, "said", 1, 0.0, 0.0), Point(MONTHS[0], "negated", 1, 0.0, 0.0)), "a")


@given(st.integers(1, 1500))
def test_the_labels_of_an_axis_are_few_and_in_order(many: int) -> None:
    months = [date(1900 + number // 12, number % 12 + 1, 1) for number in range(many)]
    labelled = [month for month, _ in relation.ticks(months)]
    assert len(labelled) <= 9
    assert labelled == sorted(set(labelled))
    assert labelled or many > 24


names = st.sampled_from(["PAK", "TUR", "IRN", "IRQ", "Q1", "Q2", "Q3"])
ties = st.dictionaries(st.tuples(names, names).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 500))


@settings(deadline=None, max_examples=40)
@given(ties)
def test_everybody_stands_on_the_page_and_in_the_same_place_again(found: dict[tuple[str, str], int]) -> None:
    ids = sorted({end for pair in found for end in pair})
    places = network.layout(ids, found)
    assert set(places) == set(ids)
    assert all(0 <= x <= network.WIDTH and 0 <= y <= network.HEIGHT for x, y in places.values())
    assert network.layout(list(reversed(ids)), dict(reversed(found.items()))) == places


def test_both_directions_of_two_parties_are_one_line() -> None:
    edges = [
        Edge("IRN", HOSTILE, "IRQ", "Iraq", joint=False, count=3, goldstein=-6.0),
        Edge("IRQ", "Iraq", "IRN", HOSTILE, joint=False, count=1, goldstein=2.0),
    ]
    svg = network.network(edges, label="Network", actor=lambda id: f"/actors/{id}", pair=lambda a, b: f"/dyads/{a}/{b}")
    (line,) = (one for one in _marks(svg, "a") if str(one.get("href")).startswith("/dyads"))
    assert line.get("aria-label") == f"{HOSTILE} and Iraq: 4 events, mean Goldstein score −4.0"


def test_a_network_of_nobody_is_an_empty_picture() -> None:
    svg = network.network([], label="Network", actor=str, pair=lambda a, b: a + b)
    assert not _marks(svg, "a")


@pytest.mark.parametrize(
    ("name", "lat", "lon"), [("Oslo", 59.91, 10.75), ("Nairobi", -1.29, 36.82), ("Lima", -12.05, -77.04)]
)
def test_a_capital_stands_on_the_land(name: str, lat: float, lon: float) -> None:
    found = Located((Spot(name, None, lat, lon, 2, 1, 0.0),), unlocated=0)
    svg = world.world(found, label="Map", link=lambda spot: f"/events?place={spot.name}")
    (spot,) = _marks(svg, "circle")
    x, y = float(str(spot.get("cx"))), float(str(spot.get("cy")))
    runs = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", str(_marks(svg, "path")[0].get("d")))
    near = [
        one for one in runs if abs(float(one[1]) - y) < 4 and float(one[0]) - 6 < x < float(one[0]) + float(one[2]) + 6
    ]
    assert near
    assert 0 <= x <= world.WIDTH
    assert 0 <= y <= world.HEIGHT


def test_names_on_the_map_do_not_run_into_one_another() -> None:
    spots = tuple(Spot(f"Town {number}", None, 50 + number / 10, 10.0, 9 - number, 0, 0.0) for number in range(9))
    svg = world.world(Located(spots, unlocated=0), label="Map", link=lambda spot: f"/{spot.name}")
    assert len(_marks(svg, "text")) == 1
    assert len(_marks(svg, "circle")) == 9


def test_the_land_is_what_the_gazetteer_s_places_make() -> None:
    run = subprocess.run([sys.executable, BUILD_LAND, "--check"], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
