"""The labelled pairs: where the figures stand and how they stand to each other, without any words of the reports."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.relations.candidates import Mark, Pair
from rashomon.model.ledger import RelationKind

FILE = Path(__file__).parent / "labels.jsonl"

#: The pairs that are measured, those that are read while working on what is measured, and those that were labelled with
#: the program's answer in sight: to notice what changes, not to measure.
PARTS = ("bar", "tuning", "read")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its label; the id begins with the part that it is of."""

    id: str
    pair: Pair
    label: RelationKind


def read(part: str, path: Path = FILE) -> list[Labelled]:
    """The labelled pairs of one part, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Labelled(
            row["id"],
            Pair(row["set"], Mark(*row["left"]), Mark(*row["right"]), row["outcome"]),
            RelationKind(row["label"]),
        )
        for row in rows
        if row["id"].startswith(f"{part}-")
    ]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree: `share` of the pairs, `kappa` of what chance leaves, both at most 1."""

    pairs: int
    share: float
    kappa: float
    apart: tuple[tuple[str, str, str], ...]


def agreement(first: Sequence[Labelled], second: Mapping[str, str]) -> Agreement:
    """The agreement over the pairs that both have labelled (Cohen's kappa).

    `apart` are the pairs on which they differ: id, the first reader's label, the second's. Raises ValueError where
    the second has labelled none of the first's.
    """
    both = [(one.id, one.label.value, second[one.id]) for one in first if one.id in second]
    if not both:
        raise ValueError("the second reader's file has none of these pairs")
    share = sum(one == other for _, one, other in both) / len(both)
    firsts, seconds = Counter(one for _, one, _ in both), Counter(other for _, _, other in both)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / len(both) ** 2
    kappa = 1.0 if chance == 1 else (share - chance) / (1 - chance)
    return Agreement(len(both), share, kappa, tuple(row for row in both if row[1] != row[2]))


def second(path: Path) -> dict[str, str]:
    """A second reader's labels by the id of their pair: JSON Lines with `id` and `label`."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: RelationKind(row["label"]).value for row in rows}
