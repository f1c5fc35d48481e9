from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Coder
from dragoman.attribution.quotation import find_quotations
from dragoman.model import Attribution, Block, Document


def attributions(coder: Coder, text: str) -> tuple[Attribution, ...]:
    return coder.code(text, published_on="2025-11-03").attributions


def said(coder: Coder, text: str) -> list[tuple[str | None, str, str, list[str]]]:
    """Source, its class, cue and content of each attribution, in words."""
    return [
        (
            one.source.entity.name if one.source else None,
            one.source_class,
            one.cue.quote,
            [text[span.start : span.end] for span in one.content],
        )
        for one in attributions(coder, text)
    ]


def test_an_indirect_statement_has_source_cue_and_content(coder: Coder) -> None:
    text = "The Kremlin said that the talks had ended without a result."
    assert said(coder, text) == [("Russia", "institution", "said", ["that the talks had ended without a result"])]


def test_according_to_covers_the_rest_of_the_sentence(coder: Coder) -> None:
    text = "According to Turkish diplomatic sources, Ankara will urge restraint."
    (source, source_class, cue, content) = said(coder, text)[0]
    assert (source, source_class, cue) == ("Turkish diplomatic sources", "anonymous_official", "According to")
    assert content == ["Ankara will urge restraint"]


def test_two_agencies_are_two_sources(coder: Coder) -> None:
    text = "The minister will resign next week, according to reports from Reuters and AFP."
    found = said(coder, text)
    assert [source_class for _, source_class, _, _ in found] == ["news_agency", "news_agency"]


def test_a_quotation_before_its_speaker_is_direct(coder: Coder) -> None:
    text = "“The border is closed until further notice,” the Iranian president said on Sunday."
    (one,) = attributions(coder, text)
    assert one.kind == "direct"
    assert one.source is not None
    assert one.source.entity.country == "IRN"


def test_an_announced_speech_runs_on_without_quotation_marks(coder: Coder) -> None:
    text = (
        "British foreign secretary welcomes the pact\n\nForeign Secretary Philip Hammond said:\n\n"
        "I welcome the pact between the two parties of the north.\n\nIraq must now help the displaced people of Mosul."
    )
    found = coder.code(text, published_on="2014-12-03")
    speakers = {event.type: [party.entity.name for party in event.actor] for event in found}
    assert speakers["SUPPORT"] == ["Philip Hammond"]
    assert speakers["REQUEST"] == ["Philip Hammond"]


def test_content_never_overlaps_its_cue(coder: Coder) -> None:
    text = (
        "Mali said its army had left. “We were there,” an aide said, “but not for long.” Neighbours denied that, "
        "warning of war; it fears, officials say, that worse may come."
    )
    for one in attributions(coder, text):
        assert all(not one.cue.span.overlaps(span) for span in one.content)


@given(st.text(alphabet="“”\"'‘’«» ab.\n", max_size=200))
def test_unbalanced_quotation_marks_never_reach_past_their_block(text: str) -> None:
    half = len(text) // 2
    blocks = tuple(Block("paragraph", start, end) for start, end in ((0, half), (half, len(text))) if start < end)
    for quotation in find_quotations(Document(text=text, blocks=blocks)):
        assert any(block.start <= quotation.start < quotation.end <= block.end for block in blocks)


@settings(max_examples=15, deadline=None)
@given(marks=st.lists(st.sampled_from(["“", "”", '"', "‘", "«", "»"]), max_size=6))
def test_stray_marks_never_break_the_walk(coder: Coder, marks: list[str]) -> None:
    before, after = "".join(marks), "".join(reversed(marks))
    text = f"{before}Kenya said{before} Uganda had sent troops.{after} It did not reply."
    coder.code(text, published_on="2025-11-03")
