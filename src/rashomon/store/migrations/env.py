"""Runs the migrations in the transaction of who opens the store (`rashomon.store.opening`)."""

from alembic import context

from rashomon.store import schema
from rashomon.store.opening import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
