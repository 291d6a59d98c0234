"""How two claims of a ledger stand to each other, also where the ledger compares neither with the other."""

from collections.abc import Collection
from itertools import combinations

from rashomon.linkage.echoes import echoes
from rashomon.model.answer import Answer
from rashomon.model.ledger import Relation
from rashomon.presentation.rows import with_parts
from rashomon.reconciliation.pairs import compare


def uncompared(answer: Answer, wanted: Collection[str]) -> tuple[Relation, ...]:
    """What follows of every two of the `wanted` claims that the ledger of an answer's one incident does not relate.

    A ledger relates the latest words of parties; a person may ask of any two figures.
    """
    [ledger] = answer.ledgers
    related = {
        frozenset((relation.left, relation.right))
        for balance, _ in with_parts(ledger.balances)
        for relation in balance.relations
    }
    asked = [pair for pair in combinations(dict.fromkeys(wanted), 2) if frozenset(pair) not in related]
    if not asked:
        return ()
    repeats = echoes(answer.documents)
    found = (compare(ledger, answer.claims, answer.documents, *pair, echoes=repeats) for pair in asked)
    return tuple(relation for relation in found if relation is not None)
