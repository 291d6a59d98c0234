"""How any two claims of an incident stand to each other, as its ledger has it."""

from collections.abc import Iterator, Sequence

from rashomon.model.claim import Claim
from rashomon.model.ledger import Balance, Entry, Ledger, Relation, RelationKind, Standing

#: Relations under which a part of the one is a part of the other, too.
_ALIKE = frozenset({RelationKind.SAME, RelationKind.WITHIN})
_OUTSIDE = frozenset({RelationKind.OTHER_SCOPE, RelationKind.OTHER_POPULATION})


def compare(ledger: Ledger, left: Claim, right: Claim) -> Relation | None:
    """How two claims of a ledger stand to each other, with the reason; null where it has nothing to say.

    What the ledger says of the two themselves, else of the claims that they repeat, else what follows from their
    being parts of a total, added up in one, or outside of what is compared.
    """
    entries = {entry.claim_id: entry for entry in ledger.entries}
    if left.id not in entries or right.id not in entries:
        return None
    relations = list(_relations(ledger.balances))
    one, other = _original(entries, left.id), _original(entries, right.id)
    if one == other:
        repeat = entries[right.id] if entries[right.id].echo_of else entries[left.id]
        kind = RelationKind.SAME if _bounds(left) == _bounds(right) else RelationKind.WITHIN
        return Relation(left=left.id, right=right.id, kind=kind, reason=repeat.reason)
    for first, second in ((left.id, right.id), (one, other)):
        direct = _direct(relations, first, second)
        if direct is not None:
            return direct
    return _implied(ledger, entries, relations, one, other)


def _relations(balances: Sequence[Balance]) -> Iterator[Relation]:
    for balance in balances:
        yield from balance.relations
        yield from _relations(balance.parts)


def _original(entries: dict[str, Entry], id: str) -> str:
    """The claim that a claim repeats, or itself."""
    seen = {id}
    while (echo := entries[id].echo_of) and echo in entries and echo not in seen:
        seen.add(echo)
        id = echo
    return id


def _direct(relations: Sequence[Relation], left: str, right: str) -> Relation | None:
    return next((one for one in relations if {one.left, one.right} == {left, right}), None)


def _implied(
    ledger: Ledger, entries: dict[str, Entry], relations: Sequence[Relation], left: str, right: str
) -> Relation | None:
    outside = [id for id in (left, right) if entries[id].standing is Standing.OUTSIDE]
    if outside:
        return Relation(left=left, right=right, kind=RelationKind.OTHER_SCOPE, reason=entries[outside[0]].reason)
    for balance in _balances(ledger.balances):
        for account in balance.accounts:
            if left in account.claim_ids and right in account.claim_ids:
                reason = "they are added up, so they count other people"
                return Relation(left=left, right=right, kind=RelationKind.OTHER_POPULATION, reason=reason)
    for part, whole in ((left, right), (right, left)):
        for relation in relations:
            if relation.kind is RelationKind.PART_OF and relation.left == part:
                alike = _direct(relations, relation.right, whole)
                if alike is not None and alike.kind in _ALIKE:
                    return Relation(left=part, right=whole, kind=RelationKind.PART_OF, reason=relation.reason)
    return None


def _balances(balances: Sequence[Balance]) -> Iterator[Balance]:
    for balance in balances:
        yield balance
        yield from _balances(balance.parts)


def _bounds(claim: Claim) -> tuple[int | None, int | None]:
    return (claim.quantity.lower, claim.quantity.upper) if claim.quantity else (None, None)
