import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Coder
from dragoman.attribution import attribute
from dragoman.attribution.quotation import find_quotations
from dragoman.model import Attribution, Block, Document, Links, Sentence, Token

WORDS = "the mayor said that we want peace , “ ” and she told them to leave as he put it ; who : ( ) wants".split()
PLAIN = ("x", "NOUN", "NN", "dep")
TAGS = {
    "“": ("“", "PUNCT", "``", "punct"),
    "”": ("”", "PUNCT", "''", "punct"),
    "he": ("he", "PRON", "PRP", "nsubj"),
    "said": ("say", "VERB", "VBD", "ROOT"),
}


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


def content_of(coder: Coder, text: str) -> list[tuple[str | None, str, str]]:
    """Words of source, cue and content of each attribution that isn't inside another."""
    found = attributions(coder, text)
    outer = [one for one in found if not any(span.contains(one.cue.span) for other in found for span in other.content)]
    return [
        (
            text[one.source_span.start : one.source_span.end] if one.source_span else None,
            one.cue.quote,
            " … ".join(text[span.start : span.end] for span in one.content),
        )
        for one in outer
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The old ferryman of the northern lake vowed to keep his boat.",
            ("The old ferryman of the northern lake", "vowed", "to keep his boat"),
        ),
        ("Farmers called for a new bridge.", ("Farmers", "called", "a new bridge")),
        ("The mayor accused the miller of hoarding grain.", ("The mayor", "accused", "hoarding grain")),
        ("Critics described the canal as a waste.", ("Critics", "described", "the canal as a waste")),
        ("The talks, the envoy said, had ended.", ("the envoy", "said", "The talks … had ended")),
        ("The survey shows that villagers are poor.", ("The survey", "shows", "that villagers are poor")),
        ("It is understood that the bridge will close.", (None, "understood", "that the bridge will close")),
        ("As the ministry put it, the harvest had failed.", ("the ministry", "put", "the harvest had failed")),
        ("The envoy was told that the road was closed.", (None, "told", "that the road was closed")),
        (
            "The baker, who said that flour was scarce, went home.",
            ("The baker, who", "said", "that flour was scarce"),
        ),
        ("The union's claim that wages fell was wrong.", ("The union's", "claim", "that wages fell")),
        ("The miller was confident that the rain would come.", ("The miller", "confident", "that the rain would come")),
    ],
)  # fmt: skip
def test_a_kind_of_attribution_has_its_three_parts(
    coder: Coder, text: str, expected: tuple[str | None, str, str]
) -> None:
    assert expected in content_of(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "“The pass is open,” the guide said. “We start at dawn.”",
        "The guide said: “The pass is open. We start at dawn.”",
        '"The pass is open," the guide said. "We start at dawn."',
        "''The pass is open,'' said the guide. ''We start at dawn.''",
        "‘The pass is open,’ the guide said. ‘We start at dawn.’",
        '“The pass is open," the guide said. “We start at dawn.“',
    ],
)
def test_a_split_quotation_is_one_content_in_marks_of_any_kind(coder: Coder, text: str) -> None:
    source, _, content = content_of(coder, text)[0]
    assert source == "the guide" or source == "The guide"
    assert "The pass is open" in content
    assert "We start at dawn" in content


def test_a_speech_goes_on_in_the_next_paragraph(coder: Coder) -> None:
    text = "“The pass is open,” the guide said.\n\n“We start at dawn, and nobody waits.”"
    found = content_of(coder, text)
    assert [source for source, _, _ in found] == ["the guide", "the guide"]


def test_a_transcript_names_its_speakers_before_a_colon(coder: Coder) -> None:
    text = "Council meets\n\nCHAIR: Who keeps the key to the tower now?\n\nWARDEN: I keep it, and nobody else does."
    assert ("WARDEN", ":", "I keep it, and nobody else does.") in content_of(coder, text)


def test_a_title_in_marks_is_not_what_somebody_said(coder: Coder) -> None:
    text = "In the film “River of Stones,” the director argued that the dam had failed."
    assert content_of(coder, text) == [("the director", "argued", "that the dam had failed")]


def test_a_wish_gives_an_event_no_voice(coder: Coder) -> None:
    text = "Kenya wants Uganda to withdraw its troops. Kenya said Uganda had withdrawn its troops."
    voiced = {one.cue.quote: one.voiced for one in attributions(coder, text)}
    assert voiced["said"]
    assert not voiced["wants"]


def test_an_accusation_is_its_speakers_act(coder: Coder) -> None:
    found = coder.code("Turkish President Erdogan accused Israel of obstructing aid.", published_on="2025-11-03")
    assert [(event.type, event.attribution) for event in found] == [("ACCUSE", ())]


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_no_content_overlaps_its_cue_whatever_the_words(coder: Coder, words: list[str]) -> None:
    text = "Kenya said that " + " ".join(words) + "."
    for one in attributions(coder, text):
        assert one.content
        assert all(not one.cue.span.overlaps(span) for span in one.content)


@given(st.lists(st.sampled_from(["“", "”", '"', "''", "‘", "’", "'", "«", "»", "word", " ", ",", "\n"]), max_size=60))
def test_quotations_stand_in_order_and_apart(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    found = find_quotations(Document(text=text, blocks=(Block("paragraph", 0, len(text)),)))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_an_unclosed_mark_leaves_the_next_paragraph_alone(coder: Coder) -> None:
    text = "“The pass is open, the guide said.\n\nThe mayor said that the road was closed."
    assert ("The mayor", "said", "that the road was closed") in content_of(coder, text)


def test_a_megabyte_without_a_sentence_end_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "“no” he said and " * count
        tokens = tuple(
            Token(index, found.start(), found.end(), found[0], *TAGS.get(found[0], PLAIN), index - index % 5)
            for index, found in enumerate(re.finditer(r"\w+|[“”]", text))
        )
        document = Document(text=text, blocks=(Block("paragraph", 0, len(text)),))
        sentences = tuple(
            Sentence(at, group[0].start, group[-1].end, "paragraph", 0, group)
            for at, group in enumerate(_cut(tokens, 400))
        )
        started = time.process_time()
        attribute(document, sentences, Links({}))
        return time.process_time() - started

    seconds(500)
    assert seconds(60_000) < 25 * max(seconds(6_000), 0.02)


def _cut(tokens: tuple[Token, ...], size: int) -> list[tuple[Token, ...]]:
    """Stretches of tokens, each counted from 0, as the language step cuts a text without sentence ends."""
    groups = [tokens[at : at + size] for at in range(0, len(tokens), size)]
    return [
        tuple(replace(token, index=at, head=min(at - at % 5 + 4, len(group) - 1)) for at, token in enumerate(group))
        for group in groups
    ]


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
