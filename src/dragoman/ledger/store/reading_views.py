"""Reading views: the ledger as SQL views with plain names, for Datasette, DuckDB and whoever writes SQL.

They are the stable face of the file: tables may change from version to version, but a view keeps its columns. They show
what holds now; what held before stands in the tables. docs/reference/ledger.md describes them, and a test compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Column = tuple[str, str, str]
"""A column's name, the SQL that it comes from, and what it holds."""

# Names of an occurrence's parties in one role, by store: neither knows the other's way to join rows to text.
_NAMES: Final = {
    "sqlite": (
        "(SELECT group_concat(name, '; ') FROM (SELECT name FROM occurrence_party "
        "WHERE occurrence = o.number AND role = '{role}' ORDER BY position))"
    ),
    "postgresql": (
        "(SELECT string_agg(name, '; ' ORDER BY position) FROM occurrence_party "
        "WHERE occurrence = o.number AND role = '{role}')"
    ),
}
_STATUS: Final = {"sqlite": "json_extract(j.answer, '$.status')", "postgresql": "CAST(j.answer AS json) ->> 'status'"}

# The newest judgement on a question, a person's before a machine's; a withdrawn one leaves the question open.
_HOLDS: Final = (
    "j.answer <> 'null' AND NOT EXISTS (SELECT 1 FROM judgement AS later WHERE later.question = j.question "
    "AND (later.machine < j.machine OR (later.machine = j.machine AND later.number > j.number)))"
)
_STANDING: Final = (
    "coalesce((SELECT {status} FROM occurrence_claim AS m JOIN claim AS c ON c.number = m.claim "
    "JOIN judgement AS j ON j.question = 'commitment:' || c.id WHERE m.occurrence = o.number AND NOT j.machine "
    f"AND {_HOLDS} ORDER BY j.number DESC LIMIT 1), 'open')"
)
_LIVE: Final = "o.until_revision IS NULL"


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A view that reads the ledger.

    Attributes:
        name: Its name.
        holds: What a row is, in words for the user.
        columns: In order.
        rows: The SQL behind FROM.
    """

    name: str
    holds: str
    columns: tuple[Column, ...]
    rows: str

    def create(self, dialect: str) -> str:
        """The statement that makes it in a store: "sqlite" or "postgresql"."""
        columns = ", ".join(f'{_sql(source, dialect)} AS "{name}"' for name, source, _ in self.columns)
        return f"CREATE VIEW {self.name} AS SELECT {columns} FROM {self.rows}"


def statements(dialect: str) -> tuple[str, ...]:
    """What makes all views in a store: "sqlite" or "postgresql"."""
    return tuple(view.create(dialect) for view in READING_VIEWS)


def _sql(source: str, dialect: str) -> str:
    named = source.replace("{status}", _STATUS[dialect])
    for role in ("actor", "recipient", "attendee"):
        named = named.replace(f"{{{role}}}", _NAMES[dialect].format(role=role))
    return named


_OCCURRENCE: Final[Column] = ("occurrence", "o.id", "id of the occurrence")
_DAY: Final[Column] = ("day", "o.day", "where it stands in time: its first day, else the first day of publication")
_EVENT_STATUS: Final[Column] = ("status", "o.status", "`actual`, `historical`, `future`, `hypothetical` or `negated`")

READING_VIEWS: Final = (
    ReadingView(
        "occurrences",
        "an event in the world, however many reports tell it",
        (
            ("id", "o.id", "id; `dragoman evidence` takes it"),
            _DAY,
            ("type", "o.type", "PLOVER event type"),
            ("mode", "o.mode", "PLOVER mode"),
            _EVENT_STATUS,
            ("actor_names", "{actor}", "who acts, by name, joined by `; `"),
            ("recipient_names", "{recipient}", "whom it is directed at, by name, joined by `; `"),
            ("place", "o.place", "where"),
            ("country", "o.country", "state of the place, ISO 3166 alpha-3"),
            ("latitude", "o.lat", "degrees north, WGS 84"),
            ("longitude", "o.lon", "degrees east, WGS 84"),
            ("first_day", "o.start", "first day, ISO 8601"),
            ("last_day", 'o."end"', "last day"),
            ("precision", "o.precision", "how finely the words date it: `day`, `week`, `month`, `year`"),
            ("dated_by", "o.basis", "`explicit` words, words `relative` to a day, or the day of `publication`"),
            ("cameo", "o.cameo", "CAMEO code"),
            ("quad", "o.quad", "PLOVER quad class, 1 to 4"),
            ("plover_score", "o.plover_score", "PLOVER intensity"),
            ("goldstein", "o.goldstein", "Goldstein score of the CAMEO code"),
            ("contexts", "o.contexts", "PLOVER contexts, joined by `;`"),
            ("actors", "o.actors", "ids of who acts, joined by `;`"),
            ("recipients", "o.recipients", "ids of whom it is directed at, joined by `;`"),
            ("tellings", "o.tellings", "how many events of reports tell it"),
            ("reports", "o.reports", "how many reports"),
            ("independent_sources", "o.independent_sources", "how many of these don't copy one another"),
            ("confidence", "o.confidence", "of the surest telling, from 0 to 1"),
            ("conflicts", "o.conflicts", "how many fields the reports disagree on"),
            ("geonames_id", "o.geonames_id", "GeoNames number of the place"),
        ),
        f"occurrence AS o WHERE {_LIVE}",
    ),
    ReadingView(
        "parties",
        "somebody who has a part in an occurrence",
        (
            _OCCURRENCE,
            ("role", "p.role", "`actor`, `recipient`, `about`, `mediator`, `attendee`, or `source`, who says so"),
            ("position", "p.position", "place among those of the role, from 0"),
            ("entity", "p.entity", "ISO 3166 alpha-3, Wikidata id, or `dragoman:…`"),
            ("name", "p.name", "name"),
            ("kind", "p.kind", "`country`, `person`, `organisation`, `group`, `place`"),
            ("country", "p.country", "state it belongs to; of a state its own"),
            ("sector", "p.sector", "PLOVER sector"),
            ("posts", "p.posts", "offices held that day, joined by `; `"),
            _DAY,
        ),
        f"occurrence_party AS p JOIN occurrence AS o ON o.number = p.occurrence WHERE {_LIVE}",
    ),
    ReadingView(
        "tellings",
        "an event as one report tells it, with the words",
        (
            ("id", "c.id", "id of the event"),
            _OCCURRENCE,
            ("report", "r.id", "id of the report"),
            ("words", 'substr(r.text, c.start + 1, c."end" - c.start)', "the deciding words"),
            (
                "passage",
                "(SELECT p.text FROM passage AS p WHERE p.report = c.report AND p.start <= c.start "
                'AND p."end" > c.start)',
                "the paragraph or headline they stand in",
            ),
            ("words_start", "c.start", "where the words begin in the report's text, in code points"),
            ("words_end", 'c."end"', "one past their end"),
            ("coder", "k.coder", "what coded it"),
            ("coder_version", "k.version", "its version"),
            ("wire", "c.wire", "the event in the wire format, JSON"),
        ),
        "occurrence_claim AS m JOIN occurrence AS o ON o.number = m.occurrence JOIN claim AS c ON c.number = m.claim "
        f"JOIN report AS r ON r.number = c.report JOIN coding AS k ON k.number = c.coding WHERE {_LIVE}",
    ),
    ReadingView(
        "reports",
        "a report as read",
        (
            ("id", "r.id", "id of the report"),
            ("published_on", "r.published_on", "day of publication"),
            ("publisher", "r.publisher", "who published it"),
            ("title", "r.title", "headline"),
            ("url", "r.url", "address"),
            ("name", "r.name", "file or address it was read from"),
            ("text", "r.text", "the text that all offsets count in"),
            ("added_at", "a.at", "when it was added, UTC"),
        ),
        "report AS r JOIN revision AS a ON a.number = r.revision",
    ),
    ReadingView(
        "judgements",
        "what somebody holds of something here",
        (
            ("number", "j.number", "number, rising with time"),
            ("question", "j.question", "`review:…`, `same:…`, `commitment:…` or `follows:…`, with ids of events"),
            ("answer", "j.answer", "the answer, JSON"),
            ("by", "j.by", "who judged"),
            ("machine", "j.machine", "whether the machine did"),
            ("reason", "j.reason", "why"),
            ("at", "a.at", "when, UTC"),
        ),
        f"judgement AS j JOIN revision AS a ON a.number = j.revision WHERE {_HOLDS}",
    ),
    ReadingView(
        "meetings",
        "a meeting",
        (
            _OCCURRENCE,
            _DAY,
            ("name", "f.name", "proper name"),
            ("format", "f.format", "`bilateral`, `multilateral`, `phone` or `visit`"),
            _EVENT_STATUS,
            ("attendee_names", "{attendee}", "who was there, by name, joined by `; `"),
            ("venue", "f.venue", "where"),
            ("venue_country", "f.venue_country", "state of the venue"),
            ("level", "f.level", "rank of those who met"),
            ("host", "f.host", "id of who received the others"),
            ("agenda", "f.agenda", "what was discussed, in the words of a report"),
            ("beside", "f.parent", "the larger meeting it was held beside, in the words of a report"),
        ),
        f"meeting AS f JOIN occurrence AS o ON o.number = f.occurrence WHERE {_LIVE}",
    ),
    ReadingView(
        "commitments",
        "a pledge",
        (
            _OCCURRENCE,
            _DAY,
            ("committer_names", "{actor}", "who commits, by name, joined by `; `"),
            ("action", "f.action", "to what, in the words of a report"),
            ("standing", _STANDING, "how it stands by a person's judgement; `open` where nobody has judged"),
            _EVENT_STATUS,
            ("force", "f.force", "`agreement`, `pledge`, `intent` or `reaffirmation`"),
            ("joint", "f.joint", "whether several commit together"),
            ("beneficiaries", "f.beneficiary", "ids of those for whom, joined by `;`"),
            ("amount", "f.amount", "money or quantity, in the words of a report"),
            ("deadline_start", "f.deadline_start", "first day of the deadline"),
            ("deadline_end", "f.deadline_end", "last day of the deadline"),
            ("conditions", "f.conditions", "on what it depends, in the words of a report"),
        ),
        f"commitment AS f JOIN occurrence AS o ON o.number = f.occurrence WHERE {_LIVE}",
    ),
    ReadingView(
        "positions",
        "where somebody stands on something",
        (
            _OCCURRENCE,
            _DAY,
            ("holder_names", "{actor}", "who holds it, by name, joined by `; `"),
            ("stance", "f.stance", "`demand`, `support`, `oppose`, `reject` or `concern`"),
            ("object", "f.object", "what it is about, in the words of a report"),
            _EVENT_STATUS,
            ("addressees", "f.addressee", "ids of whom it is addressed to, joined by `;`"),
            ("novelty", "f.novelty", "`new` or `reiterated`, as the words say"),
        ),
        f"position AS f JOIN occurrence AS o ON o.number = f.occurrence WHERE {_LIVE}",
    ),
)
