"""Opening a store: a new one is made, an older one is brought up to date, one of a newer program is refused."""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from rashomon.errors import NewerStore, UnopenedStore
from rashomon.store import engines, schema

VERSION_TABLE = "rashomon_version"
MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(engine: Engine, *, create: bool) -> None:
    """Leaves the database with the tables of this program. Where there are none, `create` says whether to make them.

    Raises UnopenedStore where there is no archive and none is to be made, or the file is another database; and
    NewerStore where a newer program made it.
    """
    name = engines.name(engine)
    if engine.dialect.name == "sqlite" and not _is_file(name) and not create:
        raise UnopenedStore(name, "there is no archive", "`rashomon add` makes one")
    with engine.connect() as connection, connection.begin():
        revision = _revision(connection, name, create=create)
    engines.keep_log_ahead(engine)
    if revision == schema.REVISION:
        return
    with engines.writing(engine, lock=False) as connection:
        _upgrade(connection, name, create=create)


def _is_file(name: str) -> bool:
    return os.path.isfile(name)


def _revision(connection: Connection, name: str, *, create: bool) -> str | None:
    """The revision of the tables, null where there are none yet. Raises as `prepare`."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()
        if revision not in known_revisions():
            hint = "install the newest rashomon; this one would damage it"
            raise NewerStore(name, f"a newer rashomon made this archive (its revision is {revision})", hint)
        return str(revision)
    if connection.dialect.name == "sqlite" and tables:
        raise UnopenedStore(name, "this is a database of another program", "name another file for the archive")
    if not create:
        raise UnopenedStore(name, "there is no archive in this database", "`rashomon add` makes one")
    return None


def known_revisions() -> frozenset[str]:
    """The revisions that this program knows, by the names of its migrations ("r0001_archive.py")."""
    return frozenset(path.name[1:5] for path in (MIGRATIONS / "versions").glob("r[0-9]*.py"))


def _upgrade(connection: Connection, name: str, *, create: bool) -> None:
    """Alembic is imported here alone: most openings have nothing to do, and it takes half a second."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        # Two programs that open an empty database at once: the second one waits, and finds it made.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({schema.APPLICATION_ID})")
    if _revision(connection, name, create=create) == schema.REVISION:
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.REVISION)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
