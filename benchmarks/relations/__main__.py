"""How two figures stand to each other: what the program says of pairs from real reports, beside a reader's labels.

    python -m benchmarks.relations --data FOLDER [--part PART] [--wrong] [--second FILE] [--blind FILE] [--draw SEED]

FOLDER holds the sets as NAME.jsonl.gz; RASHOMON_DATA names it too. The labels (labels.jsonl) of the parts bar and
tuning were given by GUIDE.md before anything was tuned on them; a second reader labels the sheet that --blind writes,
and --second measures how far the two agree. Pairs were drawn with the seeds 20260 to 20263 by these patterns and
earlier forms of them; those whose numbers count nothing, or whose reports do not show what they count, were passed
over, and of frequent kinds a fixed number was taken by lot.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from benchmarks import texts
from benchmarks.relations import candidates, labels, sheet
from benchmarks.relations.measuring import Finding, measure
from rashomon.model.ledger import RelationKind

#: What must never be told as a contradiction.
_NO_CONTRADICTION = (RelationKind.PART_OF, RelationKind.OTHER_SCOPE, RelationKind.OVERTAKES)


def main() -> int:
    """Measure and print; the exit status: 1 where a contradiction is told that is none, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--data", type=Path, help="folder of labelled sets")
    add("--part", choices=labels.PARTS, default="bar", help="the pairs that count (default), or those to work on")
    add("--wrong", action="store_true", help="name every pair that is told wrong, with the reason given")
    add("--second", type=Path, metavar="FILE", help="a second reader's labels: JSON Lines with id and label")
    add("--blind", type=Path, metavar="FILE", help="write the sheet for a second reader, and measure nothing")
    add("--draw", type=int, metavar="SEED", help="print pairs to label, as labels.jsonl has them, and measure nothing")
    arguments = parser.parse_args()
    data: Path | None = arguments.data or texts.folder()
    if data is None:
        parser.error("name a folder of labelled sets: --data FOLDER, or RASHOMON_DATA")
    if arguments.draw is not None:
        for pair in candidates.drawn(data, arguments.draw):
            name, left, right, outcome = astuple(pair)
            print(json.dumps({"set": name, "left": left, "right": right, "outcome": outcome}))
        return 0
    pairs = labels.read(arguments.part)
    if arguments.blind:
        arguments.blind.write_text("".join(row + "\n" for row in sheet.rows(data, pairs)), encoding="utf-8")
        return 0
    found = list(measure(data, pairs))
    print(table(found))
    if arguments.wrong:
        print("\n".join(_line(one) for one in found if not one.right))
    if arguments.second:
        print(agreement(labels.agreement(pairs, labels.second(arguments.second))))
    return 1 if false_contradictions(found) else 0


def table(found: Sequence[Finding]) -> str:
    """Right and total of each kind, what was missed, and every contradiction that is none."""
    rows = [f"{'kind':18}{'right':>6}{'of':>6}"]
    for kind in RelationKind:
        of = [one for one in found if one.labelled.label is kind]
        if of:
            told = Counter(one.said.value if one.said else "–" for one in of if not one.right)
            instead = ", ".join(f"{name} {count}" for name, count in told.most_common())
            rows.append(f"{kind.value:18}{sum(one.right for one in of):6}{len(of):6}  {instead}".rstrip())
    right = sum(one.right for one in found)
    rows.append(f"{'all':18}{right:6}{len(found):6}  {100 * right / len(found):.1f}%")
    missed = sum(one.reason.startswith("not extracted") for one in found)
    rows.append(f"pairs with a figure that was not extracted (counted as wrong): {missed}")
    wrong = false_contradictions(found)
    rows.append(f"told as contradicting, and part of, of another scope or overtaken: {len(wrong)}")
    rows += [f"  {_line(one)}" for one in wrong]
    return "\n".join(rows)


def false_contradictions(found: Sequence[Finding]) -> list[Finding]:
    """Pairs that are told as contradicting each other and do not."""
    return [one for one in found if one.said is RelationKind.CONTRADICTS and one.labelled.label in _NO_CONTRADICTION]


def agreement(between: labels.Agreement) -> str:
    """The agreement of two readers, and where they differ."""
    told = f"two readers agree on {100 * between.share:.1f}% of {between.pairs} pairs (kappa {between.kappa:.2f})"
    return "\n".join([told, *(f"  {id}: {one} / {other}" for id, one, other in between.apart)])


def _line(one: Finding) -> str:
    said = one.said.value if one.said else "nothing"
    return f"{one.labelled.id} {one.labelled.label.value}, told as {said}: {one.reason}"


if __name__ == "__main__":
    sys.exit(main())
