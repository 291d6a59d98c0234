"""A program that works on a store beside a test: `python -m tests.store.worker write|watch WHERE FIRST LAST`.

`write` adds the reports of these numbers, three at a time, and says the last number of each three when they are on
the disk. `watch` reads until it sees the last report, and says every time how many reports, claims and entries of
the log there are.
"""

import sys

from tests.store.records import NOON, entry

from rashomon.store.custody import Action, Deed
from rashomon.store.sql import open_store


def main(what: str, where: str, first: int, last: int) -> None:
    """Do it."""
    store = open_store(where)
    if what == "write":
        for number in range(first, last, 3):
            entries = [entry(one) for one in range(number, min(number + 3, last))]
            with store.writing() as writer:
                new = writer.add(entries, at=NOON)
                writer.append(Deed(at=NOON, who="a writer", action=Action.ADDED, subject=id) for id in new)
            _say(number + len(entries) - 1)
    else:
        seen = -1
        while seen < last:
            with store.reading() as reader:
                counts = reader.counts()
            seen = counts.documents
            _say(f"{counts.documents} {counts.claims} {counts.log}")
    store.close()


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
