"""Rows that hold for a time: [since, until), and until further notice where `until` is null."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, or_

from rashomon.store import columns


def stood(table: Table, at: datetime | None = None) -> ColumnElement[bool]:
    """Whether a row holds at a moment, or now."""
    if at is None:
        return table.c.until.is_(None)
    moment = columns.micros(at)
    return and_(table.c.since <= moment, or_(table.c.until.is_(None), table.c.until > moment))
