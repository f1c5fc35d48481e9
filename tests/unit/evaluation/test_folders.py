from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.errors import GoldError
from dragoman.evaluation.folders import Tally, calibration_error, score_folder

TEXT = "Kenya accused Uganda of smuggling arms on Monday. France has invited Chad's president to Paris."
GOLD = """
entities:
  KEN: {kind: country}
  UGA: {kind: country}
  FRA: {kind: country}
  TCD: {kind: country}
positions:
  - {holder: KEN, stance: support, object: nothing}
events:
  - {n: 1, type: [ACCUSE], actor: [KEN], recipient: [UGA], anchor: Kenya accused Uganda}
  - {n: 2, type: [AGREE], actor: [TCD], anchor: France has invited}
  - {n: 3, type: [AID], actor: [FRA], anchor: Paris}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.yaml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def test_types_parties_and_whole_events_are_told_apart(coder: Coder, folder: Path) -> None:
    score = score_folder(folder, coder.code)
    assert score.events["type"] == Tally(coded=2, justified=2, asked=3, found=2)
    assert score.events["parties"] == Tally(coded=2, justified=1, asked=3, found=1)
    assert score.events["type"].f1 == pytest.approx(0.8)
    assert score.reports["one"] == score.events["parties"]
    assert score.fields["status"] == (2, 2)
    assert score.facets["positions"].found == 0
    assert str(score.found) == "2 of 3"


def test_a_report_that_cannot_be_coded_counts_as_empty(coder: Coder, folder: Path) -> None:
    (folder / "two.txt").write_text("", encoding="utf-8")
    (folder / "two.yaml").write_text("entities: {}\nevents:\n  - {n: 1, type: [AID], anchor: x}\n", encoding="utf-8")
    score = score_folder(folder, coder.code)
    assert "two" in score.failures
    assert score.events["type"].asked == 4


def test_a_folder_without_gold_is_refused(tmp_path: Path, coder: Coder) -> None:
    with pytest.raises(GoldError, match=r"NAME\.yaml"):
        score_folder(tmp_path, coder.code)


def test_calibration_weighs_bins_by_their_size() -> None:
    assert calibration_error([]) is None
    assert calibration_error([(1.0, True), (1.0, True), (0.55, False)]) == pytest.approx(0.55 / 3, abs=1e-6)
