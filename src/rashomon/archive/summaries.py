"""What lists show of incidents: summaries, made from dossiers by the rule of the archive, and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from rashomon.archive.assembling import assemble
from rashomon.archive.records import Dossier
from rashomon.model.claim import EVENT_FAMILY, OUTCOMES
from rashomon.model.ledger import Agreement, Balance
from rashomon.store.base import Reader, Writer
from rashomon.store.records import IncidentPage, IncidentQuery, Summary, Total

#: Where the rule is kept by which summaries are made: that of the first program that added anything, until all of
#: them are made anew.
_PLACE = ("archive", "summaries")

#: Incidents that are summarised in one writing.
_AT_ONCE = 200


def summarise(writer: Writer, ids: Sequence[str], *, rule: str) -> None:
    """Makes the summaries of these incidents; those without reports have none. `rule` counts where none is kept."""
    kept = _rule(writer)
    if kept is None:
        writer.put_state(*_PLACE, {"rule": rule})
    dossiers = [assemble(writer, id, rule=kept or rule) for id in ids]
    writer.put_summaries([_summary(dossier) for dossier in dossiers if dossier and dossier.incident.mentions])


def shown(reader: Reader, page: IncidentPage, *, rule: str) -> IncidentPage:
    """The page with its figures by `rule`, where summaries are made by another one."""
    if _rule(reader) in (rule, None):
        return page
    dossiers = (assemble(reader, one.incident_id, rule=rule) for one in page.summaries)
    return replace(page, summaries=tuple(_summary(dossier) for dossier in dossiers if dossier))


def settle_rule(writer: Writer, *, rule: str) -> None:
    """From now on summaries are made by this rule."""
    writer.put_state(*_PLACE, {"rule": rule})


def every(reader: Reader) -> Iterator[list[str]]:
    """The ids of all incidents that have reports, some at a time."""
    query = IncidentQuery(limit=_AT_ONCE)
    while found := reader.incidents(query).summaries:
        yield [one.incident_id for one in found]
        query = replace(query, offset=query.offset + len(found))
    rest = reader.unsummarised()
    while ids := list(islice(rest, _AT_ONCE)):
        yield ids


def _rule(reader: Reader) -> str | None:
    kept = reader.state(*_PLACE)
    return str(kept["rule"]) if kept else None


def _summary(dossier: Dossier) -> Summary:
    """The summary of an incident: its main figure is that of the killed, else the first that anybody gives."""
    incident = dossier.incident
    balances = [one for one in dossier.ledger.balances if one.accounts and not one.group and not one.severity]
    reports = {mention.document_id for mention in incident.mentions}
    grades = {grade.kind: grade for grade in reversed(dossier.ledger.grades)}  # signed ones come first
    clocks = [one.published for one in dossier.documents if one.id in reports and one.published]
    return Summary(
        incident_id=incident.id,
        title=incident.title,
        event=incident.event,
        family=EVENT_FAMILY[incident.event],
        earliest=incident.earliest,
        latest=incident.latest,
        place=incident.place,
        documents=len(reports),
        claims=len(incident.claim_ids),
        origins=len({origin for balance in dossier.ledger.balances for origin in balance.origins}),
        published=max(clocks, default=None),
        agreement=_main(balances),
        totals=tuple(_total(balance) for balance in balances),
        grades=tuple(f"{grade.kind}={grade.value}" for grade in reversed(grades.values())),
    )


def _main(balances: list[Balance]) -> Agreement:
    order = list(OUTCOMES)
    first = min(balances, key=lambda balance: order.index(balance.outcome), default=None)
    return first.agreement if first else Agreement.UNREPORTED


def _total(balance: Balance) -> Total:
    return Total(outcome=balance.outcome, lower=balance.lower, upper=balance.upper, agreement=balance.agreement)
