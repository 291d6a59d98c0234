"""The tables of the first archives: documents and claims, what links them, incidents, judgements, the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")

FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    ),
    "postgresql": (
        "CREATE TABLE words (document bigint NOT NULL CONSTRAINT pk_words PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX ix_words_tokens ON words USING gin (tokens)",
    ),
}

#: The log refuses to be changed by what goes through SQL; what changes the file itself breaks its chain.
APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END",
        "CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION refuse_to_change_the_log() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the log is only appended to'; END $$",
        "CREATE TRIGGER log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_log()",
    ),
}


def upgrade() -> None:
    """From an empty database."""
    _documents()
    _index()
    _incidents()
    _people()
    dialect = op.get_bind().dialect.name
    for statement in (*FULL_TEXT[dialect], *APPEND_ONLY[dialect]):
        op.execute(statement)


def _documents() -> None:
    op.create_table(
        "counter",
        sa.Column("name", WORD, nullable=False),
        sa.Column("value", BIG, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "document",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("root", WORD, nullable=False),
        sa.Column("external_id", WORD),
        sa.Column("medium", WORD, nullable=False),
        sa.Column("publisher", WORD, nullable=False),
        sa.Column("language", WORD, nullable=False),
        sa.Column("url", WORD),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", BIG),
        sa.Column("entered", BIG, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", WORD),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_document"),
        sa.UniqueConstraint("id", name="uq_document_id"),
    )
    op.create_index("ix_document_external_id", "document", ["external_id"])
    op.create_index("ix_document_published", "document", ["published"])
    op.create_index("ix_document_publisher", "document", ["publisher"])
    op.create_index("ix_document_root", "document", ["root"])
    op.create_index(
        "ix_document_unread", "document", ["row"], sqlite_where=sa.text("unread"), postgresql_where=sa.text("unread")
    )
    op.create_index("ix_document_url", "document", ["url"])
    op.create_table(
        "capture",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("document", BIG, nullable=False),
        sa.Column("raw_sha256", WORD, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.row"], name="fk_capture_document"),
        sa.PrimaryKeyConstraint("row", name="pk_capture"),
    )
    op.create_index("ix_capture_document", "capture", ["document"])
    op.create_index("ix_capture_raw_sha256", "capture", ["raw_sha256"])
    op.create_table(
        "extraction",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("document", BIG, nullable=False),
        sa.Column("extractor", WORD, nullable=False),
        sa.Column("entered", BIG, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.row"], name="fk_extraction_document"),
        sa.PrimaryKeyConstraint("row", name="pk_extraction"),
        sa.UniqueConstraint("document", "extractor", name="uq_extraction_document_extractor"),
    )
    op.create_table(
        "claim",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("extraction", BIG, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("event", WORD),
        sa.Column("party", WORD),
        sa.Column("lower", BIG),
        sa.Column("upper", BIG),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["extraction"], ["extraction.row"], name="fk_claim_extraction"),
        sa.PrimaryKeyConstraint("row", name="pk_claim"),
        sa.UniqueConstraint("id", "extraction", name="uq_claim_id_extraction"),
    )
    op.create_index("ix_claim_extraction", "claim", ["extraction"])


def _index() -> None:
    op.create_table(
        "mention",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("document", WORD, nullable=False),
        sa.Column("extraction", BIG),
        sa.Column("start", BIG, nullable=False),
        sa.Column("published", BIG),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("until", BIG),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_mention"),
    )
    op.create_index("ix_mention_document", "mention", ["document"])
    op.create_index("ix_mention_extraction", "mention", ["extraction"])
    op.create_index("ix_mention_id", "mention", ["id"])
    op.create_table(
        "home",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("mention", WORD, nullable=False),
        sa.Column("incident", WORD, nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("until", BIG),
        sa.PrimaryKeyConstraint("row", name="pk_home"),
    )
    op.create_index("ix_home_incident", "home", ["incident"])
    op.create_index("ix_home_mention", "home", ["mention"])
    op.create_index("ix_home_since", "home", ["since"])
    op.create_index(
        "ix_home_until",
        "home",
        ["until"],
        sqlite_where=sa.text("until IS NOT NULL"),
        postgresql_where=sa.text("until IS NOT NULL"),
    )
    op.create_table(
        "pair",
        sa.Column("left", WORD, nullable=False),
        sa.Column("right", WORD, nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("forbidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_pair"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pair_right", "pair", ["right"])
    op.create_table(
        "echo",
        sa.Column("document", WORD, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", WORD, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document", "place", name="pk_echo"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_echo_origin", "echo", ["origin"])
    op.create_table(
        "posting",
        sa.Column("space", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        sa.Column("clock", BIG, autoincrement=False, nullable=False),
        sa.Column("member", WORD, nullable=False),
        sa.Column("band", BIG, nullable=False),
        sa.PrimaryKeyConstraint("space", "key", "clock", "member", name="pk_posting"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posted",
        sa.Column("member", WORD, nullable=False),
        sa.Column("space", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("clock", BIG, nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member", "space", name="pk_posted"),
        sqlite_with_rowid=False,
    )


def _incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("id", WORD, nullable=False),
        sa.Column("heading", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_table(
        "former",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("into", WORD, nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("until", BIG),
        sa.PrimaryKeyConstraint("row", name="pk_former"),
    )
    op.create_index("ix_former_id", "former", ["id"])
    op.create_index("ix_former_into", "former", ["into"])
    op.create_table(
        "heading",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("incident", WORD, nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_heading"),
    )
    op.create_index("ix_heading_incident", "heading", ["incident"])
    op.create_index("ix_heading_since", "heading", ["since"])
    op.create_table(
        "link",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("left", WORD, nullable=False),
        sa.Column("right", WORD, nullable=False),
        sa.Column("since", BIG, nullable=False),
        sa.Column("until", BIG),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_link"),
    )
    op.create_index("ix_link_left", "link", ["left"])
    op.create_index("ix_link_right", "link", ["right"])
    op.create_table(
        "summary",
        sa.Column("incident", WORD, nullable=False),
        sa.Column("family", WORD, nullable=False),
        sa.Column("agreement", WORD, nullable=False),
        sa.Column("country", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("outcomes", WORD, nullable=False),
        sa.Column("happened", BIG, nullable=False),
        sa.Column("earliest", BIG),
        sa.Column("latest", BIG),
        sa.Column("published", BIG, nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", name="pk_summary"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_summary_claims_incident", "summary", ["claims", "incident"])
    op.create_index(
        "ix_summary_country_period_family_agreement_outcomes",
        "summary",
        ["country", "period", "family", "agreement", "outcomes"],
    )
    op.create_index(
        "ix_summary_family_agreement_outcomes_country_period",
        "summary",
        ["family", "agreement", "outcomes", "country", "period"],
    )
    op.create_index("ix_summary_happened_incident", "summary", ["happened", "incident"])
    op.create_index("ix_summary_latitude_longitude", "summary", ["latitude", "longitude"])
    op.create_index("ix_summary_published_incident", "summary", ["published", "incident"])


def _people() -> None:
    op.create_table(
        "ruling",
        sa.Column("row", BIG, autoincrement=False, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("undone_by", sa.Text()),
        sa.Column("undone_at", BIG),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_ruling"),
        sa.UniqueConstraint("id", name="uq_ruling_id"),
    )
    op.create_table(
        "anchor",
        sa.Column("ruling", BIG, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", WORD, nullable=False),
        sa.ForeignKeyConstraint(["ruling"], ["ruling.row"], name="fk_anchor_ruling"),
        sa.PrimaryKeyConstraint("ruling", "place", name="pk_anchor"),
    )
    op.create_index("ix_anchor_document", "anchor", ["document"])
    op.create_table(
        "log",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("at", BIG, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("old", sa.Text()),
        sa.Column("new", sa.Text()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("previous", WORD, nullable=False),
        sa.Column("hash", WORD, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_log"),
    )
    op.create_index("ix_log_subject", "log", ["subject"])
    op.create_table(
        "state",
        sa.Column("namespace", WORD, nullable=False),
        sa.Column("key", WORD, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("namespace", "key", name="pk_state"),
    )
