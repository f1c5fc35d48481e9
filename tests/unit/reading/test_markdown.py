from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import ReadingError
from dragoman.model import Document, Report
from dragoman.reading import read

PAGE = """\
# Coastal states sign *fishing* accord

By Our Correspondent

The **foreign ministers** of the two coastal states signed an [accord](https://example.org/a) on fishing
rights on Monday, ending a year of talks. ![the ministers](photo.jpg)

## Quotas for both fleets

> “We have kept our word,” one of them said.

- Each fleet may take `half` of the catch.
- A commission meets &amp; reports twice a year.

| year | tonnes |
|------|--------|
| 2026 | 1,200  |

```python
print("not news")
```

    indented code

<div>raw</div>

Neither side would say when.\\
That is all.
"""


def read_page(text: str) -> Document:
    return read(Report(text, media_type="text/markdown", name="page.md"))


def test_a_page_is_stored_as_a_reader_sees_it() -> None:
    document = read_page(PAGE)
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("headline", "Coastal states sign fishing accord"),
        ("label", "By Our Correspondent"),
        (
            "paragraph",
            (
                "The foreign ministers of the two coastal states signed an accord on fishing rights on "
                "Monday, ending a year of talks."
            ),
        ),
        ("subhead", "Quotas for both fleets"),
        ("paragraph", "“We have kept our word,” one of them said."),
        ("paragraph", "Each fleet may take half of the catch."),
        ("paragraph", "A commission meets & reports twice a year."),
        ("paragraph", "Neither side would say when.\nThat is all."),
    ]
    assert document.title == "Coastal states sign fishing accord"
    assert document.text == "\n\n".join(document.text[block.start : block.end] for block in document.blocks)


def test_a_page_without_a_first_level_heading_takes_its_first_heading() -> None:
    document = read_page("### Accord signed\n\nThe two ministers said that they had signed the accord.\n")
    assert document.title == "Accord signed"


def test_front_matter_is_metadata_and_no_text() -> None:
    page = (
        "---\ntitle: Accord signed\ndate: 2025-11-03T10:00:00Z\nsource:\n  name: The Strait "
        "Courier\nlink: https://example.org/a\n---\nThe two ministers said that they had signed.\n"
    )
    document = read_page(page)
    assert document.text == "The two ministers said that they had signed."
    assert (document.title, document.published_on, document.publisher, document.url) == (
        "Accord signed",
        date(2025, 11, 3),
        "The Strait Courier",
        "https://example.org/a",
    )


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_page("---\n\nThe two ministers said that they had signed: all of it.\n\n---\n\nThe end of it.\n").blocks


def test_front_matter_with_a_bad_date_names_field_and_form() -> None:
    with pytest.raises(ReadingError, match=r"page\.md: in its front matter: in its field 'date', 'soon' .* 2025-11-03"):
        read_page("---\ndate: soon\n---\nThe two ministers said that they had signed.\n")


def test_a_page_of_code_only_is_refused() -> None:
    with pytest.raises(ReadingError, match="has no words in it"):
        read_page("```\nprint()\n```\n")
