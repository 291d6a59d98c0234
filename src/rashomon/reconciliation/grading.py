"""Suggested grades of harm and of responsibility, on Airwars' scale, over independent origins.

*confirmed*: a belligerent accepts it; *fair*: two or more independent origins; *weak*: a single one;
*contested*: competing claims; *discounted*: those harmed were combatants (Airwars methodology). A grade is a
suggestion until a person signs it.
"""

from collections.abc import Sequence

from rashomon.languages import wording
from rashomon.model.claim import Act, Outcome, Party
from rashomon.model.ledger import Grade, GradeKind, GradeValue, Responsibility
from rashomon.reconciliation import reasons
from rashomon.reconciliation.records import Record
from rashomon.reconciliation.standing import is_denial

_HARM = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})


def grades(records: Sequence[Record], responsibilities: Sequence[Responsibility]) -> tuple[Grade, ...]:
    """A grade of harm where somebody reports harm, and one of responsibility where somebody is named."""
    told = [_harm(records), _responsibility(responsibilities)]
    return tuple(grade for grade in told if grade is not None)


def _harm(records: Sequence[Record]) -> Grade | None:
    about = [record for record in records if record.claim.outcome in _HARM]
    told = [record for record in about if record.bounds != (0, 0) and (record.bounded or not is_denial(record))]
    told = [record for record in told if record.bounded]
    if not told:
        return None
    against = [record for record in about if record.bounds == (0, 0) or is_denial(record)]
    conceded = [record for record in told if record.claim.attribution.act is Act.CONCEDES]
    if conceded:
        return _grade(GradeKind.HARM, GradeValue.CONFIRMED, f"{reasons.source(conceded[0])} conceded it")
    if all(record.groups == {"combatants"} for record in told):
        return _grade(GradeKind.HARM, GradeValue.DISCOUNTED, "those harmed are told of as combatants only")
    return _by_origins(GradeKind.HARM, told, against)


def _by_origins(kind: GradeKind, told: Sequence[Record], against: Sequence[Record]) -> Grade:
    sources = list({record.origin: reasons.source(record) for record in told}.values())
    opposed = list({record.origin: reasons.source(record) for record in against}.values())
    if opposed:
        reason = f"{_some(sources)} reported harm, {_some(opposed)} denied it"
        return _grade(kind, GradeValue.CONTESTED, reason)
    if len(sources) > 1:
        count = wording.number(len(sources), spelled=True)
        return _grade(kind, GradeValue.FAIR, f"{count} independent origins: {_some(sources)}")
    return _grade(kind, GradeValue.WEAK, f"a single origin: {sources[0]}")


def _responsibility(rows: Sequence[Responsibility]) -> Grade | None:
    kind = GradeKind.RESPONSIBILITY
    named = [row for row in rows if row.asserted_by or row.denied_by or row.conceded_by]
    conceded = [row for row in named if row.conceded_by]
    if not named:
        return None
    if conceded:
        actor = reasons.name(conceded[0].actor)
        return _grade(kind, GradeValue.CONFIRMED, f"conceded of {actor} by {_names(conceded[0].conceded_by)}")
    denied = [row for row in named if row.denied_by]
    if denied:
        return _grade(kind, GradeValue.CONTESTED, f"denied by {_names(denied[0].denied_by)}")
    if len(named) > 1:
        actors = wording.listed([reasons.name(row.actor) for row in named])
        return _grade(kind, GradeValue.CONTESTED, f"several are said to have done it: {actors}")
    asserted = named[0].asserted_by
    if len(asserted) > 1:
        return _grade(kind, GradeValue.FAIR, f"asserted by {_names(asserted)}")
    return _grade(kind, GradeValue.WEAK, f"asserted by {_names(asserted)} alone")


def _names(parties: Sequence[Party]) -> str:
    return _some([reasons.name(party) for party in parties])


def _some(sources: Sequence[str]) -> str:
    """At most three names, then how many more."""
    if len(sources) <= 3:
        return wording.listed(sources)
    return f"{', '.join(sources[:3])} and {wording.number(len(sources) - 3, spelled=True)} more"


def _grade(kind: GradeKind, value: GradeValue, reason: str) -> Grade:
    return Grade(kind=kind, value=value, reason=reason)
