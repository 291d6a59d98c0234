"""Who is said to have done it, by whom; who denies and who concedes it. Nothing is decided here."""

from collections.abc import Sequence

from rashomon.languages import wording
from rashomon.model.claim import Act, Outcome, Party, Polarity
from rashomon.model.ledger import Responsibility
from rashomon.reconciliation import reasons
from rashomon.reconciliation.records import Record

#: Outcomes whose actor is the one who did it; of what was intercepted, the actor is the defender.
_DONE = frozenset(
    {
        Outcome.RESPONSIBLE,
        Outcome.OCCURRED,
        Outcome.KILLED,
        Outcome.INJURED,
        Outcome.CASUALTIES,
        Outcome.LAUNCHED,
        Outcome.IMPACTED,
        Outcome.DAMAGED,
        Outcome.DESTROYED,
        Outcome.ABDUCTED,
        Outcome.DETAINED,
    }
)


def responsibilities(records: Sequence[Record]) -> tuple[Responsibility, ...]:
    """One row for each actor, in the order in which they are named first."""
    by_actor: dict[str, list[Record]] = {}
    for record in records:
        if record.claim.actor is not None and record.claim.outcome in _DONE:
            by_actor.setdefault(record.claim.actor.key, []).append(record)
    return tuple(map(_responsibility, by_actor.values()))


def _responsibility(records: Sequence[Record]) -> Responsibility:
    actor = records[0].claim.actor
    assert actor is not None
    denied = [record for record in records if _denies(record)]
    conceded = [record for record in records if record not in denied and _concedes(record, actor)]
    asserted = [record for record in records if record not in denied and record not in conceded]
    return Responsibility(
        actor=actor,
        asserted_by=_parties(asserted),
        denied_by=_parties(denied),
        conceded_by=_parties(conceded),
        claim_ids=tuple(record.id for record in records),
        as_of=max((record.clock for record in records if record.clock), default=None),
        reason=_reason(asserted, denied, conceded),
    )


def _denies(record: Record) -> bool:
    return record.claim.attribution.act is Act.DENIES or record.claim.polarity is Polarity.NEGATED


def _concedes(record: Record, actor: Party) -> bool:
    """Whether the actor itself says so, or somebody concedes it."""
    speaks_itself = record.party is not None and record.party.key == actor.key
    return record.claim.attribution.act is Act.CONCEDES or speaks_itself


def _parties(records: Sequence[Record]) -> tuple[Party, ...]:
    return tuple({record.origin: record.party for record in records if record.party}.values())


def _reason(asserted: Sequence[Record], denied: Sequence[Record], conceded: Sequence[Record]) -> str:
    told = [
        f"{verb} by {wording.listed(_sources(records))}"
        for verb, records in (("asserted", asserted), ("denied", denied), ("conceded", conceded))
        if records
    ]
    return "; ".join(told)


def _sources(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(reasons.source(record) for record in records))
