"""Tables of scores: for the terminal, for a file, and for the page that tells them."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.accuracy.floors import ALLOWED, Floors
from benchmarks.accuracy.measures import MEASURES
from benchmarks.accuracy.measuring import Score
from benchmarks.accuracy.sets import SETS

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"

_BLOCK = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
_HEADER = ("measure", "n", "score", "floor", "bar", "")


def terminal(scores: Sequence[Score], floors: Floors) -> str:
    """The table in columns; the last one tells what is to be seen."""
    rows = [_HEADER, *(_row(score, floors) for score in scores)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEADER))]
    return "\n".join(
        f"{row[0]:<{widths[0]}}  "
        + "  ".join(f"{cell:>{width}}" for cell, width in zip(row[1:5], widths[1:5], strict=True))
        + (f"  {row[5]}" if row[5] else "")
        for row in rows
    )


def _row(score: Score, floors: Floors) -> tuple[str, str, str, str, str, str]:
    floor, bar = floors.get(score.measure.name), score.measure.bar
    remarks = []
    if floor and score.value < floor.value - ALLOWED:
        remarks.append("SUNK")
    if floor and floor.n != score.n:
        remarks.append(f"floor over {floor.n}")
    return (
        score.measure.name,
        str(score.n),
        f"{score.value:.1f}",
        f"{floor.value:.1f}" if floor else "–",
        f"{bar:g}" if bar is not None else "–",
        ", ".join(remarks),
    )


def as_json(scores: Sequence[Score], floors: Floors, *, sample: bool, today: date) -> str:
    """The table as one JSON object, for programs."""
    return json.dumps(
        {
            "date": today.isoformat(),
            "rows": "sample" if sample else "all",
            "scores": [
                {
                    "name": score.measure.name,
                    "set": score.measure.set,
                    "measure": score.measure.title,
                    "value": round(score.value, 2),
                    "n": score.n,
                    "floor": floors[score.measure.name].value if score.measure.name in floors else None,
                    "bar": score.measure.bar,
                    "peer": score.measure.peer,
                }
                for score in scores
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def write(scores: Sequence[Score], *, today: date, minutes: float, processes: int, path: Path = PAGE) -> None:
    """Write the table anew into the page, between its marks."""
    table = markdown(scores)
    told = (
        f"{today:%-d %B %Y}, `python -m benchmarks.accuracy --data FOLDER --write-docs`: all rows, "
        f"{minutes:.0f} minutes in {processes} processes.\n"
    )
    page = path.read_text(encoding="utf-8")
    filled = _BLOCK.sub(lambda match: f"{match[1]}{told}\n{table}\n{match[2]}", page)
    path.write_text(filled, encoding="utf-8")


def markdown(scores: Sequence[Score]) -> str:
    """The table as the page shows it, by sets."""
    found = {score.measure.name: score for score in scores}
    lines = [
        "| set | measure | n | score | bar | best of others, on the same rows |",
        "|---|---|---|---|---|---|",
    ]
    for measure in MEASURES:
        if score := found.get(measure.name):
            bar = f"{measure.bar:g}" if measure.bar is not None else "–"
            rows = f"`{measure.set}`, {SETS[measure.set].rule}"
            cells = (rows, measure.title, str(score.n), f"{score.value:.1f}", bar, measure.peer)
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
