"""The language step: a document's blocks → sentences with tokens, a dependency parse and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebook.frames import frames
from dragoman.language.mentions import NamedSpan, find_mentions
from dragoman.language.pipeline_import import load_pipeline
from dragoman.language.repeats import with_repeats
from dragoman.language.view import plain
from dragoman.model import Document, Sentence, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: Longest stretch parsed at once, in code points: spaCy takes memory by the length of a text, about 1 GB per
#: 100,000 words.
MAX_STRETCH = 20_000
#: Longest sentence in tokens; past it a text without sentence ends is cut, so that all later work stays linear.
MAX_TOKENS = 250


#: "NAIROBI, May 16 (Agency) — ": where and when a report was filed, which the parser would take for its subject.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'-]{2,30}(?:, [A-Z][a-z]+)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? ?"
    r"(?:\([^)\n]{2,40}\) ?)?(?:—|–|--?) "
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a block that is parsed at once.

    Attributes:
        block_index: The block's position in the document.
        start: First code point in the document.
        text: The piece in the analysis view.
    """

    block_index: int
    start: int
    text: str


class Parser:
    """Splits, tags and parses documents with a spaCy pipeline.

    Args:
        model: Name or path of the pipeline.
        batch_size: Stretches a batch.

    Raises:
        SettingsError: The pipeline can't be loaded.
    """

    def __init__(self, model: str, *, batch_size: int = 48) -> None:
        self._nlp = load_pipeline(model)
        self._batch_size = batch_size

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """Every sentence of the document, in order; blocks never share one."""
        return with_repeats(tuple(self._sentences(document)))

    def _sentences(self, document: Document) -> Iterator[Sentence]:
        index = 0
        pieces = ((piece.text, piece) for piece in stretches(document))
        with self._nlp.memory_zone():
            for doc, piece in self._nlp.pipe(pieces, as_tuples=True, batch_size=self._batch_size):
                for span in sentence_spans(doc):
                    sentence = _sentence(span, piece, document, index)
                    if sentence:
                        yield sentence
                        index += 1


def stretches(document: Document) -> Iterator[Stretch]:
    """Cut the document into pieces to parse: a block each, or several for a very long block, cut at a space."""
    view = plain(document.text)
    for block_index, block in enumerate(document.blocks):
        dateline = _DATELINE.match(view, block.start, block.end) if block.kind == "paragraph" else None
        start = dateline.end() if dateline else block.start
        while block.end - start > MAX_STRETCH:
            cut = view.rfind(". ", start, start + MAX_STRETCH) + 1 or view.rfind(" ", start, start + MAX_STRETCH)
            cut = cut if cut > start else start + MAX_STRETCH
            yield Stretch(block_index, start, view[start:cut])
            start = cut
        yield Stretch(block_index, start, view[start : block.end])


def sentence_spans(doc: Doc) -> Iterator[Span]:
    """The parser's sentences; one longer than `MAX_TOKENS` is cut."""
    for span in doc.sents:
        for first in range(span.start, span.end, MAX_TOKENS):
            yield doc[first : min(first + MAX_TOKENS, span.end)]


def _sentence(span: Span, piece: Stretch, document: Document, index: int) -> Sentence | None:
    words = [token for token in span if not token.is_space]
    if not words:
        return None
    position = {token.i: place for place, token in enumerate(words)}
    offset = piece.start
    text = document.text
    lemmas = frames().lemmas
    tokens = tuple(
        Token(
            index=place,
            start=offset + token.idx,
            end=offset + token.idx + len(token),
            text=text[offset + token.idx : offset + token.idx + len(token)],
            lemma=token.lemma_ if token.pos_ == "PROPN" else lemmas.get(token.lower_, token.lemma_.lower()),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=position.get(token.head.i, place),
        )
        for place, token in enumerate(words)
    )
    recognised = tuple(_named(ent, position) for ent in span.ents if ent.start in position and ent.end - 1 in position)
    block = document.blocks[piece.block_index]
    bare = Sentence(
        index=index,
        start=tokens[0].start,
        end=tokens[-1].end,
        block=block.kind,
        block_index=piece.block_index,
        tokens=tokens,
    )
    view = piece.text[tokens[0].start - offset : tokens[-1].end - offset]
    return find_mentions(bare, view=view, recognised=recognised)


def _named(ent: Span, position: dict[int, int]) -> NamedSpan:
    return NamedSpan(label=ent.label_, first=position[ent.start], last=position[ent.end - 1] + 1)
