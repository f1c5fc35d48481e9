"""Templating: the environment of the pages' templates; everything that is put in is escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dragoman.codebook import QUADS, codebook
from dragoman.model import Attribution, When, Where
from dragoman.version import __version__
from dragoman.web.assets import Asset
from dragoman.web.links import changed, events_href, href
from dragoman.web.sections import SECTIONS
from dragoman.web.security.form_tokens import MARK

_TURNING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, and marks that turn the order of what stands around them."""
_UNSEEN: Final = re.compile(f"{_TURNING.pattern}|[\u061c\u200b-\u200f\u2060-\u2065\ufeff\ufff9-\ufffb]")
"""These, and all that is not seen; a name needs none of them."""


def make_templates(assets: Mapping[str, Asset]) -> Environment:
    """The environment, with what every template may use."""
    templates = Environment(
        loader=PackageLoader("dragoman.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        plain=plain, shown=shown, number=number, count=count, day=day, span_of=span_of, place=place, words=words
    )
    templates.globals.update(
        asset=lambda name: assets[name].href,
        href=href,
        changed=changed,
        events_href=events_href,
        book=codebook(),
        quads=QUADS,
        chain=chain,
        form_token=MARK,
        sections=SECTIONS,
        version=__version__,
    )
    return templates


def plain(text: str | None) -> str:
    """A name or title on one line, without what isn't seen or would turn its order round.

    >>> plain("Ist\\u202eanbul\\n  talks")
    'Istanbul talks'
    """
    return " ".join(_UNSEEN.sub("", text or "").split())


def shown(text: str) -> Markup:
    """A report's words, escaped; what would turn their order round is made visible instead of having their effect."""
    pieces: list[Markup] = []
    at = 0
    for match in _TURNING.finditer(text):
        name = unicodedata.name(match[0], "control character").lower()
        sign = Markup('<span class="unseen" title="{}">U+{:04X}</span>').format(name, ord(match[0]))
        pieces += [escape(text[at : match.start()]), sign]
        at = match.end()
    return Markup("").join([*pieces, escape(text[at:])])


def words(code: str | None) -> str:
    """A code as words: `in_progress` as "in progress"."""
    return (code or "").replace("_", " ").replace("-", " ")


def number(value: float) -> str:
    """A number with its thousands parted; a decimal with a true minus sign.

    >>> number(12345), number(-2.5)
    ('12,345', '−2.5')
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def count(many: int, noun: str, plural: str = "") -> str:
    """A count with its noun.

    >>> count(1, "event"), count(1200, "story", "stories")
    ('1 event', '1,200 stories')
    """
    return f"{many:,} {noun}" if many == 1 else f"{many:,} {plural or noun + 's'}"


def day(value: date | datetime | str | None) -> str:
    """A day for people.

    >>> day(date(2025, 11, 3))
    '3 November 2025'
    """
    if value is None:
        return "undated"
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found.day} {found:%B %Y}"


def span_of(when: When) -> str:
    """The day or days of an event, as finely as its words tell them.

    >>> span_of(When(date(2025, 11, 3), date(2025, 11, 5), "day"))
    '3 to 5 November 2025'
    """
    start, end = when.start, when.end
    if start is None:
        return f"“{plain(when.expression)}”" if when.expression else "undated"
    if when.precision == "year":
        first, last = f"{start.year}", f"{end.year}" if end else ""
    elif when.precision == "month":
        first, last = f"{start:%B %Y}", f"{end:%B %Y}" if end else ""
    else:
        first, last = day(start), day(end) if end else ""
        if end and (start.year, start.month) == (end.year, end.month) and start != end:
            first = str(start.day)
    return first if last in {"", first} else f"{first} to {last}"


def place(where: Where) -> str:
    """A place with its country; "" where there is none."""
    name = plain(where.name)
    if not name:
        return where.country or ""
    return f"{name}, {where.country}" if where.country and where.country != name else name


def chain(attribution: tuple[Attribution, ...]) -> str:
    """Who says so, from the outlet inwards; "" for the reporter's own voice."""
    return " ← ".join(plain(one.source.entity.name) if one.source else "a source left open" for one in attribution)
