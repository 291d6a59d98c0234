"""How well the reports of one incident are brought to its figures, on labelled sets.

    RASHOMON_DATA=folder python -m benchmarks.reconciliation [--processes 2] [--predictions FOLDER]

Scored are incidents of two or more English reports whose label is not 0: the number of the Gun Violence Archive in
`gva`, Airwars' lowest and highest in `airwars_syria`. Each incident's reports are told to be of one incident, as a
person would say of what they lead with; all else is the program's. `exact` is both ends right, `touches` a range that
overlaps the label's; an incident without an answer is wrong. The second line of a set has what the program makes of
the reports where nobody says that they belong together: the ledger of the main incident.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import inf
from pathlib import Path

from benchmarks import texts
from benchmarks.accuracy.reading import Row
from benchmarks.extracting import extracted
from rashomon.linkage.echoes import echoes
from rashomon.linkage.incidents import described, link
from rashomon.linkage.linking import update
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Extraction, Outcome
from rashomon.model.incident import Echo, Feature, Incident, Judgement, Link
from rashomon.model.ledger import Ledger
from rashomon.model.text import Document
from rashomon.reconciliation.ledger import reconcile

#: Each set with the rules that it is measured by: Airwars' own beside the default.
SETS = {"gva": ("range",), "airwars_syria": ("range", "airwars")}

#: What is scored: an outcome and its field in the labels.
_OUTCOMES = (Outcome.KILLED, Outcome.INJURED)

Bounds = tuple[int, int]
Report = tuple[Document, Extraction]


@dataclass(slots=True)
class Score:
    """Counts over incidents."""

    asked: int = 0
    answered: int = 0
    exact: int = 0
    touches: int = 0

    def add(self, gold: Bounds, told: Bounds | None) -> None:
        """Counts one incident; `told` is null where nothing was answered."""
        self.asked += 1
        if told is not None:
            self.answered += 1
            self.exact += told == gold
            self.touches += told[0] <= gold[1] and gold[0] <= told[1]

    def __str__(self) -> str:
        """As percentages of all that were asked."""
        parts = {"answered": self.answered, "exact": self.exact, "touches": self.touches}
        told = " ".join(f"{name} {100 * number / max(1, self.asked):.1f}" for name, number in parts.items())
        return f"n {self.asked} {told}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2, help="at once; each holds a parser")
    parser.add_argument("--predictions", type=Path, help="write what is answered, a file for each set, rule and way")
    arguments = parser.parse_args()
    data = texts.folder()
    if data is None:
        parser.error("RASHOMON_DATA names no folder of labelled sets")
    for name, rules in SETS.items():
        rows = [row for row in texts.rows(data, name) if row.get("lang", "en") == "en"]
        gold, reports = labels(rows), by_incident(rows, extracted(rows, processes=arguments.processes))
        for rule in rules:
            for way, found in (("told to be one", together), ("as they are linked", linked)):
                told = {id: answer(found(reports[id]), reports[id], rule) for id in gold if id in reports}
                for outcome in _OUTCOMES:
                    print(f"{name}, rule {rule}, {way}: {outcome} {scored(gold, told, outcome)}", flush=True)
                if arguments.predictions:
                    _write(arguments.predictions / f"{name}-{rule}-{way.replace(' ', '-')}.jsonl", told)


def labels(rows: Iterable[Row]) -> dict[str, dict[str, Bounds]]:
    """By incident of two reports or more the bounds of each outcome that its rows give; 0 at most is left out."""
    numbers: defaultdict[str, int] = defaultdict(int)
    found: dict[str, dict[str, Bounds]] = {}
    for row in rows:
        told = row["gold"]
        if not told.get("incident"):
            continue
        numbers[told["incident"]] += 1
        found[told["incident"]] = {field: ends for field in _OUTCOMES if (ends := _bounds(told.get(field))) and ends[1]}
    return {id: fields for id, fields in found.items() if numbers[id] > 1}


def _bounds(label: object) -> Bounds | None:
    if isinstance(label, int):
        return label, label
    if isinstance(label, list) and None not in label:
        return label[0], label[1]
    return None


def by_incident(rows: Iterable[Row], found: Iterable[Report]) -> dict[str, list[Report]]:
    """The reports of each labelled incident."""
    incident_of = {row["id"]: row["gold"].get("incident") for row in rows}
    reports: defaultdict[str, list[Report]] = defaultdict(list)
    for document, extraction in found:
        if incident := incident_of[document.external_id]:
            reports[incident].append((document, extraction))
    return reports


def linked(reports: Sequence[Report]) -> Incident | None:
    """The main incident of these reports as the program links them."""
    return next(iter(link([document for document, _ in reports], [extraction for _, extraction in reports])), None)


def together(reports: Sequence[Report]) -> Incident | None:
    """The incident that holds what these reports lead with, which a person says is one."""
    index = MemoryIndex()
    repeats: defaultdict[str, list[Echo]] = defaultdict(list)
    for echo in echoes([document for document, _ in reports]):
        repeats[echo.document_id].append(echo)
    index.put_echoes(repeats)
    came = {document.id: mentions(document, extraction) for document, extraction in reports}
    lead = sorted(mention.id for told in came.values() for mention in told if mention.leading)
    numbers = count(1)
    parts = update(index, came, new_id=lambda _: f"incident-{next(numbers)}", said=lambda: _said(lead)).parts
    return next((one for one in described(index, parts) if any(m.id in lead for m in one.mentions)), None)


def _said(ids: Sequence[str]) -> Iterator[Link]:
    reason = (Feature(name="judgement", score=inf, detail="the label says so"),)
    return (
        Link(left=left, right=right, judgement=Judgement.SAME, features=reason, judge="label")
        for left, right in pairwise(ids)
    )


def answer(incident: Incident | None, reports: Sequence[Report], rule: str) -> dict[str, Bounds]:
    """The bounds of each outcome without group or severity; an end that is not told is the other one."""
    if incident is None:
        return {}
    documents = [document for document, _ in reports]
    inside = set(incident.claim_ids)
    claims = {claim.id: claim for _, extraction in reports for claim in extraction.claims if claim.id in inside}
    own = [claims[id] for id in incident.claim_ids]
    return dict(_answers(reconcile(incident, own, documents, echoes=echoes(documents), rule=rule)))


def _answers(ledger: Ledger) -> Iterator[tuple[str, Bounds]]:
    for balance in reversed(ledger.balances):
        ends = [end for end in (balance.lower, balance.upper) if end is not None]
        if balance.group is None and balance.severity is None and ends:
            yield balance.outcome, (ends[0], ends[-1])


def scored(gold: Mapping[str, Mapping[str, Bounds]], told: Mapping[str, Mapping[str, Bounds]], outcome: str) -> Score:
    """How the answers for an outcome fit the labels."""
    score = Score()
    for id, fields in gold.items():
        if outcome in fields:
            score.add(fields[outcome], told.get(id, {}).get(outcome))
    return score


def _write(path: Path, told: Mapping[str, Mapping[str, Bounds]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (json.dumps({"incident": id, **answers}) for id, answers in told.items())
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
