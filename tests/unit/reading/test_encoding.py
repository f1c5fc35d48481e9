from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ReadingError
from dragoman.reading.encoding import decode, stream_encoding

NEWS = (
    "The envoy of Türkiye said the café talks “went well”.\r\nHe didn’t name the €40 million fund "
    "— or São Tomé’s share.\n"
)
LATIN_LETTERS = "éèêëàâäîïôöùûüçñáíóúãõåøæß"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252"]
)
def test_the_same_text_comes_out_of_every_encoding(encoding: str) -> None:
    assert decode(NEWS.encode(encoding), name="x") == NEWS


@given(
    st.lists(
        st.sampled_from(["Côte", "d’Ivoire", "Perú", "accord", "the", "minister", "Malmö", "said", "£5m"]),
        min_size=1,
        max_size=40,
    )
)
def test_western_words_survive_latin_1_and_windows_1252(words: list[str]) -> None:
    text = "The foreign ministers of the two states said that they had met before the vote. " * 4 + " ".join(words)
    assert decode(text.encode("cp1252"), name="x") == text
    latin = text.replace("’", "'")
    assert decode(latin.encode("latin-1"), name="x") == latin


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_decodes_to_itself(text: str) -> None:
    if not text.startswith("\ufeff") and not text.startswith(("%PDF-", "GIF87a", "GIF89a", "{\\rtf")):
        assert decode(text.encode(), name="x") == text


def test_a_byte_order_mark_is_dropped_and_nothing_else() -> None:
    assert decode(b"\xef\xbb\xbf \tText\r\n\n", name="x") == " \tText\r\n\n"


def test_central_european_names_in_an_english_text_are_not_read_as_western() -> None:
    text = (
        "The Polish minister Wałęsiński met his Czech colleague Dvořák in Łódź, and the two said that they would sign. "
        "Both ministers, Wałęsiński and Dvořák, then left Łódź for the border and said that the road "
        "would be opened soon. "
    ) * 3
    assert decode(text.encode("cp1250"), name="x") == text


def test_an_old_macintosh_file_keeps_its_quotation_marks() -> None:
    text = (
        "“We don’t want the minister’s help,” the envoy said. “It’s the council’s task,” he said to the two ministers. "
        * 5
    )
    assert decode(text.encode("mac_roman"), name="x") == text


def test_markup_declares_its_encoding() -> None:
    page = (
        '<html><head><meta charset="windows-1251"></head><body><p>Министр сказал: The talks are over.</p></body></html>'
    )
    assert decode(page.encode("cp1251"), name="x", markup=True) == page


def test_a_declaration_that_the_bytes_belie_is_passed_over() -> None:
    page = '<meta charset="iso-8859-1"><p>Türkiye’s envoy</p>'
    assert decode(page.encode("utf-8"), name="x", markup=True) == page
    unknown = '<meta charset="klingon-8"><p>The minister of Türkiye said that they had met.</p>'
    assert decode(unknown.encode("cp1252"), name="x", markup=True) == unknown


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1\\ansi The talks}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    ],
)
def test_a_file_of_a_known_kind_is_named(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=f"looks like .*{what}.*not text"):
        decode(data, name="x")


def test_binary_data_is_refused() -> None:
    noise = random.Random(7).randbytes(4000)
    with pytest.raises(ReadingError, match=r"binary data|can't be told"):
        decode(noise, name="x")
    with pytest.raises(ReadingError, match="zero bytes"):
        decode(b"some text\x00 and more text", name="x")
    with pytest.raises(ReadingError, match="control characters"):
        decode(bytes(range(1, 9)) * 40, name="x")


@pytest.mark.parametrize("seed", range(3))
def test_bytes_of_no_encoding_are_refused(seed: int) -> None:
    noise = bytes(random.Random(seed).choices(range(128, 256), k=3000))
    with pytest.raises(ReadingError, match="encoding that can't be told; save it as UTF-8"):
        decode(noise, name="x")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_off_inside_a_character_is_refused_and_not_garbled(cut: int) -> None:
    data = "“The talks went well,” the envoy said”".encode()
    with pytest.raises(ReadingError, match=r"isn't valid UTF-8 at byte \d+; it may be damaged or cut off"):
        decode(data[:-cut], name="x")


def test_a_cut_off_utf_16_file_is_refused() -> None:
    with pytest.raises(ReadingError, match="isn't valid UTF-16"):
        decode("The talks".encode("utf-16")[:-1], name="x")


def test_a_table_is_sniffed_to_its_last_byte_and_left_at_its_start() -> None:
    stream = io.BytesIO(b"a" * 3_000_000 + "Türkiye said".encode("cp1252"))
    assert stream_encoding(stream, name="x") == "cp1252"
    assert stream.tell() == 0
    assert stream_encoding(io.BytesIO(NEWS.encode()), name="x") == "utf-8"
    assert stream_encoding(io.BytesIO(NEWS.encode("utf-16")), name="x") == "utf-16"
    assert stream_encoding(io.BytesIO(("é" * 700_000).encode()), name="x") == "utf-8"


def test_a_table_with_one_damaged_row_is_still_utf_8() -> None:
    assert stream_encoding(io.BytesIO((NEWS * 3).encode() + b"caf\xe9\n" + NEWS.encode()), name="x") == "utf-8"
