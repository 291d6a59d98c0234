"""From what a person says of ids to a ruling that holds to places in documents."""

from datetime import datetime

from rashomon.archive import rulings as said
from rashomon.errors import InputError, UnknownRecord
from rashomon.model.claim import Claim
from rashomon.model.codec import content_id, time_text
from rashomon.model.incident import Incident, Mention
from rashomon.model.ledger import GradeKind, GradeValue
from rashomon.store.base import Reader
from rashomon.store.records import Anchor, Ruling, Verdict

#: How many subjects a verdict has.
_SUBJECTS = {Verdict.SAME: 2, Verdict.DIFFERENT: 2}


def ruling(
    reader: Reader,
    verdict: Verdict,
    subjects: tuple[str, ...],
    *,
    judge: str,
    at: datetime,
    note: str = "",
    grade: tuple[GradeKind, GradeValue] | None = None,
) -> Ruling:
    """What a person says of claims (hide, confirm), of two claims or incidents (same, different), of an incident
    (sign, with a `grade`).

    Raises UnknownRecord for an id that the archive does not have, InputError for subjects that do not fit.
    """
    wanted = _SUBJECTS.get(verdict, 1)
    if len(subjects) != wanted:
        raise InputError(verdict, f"it takes {wanted} ids, not {len(subjects)}", "see rashomon judge --help")
    if (verdict is Verdict.SIGN) != (grade is not None):
        raise InputError(verdict, "a grade is signed, and nothing else is", "as in: sign ID --grade harm=confirmed")
    subject = detail = ""
    if verdict in (Verdict.HIDE, Verdict.CONFIRM):
        claim = _claim(reader, subjects[0])
        anchors: tuple[Anchor, ...] = (said.anchor(claim),)
        detail = said.detail(claim)
    else:
        anchors = tuple(_place(reader, id) for id in subjects)
    if grade is not None:
        subject, detail = _incident(reader, subjects[0]).id, said.grade_detail(*grade)
    if verdict in _SUBJECTS and anchors[0] == anchors[1]:
        raise InputError(
            verdict, "both ids lead to the same place", "name two reports of an incident, or two incidents"
        )
    told = (verdict.value, judge, time_text(at), subject, detail, *(_words(anchor) for anchor in anchors))
    return Ruling(
        id=content_id(*told),
        verdict=verdict,
        judge=judge,
        at=at,
        anchors=anchors,
        subject=subject,
        detail=detail,
        note=note,
    )


def grade_of(text: str) -> tuple[GradeKind, GradeValue]:
    """ "harm=confirmed" as a grade. Raises InputError for anything else."""
    kind, _, value = text.partition("=")
    try:
        return GradeKind(kind.strip()), GradeValue(value.strip())
    except ValueError as error:
        kinds, values = " or ".join(GradeKind), ", ".join(GradeValue)
        raise InputError(text, "this is no grade", f"write {kinds}, an equals sign, and one of {values}") from error


def leading(incident: Incident) -> Mention:
    """The mention that speaks for an incident: the one with most claims that is no background."""
    return max(incident.mentions, key=lambda mention: (not mention.background, len(mention.claim_ids)))


def _claim(reader: Reader, id: str) -> Claim:
    found = reader.claims([id]).get(id)
    if found is None:
        raise UnknownRecord(id, "the archive has no such claim", "`rashomon ledger ID --claims` lists ids of claims")
    return found


def _incident(reader: Reader, id: str) -> Incident:
    found = reader.incident(id)
    if found is None or not found.mentions:
        raise UnknownRecord(id, "the archive has no such incident", "`rashomon incidents` lists their ids")
    return found


def _place(reader: Reader, id: str) -> Anchor:
    """The place of a claim, or of the first claim of the mention that speaks for an incident."""
    claim = reader.claims([id]).get(id)
    if claim is not None:
        return said.anchor(claim)
    return said.anchor(_claim(reader, leading(_incident(reader, id)).id))


def _words(anchor: Anchor) -> str:
    return f"{anchor.document_id} {anchor.span.start} {anchor.span.end}"
