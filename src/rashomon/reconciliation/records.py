"""A claim as reconciliation sees it: whose word it is, when it was said, and which bounds it gives."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rashomon.languages import units
from rashomon.model.claim import (
    OUTCOMES,
    Act,
    Claim,
    Outcome,
    OutcomeFamily,
    Party,
    Polarity,
    Scope,
    Severity,
    Toponym,
)
from rashomon.model.incident import Echo
from rashomon.model.text import Document
from rashomon.reconciliation.beside import ALONE, Beside, beside
from rashomon.reconciliation.bodies import fuller_names
from rashomon.reconciliation.origins import Origins
from rashomon.reconciliation.whereabouts import told_in

#: Characters before a claim in which its source may be named, and of a clause before that ("Initially, the mayor …").
_REACH, _LEAD = 240, 120
_CLAUSE_START = re.compile(r"[.;:!?\n–—]|,(?= (?:but|though|although|however)\b)|\b(?:while|whereas)\b")

#: Families whose figures count people.
PERSONAL = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A claim with what reconciliation asks of it.

    `lower` and `upper` are the claim's bounds, or the stated sum of the claims named by `ids`. `root` is the
    document that its words come from, `carrier` that report's own voice, `died` marks the killed who had been
    counted as injured, `extends` names the claims of others that it adds to. `clock` is the latest moment
    that it can have been said (UTC without zone; null where nothing dates it), `place` where it comes in the
    reading of its document, `telling` the words that lead to its figure, from where its source is named,
    `told_in` the place that it is said to be of, `text` the text of its document, `beside` what that tells beside it.
    """

    claim: Claim
    ids: tuple[str, ...]
    origin: str
    party: Party | None
    lower: int | None
    upper: int | None
    root: str
    unit: str | None
    clock: datetime | None
    carrier: tuple[str, Party | None]
    place: int
    telling: str = ""
    told_in: Toponym | None = None
    text: str = ""
    died: bool = False
    beside: Beside = ALONE
    extends: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of its claim, or of the first of those that it sums."""
        return self.claim.id

    @property
    def bounded(self) -> bool:
        """Whether it gives a bound at all."""
        return self.lower is not None or self.upper is not None

    @property
    def exact(self) -> int | None:
        """The number that it gives, where that is one number above 0."""
        return self.lower if self.lower and self.lower == self.upper else None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Lower and upper bound; null is unknown or unbounded."""
        return self.lower, self.upper

    @property
    def groups(self) -> frozenset[str]:
        """The groups of people that it speaks of."""
        return frozenset(self.claim.victims.groups) if self.claim.victims else frozenset()

    @property
    def severity(self) -> Severity | None:
        """How badly they are hurt, where it says so."""
        return self.claim.victims.severity if self.claim.victims else None

    @property
    def names(self) -> frozenset[str]:
        """The words of the names of those it speaks of."""
        if not self.claim.victims:
            return frozenset()
        return frozenset(word for name in self.claim.victims.names for word in name.text.casefold().split())

    @property
    def place_in_text(self) -> tuple[int, int, str]:
        """Where it stands: it orders the claims of one document."""
        return self.place, self.claim.evidence.end, self.claim.id

    @property
    def order(self) -> tuple[datetime, str, int, int, str]:
        """A total order for stable output; only `later` says which of two was said later."""
        return (self.clock or datetime.min, self.claim.document_id, *self.place_in_text)


def records(claims: Sequence[Claim], documents: Sequence[Document], echoes: Sequence[Echo]) -> tuple[Record, ...]:
    """The claims as records, in the order of what they say themselves, whatever order they come in."""
    by_id = {document.id: document for document in documents}
    origins = Origins.of(documents, echoes)
    by_claim = {claim.id: claim for claim in claims}
    around = beside(list(by_claim.values()))
    found = [replace(_record(claim, by_id, origins, by_claim), beside=around[claim.id]) for claim in by_claim.values()]
    fuller = fuller_names(record.party for record in found if record.party)
    return tuple(sorted((_of_body(record, fuller) for record in found), key=lambda record: record.order))


def _of_body(record: Record, fuller: Mapping[str, Party]) -> Record:
    """The record as its body's, under the body's fuller name."""
    party = fuller.get(record.origin)
    return record if party is None else replace(record, origin=party.key, party=party)


