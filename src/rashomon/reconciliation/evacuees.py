"""Who was evacuated from home is displaced: so many at least, where nobody counts the displaced.

Those who had to leave their homes, even ahead of the danger, are displaced (UN Guiding Principles on Internal
Displacement, introduction, 2; the Internal Displacement Monitoring Centre counts them so). That nobody else was
displaced nobody says, so their number is no upper bound. People led out of a school or a train are not meant.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages.lexicon import words
from rashomon.model.claim import EVENT_FAMILY, Event, EventFamily, Outcome, Scope
from rashomon.model.ledger import Account, Balance
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.balances import balances
from rashomon.reconciliation.records import Record

_WORD = re.compile(r"\w+")

#: Where they were brought to is not what they left: "evacuated to schools".
_GOAL = re.compile(r"\b(?:to|into)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+")

_REASON = "nobody counts the displaced; those evacuated from home are among them: "


def with_evacuees(
    displaced: Sequence[Balance], counted: Sequence[Record], evacuated: Sequence[Record], event: Event, rule: str
) -> tuple[Balance, ...]:
    """The balances of the displaced, with what is told of those evacuated from home.

    `counted` are the figures of the displaced, `evacuated` those of the evacuated, in an incident of kind `event`.
    Where nobody counts the displaced, those evacuated make a balance of their own, without an upper bound.
    """
    moved = [record for record in evacuated if record.bounded and _left_home(record, event)]
    made = balances(Outcome.EVACUATED, moved, (), rule, Findings())
    if any(record.bounded for record in counted):
        telling = {record.origin for record in counted}
        others = {id for record in moved if record.origin not in telling for id in record.ids}
        return tuple(_implying(balance, made, others) for balance in displaced)
    return (*displaced, *(_at_least(balance) for balance in made if balance.lower is not None))


def _left_home(record: Record, event: Event) -> bool:
    """Whether people left where they live: it is said, or they fled a flood and no building is named."""
    if record.claim.scope is Scope.SUBSET:
        return False
    said = set(_WORD.findall(record.claim.evidence.text.casefold()))
    if said & words("en", "counting", "evacuees.home"):
        return True
    if EVENT_FAMILY[event] is not EventFamily.DISASTER:
        return False
    left = set(_WORD.findall(_GOAL.sub(" ", record.claim.evidence.text.casefold())))
    return left.isdisjoint(words("en", "counting", "evacuees.elsewhere"))


def _at_least(balance: Balance) -> Balance:
    return replace(
        balance,
        outcome=Outcome.DISPLACED,
        upper=None,
        best=None,
        accounts=tuple(replace(account, upper=None) for account in balance.accounts if account.lower is not None),
        relations=(),
        parts=(),
        reason=_REASON + balance.reason,
    )


def _implying(balance: Balance, evacuated: Sequence[Balance], others: set[str]) -> Balance:
    """A balance of the displaced with accounts of those who tell only of evacuees: so many at least."""
    implied = [
        replace(account, upper=None)
        for one in evacuated
        if one.unit == balance.unit
        for account in one.accounts
        if account.lower is not None and others.issuperset(account.claim_ids)
    ]
    return replace(balance, accounts=(*balance.accounts, *_known(implied))) if implied else balance


def _known(accounts: Sequence[Account]) -> list[Account]:
    return list({account.claim_ids: account for account in accounts}.values())
