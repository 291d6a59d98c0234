"""Floors: scores that were reached once and are not to be lost, pinned in floors.toml."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.accuracy.measures import MEASURES
from benchmarks.accuracy.measuring import Score
from benchmarks.accuracy.sets import SETS

PINNED = Path(__file__).with_name("floors.toml")

#: Points by which a score may lie under its floor: rules that are right as a whole move a few rows.
ALLOWED = 0.5

_HEAD = """\
# Scores that are not to be lost: `python -m benchmarks.accuracy` fails where one sinks over {allowed} points
# under its floor. Written by its --raise-floors and --lower-floor NAME --because "…", not by hand.
# `n` is what the score was taken over, `rows` how they were chosen; `lowered` tells each lowering and why.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """One time that a floor was lowered: from what, when and why."""

    was: float
    date: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A pinned score (0 to 100), over `n` things that count; `rows` tells how they were chosen."""

    value: float
    date: date
    n: int
    rows: str
    lowered: tuple[Lowering, ...] = ()


#: Floors by the measure's name. Those of the sample and those of all rows are apart.
Floors = dict[str, Floor]


def read(path: Path = PINNED) -> dict[str, Floors]:
    """The floors of "sample" and of "all"; none where nothing was pinned yet."""
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        extent: {name: _floor(floor) for name, floor in told.get(extent, {}).items()} for extent in ("sample", "all")
    }


def write(floors: Mapping[str, Floors], path: Path = PINNED) -> None:
    """Write all floors, in the order of the measures."""
    parts = [_HEAD.format(allowed=ALLOWED)]
    for extent, pinned in floors.items():
        for measure in MEASURES:
            if floor := pinned.get(measure.name):
                parts.append(_section(f"{extent}.{measure.name}", floor))
    path.write_text("\n".join(parts), encoding="utf-8")


def sunk(scores: Sequence[Score], floors: Floors) -> list[Score]:
    """The scores that lie more than ALLOWED points under their floor."""
    return [
        score for score in scores if (floor := floors.get(score.measure.name)) and score.value < floor.value - ALLOWED
    ]


def raised(scores: Sequence[Score], floors: Floors, *, sample: bool, today: date) -> Floors:
    """The floors, pinned anew where a score lies above its floor or has none yet."""
    found = dict(floors)
    for score in scores:
        floor = floors.get(score.measure.name)
        if floor is None or round(score.value, 3) > floor.value:
            found[score.measure.name] = _pin(score, floor, sample=sample, today=today)
    return found


def lowered(score: Score, floors: Floors, *, because: str, sample: bool, today: date) -> Floors:
    """The floors, one of them lowered for a reason. Raises ValueError where it is not above the score."""
    floor = floors.get(score.measure.name)
    if floor is None or floor.value <= round(score.value, 3):
        raise ValueError(f"{score.measure.name} has no floor above {score.value:.2f}")
    told = (*floor.lowered, Lowering(was=floor.value, date=today, because=because))
    pinned = replace(_pin(score, floor, sample=sample, today=today), lowered=told)
    return {**floors, score.measure.name: pinned}


def _pin(score: Score, floor: Floor | None, *, sample: bool, today: date) -> Floor:
    labelled = SETS[score.measure.set]
    rows = labelled.rule
    if sample and labelled.share < 100:
        rows += f"; the {labelled.share} in 100 that a hash of the id chooses"
    return Floor(
        value=round(score.value, 3),
        date=today,
        n=score.n,
        rows=rows,
        lowered=floor.lowered if floor else (),
    )


def _floor(told: dict[str, Any]) -> Floor:
    return Floor(**told | {"lowered": tuple(Lowering(**each) for each in told.get("lowered", ()))})


def _section(name: str, floor: Floor) -> str:
    lines = [
        f"[{name}]",
        f"value = {floor.value:.3f}",
        f"date = {floor.date.isoformat()}",
        f"n = {floor.n}",
        f"rows = {_quoted(floor.rows)}",
    ]
    if floor.lowered:
        lines += ["lowered = [", *map(_told, floor.lowered), "]"]
    return "\n".join(lines) + "\n"


def _told(each: Lowering) -> str:
    because = _quoted(each.because)
    return f"    {{ was = {each.was:.3f}, date = {each.date.isoformat()}, because = {because} }},"


def _quoted(text: str) -> str:
    """The text as a TOML basic string, whose escapes JSON's are among."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
