"""The API: the same record as the pages, in JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from tests.unit.web.servers import Server

from dragoman.ledger import Ledger
from dragoman.views import Filter
from dragoman.views.timeline import timeline
from dragoman.wire import from_line

TEXT = "Norway and Kenya signed a fisheries treaty in Oslo on Monday. Kenya accused Peru of piracy."
REPORT = {"text": TEXT, "published_on": "1978-09-19", "publisher": "Harbour Wire"}


@pytest.fixture
def client(open_server: Server) -> Any:
    return open_server.browser().client


def _send(client: Any, method: str, address: str, body: Any = None) -> Any:
    """A call whose JSON may hold what UTF-8 can't: halves of characters, as escapes."""
    if body is None:
        return client.request(method, address)
    return client.request(method, address, content=json.dumps(body), headers={"Content-Type": "application/json"})


def test_the_events_are_those_of_the_view(client: Any, ledger_path: str) -> None:
    with Ledger(ledger_path) as ledger:
        expected = [one.id for one in timeline(ledger, Filter(who=("NOR",))).items]
    found = client.get("/api/v1/events?who=NOR").json()
    assert [one["id"] for one in found["items"]] == expected
    assert found["total"] == len(expected)


def test_the_pages_of_a_list_hold_everything_once(client: Any) -> None:
    everything = [one["id"] for one in client.get("/api/v1/events").json()["items"]]
    collected, address = [], "/api/v1/events?limit=2"
    while address:
        answer = client.get(address)
        collected += [one["id"] for one in answer.json()["items"]]
        address = answer.json()["next"]
        assert (f'<{address}>; rel="next"' == answer.headers.get("link")) or not address
    assert collected == everything


def test_an_event_holds_its_tellings_in_the_wire_format(client: Any) -> None:
    id = client.get("/api/v1/events?type=ACCUSE").json()["items"][0]["id"]
    (telling,) = client.get(f"/api/v1/events/{id}").json()["tellings"]
    event, _ = from_line(json.dumps(telling))
    assert event.type == "ACCUSE"
    assert client.get(f"/api/v1/events/{id[:12]}").json()["id"] == id


def test_a_report_holds_its_text_and_where_its_events_rest(client: Any) -> None:
    id = client.get("/api/v1/reports").json()["items"][0]["id"]
    report = client.get(f"/api/v1/reports/{id}").json()
    for event in report["events"]:
        for one in event["evidence"]:
            assert report["text"][one["start"] : one["end"]] == one["quote"]


def test_an_answer_that_the_caller_has_is_not_sent_again(client: Any) -> None:
    for address in ("/api/v1/events", "/api/v1/reports", "/api/v1/events?format=csv", "/api/v1/dyads/NOR/KEN"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "column"),
    [("/api/v1/events?format=csv", "id"), ("/api/v1/reports?format=csv", "id"),
     ("/api/v1/dyads/NOR/KEN?format=csv", "direction")],
)  # fmt: skip
def test_tables_come_as_csv(client: Any, address: str, column: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert all(row[column] for row in rows)


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed() -> None:
    from dragoman.web.api.answers import table

    rows = list(csv.reader(io.StringIO("".join(table(("a", "b"), [("=1+1", -2), ('say "x",\n', None)])))))
    assert rows == [["a", "b"], ["'=1+1", "-2"], ['say "x",\n', ""]]


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("GET", "/api/v1/nowhere", None, 404),
        ("GET", "/api/v1/events/nothing", None, 404),
        ("GET", "/api/v1/events?type=NONSENSE", None, 422),
        ("GET", "/api/v1/events?limit=100000", None, 422),
        ("GET", "/api/v1/search", None, 422),
        ("DELETE", "/api/v1/events", None, 405),
        ("POST", "/api/v1/codings", {}, 422),
        ("POST", "/api/v1/codings", {"reports": []}, 422),
        ("POST", "/api/v1/codings", {"reports": [{"text": " "}]}, 422),
        ("POST", "/api/v1/codings", {"reports": [{"text": TEXT, "published_on": "soon"}]}, 422),
        ("POST", "/api/v1/codings", {"reports": [{"text": TEXT, "title": "half \ud800"}]}, 422),
    ],
)
def test_errors_are_problem_details(client: Any, method: str, address: str, body: Any, status: int) -> None:
    answer = _send(client, method, address, body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken(client: Any, kind: str) -> None:
    content = json.dumps({"reports": [REPORT]})
    assert client.post("/api/v1/codings", content=content, headers={"Content-Type": kind}).status_code == 415


def test_a_posted_report_is_coded_and_kept_only_when_told(client: Any) -> None:
    before = client.get("/api/v1/reports").json()["total"]
    coded = client.post("/api/v1/codings", json={"reports": [REPORT]})
    assert coded.status_code == 201
    record = coded.json()["reports"][0]["record"]
    assert {event["type"] for event in record["events"]}
    assert client.get("/api/v1/reports").json()["total"] == before
    kept = client.post(f"{coded.headers['location']}/keep")
    assert kept.json()["kept"] == [{"document": record["document"]["id"], "new": True, "events": len(record["events"])}]
    assert client.get("/api/v1/reports").json()["total"] == before + 1
    assert client.post(f"{coded.headers['location']}/keep").json()["kept"][0]["new"] is False


def test_a_report_that_cannot_be_coded_is_named_among_those_that_can(client: Any) -> None:
    posted = {"reports": [REPORT, {"text": "1234"}, {"text": "half \ud800 of a letter"}]}
    outcomes = _send(client, "POST", "/api/v1/codings", posted).json()["reports"]
    assert [one["reason"] is None for one in outcomes] == [True, False, False]
    assert "no words" in outcomes[1]["reason"]
    assert "lone surrogate" in outcomes[2]["reason"]


def _events(text: str) -> list[dict[str, str]]:
    blocks = [block for block in text.strip().split("\n\n") if not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]  # type: ignore[misc]


def test_a_coding_is_watched_by_server_sent_events(client: Any) -> None:
    coded = client.post("/api/v1/codings", json={"reports": [REPORT, {"text": "1234"}]})
    answer = client.get(f"{coded.headers['location']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = _events(answer.text)
    assert [(one["event"], one.get("id")) for one in events] == [("report", "1"), ("report", "2"), ("done", None)]
    assert json.loads(events[1]["data"])["reason"] == "has no words in it"
    rest = client.get(f"{coded.headers['location']}/events", headers={"Last-Event-ID": "1"})
    assert [one.get("id") for one in _events(rest.text)] == ["2", None]


def test_the_search_tells_where_the_words_stand(client: Any) -> None:
    (hit, *_) = client.get("/api/v1/search?q=Oslo").json()["items"]
    assert [hit["text"][one["start"] : one["end"]] for one in hit["marks"]] == ["Oslo"]
    assert hit["events"][0]["type"] == "CONSULT"


def test_the_openapi_document_gives_examples_and_problems(client: Any) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert "application/problem+json" in operation["responses"]["422"]["content"], path
    assert document["components"]["schemas"]["PostedReport"]["examples"]
