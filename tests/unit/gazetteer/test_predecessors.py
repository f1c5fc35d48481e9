from datetime import date

import pytest

from dragoman import Coder
from dragoman.gazetteer.predecessors import state_seated


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        ("RUS", date(1991, 12, 25), "dragoman:soviet-union"),
        ("RUS", date(1991, 12, 26), "RUS"),
        ("CZE", date(1968, 8, 21), "dragoman:czechoslovakia"),
        ("FRA", date(1950, 1, 1), "FRA"),
        ("RUS", None, "RUS"),
    ],
)
def test_a_capital_stands_for_the_state_of_its_day(state: str, on: date | None, expected: str) -> None:
    assert state_seated(state, on) == expected


def test_moscow_of_1987_is_soviet(coder: Coder) -> None:
    (event, *_) = coder.code("Moscow accused Washington of delaying the treaty.", published_on="1987-10-02")
    assert [party.id for party in event.actor] == ["dragoman:soviet-union"]
    (event, *_) = coder.code("Moscow accused Washington of delaying the treaty.", published_on="2017-10-02")
    assert [party.id for party in event.actor] == ["RUS"]
