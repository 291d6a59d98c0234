"""How well reports are read, on labelled sets, beside the floors that are pinned in floors.toml.

    python -m benchmarks.accuracy --data FOLDER [--sample] [--set NAME …] [--out FILE]

FOLDER holds the sets as NAME.jsonl.gz; RASHOMON_DATA names it too. Exits 1 when a score lies more than half a
point under its floor, 2 when the command makes no sense.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import texts
from benchmarks.accuracy import floors, page
from benchmarks.accuracy.measuring import Score, measure
from benchmarks.accuracy.sets import SETS


def main() -> int:
    """Measure, print, and pin or compare; the exit status."""
    parser = _parser()
    arguments = parser.parse_args()
    data: Path | None = arguments.data or texts.folder()
    if data is None:
        parser.error("name a folder of labelled sets: --data FOLDER, or RASHOMON_DATA")
    if bool(arguments.lower_floor) != bool(arguments.because):
        parser.error("--lower-floor NAME and --because REASON go together")
    if arguments.write_docs and (arguments.sample or arguments.set):
        parser.error("--write-docs needs all rows of all sets")
    names = [name for name in SETS if not arguments.set or name in arguments.set]
    begun = time.monotonic()
    scores, seconds = measure(
        data,
        names,
        sample=arguments.sample,
        processes=arguments.processes,
        predictions=arguments.predictions,
    )
    took = time.monotonic() - begun
    today = datetime.now(UTC).date()
    pinned = floors.read()
    extent = "sample" if arguments.sample else "all"
    try:
        pinned[extent] = _repinned(arguments, scores, pinned[extent], today)
    except ValueError as error:
        parser.error(str(error))
    print(page.terminal(scores, pinned[extent]))
    told = ", ".join(f"{name} {seconds[name]:.0f}" for name in names)
    print(f"{took:.0f} s in {arguments.processes} processes (processor seconds: {told})", file=sys.stderr)
    if arguments.raise_floors or arguments.lower_floor:
        floors.write(pinned)
    if arguments.out:
        told = page.as_json(scores, pinned[extent], sample=arguments.sample, today=today)
        arguments.out.write_text(told + "\n", encoding="utf-8")
    if arguments.write_docs:
        page.write(scores, today=today, minutes=took / 60, processes=arguments.processes)
    return _status(floors.sunk(scores, pinned[extent]))


def _repinned(
    arguments: argparse.Namespace, scores: Sequence[Score], pinned: floors.Floors, today: date
) -> floors.Floors:
    """The floors as the flags ask for them. Raises ValueError where one cannot be lowered."""
    by_name = {score.measure.name: score for score in scores}
    for name in arguments.lower_floor:
        if name not in by_name:
            raise ValueError(f"{name} was not measured; measured were {', '.join(by_name)}")
        pinned = floors.lowered(by_name[name], pinned, because=arguments.because, sample=arguments.sample, today=today)
    if arguments.raise_floors:
        pinned = floors.raised(scores, pinned, sample=arguments.sample, today=today)
    return pinned


def _status(sunk: Sequence[Score]) -> int:
    if not sunk:
        return 0
    named = ", ".join(score.measure.name for score in sunk)
    print(f"sunk more than {floors.ALLOWED} points under the floor: {named}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--data", type=Path, help="folder of labelled sets")
    add("--sample", action="store_true", help="a fixed part of the rows, against the sample's own floors")
    add("--set", action="append", choices=sorted(SETS), help="only this set; may be repeated")
    add("--out", type=Path, metavar="FILE", help="write the table as JSON")
    add("--predictions", type=Path, metavar="FOLDER", help="write what was predicted, a file for each set")
    add("--processes", type=int, default=min(2, os.cpu_count() or 1), help="at once; each holds a parser")
    add("--raise-floors", action="store_true", help="pin the scores that lie above their floor, or have none")
    add("--lower-floor", action="append", default=[], metavar="NAME", help="pin this score though it is lower")
    add("--because", metavar="REASON", help="why the floor is lowered; it is written beside it")
    add("--write-docs", action="store_true", help="write the table into docs/accuracy.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
