"""Numbers that are kept because to find them takes longer the more there is."""

from sqlalchemy import insert, select, update

from rashomon.store import schema
from rashomon.store.session import Session

_COUNTER = schema.counter.c


class Counters(Session):
    """A number by its name, 0 at first."""

    __slots__ = ()

    def counted(self, name: str) -> int:
        """The number that stands."""
        found = self.all(select(_COUNTER.value).where(_COUNTER.name == name))
        return found[0].value if found else 0

    def count(self, name: str, by: int) -> int:
        """Adds to the number, and returns it."""
        number = self.counted(name) + by
        changed = self.connection.execute(update(schema.counter).where(_COUNTER.name == name).values(value=number))
        if not changed.rowcount:
            self.connection.execute(insert(schema.counter).values(name=name, value=number))
        return number
