"""How any two claims of an incident stand to each other: as its ledger has it, or as follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.languages import wording
from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Act, Claim, Party, Scope
from rashomon.model.incident import Echo
from rashomon.model.ledger import Balance, Entry, Ledger, Relation, RelationKind, Standing
from rashomon.model.text import Document
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.counting import are_of_two_families, others
from rashomon.reconciliation.people import ARMED, YOUNG, Facet, facet_of
from rashomon.reconciliation.phrasing import words_of
from rashomon.reconciliation.records import PERSONAL, Record, records
from rashomon.reconciliation.relations import compare as compare_words

#: Relations under which a part of the one is a part of the other, too.
_ALIKE = frozenset({RelationKind.SAME, RelationKind.WITHIN})


def compare(
    ledger: Ledger,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    left: str,
    right: str,
    *,
    echoes: Sequence[Echo] = (),
) -> Relation | None:
    """How two claims of a ledger stand to each other, with the reason; null where a figure is missing.

    `left` and `right` are ids of claims; the rest is what the ledger was made of. What the ledger says of the two
    comes first, then what it says of the claims that they repeat, then what follows from whom they count.
    """
    if withdrawn := _withdrawn({claim.id: claim for claim in claims}, left, right):
        return withdrawn
    entries = {entry.claim_id: entry for entry in ledger.entries}
    told = {record.id: record for record in records([c for c in claims if c.id in entries], documents, echoes)}
    if left not in told or right not in told or not (told[left].bounded and told[right].bounded):
        return None
    known = _Known(entries, tuple(_relations(ledger.balances)), told, frozenset(_summed(ledger.balances)))
    return known.direct(left, right) or known.followed(left, right)


def _withdrawn(claims: Mapping[str, Claim], left: str, right: str) -> Relation | None:
    """A figure that a party takes back, beside another that it gives."""
    for old, new in ((left, right), (right, left)):
        one, other = claims[old], claims[new]
        party = one.attribution.party
        taken_back = one.attribution.act is Act.WITHDRAWS and other.attribution.act is not Act.WITHDRAWS
        if taken_back and (_same(party, other.attribution.party) if party else one.document_id == other.document_id):
            before, now = one.quantity, other.quantity
            if one.outcome is not other.outcome or before is None or now is None:
                continue
            if (before.lower, before.upper) != (now.lower, now.upper):
                who = party.name if party else "the outlet"
                return _made(new, old, RelationKind.REVISES, f"{who} took back {before.raw}")
    return None


def _same(left: Party, right: Party | None) -> bool:
    return right is not None and left.key == right.key


def _relations(balances: Sequence[Balance]) -> Iterator[Relation]:
    for balance in balances:
        yield from balance.relations
        yield from _relations(balance.parts)


def _summed(balances: Sequence[Balance]) -> Iterator[str]:
    """The claims whose figures a ledger compares as a sum of several only."""
    for balance in balances:
        yield from (id for account in balance.accounts if len(account.claim_ids) > 1 for id in account.claim_ids)
        yield from _summed(balance.parts)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a ledger says: the standing of each claim, the relations between some, and which claims it sums."""

    entries: dict[str, Entry]
    relations: tuple[Relation, ...]
    told: dict[str, Record]
    summed: frozenset[str]

    def direct(self, left: str, right: str) -> Relation | None:
        """What the ledger says of two claims; of two that agree, as their own figures have it."""
        found = next((one for one in self.relations if {one.left, one.right} == {left, right}), None)
        if found is not None and found.kind is not RelationKind.PART_OF and not self.summed.isdisjoint((left, right)):
            return None  # it is said of the sum
        if found is None or found.kind not in _ALIKE:
            return found
        return self._figures(left, right)

    def followed(self, left: str, right: str) -> Relation:
        """What follows of two claims that the ledger does not relate, first of those that they repeat."""
        one, other = self._original(left), self._original(right)
        if one == other:
            repeat = self.entries[right if self.entries[right].echo_of else left]
            return self._alike(left, right, repeat.reason) or self._among(left, right, left, right)
        found = self._among(left, right, one, other)
        if found.kind in _ALIKE:
            return self._alike(left, right, found.reason) or self._figures(left, right)
        return found

    def _alike(self, left: str, right: str, reason: str) -> Relation | None:
        """How two claims of which the ledger says that they agree stand by their own figures; null where apart."""
        one, other = self.told[left].bounds, self.told[right].bounds
        if not intervals.overlap(one, other):
            return None
        return _made(left, right, RelationKind.SAME if one == other else RelationKind.WITHIN, reason)

    def _among(self, left: str, right: str, one: str, other: str) -> Relation:
        return (
            self.direct(one, other)
            or self._outside(left, right)
            or self._other_harm(left, right)
            or self._part(one, other)
            or self._part(other, one)
            or self._siblings(left, right)
            or self._others(left, right)
            or self._parts(one, other)
            or self._some(one, other)
            or self._two_parts(one, other)
            or self._figures(one, other)
        )

    def _original(self, id: str) -> str:
        """The claim that a claim repeats, or itself."""
        seen = {id}
        while (echo := self.entries[id].echo_of) and echo in self.entries and echo not in seen:
            seen.add(echo)
            id = echo
        return id

    def _outside(self, left: str, right: str) -> Relation | None:
        for id in (left, right):
            if self.entries[id].standing is not Standing.OUTSIDE:
                continue
            hit = any(one.left == id and one.kind is RelationKind.OTHER_POPULATION for one in self.relations)
            if hit and (some := self._some(left, right)):
                return some  # of those who were hit and live
            kind = RelationKind.OTHER_POPULATION if hit else RelationKind.OTHER_SCOPE
            return _made(left, right, kind, self.entries[id].reason)
        return None

    def _other_harm(self, left: str, right: str) -> Relation | None:
        one, other = (self.told[id].claim.outcome for id in (left, right))
        if one is other:
            return None
        reason = f"{one.value} and {other.value} are counted apart"
        return _made(left, right, RelationKind.OTHER_POPULATION, reason)

    def _part(self, part: str, whole: str) -> Relation | None:
        """Whether a claim is part of one that is the whole, is part of it or says the same."""
        seen, todo = {part}, [part]
        while todo:
            id = todo.pop()
            for relation in self.relations:
                if relation.kind is not RelationKind.PART_OF or relation.left != id or relation.right in seen:
                    continue
                seen.add(relation.right)
                todo.append(relation.right)
                alike = self.direct(relation.right, whole)
                same = self._original(relation.right) == whole or (alike is not None and alike.kind in _ALIKE)
                if same and intervals.below(self.told[part].bounds, self.told[whole].bounds):
                    return _made(part, whole, RelationKind.PART_OF, self._as_part(part, whole, relation))
        return None

    def _as_part(self, part: str, whole: str, relation: Relation) -> str:
        """Why a claim is part of another: as said of it, or of what it is part of in turn."""
        if relation.left == part:
            return relation.reason
        told, held = self.told[part], self.told[whole]
        return f"{reasons.figure(told)} among the {reasons.figure(held)} of {reasons.source(held)}"

    def _others(self, left: str, right: str) -> Relation | None:
        one, other = self.told[left], self.told[right]
        found = others(one, other) if one.bounds != other.bounds else None
        return _made(left, right, found.kind, found.reason) if found else None

    def _parts(self, left: str, right: str) -> Relation | None:
        """Two parts of what is not told as one: another group or severity."""
        one, other = self.told[left], self.told[right]
        if OUTCOMES[one.claim.outcome].family not in PERSONAL:
            return None
        facets = self._facet(one), self._facet(other)
        if facets[0] == facets[1]:
            return None
        for part, whole, facet in ((one, other, facets[0]), (other, one, facets[1])):
            if _is_narrower(facet, facets[1] if part is one else facets[0]):
                if intervals.starts_below(part.bounds, whole.bounds):
                    reason = f"{reasons.figure(part)} {_facet(facet)} among the {reasons.figure(whole)}"
                    return _made(part.id, whole.id, RelationKind.PART_OF, reason)
                return None
        reason = f"{_facet(facets[0])} and {_facet(facets[1])} are other people"
        if not _are_disjoint(*facets):
            reason = f"nothing says that {_facet(facets[0])} and {_facet(facets[1])} are the same people"
        return _made(left, right, RelationKind.OTHER_POPULATION, reason)

    def _facet(self, record: Record) -> Facet:
        """The group and severity that a figure is of; civilians are all, where nobody tells of those who bear arms.

        "All seven are in a stable condition" counts all, and tells of their state.
        """
        group, severity = facet_of(record)
        if record.claim.quantity and words_of(record.claim.quantity.raw) & words("en", "counting", "some.all"):
            severity = None
        if any(told.groups & ARMED for told in self.told.values()):
            return group, severity
        rest = [name for name in (group or "").split(" and ") if name and name != "civilians"]
        return " and ".join(rest) or None, severity

    def _siblings(self, left: str, right: str) -> Relation | None:
        """Two that "and" joins: "the arrest of one colonel and eight soldiers"."""
        one, other = self.told[left].claim, self.told[right].claim
        whole = self.told.get(one.part_of or "")
        if whole is None or one.part_of != other.part_of or one.quantity is None or other.quantity is None:
            return None
        joined = whole.claim.quantity
        if joined is None or joined.modifier != "and" or one.quantity.span.overlaps(other.quantity.span):
            return None
        if not (one.quantity.span.within(joined.span) and other.quantity.span.within(joined.span)):
            return None
        return _made(left, right, RelationKind.OTHER_POPULATION, f"they are counted together as {joined.raw}")

    def _some(self, left: str, right: str) -> Relation | None:
        """A lower figure that its own report gives as that of some, beside a total."""
        for part, whole in ((self.told[left], self.told[right]), (self.told[right], self.told[left])):
            if part.claim.scope is not Scope.SUBSET or whole.claim.scope is not Scope.TOTAL:
                continue
            if OUTCOMES[part.claim.outcome].family in PERSONAL and intervals.starts_below(part.bounds, whole.bounds):
                reason = f"{reasons.figure(part)} are told as some, beside the {reasons.figure(whole)}"
                return _made(part.id, whole.id, RelationKind.PART_OF, f"{reason} of {reasons.source(whole)}")
        return None

    def _two_parts(self, left: str, right: str) -> Relation | None:
        """Two that are told as some: nothing says that one's are among the other's, nor that it counts them again."""
        one, other = self.told[left], self.told[right]
        if OUTCOMES[one.claim.outcome].family not in PERSONAL or intervals.overlap(one.bounds, other.bounds):
            return None
        if not one.claim.scope is other.claim.scope is Scope.SUBSET:
            return None
        if facet_of(one)[0] == facet_of(other)[0] is not None and not are_of_two_families(one, other):
            return None
        figures = f"{reasons.figure(one)} and {reasons.figure(other)}"
        reason = f"{figures} are both told as some only: nothing says that the two are the same people"
        return _made(left, right, RelationKind.OTHER_POPULATION, reason)

    def _figures(self, left: str, right: str) -> Relation:
        found = compare_words(self.told[left], self.told[right])
        return _made(found.left.id, found.right.id, found.kind, found.reason)


