from pathlib import Path

import pytest

from dragoman.coding.pieces import Pieces

VOCABULARY = ["[PAD]", "[UNK]", "the", "minister", "##s", "un", "##aff", "##able", "'", "-", "naive", "北"]


@pytest.fixture
def pieces(tmp_path: Path) -> Pieces:
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return Pieces(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The ministers", ["the", "minister", "##s"]),
        ("unaffable", ["un", "##aff", "##able"]),
        ("the-minister's", ["the", "-", "minister", "'", "[UNK]"]),
        ("Naïve\t北\u200b", ["naive", "北"]),
        ("z" * 200, ["[UNK]"]),
        ("the\x00 \ufffdminister", ["the", "minister"]),
    ],
)
def test_words_become_the_longest_known_pieces(pieces: Pieces, text: str, expected: list[str]) -> None:
    assert pieces(text) == [VOCABULARY.index(piece) for piece in expected]


def test_a_megabyte_of_one_word_is_one_unknown_piece(pieces: Pieces) -> None:
    assert pieces("x" * 1_000_000) == [1]
