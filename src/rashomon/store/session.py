"""What all readings and writings share: a connection within a transaction, and how records come out of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Row, Table, func, select

from rashomon.errors import RecordError
from rashomon.model import packing
from rashomon.store import failures

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

    def all(self, question: Executable, **given: object) -> Sequence[Found]:
        """Every row of an answer; `given` are the values that the question leaves open."""
        return self.connection.execute(question, given).all()

    def stream(self, question: Executable) -> Iterator[Found]:
        """The rows of an answer, some at a time; the database lets go of it where the reader stops early, too."""
        with closing(self.connection.execute(question, execution_options={"yield_per": 1000})) as found:
            yield from found

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, all of the same columns, in their order.

        The driver gets them as they are: what SQLAlchemy does to each row takes longer than SQLite's own work.
        PostgreSQL takes many in one go.
        """
        if not rows:
            return
        dialect, names = self.connection.dialect, tuple(rows[0])
        columns = ", ".join(map(dialect.identifier_preparer.quote, names))
        values = map(itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],), rows)
        if dialect.name == "postgresql" and len(rows) > 1:
            with self._cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(names))
            self.connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", list(values))

    def _cursor(self) -> Any:
        """The driver's own: its type is known where PostgreSQL is used."""
        return self.connection.connection.cursor()

    def next_row(self, table: Table) -> int:
        """The number of the next row of a table; a writing alone asks, and no other runs beside it."""
        last = self.rows.get(table.name)
        if last is None:
            last = self.connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()
        self.rows[table.name] = last + 1
        return last + 1

    def unpack(self, kind: type[Record], packed: str) -> Record:
        """A record from its column. Raises DamagedStore where it is not one."""
        return self.unpack_all(kind, [packed])[0]

    def unpack_all(self, kind: type[Record], packed: Sequence[str]) -> list[Record]:
        """The records of a column. Raises DamagedStore where one of them is none."""
        try:
            return packing.unpack_all(kind, packed)
        except RecordError as error:
            raise failures.damaged(self.name, error) from error


def parts(ids: Iterable[Key]) -> Iterator[Collection[Key]]:
    """The ids, each once, in lots that a question can hold."""
    rest = iter(dict.fromkeys(ids))
    while found := list(islice(rest, _AT_ONCE)):
        yield found
