"""Pages: what a reader sees, with and without anything in the ledger, and of hostile reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.unit.web.servers import Browser, Server

from dragoman.model import CoderVersion, Record
from dragoman.web.pages.first import EXAMPLE, EXAMPLE_DAY
from dragoman.web.security.headers import HEADERS

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TEXT = "Norway and Kenya signed a fisheries treaty in Oslo on Monday. Kenya accused Peru of piracy."


class _Elements(HTMLParser):
    """The elements of a page, and whether they nest."""

    VOID = frozenset("meta link input br img hr".split())

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _elements(answer) -> _Elements:  # type: ignore[no-untyped-def]
    assert answer.status_code < 500, answer.text
    elements = _Elements(answer.text)
    for tag, attributes in elements.found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src", "").startswith("/static/")  # type: ignore[union-attr]
        assert not {name for name in attributes if name == "style" or name.startswith("on")}
        for name in ("src", "href", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("/", "#", "?")), f"{tag} leads to {value}"
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return elements


def _code(browser: Browser, **fields: str):  # type: ignore[no-untyped-def]
    answer = browser.submit("/codings", fields, shown_at="/add")
    return browser.get(answer.headers["location"]) if answer.status_code == 303 else answer


def test_an_empty_ledger_says_what_to_do(empty_server: Server) -> None:
    answer = empty_server.browser().get("/")
    _elements(answer)
    assert "Read your first report" in answer.text
    assert 'name="text"' in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/reports",
        "/events",
        "/search?q=treaty",
        "/dyads",
        "/dyads/NOR/KEN",
        "/actors",
        "/network",
        "/map",
        "/compare",
        "/review",
        "/add",
        "/api",
    ],
)
def test_every_page_works_on_an_empty_ledger(empty_server: Server, address: str) -> None:
    answer = empty_server.browser().get(address)
    assert answer.status_code == 200
    _elements(answer)


@pytest.mark.parametrize(
    "address",
    ["/", "/reports", "/events", "/events?type=CONSULT&status=actual&since=1978-01-01", "/search?q=Oslo",
     "/dyads/NOR/KEN", "/dyads/nobody/%3Cb%3E", "/actors", "/actors/NOR", "/actors/nobody", "/network",
     "/network?by=entity", "/map",
     "/compare?what=actors&a=NOR&b=KEN", "/review", "/api", "/add?example=1", "/events?who=%3Cscript%3E", "/nowhere"],
)  # fmt: skip
def test_every_page_is_well_formed_and_leads_nowhere_else(open_server: Server, address: str) -> None:
    _elements(open_server.browser().get(address))


def test_every_answer_carries_the_security_headers(open_server: Server) -> None:
    browser = open_server.browser()
    for address in ("/", "/nowhere", "/api/v1/nowhere", "/static/x/room.css", "/events?type=X"):
        headers = browser.get(address).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "'unsafe" not in HEADERS["Content-Security-Policy"]
    assert browser.get("/", headers={"Host": "evil.example"}).headers["X-Frame-Options"] == "DENY"


def test_what_nobody_foresaw_is_told_in_our_words_and_with_the_headers(
    open_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of our insides")

    monkeypatch.setattr("dragoman.web.pages.report.stored_reports", break_)
    answer = open_server.browser().get("/reports")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_a_pasted_report_is_shown_coded_and_nothing_is_stored(empty_server: Server) -> None:
    browser = empty_server.browser()
    answer = _code(browser, text=EXAMPLE, published_on=EXAMPLE_DAY)
    elements = _elements(answer)
    marks = [attributes for tag, attributes in elements.found if tag == "mark" and "data-events" in attributes]
    assert marks
    links = {attributes.get("href") for tag, attributes in elements.found if tag == "a"}
    cards = {f"#{attributes['id']}" for tag, attributes in elements.found if tag == "article"}
    assert cards <= links, "every event is led to from the text"
    assert "Not kept yet" in answer.text
    assert "Read your first report" in browser.get("/").text


def test_what_is_kept_stands_in_the_ledger_once(empty_server: Server) -> None:
    browser = empty_server.browser()
    for _ in range(2):
        coded = browser.submit("/codings", {"text": TEXT, "published_on": "1978-09-19"}, shown_at="/add")
        kept = browser.submit(f"{coded.headers['location']}/keep", shown_at="/add")
        assert kept.headers["location"].startswith("/reports/")
        answer = browser.get(kept.headers["location"])
        _elements(answer)
        assert "Event and evidence" in answer.text
    assert "1 report" in browser.get("/").text


def test_a_browser_s_line_breaks_do_not_change_the_report(empty_server: Server) -> None:
    browser = empty_server.browser()
    locations = []
    for text in (EXAMPLE, EXAMPLE.replace("\n", "\r\n")):
        coded = browser.submit("/codings", {"text": text, "published_on": EXAMPLE_DAY}, shown_at="/add")
        kept = browser.submit(f"{coded.headers['location']}/keep", shown_at="/add")
        locations.append(kept.headers["location"])
    assert locations[0] == locations[1]


HOSTILE = {
    "script": f"<script>alert(1)</script> {TEXT} <img src=x onerror=alert(2)> </p></section>",
    "overrides": f"\u202e{TEXT}\u202c \u2066Norway\u2069 met \u202dPeru in Lima on Tuesday.",
    "entities": f"&lt;script&gt; &#x202e; {TEXT}",
    "controls": f"{TEXT} \x07\x1b[31m Norway met Kenya. \x85 \u2028",
    "emoji": f"🇳🇴🇰🇪 {TEXT} 👩🏽‍🚀" + "e\u0301" * 50,
    "template": "{{ 7 * 7 }} {% raw %} " + TEXT,
    "long line": f"{TEXT} " * 40,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_report_renders_harmless(empty_server: Server, text: str) -> None:
    browser = empty_server.browser()
    answer = _code(browser, text=text, title=text[:500], publisher=text[:500], url=text[:500])
    assert answer.status_code == 200
    elements = _elements(answer)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer.text), "nothing turns the order of the page round"
    shown = "".join(elements.texts)
    if "<script>" in text:
        assert "<script>alert(1)</script>" in shown
    if "\u202e" in text:
        assert "U+202E" in shown
    assert "{{ 7 * 7 }}" in shown or "7 * 7" not in text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "x" * 5_000_000}, "characters long"),
        ({"text": "   \n "}, "Paste the report"),
        ({"text": TEXT, "published_on": "yesterday"}, "Write the day like 2025-11-03"),
        ({"text": TEXT, "title": "x" * 3000}, "longer than 2,000 characters"),
        ({"text": "null \0 byte " + TEXT}, "zero characters"),
        ({"text": "Die Minister trafen sich am Montag in Berlin und sprachen über den Vertrag."}, "English"),
        ({"text": "1234 5678"}, "no words"),
    ],
    ids=["5 MB of one word", "blank", "date", "title", "zero byte", "German", "no words"],
)
def test_what_cannot_be_coded_leads_back_to_the_form_with_the_reason(
    empty_server: Server, fields: dict[str, str], reason: str
) -> None:
    answer = _code(empty_server.browser(), **fields)
    assert answer.status_code == 422
    assert reason in answer.text
    _elements(answer)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("report.txt", b"\xff\xfe broken \xc3\x28 " * 20, "report.txt"),
        ("report.pdf", b"%PDF-1.7 ...", "ending that dragoman doesn&#39;t know"),
        ("report.txt", b"%PDF-1.7 ...", "looks like a PDF"),
        ("report.txt", b"", "is empty"),
        ("report.json", b"{not json", "report.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    empty_server: Server, name: str, content: bytes, reason: str
) -> None:
    browser = empty_server.browser()
    answer = browser.submit("/codings", {"text": ""}, shown_at="/add", files={"files": (name, content)})
    assert answer.status_code == 422
    assert reason in answer.text


def test_bytes_that_are_no_utf8_in_a_field_are_harmless(empty_server: Server) -> None:
    browser = empty_server.browser()
    token = browser.form_token("/add")
    body = (
        b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + token.encode() + b"\r\n--x\r\n"
        b'Content-Disposition: form-data; name="text"\r\n\r\nNorway met Kenya \xff\xfe\xc3( in Oslo.\r\n--x--\r\n'
    )
    answer = browser.client.post("/codings", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code in {303, 422}


def test_files_are_coded_together_and_kept_together(empty_server: Server) -> None:
    browser = empty_server.browser()
    files = [("files", (path.name, path.read_bytes())) for path in sorted(EXAMPLES.glob("*.txt"))]
    coded = browser.submit("/codings", {}, shown_at="/add", files=[*files, ("files", ("broken.txt", b"\0\1"))])
    empty_server.room.desk.find(coded.headers["location"].rpartition("/")[2], owner="local").done.wait(60)  # type: ignore[union-attr]
    page = browser.get(coded.headers["location"])
    _elements(page)
    assert "4 of 4 reports" in page.text
    assert "broken.txt" in page.text
    assert _elements(browser.get(f"{coded.headers['location']}/reports/1"))
    kept = browser.submit(f"{coded.headers['location']}/keep", shown_at="/add")
    assert "Kept: 3 reports" in browser.get(kept.headers["location"]).text


def test_events_are_listed_by_day_and_narrowed_by_the_address(open_server: Server) -> None:
    browser = open_server.browser()
    everything = browser.get("/events").text
    assert "4 October 1978" in everything
    narrowed = browser.get("/events?type=ACCUSE").text
    assert "1 event" in narrowed
    assert "Ken → Nor" in narrowed
    assert "Nothing in the record answers to this" in browser.get("/events?type=ASSAULT").text


@pytest.mark.parametrize("query", ["type=NONSENSE", "since=soon", "quad=9", "limit=0", "min_confidence=2", "offset=-1"])
def test_a_filter_that_cannot_be_understood_is_told(open_server: Server, query: str) -> None:
    answer = open_server.browser().get(f"/events?{query}")
    assert answer.status_code == 422
    assert "The filter can&#39;t be understood" in answer.text or "understood" in answer.text


def test_a_filter_with_empty_fields_asks_for_everything(open_server: Server) -> None:
    browser = open_server.browser()
    blank = "/events?who=&whom=&since=&until=&text=&place=&min_confidence=&as_of=&context="
    assert browser.get(blank).status_code == 200
    count = re.compile(r"of \d+ events")
    assert count.findall(browser.get(blank).text) == count.findall(browser.get("/events").text)


def test_an_event_shows_its_accounts_with_the_words_they_rest_on(open_server: Server) -> None:
    browser = open_server.browser()
    id = browser.get("/api/v1/events?type=ACCUSE").json()["items"][0]["id"]
    answer = browser.get(f"/events/{id}")
    _elements(answer)
    assert '<span class="part anchor">accused</span>' in answer.text
    assert "in the report&#39;s own voice" in answer.text


def test_an_event_told_by_several_says_why_they_are_one(
    empty_server: Server, make_record: Callable[..., Record]
) -> None:
    records = [
        make_record(words=f"met {words} in Geneva", day=date(1978, 9, 17), publisher=publisher)
        for words, publisher in (("for talks on fish", "Harbour Wire"), ("for talks about fish", "Lantern Post"))
    ]
    empty_server.room.ledger.add(records, coder=CoderVersion("frames", "1"))
    browser = empty_server.browser()
    found = browser.get("/api/v1/events").json()["items"]
    if len(found) == 1:
        assert "Why these are one event" in browser.get(f"/events/{found[0]['id']}").text


def test_a_theme_is_kept_in_a_cookie_and_back_to_the_page(open_server: Server) -> None:
    browser = open_server.browser()
    answer = browser.submit("/theme", {"theme": "dark", "next": "/events?type=CONSULT"}, shown_at="/add")
    assert answer.headers["location"] == "/events?type=CONSULT"
    assert '<html lang="en" data-theme="dark">' in browser.get("/events").text
    browser.submit("/theme", {"theme": "", "next": "/"}, shown_at="/add")
    assert '<html lang="en">' in browser.get("/events").text


def test_our_files_may_be_kept_for_ever_under_their_fingerprint(open_server: Server) -> None:
    browser = open_server.browser()
    address = re.findall(r'href="(/static/[^"]+room\.css)"', browser.get("/add").text)[0]
    answer = browser.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert browser.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert "immutable" not in browser.get("/static/0/room.css").headers["cache-control"]
    assert browser.get("/static/0/..%2Fapp.py").status_code == 404
    assert browser.get("/static/0/nothing.css").status_code == 404


def test_a_chart_s_points_lead_to_their_events(open_server: Server) -> None:
    browser = open_server.browser()
    text = browser.get("/dyads/NOR/KEN").text
    links = re.findall(r'<a href="(/events\?[^"]+)" class="q\d"', text)
    assert links
    for link in links:
        events = browser.get(link.replace("&amp;", "&"))
        assert events.status_code == 200
        assert "Nothing in the record" not in events.text


def test_a_chart_can_be_had_as_a_picture(open_server: Server) -> None:
    answer = open_server.browser().get("/dyads/NOR/KEN/chart.svg?direction=together")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.startswith("<?xml")
    assert "style" not in answer.text


def test_the_first_page_weighs_little(open_server: Server) -> None:
    browser = open_server.browser()
    page = browser.get("/")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    assert len(page.content) + sum(len(browser.get(file).content) for file in files) < 100_000


@pytest.mark.parametrize(
    "address", ["/reports", "/events", "/search?q=Norway", "/review", "/network", "/map", "/positions"]
)
def test_what_a_page_lists_can_be_taken_away_as_a_table(open_server: Server, address: str) -> None:
    browser = open_server.browser()
    page = _elements(browser.get(address))
    files = [str(attributes["href"]) for tag, attributes in page.found if tag == "a" and "download" in attributes]
    answers = [browser.get(one) for one in files]
    assert {answer.status_code for answer in answers} == {200}
    kinds = {answer.headers["content-type"].partition(";")[0] for answer in answers}
    assert {"text/csv", "application/json"} <= kinds
    assert ("image/svg+xml" in kinds) == (address in {"/network", "/map", "/positions"})


def test_the_passages_found_are_a_table_with_their_events(open_server: Server) -> None:
    browser = open_server.browser()
    found = browser.get("/api/v1/search?q=Geneva").json()["items"]
    table = browser.get("/api/v1/search?q=Geneva&format=csv").text
    assert table.count("\r\n") == 1 + len(found) > 1
    assert all(event["id"] in table for hit in found for event in hit["events"])
