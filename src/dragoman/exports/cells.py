"""Cells: what text, numbers and lists become where a format has rows and lines.

News text holds what breaks careless readers: tabs, line separators, control characters, lone surrogates. One rule
serves all formats, so that a name reads the same in each of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

Cell = str | int | float | None

# Controls and Unicode's line separators end lines for some readers; XML can't hold the last two code points at all.
_BREAKING = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# JSON may hold these as they are, but readers that split lines by Unicode's rules would break a record at them.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def plain(text: str) -> str:
    r"""Text on one line that any encoder takes: white space and controls become one space, broken letters U+FFFD.

    >>> plain("  two\tcells\r\nand a \ud800 ")
    'two cells and a �'
    """
    return _BREAKING.sub(" ", encodable(text)).strip()


def encodable(text: str) -> str:
    """Text as it is but for lone surrogates, which no encoder takes: they become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def number(value: float | None) -> str:
    """A number with all its digits and a point, whatever the locale; empty for None."""
    return "" if value is None else repr(value)


def joined(values: Iterable[str], *, separator: str = ";", empty: str = "") -> str:
    """Values in one cell; a separator inside a value becomes a comma.

    Args:
        values: In order, each with its own place.
        separator: What stands between two.
        empty: What stands for an empty value.

    >>> joined(["PAK", "", "TUR; SYR"], empty="None")
    'PAK;None;TUR, SYR'
    """
    return separator.join(plain(value).replace(separator, ",") or empty for value in values)


def tsv_row(cells: Iterable[Cell]) -> str:
    r"""A line of tab-separated values, which ends with `\n`; None is an empty cell.

    Readers differ on whether a straight double quotation mark opens a quoted cell, so it becomes a single one.

    >>> tsv_row(["a\tb", None, 2, -0.5, 'the "deal"'])
    "a b\t\t2\t-0.5\tthe 'deal'\n"
    """
    return "\t".join(_tsv_cell(cell) for cell in cells) + "\n"


def json_line(value: object) -> str:
    """A value as JSON on one line, without the line break: letters of every script as they are, broken ones U+FFFD."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", encodable(line))


def _tsv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return plain(cell).replace('"', "'") if isinstance(cell, str) else number(cell)
