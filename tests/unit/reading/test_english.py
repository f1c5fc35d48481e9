from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import ReadingError
from dragoman.reading.english import other_language, require_english

LANGUAGES = Path(__file__).parents[2] / "fixtures" / "reading" / "languages"
NAMES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "es": "Spanish", "fr": "French", "id": "Indonesian",
    "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "so": "Somali",
    "sw": "Swahili", "tr": "Turkish", "zh": "Chinese",
}  # fmt: skip

REPORT = (
    "The two foreign ministers met in Muscat on Tuesday and said that they had agreed on a timetable for the talks. "
    "A joint commission, which will be led by their deputies, is to meet before the end of the year."
)


@pytest.mark.parametrize("code", sorted(NAMES))
def test_a_report_in_another_language_is_refused_by_its_name(code: str) -> None:
    text = (LANGUAGES / f"{code}.txt").read_text(encoding="utf-8")
    with pytest.raises(ReadingError, match=rf"seems to be in {NAMES[code]} \({code}\); dragoman reads English"):
        require_english(text, name="x")


@pytest.mark.parametrize("code", sorted(NAMES))
def test_english_quotations_do_not_make_a_foreign_report_english(code: str) -> None:
    text = (LANGUAGES / f"{code}.txt").read_text(encoding="utf-8")
    assert other_language(text + " « The End of the Road » ") == code


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.upper(),
        "Ministers meet in Ankara",
        "Foreign Minister Visits Doha",
        "Pakistan, Türkiye Sign Defence Pact",
        "EU leaders agree new sanctions package",
        "France recalls ambassador",
        "Saudi Arabia, Iran restore ties",
        "ANKARA (Reuters)",
        "Sanctions",
        "NATO",
        "Kenya, Somalia, Ethiopia, Djibouti, Uganda, Rwanda, Burundi",
        "Delegation list. Head: Minister Abdoulaye Tall. Members: Moussa Barry, Aminata Ndao, "
        "Ibrahim Sow, Oumar Gaye, Seydou "
        "Fofana, Mariam Bah, Boubacar Sane, Drissa Ly, Kadiatou Diop, Lassana Faye, Modibo Wade, "
        "Fanta Ndiaye, Awa Sarr",
        "Participants: Ahmed bin Salim (Oman), Nguyen Van Binh (Viet Nam), Juan Ortega (Peru), Fatou "
        "Sylla (Guinea), Jean Leroy "
        "(Belgium), Katarzyna Zielinska (Poland), Hans Huber (Austria), Abebe Kebede (Ethiopia), "
        "Siti Rahayu (Indonesia)",
        "Chile, Peru and Ecuador agree joint patrols; Bolivia, Paraguay, Uruguay, Argentina, Brazil, "
        "Colombia, Panama, Costa Rica, "
        "Honduras, Guatemala, El Salvador, Nicaragua sign later",
    ],
)
def test_english_is_read_be_it_a_headline_or_a_list_of_names(text: str) -> None:
    assert other_language(text) is None


def test_a_few_words_in_another_script_are_refused() -> None:
    assert other_language("محادثات في العاصمة") == "ar"
    assert other_language("两国外长举行会谈") in {"zh", "wuu", "yue"}


def test_text_without_letters_passes() -> None:
    assert other_language("12:30 — 14:00") is None


@pytest.mark.parametrize("declared", ["en", "EN", "en-GB", "en_US", "eng", "English", "", None, "und", "unknown"])
def test_a_source_that_says_english_or_nothing_is_read(declared: str | None) -> None:
    require_english(REPORT, name="x", declared=declared)


@pytest.mark.parametrize(
    ("declared", "shown"),
    [("fr", r"French \(fr\)"), ("French", r"French \(fr\)"), ("pt-BR", r"Portuguese \(pt\)"), ("qqq", "the code qqq")],
)
def test_a_source_that_says_another_language_is_believed(declared: str, shown: str) -> None:
    with pytest.raises(ReadingError, match=rf"is in .*{shown}, as its source says; dragoman reads English"):
        require_english(REPORT, name="x", declared=declared)


def test_plain_english_loads_no_library() -> None:
    code = (
        "import sys; from dragoman.reading import read; from dragoman.model import Report;"
        f"read(Report({REPORT!r})); sys.exit(any(m in sys.modules for m in ('py3langid', 'numpy', "
        f"'trafilatura', 'charset_normalizer')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
