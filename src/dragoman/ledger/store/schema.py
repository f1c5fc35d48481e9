"""The ledger's tables.

What was said (`report`, `coding`, `claim`) and what was held of it (`judgement`) is only ever added to. What follows
from these (`occurrence` and the tables under it) is kept in versions: a row holds from one revision until another, so
that a question can be asked as of any revision. A revision is one committed change; its number rises with time.

Calendar days are text in ISO 8601, times are text in ISO 8601, UTC: both sort as they are, in every store alike.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata: Final = MetaData()


def _number(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True)


def _of(table: str, key: str = "number", *, name: str | None = None, primary_key: bool = False) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{table}.{key}"), nullable=False, primary_key=primary_key)


revision = Table(
    "revision",
    metadata,
    _number(),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("what", String, nullable=False),
    Index("revision_by_time", "at"),
    comment="One committed change of the ledger.",
)

report = Table(
    "report",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False, comment="JSON: [[kind, start, end], …]"),
    Column("name", String, nullable=False),
    Column("title", String),
    Column("url", String),
    Column("publisher", String),
    Column("published_on", String),
    _of("revision"),
    Index("report_by_day", "published_on"),
    Index("report_by_publisher", "publisher"),
    comment="A report as read; its id is the document's.",
)

coding = Table(
    "coding",
    metadata,
    _number(),
    _of("report"),
    Column("coder", String, nullable=False),
    Column("version", String, nullable=False),
    Column("attributions", Text, nullable=False, comment="JSON: the attributions of the report"),
    _of("revision", name="from_revision"),
    Column("until_revision", Integer, ForeignKey("revision.number")),
    UniqueConstraint("report", "coder", "version", name="one_coding_a_version"),
    comment="What one version of a coder made of a report; the newest holds.",
)

claim = Table(
    "claim",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    _of("coding"),
    _of("report"),
    Column("start", Integer, nullable=False, comment="Where its deciding words begin in the report's text"),
    Column("end", Integer, nullable=False),
    Column("wire", Text, nullable=False, comment="The event in the wire format, version 1"),
    Index("claim_by_coding", "coding"),
    # With the place of the words, so that a search for passages need not read the wire lines.
    Index("claim_by_report", "report", "start", "end"),
    comment="An event as one report tells it.",
)

judgement = Table(
    "judgement",
    metadata,
    _number(),
    Column("question", String, nullable=False),
    Column("answer", Text, nullable=False, comment="JSON"),
    Column("by", String, nullable=False),
    Column("machine", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("supersedes", Integer, ForeignKey("judgement.number")),
    _of("revision"),
    Index("judgement_by_question", "question", "number"),
    comment="What somebody held of something; the newest on a question holds, a person's before a machine's.",
)

claim_key = Table(
    "claim_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="As ledger.tellings.blocking makes it"),
    _of("claim", primary_key=True),
    sqlite_with_rowid=False,
    comment="Claims that share a key may tell one occurrence.",
)

claim_link = Table(
    "claim_link",
    metadata,
    Column("a", Integer, ForeignKey("claim.number"), primary_key=True),
    Column("b", Integer, ForeignKey("claim.number"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index("claim_link_back", "b"),
    comment="Two claims that the machine takes for one occurrence; a < b.",
)

claim_pair = Table(
    "claim_pair",
    metadata,
    Column("a", Integer, ForeignKey("claim.number"), primary_key=True),
    Column("b", Integer, ForeignKey("claim.number"), primary_key=True),
    Index("claim_pair_back", "b"),
    comment="Two claims of which a person judged whether they are one (question same:…); a < b.",
)

report_band = Table(
    "report_band",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False, comment="As ledger.store.filing writes it"),
    _of("report", primary_key=True),
    sqlite_with_rowid=False,
    comment="Reports that share a band of their MinHash signature may be copies.",
)

report_link = Table(
    "report_link",
    metadata,
    Column("a", Integer, ForeignKey("report.number"), primary_key=True),
    Column("b", Integer, ForeignKey("report.number"), primary_key=True),
    Column("similarity", Float, nullable=False),
    Index("report_link_back", "b"),
    comment="Two reports of nearly the same words; a < b.",
)

occurrence = Table(
    "occurrence",
    metadata,
    _number(),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("cameo", String, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("plover_score", Float, nullable=False),
    Column("goldstein", Float, nullable=False),
    Column("start", String),
    Column("end", String),
    Column("precision", String),
    Column("basis", String),
    Column("day", String, comment="Where it stands in time: its first day, else the first day of publication"),
    Column("place", String),
    Column("country", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames_id", Integer),
    Column("actors", Text, nullable=False, comment="Entity ids, joined by ;"),
    Column("recipients", Text, nullable=False, comment="Entity ids, joined by ;"),
    Column("contexts", Text, nullable=False, comment="PLOVER contexts, joined by ;"),
    Column("tellings", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("independent_sources", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("conflicts", Integer, nullable=False),
    _of("revision", name="from_revision"),
    Column("until_revision", Integer, ForeignKey("revision.number")),
    Index("occurrence_by_id", "id"),
    # Each holds all that its questions read of many occurrences, so that their rows need not be looked up.
    Index("occurrence_by_day", "until_revision", "day", "id", "from_revision", "type", "status", "quad", "confidence"),
    Index("occurrence_by_type", "until_revision", "type", "status", "quad", "country", "contexts"),
    Index("occurrence_by_place", "until_revision", "place", "country", "lat", "lon", "quad", "goldstein"),
    Index(
        "occurrence_by_parties",
        *("until_revision", "actors", "recipients", "goldstein", "day", "type", "status", "quad"),
    ),
    comment="A version of one event in the world.",
)

occurrence_claim = Table(
    "occurrence_claim",
    metadata,
    _of("occurrence", primary_key=True),
    _of("claim", primary_key=True),
    Index("occurrence_claim_back", "claim", "occurrence"),
    comment="What tells an occurrence.",
)

occurrence_party = Table(
    "occurrence_party",
    metadata,
    _of("occurrence", primary_key=True),
    Column("role", String, primary_key=True, comment="actor, recipient, about, mediator, source, attendee"),
    Column("position", Integer, primary_key=True),
    Column("entity", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String, comment="ISO alpha-3; of a state its own"),
    Column("sector", String),
    Column("posts", String),
    Index("party_by_entity", "entity", "role", "occurrence"),
    Index("party_by_country", "country", "role", "occurrence"),
    comment="Who has a part in an occurrence.",
)

occurrence_context = Table(
    "occurrence_context",
    metadata,
    _of("occurrence", primary_key=True),
    Column("context", String, primary_key=True),
    Index("context_back", "context", "occurrence"),
    comment="PLOVER contexts of an occurrence.",
)

meeting = Table(
    "meeting",
    metadata,
    _of("occurrence", primary_key=True),
    Column("format", String, nullable=False),
    Column("name", String),
    Column("venue", String),
    Column("venue_country", String),
    Column("level", String),
    Column("host", String),
    Column("agenda", Text),
    Column("parent", Text),
    Column("parent_claim", String, comment="Id of the telling of the larger meeting"),
    comment="The meeting that a CONSULT occurrence tells of.",
)

commitment = Table(
    "commitment",
    metadata,
    _of("occurrence", primary_key=True),
    Column("force", String, nullable=False),
    Column("joint", Boolean, nullable=False),
    Column("action", Text, nullable=False),
    Column("beneficiary", String, comment="Entity ids, joined by ;"),
    Column("amount", String),
    Column("deadline_start", String),
    Column("deadline_end", String),
    Column("conditions", Text),
    Index("commitment_by_deadline", "deadline_end"),
    comment="What an occurrence binds its actors to.",
)

position = Table(
    "position",
    metadata,
    _of("occurrence", primary_key=True),
    Column("stance", String, nullable=False),
    Column("object", Text, nullable=False),
    Column("addressee", String, comment="Entity ids, joined by ;"),
    Column("novelty", String, nullable=False),
    comment="Where the actors of an occurrence stand on something.",
)

passage = Table(
    "passage",
    metadata,
    _number(),
    _of("report"),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("passage_by_report", "report"),
    comment="A block of a report: what full-text search finds.",
)