def later(left: Record, right: Record) -> bool:
    """Whether `left` was said after `right`: by their clocks, within one document by their place in it.

    False for both directions where nothing tells (two undated reports).
    """
    if left.clock is not None and right.clock is not None and left.clock != right.clock:
        return left.clock > right.clock
    same_document = left.claim.document_id == right.claim.document_id
    return same_document and left.place > right.place


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    """The bounds that a claim gives. A denied or withdrawn figure gives none, save for "nobody": [0, 0]."""
    if claim.quantity is None:
        return None, None
    given = (claim.quantity.lower, claim.quantity.upper)
    taken_back = claim.attribution.act in (Act.DENIES, Act.WITHDRAWS) or claim.polarity is Polarity.NEGATED
    return given if given == (0, 0) or not taken_back else (None, None)


def summed(parts: Sequence[Record], *, extends: Sequence[str] = ()) -> Record:
    """The stated sum of records, with the voice of them all or else of their report; null ends stay null."""
    first = parts[0]
    shared = all(part.origin == first.origin for part in parts)
    origin, party = (first.origin, first.party) if shared else first.carrier
    lowers, uppers = [part.lower for part in parts], [part.upper for part in parts]
    return replace(
        first,
        ids=tuple(id for part in parts for id in part.ids),
        origin=origin,
        party=party,
        lower=sum(n for n in lowers if n is not None) if any(n is not None for n in lowers) else None,
        upper=None if any(n is None for n in uppers) else sum(n for n in uppers if n is not None),
        clock=max((part.clock for part in parts if part.clock), default=None),
        extends=(*first.extends, *extends),
    )


def _record(claim: Claim, documents: Mapping[str, Document], origins: Origins, claims: Mapping[str, Claim]) -> Record:
    lower, upper = bounds(claim)
    document = documents.get(claim.document_id)
    linked = claims.get(claim.part_of or claim.out_of or "")
    return Record(
        claim=claim,
        ids=(claim.id,),
        origin=origins.key(claim),
        party=origins.party(claim),
        lower=lower,
        upper=upper,
        root=origins.root(claim),
        unit=_unit(claim) or (_unit(linked) if linked else None),
        clock=_clock(claim, document),
        carrier=origins.carrier(claim),
        place=document.reading_place(claim.evidence.start) if document else claim.evidence.start,
        telling=_telling(claim, document) if document else "",
        told_in=told_in(claim, document) if document else None,
        text=document.text if document else "",
        died=claim.outcome is Outcome.KILLED and linked is not None and linked.outcome is Outcome.INJURED,
    )


def _telling(claim: Claim, document: Document) -> str:
    """The text from the words that name the source, or the clause's beginning, to the figure."""
    said = claim.attribution
    spans = [
        span
        for span in (said.span, *said.cue, claim.evidence)
        if span is not None and span.start <= claim.evidence.start
    ]
    start = max(min(span.start for span in spans), claim.evidence.start - _REACH)
    before = _CLAUSE_START.split(document.text[max(0, start - _LEAD) : start])[-1]
    end = claim.quantity.span.start if claim.quantity else claim.evidence.end
    return before + document.text[start : max(start, end)]


def _unit(claim: Claim) -> str | None:
    """What the figure counts; in harm and custody all is a person, unless it is a household or an animal."""
    rule = OUTCOMES[claim.outcome]
    given = units.canonical(claim.quantity.unit) if claim.quantity and claim.quantity.unit else ""
    if rule.family in PERSONAL:
        top = (given, *units.ancestors(given))[-1]
        return top if top in ("household", "animal") else rule.unit
    return given or None


def _clock(claim: Claim, document: Document | None) -> datetime | None:
    """When it was said; a day counts as its end, yet nothing is said after it was published."""
    published = _plain(document.published) if document else None
    said = claim.attribution.said_at
    told = _plain(said.latest or said.earliest) if said else None
    return min(filter(None, (published, told)), default=None)


def _plain(moment: datetime | None) -> datetime | None:
    """A moment in UTC without its zone, so that dated and zoned clocks compare."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def is_increment(record: Record) -> bool:
    """Whether it extends an earlier total: "three more"."""
    return record.claim.scope is Scope.INCREMENT


def is_beside(record: Record) -> bool:
    """Whether it tells of somebody who did it and died beside the counted victims."""
    return is_increment(record) and record.bounds == (1, 1) and "suspects" in record.groups


def rises(outcome: Outcome) -> bool:
    """Whether later, higher figures of an outcome are news and no contradiction."""
    return OUTCOMES[outcome].rises
