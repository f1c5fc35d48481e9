"""Looking up a name or a description on its own, as if a report of a country had just said it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.errors import GazetteerError
from dragoman.gazetteer import gazetteer
from dragoman.model import Block, Document, Link, Links, Sentence

LinkDocument = Callable[[Document], tuple[tuple[Sentence, ...], Links]]
#: What the words are said to do: something that people and states do and places don't.
_FRAME = "{words} said so."


def look_up(words: str, link: LinkDocument, *, on: date | None, within: str | None) -> Link | None:
    """Link words that stand alone; None when they mean nobody known.

    Args:
        words: A name or description.
        link: The walk up to the linking step.
        on: The day; decides who held which office.
        within: Name or code of the country whose report it stands in; decides what "the Foreign Office" is.

    Raises:
        GazetteerError: There is no such country.
    """
    text = _FRAME.format(words=words.strip())
    publisher = _country(within) if within else None
    block = Block("paragraph", 0, len(text))
    document = Document(text=text, blocks=(block,), published_on=on, publisher=publisher)
    sentences, links = link(document)
    end = len(words.strip())
    found = [
        (mention.end - mention.start, linked)
        for sentence in sentences
        for mention in sentence.mentions
        if mention.start < end and (linked := links.of(mention)) is not None
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _country(name: str) -> str:
    """The English name of a country given by name or code, in any case."""
    for country in gazetteer().countries:
        known = {country.iso3, country.iso2, *country.names, *country.demonyms}
        if name.casefold() in {one.casefold() for one in known}:
            return country.name
    raise GazetteerError(f"{name!r} is no country of the gazetteer")
