"""The analysis view: the same text in the same number of code points, in the plain characters that models know.

Offsets found in the view are offsets in the document.
"""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‟": '"',
        "‘": "'",
        "’": "'",
        "‛": "'",
        "′": "'",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "\v": " ",
        "\f": " ",
        "\u0085": " ",
        "\u2028": " ",
        "\u2029": " ",
        "‐": "-",
        "‑": "-",
        "‒": "-",
    }
)


def plain(text: str) -> str:
    """The text with typographic quotes, spaces, hyphens and line breaks made plain; the length stays the same.

    >>> plain("“Türkiye’s”")
    '"Türkiye\\'s"'
    """
    return text.translate(_PLAIN)
