"""How well reports are linked to incidents, on labelled sets: B-cubed and pairwise scores; and where they are put.

    RASHOMON_DATA=folder python -m benchmarks.incidents [--processes 2]

Linking is scored on `gva`, articles with the Gun Violence Archive's number of the incident that each tells of, twice:
as rows without dates, and with them. A report is of the incident that its leading mention is in. Of rows with one text
and different incidents none is scored. With dates two more lines tell what a limit of days between reports does, as
other programs set one: links of reports published more than a fortnight apart are taken out (a quarter of the right
ones are, so that recall cannot be whole), and then what ought to be linked over that is not asked for either.
The last line tells where the main incident of each report, read alone, is put, beside the labelled coordinates.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks import texts
from benchmarks.accuracy.reading import Row
from benchmarks.extracting import extracted
from rashomon.linkage import incidents
from rashomon.linkage.overlap import distance_km, is_wide
from rashomon.model.claim import Extraction
from rashomon.model.text import Document

#: Days between the publication of two reports that are compared at all, in the third line.
FORTNIGHT = 14

#: Kilometres: the town, its suburbs and its county.
RIGHT_KM = 40.0

#: What each report is taken for: by its id, the name of its incident.
Parts = Mapping[str, Hashable]

#: Whether a pair of reports (by their ids) counts.
Counting = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        """As percentages."""
        return f"P {100 * self.precision:.1f} R {100 * self.recall:.1f} F1 {100 * self.f1:.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2, help="at once; each holds a parser")
    arguments = parser.parse_args()
    data = texts.folder()
    if data is None:
        parser.error("RASHOMON_DATA names no folder of labelled sets")
    linking(data, arguments.processes)


def linking(data: Path, processes: int) -> None:
    """Measures linking on gva and prints it."""
    rows = list(texts.rows(data, "gva"))
    gold = labels(rows)
    print(f"linking, gva: {len(gold)} reports of {len(set(gold.values()))} incidents", flush=True)
    undated = [{key: value for key, value in row.items() if key != "date"} for row in rows]
    _tell("without dates", gold, _linked(extracted(undated, processes=processes)))
    read = extracted(rows, processes=processes)
    found = _linked(read)
    _tell("with dates", gold, found)
    _tell(f"with dates, no links over {FORTNIGHT} days", gold, found, linked=near(rows))
    _tell(f"with dates, pairs within {FORTNIGHT} days", gold, found, linked=near(rows), wanted=near(rows))
    placed = Counter(whereabouts(rows, read))
    shares = ", ".join(f"{where} {100 * count / placed.total():.1f}" for where, count in sorted(placed.items()))
    print(f"placed, gva: {placed.total()} reports; per cent: {shares}")


def whereabouts(rows: Sequence[Row], read: Sequence[tuple[Document, Extraction]]) -> Iterator[str]:
    """Where the main incident of each report with labelled coordinates is put: "right" is within RIGHT_KM of them."""
    labelled = {row["id"]: row["gold"].get("lat_lon") for row in rows}
    for document, extraction in read:
        known = labelled.get(document.external_id or "")
        if not known:
            continue
        found = incidents.link([document], [extraction])
        place = found[0].place if found else None
        apart = distance_km(place, replace(place, latitude=known[0], longitude=known[1])) if place else None
        if place is None or apart is None:
            yield "nowhere"
        elif apart <= RIGHT_KM:
            yield "right"
        else:
            yield "in a region or country" if is_wide(place) else "elsewhere"


def labels(rows: Sequence[Row]) -> dict[str, str]:
    """The incident of each row that has one, without rows of one text and several incidents."""
    same: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        same[row["text"]].add(row["gold"]["incident"])
    return {
        row["id"]: row["gold"]["incident"] for row in rows if row["gold"]["incident"] and len(same[row["text"]]) == 1
    }


def parts(pairs: Sequence[tuple[Document, Extraction]]) -> dict[str, str]:
    """By the ids of rows the incident that each leads with; a row without a claim has none."""
    documents = [document for document, _ in pairs]
    names = {document.id: document.external_id or document.id for document in documents}
    return {
        names[mention.document_id]: incident.id
        for incident in incidents.link(documents, [extraction for _, extraction in pairs])
        for mention in incident.mentions
        if mention.leading
    }


def near(rows: Sequence[Row]) -> Counting:
    """Whether two rows (by their ids) were published within a fortnight of each other, or one at an unknown time."""
    days = {row["id"]: date.fromisoformat(row["date"][:10]) for row in rows if row.get("date")}

    def is_near(one: str, other: str) -> bool:
        return one not in days or other not in days or abs((days[one] - days[other]).days) <= FORTNIGHT

    return is_near


def everything(_one: str, _other: str) -> bool:
    """Every pair counts."""
    return True


def b_cubed(gold: Parts, found: Parts, *, linked: Counting = everything, wanted: Counting = everything) -> Figures:
    """The mean, over reports, of how much of its found and of its true company is right (Bagga and Baldwin 1998).

    `linked` says which pairs that were put together count, `wanted` which that ought to be; each report counts with
    itself. A report of which nothing was found stands alone.
    """
    truly, told = _members(gold, gold), _members(found, gold)
    precision = recall = 0.0
    for id in gold:
        here = {other for other in told[_name(found, id)] if other == id or linked(id, other)}
        there = {other for other in truly[gold[id]] if other == id or wanted(id, other)}
        precision += len(here & there) / len(here)
        recall += len(here & there) / len(there)
    return Figures(precision / len(gold), recall / len(gold))


def pairwise(gold: Parts, found: Parts, *, linked: Counting = everything, wanted: Counting = everything) -> Figures:
    """Of the pairs that were put together how many are right, and of those that ought to be how many were."""
    here = {pair for pair in _pairs(_members(found, gold)) if linked(*pair)}
    there = {pair for pair in _pairs(_members(gold, gold)) if wanted(*pair)}
    right = len(here & there)
    return Figures(right / len(here) if here else 1.0, right / len(there) if there else 1.0)


def _pairs(members: Mapping[Hashable, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for ids in members.values():
        for i, one in enumerate(ids):
            yield from ((one, other) for other in ids[i + 1 :])


def _members(parts: Parts, ids: Mapping[str, object]) -> dict[Hashable, list[str]]:
    """The sorted reports of each part; what is in none is one by itself."""
    members: defaultdict[Hashable, list[str]] = defaultdict(list)
    for id in sorted(ids):
        members[_name(parts, id)].append(id)
    return members


def _name(parts: Parts, id: str) -> Hashable:
    return parts.get(id, ("alone", id))


def _linked(pairs: Sequence[tuple[Document, Extraction]]) -> dict[str, str]:
    begun = time.process_time()
    found = parts(pairs)
    print(f"  linked {len(pairs)} reports in {time.process_time() - begun:.0f} s", flush=True)
    return found


def _tell(how: str, gold: Parts, found: Parts, *, linked: Counting = everything, wanted: Counting = everything) -> None:
    clusters = b_cubed(gold, found, linked=linked, wanted=wanted)
    pairs = pairwise(gold, found, linked=linked, wanted=wanted)
    print(f"  {how}: B³ {clusters}; pairwise {pairs}", flush=True)


if __name__ == "__main__":
    main()
