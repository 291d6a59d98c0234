"""The tables of a store, the same on SQLite and PostgreSQL.

A record lies whole in its `record` column (`model.packing`); the other columns are what is searched by. Rows are
numbered by the store, in the order of entering. Times are microseconds since 1970. What has `since` and `until` was
so in [since, until), and is so now where `until` is null: such rows are ended, never changed.

The full text (`words`) is a table of the database's own kind: see `store.fulltext`. A change here needs a migration
in `store/migrations/versions`; a test compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: The revision of the schema that this program writes and reads.
REVISION = "0001"

#: Kept in SQLite's header, so that a file can be told from other databases: "RSHM".
APPLICATION_ID = 0x5253484D

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

#: Rows, keys and instants; SQLite numbers rows by an INTEGER alone.
Big = BigInteger().with_variant(Integer(), "sqlite")
#: Sorted by code points on both.
Word = Text(collation="C").with_variant(Text(), "sqlite")


def _row() -> Column[int]:
    return Column("row", Big, primary_key=True, autoincrement=False)


counter = Table(
    "counter",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", Big, nullable=False),
)

document = Table(
    "document",
    metadata,
    _row(),
    Column("id", Word, nullable=False, unique=True),
    Column("root", Word, nullable=False, index=True),  # the id of the first version
    Column("external_id", Word, index=True),
    Column("medium", Word, nullable=False),
    Column("publisher", Word, nullable=False, index=True),
    Column("language", Word, nullable=False),
    Column("url", Word, index=True),
    Column("title", Text, nullable=False),
    Column("published", Big, index=True),
    Column("entered", Big, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("superseded_by", Word),
    Column("unread", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_document_unread", "row", sqlite_where=text("unread"), postgresql_where=text("unread")),
)

capture = Table(
    "capture",
    metadata,
    _row(),
    Column("document", Big, ForeignKey("document.row"), nullable=False, index=True),
    Column("raw_sha256", Word, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

extraction = Table(
    "extraction",
    metadata,
    _row(),
    Column("document", Big, ForeignKey("document.row"), nullable=False),
    Column("extractor", Word, nullable=False),
    Column("entered", Big, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("record", Text, nullable=False),  # without its claims
    UniqueConstraint("document", "extractor"),
)

claim = Table(
    "claim",
    metadata,
    _row(),
    Column("extraction", Big, ForeignKey("extraction.row"), nullable=False, index=True),
    Column("id", Word, nullable=False),
    Column("outcome", Word, nullable=False),
    Column("event", Word),
    Column("party", Word),
    Column("lower", Big),
    Column("upper", Big),
    Column("record", Text, nullable=False),
    UniqueConstraint("id", "extraction"),
)

mention = Table(
    "mention",
    metadata,
    _row(),
    Column("id", Word, nullable=False, index=True),
    Column("document", Word, nullable=False, index=True),
    Column("extraction", Big, index=True),  # whose claims they are; null where the document has none
    Column("start", Big, nullable=False),
    Column("published", Big),
    Column("claims", Text, nullable=False),  # their ids, with blanks between
    Column("since", Big, nullable=False),
    Column("until", Big),
    Column("record", Text, nullable=False),
)

home = Table(
    "home",
    metadata,
    _row(),
    Column("mention", Word, nullable=False, index=True),
    Column("incident", Word, nullable=False, index=True),
    Column("since", Big, nullable=False, index=True),
    Column("until", Big),
    # without those that stand: nearly all do, and a plan that began with them would go through all
    Index(None, "until", sqlite_where=text("until IS NOT NULL"), postgresql_where=text("until IS NOT NULL")),
)

pair = Table(
    "pair",
    metadata,
    Column("left", Word, primary_key=True),
    Column("right", Word, primary_key=True, index=True),
    Column("points", Double, nullable=False),
    Column("forbidden", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

echo = Table(
    "echo",
    metadata,
    Column("document", Word, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("origin", Word, nullable=False, index=True),
    Column("record", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: A row for each key, in the order in which members are asked for.
posting = Table(
    "posting",
    metadata,
    Column("space", SmallInteger, primary_key=True, autoincrement=False),
    Column("key", Big, primary_key=True, autoincrement=False),
    Column("clock", Big, primary_key=True, autoincrement=False),
    Column("member", Word, primary_key=True),
    Column("band", Big, nullable=False),  # `Posting.group`
    sqlite_with_rowid=False,
)

#: A row for each member: its keys, so that they are found again when they are dropped.
posted = Table(
    "posted",
    metadata,
    Column("member", Word, primary_key=True),
    Column("space", SmallInteger, primary_key=True, autoincrement=False),
    Column("clock", Big, nullable=False),
    Column("keys", LargeBinary, nullable=False),  # little-endian, 8 bytes each
    sqlite_with_rowid=False,
)

incident = Table(
    "incident",
    metadata,
    Column("id", Word, primary_key=True),
    Column("heading", Big, nullable=False),  # the row of the one that stands
)

#: Where an incident that ended went.
former = Table(
    "former",
    metadata,
    _row(),
    Column("id", Word, nullable=False, index=True),
    Column("into", Word, nullable=False, index=True),
    Column("since", Big, nullable=False),
    Column("until", Big),
)

heading = Table(
    "heading",
    metadata,
    _row(),
    Column("incident", Word, nullable=False, index=True),
    Column("since", Big, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

link = Table(
    "link",
    metadata,
    _row(),
    Column("left", Word, nullable=False, index=True),
    Column("right", Word, nullable=False, index=True),
    Column("since", Big, nullable=False),
    Column("until", Big),
    Column("record", Text, nullable=False),
)

#: A cache: all of it can be made anew from the rest.
summary = Table(
    "summary",
    metadata,
    Column("incident", Word, primary_key=True),
    Column("family", Word, nullable=False),
    Column("agreement", Word, nullable=False),
    Column("country", Word, nullable=False),  # empty where it is not known
    Column("period", Word, nullable=False),  # "2031-05"; empty where it is not known
    Column("outcomes", Word, nullable=False),  # "|injured|killed|"
    Column("happened", Big, nullable=False),  # earliest, or UNKNOWN
    Column("earliest", Big),
    Column("latest", Big),
    Column("published", Big, nullable=False),  # or UNKNOWN
    Column("latitude", Double),
    Column("longitude", Double),
    Column("claims", Integer, nullable=False),
    Column("record", Text, nullable=False),
    # what facets are counted by, in two orders: all of it is in each, so that filters by the rest read no more
    Index(None, "family", "agreement", "outcomes", "country", "period"),
    Index(None, "country", "period", "family", "agreement", "outcomes"),
    Index(None, "happened", "incident"),
    Index(None, "published", "incident"),
    Index(None, "claims", "incident"),
    Index(None, "latitude", "longitude"),
    sqlite_with_rowid=False,
)

#: Before every other time, so that what has none comes last where the newest come first.
UNKNOWN = -(2**62)

ruling = Table(
    "ruling",
    metadata,
    _row(),
    Column("id", Word, nullable=False, unique=True),
    Column("at", Big, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", Big),
    Column("record", Text, nullable=False),
)

anchor = Table(
    "anchor",
    metadata,
    Column("ruling", Big, ForeignKey("ruling.row"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("document", Word, nullable=False, index=True),
)

#: Only ever appended to: triggers refuse everything else.
log = Table(
    "log",
    metadata,
    Column("number", Big, primary_key=True, autoincrement=False),
    Column("at", Big, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Word, nullable=False),
    Column("subject", Word, nullable=False, index=True),
    Column("old", Text),
    Column("new", Text),
    Column("why", Text, nullable=False),
    Column("previous", Word, nullable=False),
    Column("hash", Word, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("namespace", Word, primary_key=True),
    Column("key", Word, primary_key=True),
    Column("value", Text, nullable=False),
)
