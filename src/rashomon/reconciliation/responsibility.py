"""Who is said to have done it, by whom; who denies and who concedes it, and who turned. Nothing is decided here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from rashomon.languages import wording
from rashomon.model.claim import Act, Outcome, Party, Polarity
from rashomon.model.ledger import Position, Responsibility, Stance
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
    taken = [(record, _position(record, actor)) for record in records]
    history = tuple(
        Stance(party=record.party, position=position, claim_id=record.id, as_of=record.clock)
        for record, position in sorted(taken, key=lambda one: (one[0].clock is None, one[0].clock or datetime.min))
    )
    by = {position: [record for record, its in taken if its is position] for position in Position}
    return Responsibility(
        actor=actor,
        asserted_by=_parties(by[Position.ASSERTED]),
        denied_by=_parties(by[Position.DENIED]),
        conceded_by=_parties(by[Position.CONCEDED]),
        claim_ids=tuple(record.id for record in records),
        history=history,
        as_of=max((record.clock for record in records if record.clock), default=None),
        reason=_reason(by, history),
    )


def _position(record: Record, actor: Party) -> Position:
    """Denied by its act or its words; conceded where the actor itself says so, or somebody concedes it."""
    if record.claim.attribution.act is Act.DENIES or record.claim.polarity is Polarity.NEGATED:
        return Position.DENIED
    speaks_itself = record.party is not None and record.party.key == actor.key
    return Position.CONCEDED if record.claim.attribution.act is Act.CONCEDES or speaks_itself else Position.ASSERTED


def _parties(records: Sequence[Record]) -> tuple[Party, ...]:
    return tuple({record.origin: record.party for record in records if record.party}.values())


def _reason(by: Mapping[Position, Sequence[Record]], history: Sequence[Stance]) -> str:
    told = [f"{position} by {wording.listed(_sources(records))}" for position, records in by.items() if records]
    return "; ".join([*told, *(_turned(former, latter) for former, latter in turns(history))])


def turns(history: Sequence[Stance]) -> Iterator[tuple[Stance, Stance]]:
    """Where a party took another position than its last one, at a later time: its former and its latter stance."""
    last: dict[str, Stance] = {}
    for stance in history:
        if stance.party is None or stance.as_of is None:
            continue
        former = last.get(stance.party.key)
        if former and former.as_of and former.as_of < stance.as_of and former.position is not stance.position:
            yield former, stance
        last[stance.party.key] = stance


def _turned(former: Stance, latter: Stance) -> str:
    assert latter.party is not None
    assert latter.as_of is not None
    return f"{reasons.name(latter.party)} turned from {former.position} to {latter.position} by {latter.as_of:%Y-%m-%d}"


def _sources(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(reasons.source(record) for record in records))
