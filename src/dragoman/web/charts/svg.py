"""SVG: elements with their attributes, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from dragoman.web.templating import plain

INK: Final = "#55595f"
GRID: Final = "#e0dcd2"
AXIS: Final = "#8b8779"
LAND: Final = "#d5d0c4"
TONES: Final = {1: "#1c5a8e", 2: "#24683a", 3: "#855000", 4: "#9e2a2b"}
"""Quad class → colour, as the style sheet has it in the light theme."""
FONT: Final = "system-ui, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"

_HEAD: Final = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')


def element(tag: str, *children: object, **attributes: object) -> Markup:
    """An element; an attribute's `_` stands for `-`, a last one (`class_`) for nothing; None leaves it out.

    Words lose what isn't seen or would turn their order round.

    >>> element("text", "a < b", x=1, text_anchor="end", class_="tick")
    Markup('<text x="1" text-anchor="end" class="tick">a &lt; b</text>')
    """
    given = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _short(value))
        for name, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(escape(_clean(child)) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, given, inner) if inner else Markup("<{}{}/>").format(tag, given)


def drawing(children: Iterable[Markup], *, width: int, height: int, label: str) -> Markup:
    """A whole picture with what it is called for those who can't see it."""
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="group",
        aria_label=label,
        font_family=FONT,
        font_size=12,
    )


def text(words: str, x: float, y: float, *, anchor: str = "start", tag: str = "") -> Markup:
    """Words in a picture."""
    return element("text", words, x=x, y=y, text_anchor=anchor, fill=INK, class_=tag or None)


def line(x1: float, y1: float, x2: float, y2: float, *, tag: str = "grid") -> Markup:
    """A line of the grid or an axis."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=AXIS if tag == "axis" else GRID, class_=tag)


def picture(svg: Markup) -> str:
    """A picture as a file of its own."""
    return _HEAD + svg


def _short(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else _clean(value)


def _clean(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
