"""The picture of a position matrix: a row for an issue, a column for a holder, in each cell where they stand now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Final

from markupsafe import Markup

from dragoman.views.position_matrix import Matrix, Row
from dragoman.views.positions import Line
from dragoman.web.charts.svg import GRID, INK, TONES, drawing, element, line, text

_ISSUE, _HOLDER = 300, 130
_LINE, _PAD = 16, 9
_ISSUE_LETTERS: Final = 44
"""About as many letters of the font fit into the first column, and into one of the others."""
_HOLDER_LETTERS: Final = 18
_MOST_LINES: Final = 3
"""Lines of an issue, or of a holder's name, before it is cut short."""


def position_matrix(matrix: Matrix, *, label: str, link: Callable[[Line], str]) -> Markup:
    """The picture of a matrix.

    Args:
        matrix: Holders and issues; of nothing the picture is empty.
        label: What it is called.
        link: The address of where a holder stands now.
    """
    width = _ISSUE + _HOLDER * len(matrix.holders)
    heads = [_wrapped(one.name, _HOLDER_LETTERS) for one in matrix.holders]
    y = _PAD + _LINE * max(map(len, heads), default=1) + _PAD
    parts = [part for at, head in enumerate(heads) for part in _words(head, _column(at), _PAD, bold=True)]
    for row in matrix.rows:
        parts.append(line(0, y, width, y))
        issue = _wrapped(row.issue, _ISSUE_LETTERS)
        parts += _words(issue, _PAD, y + _PAD)
        parts += [cell for at, holder in enumerate(matrix.holders) for cell in _cell(row, holder.id, at, y, link)]
        most = max([len(issue), *(2 * len(lines) for lines in row.cells.values())])
        y += 2 * _PAD + _LINE * most
    edges = [line(_column(at) - _PAD, 0, _column(at) - _PAD, y) for at in range(len(heads))]
    frame = element("rect", x=0.5, y=0.5, width=width - 1, height=y - 1, fill="none", stroke=GRID, class_="grid")
    return drawing([*edges, *parts, frame], width=width, height=y, label=label)


def _cell(row: Row, holder: str, at: int, y: float, link: Callable[[Line], str]) -> list[Markup]:
    lines = row.cells.get(holder, [])
    return [_stand(one, _column(at), y + _PAD + 2 * _LINE * number, link(one)) for number, one in enumerate(lines)]


def _stand(one: Line, x: float, y: float, address: str) -> Markup:
    """Where a holder stands: the stance in the colour of its class, and below what is new in it."""
    event = one.latest.act.event
    assert event.position is not None
    tone = TONES[event.quad]
    many = len(one.stages) + one.left_out
    stance = element("text", event.position.stance, x=x, y=y + 12, fill=tone, font_weight="bold", class_="stance")
    label = text(f"{one.latest.label}, {many}×" if many > 1 else one.latest.label, x, y + 12 + _LINE)
    said_on = f"{one.latest.act.said_on}: " if one.latest.act.said_on else ""
    title = element("title", f"{said_on}{event.evidence[0].quote}")
    return element("a", title, stance, label, href=address, class_=f"q{event.quad}")


def _column(at: int) -> float:
    return _ISSUE + _HOLDER * at + _PAD


def _wrapped(words: str, letters: int) -> Sequence[str]:
    return wrap(words, letters, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _words(lines: Sequence[str], x: float, y: float, *, bold: bool = False) -> list[Markup]:
    weight = "bold" if bold else None
    return [
        element("text", words, x=x, y=y + 12 + _LINE * at, fill=INK, font_weight=weight, class_="name")
        for at, words in enumerate(lines)
    ]
