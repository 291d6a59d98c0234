"""What all readings and writings share: a connection within a transaction, and how records come out of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Row, Table, func, insert, select

from rashomon.errors import RecordError
from rashomon.store import failures, packing

Record = TypeVar("Record")
#: A row of an answer.
Found = Row[*tuple[Any, ...]]
Key = TypeVar("Key", str, int)

#: Ids in one question; both databases take some ten thousand.
_AT_ONCE = 5000


@dataclass(slots=True)
class Session:
    """A transaction under way. `name` is the store's, for errors; `rows` the last row that each table was given."""

    connection: Connection
    name: str
    rows: dict[str, int] = field(default_factory=dict)

    def all(self, question: Executable) -> Sequence[Found]:
        """Every row of an answer."""
        return self.connection.execute(question).all()

    def stream(self, question: Executable) -> Iterator[Found]:
        """The rows of an answer, some at a time."""
        yield from self.connection.execute(question, execution_options={"yield_per": 1000})

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, in their order."""
        if rows:
            self.connection.execute(insert(table), rows)

    def next_row(self, table: Table) -> int:
        """The number of the next row of a table; a writing alone asks, and no other runs beside it."""
        last = self.rows.get(table.name)
        if last is None:
            last = self.connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()
        self.rows[table.name] = last + 1
        return last + 1

    def unpack(self, kind: type[Record], packed: str) -> Record:
        """A record from its column. Raises DamagedStore where it is not one."""
        try:
            return packing.unpack(kind, packed)
        except RecordError as error:
            raise failures.damaged(self.name, error) from error


def parts(ids: Iterable[Key]) -> Iterator[Collection[Key]]:
    """The ids, each once, in lots that a question can hold."""
    rest = iter(dict.fromkeys(ids))
    while found := list(islice(rest, _AT_ONCE)):
        yield found
