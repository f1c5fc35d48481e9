import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EvidenceError
from dragoman.model import Block, Document, Evidence, Span


@given(st.text(min_size=1), st.data())
def test_evidence_made_by_a_document_is_what_stands_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text=text, blocks=())
    evidence = document.evidence(start, end)
    assert text[evidence.start : evidence.end] == evidence.quote
    evidence.check(document.text)


def test_evidence_that_its_offsets_contradict_is_refused() -> None:
    with pytest.raises(EvidenceError, match="can't hold the 7 code points"):
        Evidence(start=0, end=5, quote="Dar met", document_id="d")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_evidence_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Evidence(start=start, end=end, quote="", document_id="d")


def test_evidence_past_the_end_of_the_text_is_refused() -> None:
    with pytest.raises(EvidenceError, match="past the text's 5 code points"):
        Document(text="short", blocks=()).evidence(0, 6)


def test_evidence_from_another_text_is_found_out() -> None:
    evidence = Document(text="Dar met Fidan.", blocks=()).evidence(0, 7)
    with pytest.raises(EvidenceError, match="the document says 'Fidan m'"):
        evidence.check("Fidan met Dar.")


def test_blocks_that_overlap_or_leave_the_text_are_refused() -> None:
    for blocks in [(Block("paragraph", 0, 9), Block("paragraph", 5, 9)), (Block("paragraph", 0, 99),)]:
        with pytest.raises(EvidenceError):
            Document(text="Dar met Fidan.", blocks=blocks)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 6).overlaps(Span(5, 9))
    assert Span(0, 9).contains(Span(5, 9))
