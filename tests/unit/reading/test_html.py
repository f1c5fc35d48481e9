from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import ReadingError
from dragoman.model import Document, Report
from dragoman.reading import read

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Coastal states sign accord | The Strait Courier</title>
<meta property="og:title" content="Coastal states sign accord">
<meta property="og:site_name" content="The Strait Courier">
<link rel="canonical" href="https://courier.example/2025/11/accord">
<meta property="article:published_time" content="2025-11-03T23:30:00-05:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Coastal states sign accord</h1>
<p>The foreign ministers of the two coastal states signed an <a href="/f">accord</a> on fishing rights
   on Monday, ending a year of talks over the strait.</p>
<h2>Quotas for both fleets</h2>
<p>Under the accord, each fleet may take half of the <em>agreed catch</em>, the foreign ministry said.</p>
<blockquote><p>“We have kept our word,” one of the ministers said.</p></blockquote>
<ul><li>Quotas start in January next year.</li><li>A commission will meet twice a year.</li></ul>
<table><tr><td>2026</td><td>1,200 tonnes</td></tr></table>
<p>Neither of the two sides would say when the first boats may cross.<br><br>The islands wait for their share of it.</p>
<figure><img src="a.jpg" alt="x"></figure>
</article><footer>Copyright 2024 The Strait Courier</footer></body></html>"""


def read_page(page: str | bytes) -> Document:
    return read(Report(page, media_type="text/html", name="page.html"))


def test_an_article_is_stored_with_its_headline_and_without_its_page() -> None:
    document = read_page(PAGE)
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("headline", "Coastal states sign accord"),
        (
            "paragraph",
            "The foreign ministers of the two coastal states signed an accord on fishing rights on "
            "Monday, ending a year of "
            "talks over the strait.",
        ),
        ("subhead", "Quotas for both fleets"),
        (
            "paragraph",
            "Under the accord, each fleet may take half of the agreed catch, the foreign ministry said.",
        ),
        ("paragraph", "“We have kept our word,” one of the ministers said."),
        ("paragraph", "Quotas start in January next year."),
        ("paragraph", "A commission will meet twice a year."),
        ("paragraph", "Neither of the two sides would say when the first boats may cross."),
        ("paragraph", "The islands wait for their share of it."),
    ]
    assert document.text == "\n\n".join(document.text[block.start : block.end] for block in document.blocks)


def test_a_page_s_metadata_is_the_document_s() -> None:
    document = read_page(PAGE)
    assert document.title == "Coastal states sign accord"
    assert document.publisher == "The Strait Courier"
    assert document.url == "https://courier.example/2025/11/accord"
    assert document.published_on == date(2025, 11, 3)


def test_what_the_user_says_goes_before_the_page() -> None:
    report = Report(
        PAGE,
        media_type="text/html",
        title="Accord",
        publisher="Wire",
        url="https://a.example/",
        published_on=date(2025, 11, 5),
    )
    document = read(report)
    assert (document.title, document.publisher, document.url) == ("Accord", "Wire", "https://a.example/")
    assert document.published_on == date(2025, 11, 5)


def test_a_page_in_a_declared_encoding_reads_the_same() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"')
    assert read_page(page.encode("cp1252")).text == read_page(PAGE).text


def test_an_xhtml_page_with_its_own_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + PAGE.replace(
        ' lang="en"', ' xmlns="http://www.w3.org/1999/xhtml"'
    )
    assert read_page(page).text == read_page(PAGE).text


def test_a_fragment_from_a_feed_is_read() -> None:
    document = read_page(
        "<p>The two ministers said that they had <b>signed</b> it.</p><p>They then left for the islands.</p>"
    )
    assert document.text == "The two ministers said that they had signed it.\n\nThey then left for the islands."


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>App</title></head><body><script>start()</script><div id='root'></div></body></html>",
        "<html><body><nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>World</a></li></ul></nav></body></html>",
        "<html>",
    ],
)
def test_html_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(ReadingError, match=r"page.html: holds no article"):
        read_page(page)


def test_the_same_page_gives_the_same_document() -> None:
    assert read_page(PAGE) == read_page(PAGE)
