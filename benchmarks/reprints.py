"""How many partial reprints are found, and whether exact copies are: by cutting and editing reports of a set.

    RASHOMON_DATA=folder python -m benchmarks.reprints [--reprints 200] [--seed 1]

A reprint is a run of 40 to 70% of a report's words within another report's, with one word in thirty changed; it
counts as found where the reprint is told to echo the report, or what the report itself is a copy of. Exact copies are
groups of rows with the same text: found where all lead to one origin.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.texts import document, folder, rows
from rashomon.linkage.echoes import echoes
from rashomon.model.incident import Echo
from rashomon.model.text import Document

#: Words of a report that is cut; shorter ones have no part worth reprinting.
_LEAST = 150


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="gva")
    parser.add_argument("--reprints", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    data = folder()
    if data is None:
        parser.error("RASHOMON_DATA names no folder of labelled sets")
    reports = [document(row) for row in rows(data, arguments.set)]
    made = reprints(reports, arguments.reprints, arguments.seed)
    found = _origins(echoes([*reports, *(reprint for reprint, _ in made)]))
    hits = sum(not _roots(reprint.id, found).isdisjoint(_roots(origin.id, found)) for reprint, origin in made)
    print(f"partial reprints found: {hits} of {len(made)}")
    groups = _same(reports)
    whole = sum(bool(frozenset.intersection(*(_roots(id, found) for id in group))) for group in groups)
    print(f"groups of exact copies found: {whole} of {len(groups)}")


def reprints(reports: Sequence[Document], number: int, seed: int) -> list[tuple[Document, Document]]:
    """Reprints made of reports, each with the report that it was cut from."""
    source = random.Random(seed)
    long = [report for report in reports if len(report.text.split()) >= _LEAST]
    made = []
    for i, origin in enumerate(source.sample(long, number)):
        words, around = origin.text.split(), source.choice(long).text.split()[:200]
        length = int(len(words) * source.uniform(0.4, 0.7))
        start = source.randrange(len(words) - length)
        cut = [word if source.random() > 1 / 30 else "edited" for word in words[start : start + length]]
        text = " ".join([*around[:60], *cut, *around[60:120]])
        clock = (origin.published or datetime(2030, 1, 1, tzinfo=UTC)) + timedelta(days=1)
        made.append((replace(origin, id=f"reprint-{i}", text=text, published=clock, url=None), origin))
    return made


def _origins(found: Sequence[Echo]) -> dict[str, list[str]]:
    origins: dict[str, list[str]] = defaultdict(list)
    for echo in found:
        origins[echo.document_id].append(echo.origin_id)
    return origins


def _roots(id: str, origins: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What a document leads to by its echoes; itself, where it has none."""
    earlier = origins.get(id, ())
    return frozenset[str]().union(*(_roots(origin, origins) for origin in earlier)) if earlier else frozenset({id})


def _same(reports: Sequence[Document]) -> list[list[str]]:
    by_text: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        by_text[report.text].append(report.id)
    return [ids for ids in by_text.values() if len(ids) > 1]


if __name__ == "__main__":
    main()
