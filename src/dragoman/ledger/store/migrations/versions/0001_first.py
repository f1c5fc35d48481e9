"""The first form of the ledger.

Made by Alembic from `ledger.store.schema`; a test compares the two. A later change is a new file beside this one.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.store.fulltext import POSTGRESQL_DDL, SQLITE_DDL
from dragoman.ledger.store.reading_views import statements

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Make the tables, their indexes and the full-text search."""
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        comment="One committed change of the ledger.",
    )
    op.create_index("revision_by_time", "revision", ["at"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("machine", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["revision.number"],
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"],
            ["judgement.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        comment="What somebody held of something; the newest on a question holds, a person's before a machine's.",
    )
    op.create_index("judgement_by_question", "judgement", ["question", "number"], unique=False)
    op.create_table(
        "occurrence",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("cameo", sa.String(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("plover_score", sa.Float(), nullable=False),
        sa.Column("goldstein", sa.Float(), nullable=False),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("end", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column(
            "day",
            sa.String(),
            nullable=True,
            comment="Where it stands in time: its first day, else the first day of publication",
        ),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=False, comment="Entity ids, joined by ;"),
        sa.Column("recipients", sa.Text(), nullable=False, comment="Entity ids, joined by ;"),
        sa.Column("contexts", sa.Text(), nullable=False, comment="PLOVER contexts, joined by ;"),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_revision"],
            ["revision.number"],
        ),
        sa.ForeignKeyConstraint(
            ["until_revision"],
            ["revision.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        comment="A version of one event in the world.",
    )
    op.create_index(
        "occurrence_by_day",
        "occurrence",
        ["until_revision", "day", "id", "from_revision", "type", "status", "quad", "confidence"],
        unique=False,
    )
    op.create_index("occurrence_by_id", "occurrence", ["id"], unique=False)
    op.create_index(
        "occurrence_by_parties",
        "occurrence",
        ["until_revision", "actors", "recipients", "goldstein", "day", "type", "status", "quad"],
        unique=False,
    )
    op.create_index(
        "occurrence_by_place",
        "occurrence",
        ["until_revision", "place", "country", "lat", "lon", "quad", "goldstein"],
        unique=False,
    )
    op.create_index(
        "occurrence_by_type",
        "occurrence",
        ["until_revision", "type", "status", "quad", "country", "contexts"],
        unique=False,
    )
    op.create_table(
        "report",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False, comment="JSON: [[kind, start, end], …]"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["revision.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        comment="A report as read; its id is the document's.",
    )
    op.create_index("report_by_day", "report", ["published_on"], unique=False)
    op.create_index("report_by_publisher", "report", ["publisher"], unique=False)
    op.create_table(
        "coding",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("attributions", sa.Text(), nullable=False, comment="JSON: the attributions of the report"),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_revision"],
            ["revision.number"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.number"],
        ),
        sa.ForeignKeyConstraint(
            ["until_revision"],
            ["revision.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("report", "coder", "version", name="one_coding_a_version"),
        comment="What one version of a coder made of a report; the newest holds.",
    )
    op.create_table(
        "commitment",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("beneficiary", sa.String(), nullable=True, comment="Entity ids, joined by ;"),
        sa.Column("amount", sa.String(), nullable=True),
        sa.Column("deadline_start", sa.String(), nullable=True),
        sa.Column("deadline_end", sa.String(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence"),
        comment="What an occurrence binds its actors to.",
    )
    op.create_index("commitment_by_deadline", "commitment", ["deadline_end"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("venue_country", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("host", sa.String(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("parent_claim", sa.String(), nullable=True, comment="Id of the telling of the larger meeting"),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence"),
        comment="The meeting that a CONSULT occurrence tells of.",
    )
    op.create_table(
        "occurrence_context",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence", "context"),
        comment="PLOVER contexts of an occurrence.",
    )
    op.create_index("context_back", "occurrence_context", ["context", "occurrence"], unique=False)
    op.create_table(
        "occurrence_party",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False, comment="actor, recipient, about, mediator, source, attendee"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True, comment="ISO alpha-3; of a state its own"),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("posts", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence", "role", "position"),
        comment="Who has a part in an occurrence.",
    )
    op.create_index("party_by_country", "occurrence_party", ["country", "role", "occurrence"], unique=False)
    op.create_index("party_by_entity", "occurrence_party", ["entity", "role", "occurrence"], unique=False)
    op.create_table(
        "passage",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        comment="A block of a report: what full-text search finds.",
    )
    op.create_index("passage_by_report", "passage", ["report"], unique=False)
    op.create_table(
        "position",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=True, comment="Entity ids, joined by ;"),
        sa.Column("novelty", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence"),
        comment="Where the actors of an occurrence stand on something.",
    )
    op.create_table(
        "report_band",
        sa.Column(
            "band", sa.BigInteger(), autoincrement=False, nullable=False, comment="As ledger.store.filing writes it"
        ),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.number"],
        ),
        sa.PrimaryKeyConstraint("band", "report"),
        comment="Reports that share a band of their MinHash signature may be copies.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_link",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["report.number"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["report.number"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        comment="Two reports of nearly the same words; a < b.",
    )
    op.create_index("report_link_back", "report_link", ["b"], unique=False)
    op.create_table(
        "claim",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("coding", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False, comment="Where its deciding words begin in the report's text"),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("wire", sa.Text(), nullable=False, comment="The event in the wire format, version 1"),
        sa.ForeignKeyConstraint(
            ["coding"],
            ["coding.number"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        comment="An event as one report tells it.",
    )
    op.create_index("claim_by_coding", "claim", ["coding"], unique=False)
    op.create_index("claim_by_report", "claim", ["report", "start", "end"], unique=False)
    op.create_table(
        "claim_key",
        sa.Column(
            "key", sa.BigInteger(), autoincrement=False, nullable=False, comment="As ledger.tellings.blocking makes it"
        ),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.number"],
        ),
        sa.PrimaryKeyConstraint("key", "claim"),
        comment="Claims that share a key may tell one occurrence.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_link",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["claim.number"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["claim.number"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        comment="Two claims that the machine takes for one occurrence; a < b.",
    )
    op.create_index("claim_link_back", "claim_link", ["b"], unique=False)
    op.create_table(
        "claim_pair",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["claim.number"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["claim.number"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        comment="Two claims of which a person judged whether they are one (question same:…); a < b.",
    )
    op.create_index("claim_pair_back", "claim_pair", ["b"], unique=False)
    op.create_table(
        "occurrence_claim",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.number"],
        ),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrence.number"],
        ),
        sa.PrimaryKeyConstraint("occurrence", "claim"),
        comment="What tells an occurrence.",
    )
    op.create_index("occurrence_claim_back", "occurrence_claim", ["claim", "occurrence"], unique=False)
    for statement in SQLITE_DDL if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_DDL:
        op.execute(statement)
    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
