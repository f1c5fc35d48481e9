"""Current office holders from Wikidata's query service, as rows of an overlay; only when the user asks for them.

One SPARQL query (SPARQL 1.1, JSON results) asks for people who hold, without an end, the offices that Wikidata ties to
a sovereign state: head of state (P35), head of government (P6), and members of its government by position (P39).
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date

from dragoman.errors import GazetteerError
from dragoman.gazetteer.dates import PartialDate
from dragoman.gazetteer.overlay import Row
from dragoman.version import __version__

SERVICE = "https://query.wikidata.org/sparql"
USER_AGENT = f"dragoman/{__version__} (offline reader of diplomatic news; refreshes office holders when its user asks)"
TIMEOUT_SECONDS = 90.0
LIMIT_BYTES = 64 * 1024 * 1024
#: Wikidata's classes of position → our posts.
POSITIONS = {"Q7330070": "foreign_minister", "Q12407264": "defence_minister", "Q1370804": "finance_minister"}

QUERY = f"""
SELECT ?person ?personLabel ?iso3 ?post ?start WHERE {{
  ?state wdt:P298 ?iso3 .
  {{ ?state p:P35 ?held . ?held ps:P35 ?person . BIND("head_of_state" AS ?post) }}
  UNION {{ ?state p:P6 ?held . ?held ps:P6 ?person . BIND("head_of_government" AS ?post) }}
  UNION {{
    VALUES (?class ?post) {{ {" ".join(f'(wd:{qid} "{post}")' for qid, post in POSITIONS.items())} }}
    ?position wdt:P279 ?class ; wdt:P1001 ?state .
    ?person p:P39 ?held . ?held ps:P39 ?position .
  }}
  ?held pq:P580 ?start .
  FILTER NOT EXISTS {{ ?held pq:P582 ?end }}
  FILTER NOT EXISTS {{ ?held wikibase:rank wikibase:DeprecatedRank }}
  FILTER NOT EXISTS {{ ?person wdt:P570 ?died }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en" }}
}}
"""

Fetch = Callable[[str], bytes]


def ask(query: str) -> bytes:
    """Send a query to the service and return its answer.

    Raises:
        GazetteerError: There is no connection, or the service refuses or answers too much.
    """
    address = f"{SERVICE}?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    request = urllib.request.Request(
        address, headers={"User-Agent": USER_AGENT, "Accept": "application/sparql-results+json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            content: bytes = answer.read(LIMIT_BYTES + 1)
    except (OSError, urllib.error.URLError) as error:
        raise GazetteerError(f"Wikidata's query service gave no answer: {error}") from error
    if len(content) > LIMIT_BYTES:
        raise GazetteerError(f"Wikidata's query service answered more than {LIMIT_BYTES >> 20} MiB")
    return content


def current_holders(fetch: Fetch = ask, *, asked_on: date) -> tuple[Row, ...]:
    """The office holders of today, sorted by state, post and person; a person without an English name is left out.

    Args:
        fetch: What sends the query; tests give recorded answers.
        asked_on: Day of asking, which becomes part of each row's source.

    Raises:
        GazetteerError: No answer, or one that isn't SPARQL JSON.
    """
    try:
        bindings = json.loads(fetch(QUERY))["results"]["bindings"]
        rows = {row.id + row.country + row.post: row for row in _rows(bindings, asked_on)}
    except (ValueError, KeyError, TypeError) as error:
        raise GazetteerError(f"Wikidata's answer isn't of the SPARQL JSON form: {error}") from error
    return tuple(sorted(rows.values(), key=lambda row: (row.country, row.post, row.id)))


def _rows(bindings: list[dict[str, dict[str, str]]], asked_on: date) -> Iterator[Row]:
    for number, binding in enumerate(bindings, start=1):
        id = binding["person"]["value"].rpartition("/")[2]
        name = binding["personLabel"]["value"]
        if name == id:
            continue
        yield Row(
            line=number,
            id=id,
            name=name,
            kind="person",
            country=binding["iso3"]["value"],
            sector="GOV",
            post=binding["post"]["value"],
            start=PartialDate.parse(binding["start"]["value"][:10]),
            end=None,
            aliases=(),
            source=f"Wikidata (CC0), asked {asked_on.isoformat()}",
        )