def _made(left: str, right: str, kind: RelationKind, reason: str) -> Relation:
    return Relation(left=left, right=right, kind=kind, reason=reason)


def _is_narrower(facet: Facet, other: Facet) -> bool:
    """Whether a facet is of some of the people of another: of a group, of a severity, or of both."""
    group, severity = facet
    wider_group, wider_severity = other
    wider = (
        wider_group in (None, group)
        or _names(wider_group) < _names(group)
        or (wider_group == "civilians" and group is not None and not _armed(group))
        or (wider_group == "children" and group in YOUNG)
    )
    return wider and wider_severity in (None, severity) and facet != other


def _names(group: str | None) -> frozenset[str]:
    return frozenset(group.split(" and ") if group else ())


def _are_disjoint(facet: Facet, other: Facet) -> bool:
    """Whether nobody is in both: by who they are, or by how badly they are hurt."""
    groups = bool(_names(facet[0]) and _names(other[0])) and not _names(facet[0]) & _names(other[0])
    return groups or (None not in (facet[1], other[1]) and facet[1] is not other[1])


def _armed(group: str) -> bool:
    return not ARMED.isdisjoint(group.split())


def _facet(facet: Facet) -> str:
    group, severity = facet
    manner = severity.value if severity else ""
    return " ".join(filter(None, (manner, wording.people(group, None, None) if group else "people")))
