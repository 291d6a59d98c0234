"""What the program says of labelled pairs: each report is read as a user's would be, and two are reconciled as one.

Two reports of a pair are known to be of one incident, so the main incident of each is taken for it; how well reports
are linked is measured elsewhere. Figures of two incidents of one report, or of another incident than the main one, are
told as of another scope, and so is a figure in what reading set aside as no part of the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.accuracy.reading import lines
from benchmarks.relations.candidates import SETS, Mark, rows
from benchmarks.relations.labels import Labelled
from rashomon import pipeline
from rashomon.linkage import echoes, incidents
from rashomon.model.claim import Claim, Extraction
from rashomon.model.incident import Echo, Incident
from rashomon.model.ledger import RelationKind
from rashomon.model.text import Document
from rashomon.reading.documents import read
from rashomon.reconciliation.ledger import reconcile
from rashomon.reconciliation.pairs import compare


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair with what is said of it; `said` is null where a figure was not extracted, or nothing is said."""

    labelled: Labelled
    said: RelationKind | None
    reason: str

    @property
    def right(self) -> bool:
        """Whether the program says what the reader does."""
        return self.said is self.labelled.label


def measure(data: Path, pairs: Sequence[Labelled]) -> Iterator[Finding]:
    """What is said of each pair, in their order."""
    known = _extracted(data, pairs)
    for one in pairs:
        told = [known[id] for id in dict.fromkeys((one.pair.left.id, one.pair.right.id)) if id in known]
        yield _said(one, told)


_Told = tuple[Document, Extraction]


def _extracted(data: Path, pairs: Sequence[Labelled]) -> dict[str, _Told]:
    wanted: dict[str, set[str]] = {}
    for one in pairs:
        wanted.setdefault(one.pair.set, set()).update((one.pair.left.id, one.pair.right.id))
    found: dict[str, _Told] = {}
    for name, ids in wanted.items():
        documents = read(lines((row for row in rows(data, name) if row["id"] in ids), SETS[name])).documents
        for document, extraction in zip(documents, pipeline.extractions(documents), strict=True):
            found[document.external_id or document.id] = (document, extraction)
    return found


def _said(one: Labelled, told: Sequence[_Told]) -> Finding:
    if any(_is_set_aside(mark, told) for mark in (one.pair.left, one.pair.right)):
        return Finding(one, RelationKind.OTHER_SCOPE, "stands in what the page says beside its report")
    left, right = (_claim(mark, one.pair.outcome, told) for mark in (one.pair.left, one.pair.right))
    if left is None or right is None:
        missed = [side for side, claim in (("left", left), ("right", right)) if claim is None]
        return Finding(one, None, f"not extracted: {' and '.join(missed)}")
    documents = [document for document, _ in told]
    repeats = echoes.echoes(documents)
    holding = [
        incident
        for incident in _incidents(told, repeats)
        if left.id in incident.claim_ids and right.id in incident.claim_ids
    ]
    if not holding:
        return Finding(one, RelationKind.OTHER_SCOPE, "told as two incidents")
    claims = [claim for _, extraction in told for claim in extraction.claims]
    ledger = reconcile(holding[0], claims, documents, echoes=repeats)
    relation = compare(ledger, claims, documents, left.id, right.id, echoes=repeats)
    return Finding(one, relation.kind if relation else None, relation.reason if relation else "nothing is said")


def _incidents(told: Sequence[_Told], repeats: Sequence[Echo]) -> list[Incident]:
    """The incidents of the reports together, with those that two reports lead with as one."""
    found = list(incidents.link([one for one, _ in told], [one for _, one in told], echoes=repeats))
    alone = [incidents.link([document], [extraction], echoes=repeats) for document, extraction in told]
    leading = {id for each in alone if each for id in each[0].claim_ids}
    mains = [one for one in found if not leading.isdisjoint(one.claim_ids)]
    if len(told) == 1 or len(mains) < 2:
        return found
    main = replace(mains[0], mentions=tuple(mention for one in mains for mention in one.mentions))
    return [main, *(one for one in found if one not in mains)]


def _is_set_aside(mark: Mark, told: Sequence[_Told]) -> bool:
    """Whether a mark stands in what reading blanked: links to other reports, captions of other pages."""
    at = (document.text for document, _ in told if (document.external_id or document.id) == mark.id)
    return any(text[mark.start : mark.end].isspace() for text in at)


def _claim(mark: Mark, outcome: str, told: Sequence[_Told]) -> Claim | None:
    """The claim whose figure stands at a mark: of the outcome before any other, and no sum of several if it can be."""
    at = [
        claim
        for document, extraction in told
        if (document.external_id or document.id) == mark.id
        for claim in extraction.claims
        if claim.quantity and claim.quantity.span.start < mark.end and mark.start < claim.quantity.span.end
    ]
    return min(at, key=lambda claim: (claim.outcome.value != outcome, _length(claim)), default=None)


def _length(claim: Claim) -> int:
    return claim.quantity.span.end - claim.quantity.span.start if claim.quantity else 0
