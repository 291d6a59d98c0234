"""What a list shows of an incident, made from its dossier."""

from rashomon.archive.records import Dossier
from rashomon.model.claim import EVENT_FAMILY, OUTCOMES
from rashomon.model.ledger import Agreement, Balance
from rashomon.store.records import Summary, Total


def summary(dossier: Dossier) -> Summary:
    """The summary of an incident: its main figure is that of the killed, else the first that anybody gives."""
    incident = dossier.incident
    balances = [one for one in dossier.ledger.balances if one.accounts and not one.group and not one.severity]
    reports = {mention.document_id for mention in incident.mentions}
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
        grades=tuple(f"{grade.kind}={grade.value}" for grade in dossier.ledger.grades),
    )


def _main(balances: list[Balance]) -> Agreement:
    order = list(OUTCOMES)
    first = min(balances, key=lambda balance: order.index(balance.outcome), default=None)
    return first.agreement if first else Agreement.UNREPORTED


def _total(balance: Balance) -> Total:
    return Total(outcome=balance.outcome, lower=balance.lower, upper=balance.upper, agreement=balance.agreement)
