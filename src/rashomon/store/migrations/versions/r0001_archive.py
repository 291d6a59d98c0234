"""The tables of the first archives."""

from alembic import op

from rashomon.store import fulltext, schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From an empty database."""
    schema.metadata.create_all(op.get_bind())
    for statement in fulltext.definitions(op.get_bind().dialect.name):
        op.execute(statement)
