"""Markdown: stored as rendered text, headings and paragraphs joined by blank lines.

Links and emphasis become their words; code blocks, tables, images and raw HTML are left out. A block of YAML between
`---` lines at the top gives the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dragoman.errors import ReadingError
from dragoman.model.report import BlockKind
from dragoman.reading.mapping import DEFAULT_MAPPING
from dragoman.reading.rendered import Rendered, joined

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FRONT_MATTER_LONGEST = 20_000


def render(text: str, *, name: str) -> Rendered:
    """The rendered text of a Markdown file.

    Raises:
        ReadingError: Its front matter dates it in a way that can't be told.
    """
    front, body = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    rendered, stretches = joined(_parts(tokens))
    return Rendered(
        text=rendered,
        stretches=stretches,
        title=DEFAULT_MAPPING.words("title", front),
        url=DEFAULT_MAPPING.words("url", front),
        publisher=DEFAULT_MAPPING.words("publisher", front),
        published_on=_day(front, name),
    )


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """The metadata at the top, and the text after it."""
    found = _FRONT_MATTER.match(text[:_FRONT_MATTER_LONGEST])
    if found is None:
        return {}, text
    try:
        data = yaml.load(
            found[1], Loader=yaml.BaseLoader
        )  # every value a string, so that dates are read as everywhere else
    except yaml.YAMLError:
        return {}, text
    return (data, text[found.end() :]) if isinstance(data, dict) else ({}, text)


def _day(front: dict[str, object], name: str) -> date | None:
    """The day that the front matter gives."""
    try:
        return DEFAULT_MAPPING.day(front)
    except ValueError as error:
        raise ReadingError(name, f"in its front matter: {error}") from None


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, BlockKind | None]]:
    """The headings and paragraphs outside tables, each with what it is."""
    tables = 0
    titled = False
    kind: BlockKind | None = None
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            tables += token.nesting
        elif token.type == "heading_open":
            kind = "subhead" if titled or token.tag != "h1" else "headline"
            titled = titled or kind == "headline"
        elif token.type == "paragraph_open":
            kind = "paragraph" if token.level else None  # in a list or a quotation
        elif token.type == "inline" and not tables:
            yield _plain(token.children or ()), kind


def _plain(children: Sequence[Token]) -> str:
    """The words of an inline token: what a reader sees of it, but for images."""
    words: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" " if child.type == "softbreak" else "\n")
    return "".join(words)
