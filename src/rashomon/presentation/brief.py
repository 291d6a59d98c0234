"""A brief: what an incident's ledger says, in sentences that each name their source and cite their claims."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rashomon.languages import wording
from rashomon.languages.lexicon import table
from rashomon.model.claim import OUTCOMES, Claim, Modality, Outcome, OutcomeFamily
from rashomon.model.incident import Incident
from rashomon.model.ledger import (
    Account,
    Agreement,
    Balance,
    Brief,
    BriefSentence,
    Ledger,
    RelationKind,
    Responsibility,
    Standing,
)
from rashomon.model.text import Document
from rashomon.presentation.phrases import Phrases, party

_ORDER = (
    OutcomeFamily.MUNITIONS,
    OutcomeFamily.HARM,
    OutcomeFamily.CUSTODY,
    OutcomeFamily.OBJECTS,
    OutcomeFamily.SERVICES,
)
_UNTOLD = frozenset({Standing.ECHO, Standing.OUTSIDE, Standing.WITHDRAWN})
#: Quoting more makes a brief no brief.
_QUOTES, _LONGEST = 3, 160


def brief(
    incident: Incident, ledger: Ledger, claims: Sequence[Claim], documents: Sequence[Document]
) -> Brief:
    """The brief of an incident: what happened, who is named for it, each figure with its accounts.

    It says nothing that its claims do not say: conflicts stay conflicts, vague words stay vague, and a figure
    that nobody gives is told beside one that somebody does.
    """
    known = set(incident.claim_ids)
    phrases = Phrases(
        {claim.id: claim for claim in claims if claim.id in known},
        {document.id: document.publisher for document in documents},
    )
    told = [entry.claim_id for entry in ledger.entries if entry.standing not in _UNTOLD]
    sentences = [
        *_occurrences(told, phrases),
        *_blame(ledger.responsibilities, phrases),
        *_figures(ledger, phrases),
        *_quoted(told, phrases),
    ]
    return Brief(incident_id=incident.id, sentences=tuple(sentences))


def _made(text: str, claim_ids: Sequence[str]) -> BriefSentence:
    return BriefSentence(text=wording.sentence(text), claim_ids=tuple(dict.fromkeys(claim_ids)))


def _occurrences(told: Sequence[str], phrases: Phrases) -> Iterator[BriefSentence]:
    """Who tells of what happened, where and when: one sentence for each event and place."""
    claims = [phrases.claims[id] for id in told if phrases.claims[id].outcome is Outcome.OCCURRED]
    by_event: dict[str, list[Claim]] = {}
    for claim in claims:
        by_event.setdefault(_event(claim), []).append(claim)
    for event, members in by_event.items():
        sources = list(dict.fromkeys(phrases.source(claim) for claim in members))
        named = wording.listed([source.rstrip(",") for source in sources[:4]])
        others = " and others" if len(sources) > 4 else ""
        yield _made(f"{named}{others} told of {event}", [claim.id for claim in members])


def _event(claim: Claim) -> str:
    events = table("en", "wording")["events"]
    what = str(events[claim.event.value if claim.event else "other"])
    where = f" in {claim.place.name}" if claim.place else ""
    when = f" (“{claim.time.raw}”)" if claim.time else ""
    return f"{what}{where}{when}"


def _blame(rows: Sequence[Responsibility], phrases: Phrases) -> Iterator[BriefSentence]:
    for row in rows:
        asserted, denied, conceded = row.asserted_by, row.denied_by, row.conceded_by
        told = []
        if asserted:
            told.append(
                f"{wording.listed([party(one) for one in asserted])} named {party(row.actor)} as responsible"
            )
        if denied:
            object = "it" if told else f"that {party(row.actor)} did it"
            told.append(f"{wording.listed([party(one) for one in denied])} denied {object}")
        if conceded:
            object = "it" if told else f"that {party(row.actor)} did it"
            told.append(f"{wording.listed([party(one) for one in conceded])} acknowledged {object}")
        if told:
            yield _made("; ".join(told), row.claim_ids)
        else:
            source = phrases.source(phrases.claims[row.claim_ids[0]])
            yield _made(f"{source} named {party(row.actor)} as responsible", row.claim_ids)


def _figures(ledger: Ledger, phrases: Phrases) -> Iterator[BriefSentence]:
    """One sentence for each balance that anybody speaks to, in the order of the families."""
    silent = [balance for balance in ledger.balances if not balance.accounts]
    for family in _ORDER:
        for balance in ledger.balances:
            if OUTCOMES[balance.outcome].family is family and balance.accounts:
                missing = silent if family is OutcomeFamily.HARM else []
                silent = [] if family is OutcomeFamily.HARM else silent
                yield from _balance(balance, missing, phrases)


def _balance(balance: Balance, silent: Sequence[Balance], phrases: Phrases) -> Iterator[BriefSentence]:
    bounded = [one for one in balance.accounts if one.lower is not None or one.upper is not None]
    vague = [one for one in balance.accounts if one not in bounded]
    ids = [id for account in balance.accounts for id in account.claim_ids]
    told = _told(balance, bounded, phrases) if bounded else []
    told += [_vague(balance, account, phrases) for account in vague[:2]]
    told += [f"no source gives a number of people {one.outcome.value}" for one in silent if told]
    if told:
        part_ids = [id for part in balance.parts for account in part.accounts for id in account.claim_ids]
        yield _made("; ".join(told), [*ids, *_revised_ids(balance), *part_ids])


def _told(balance: Balance, accounts: Sequence[Account], phrases: Phrases) -> list[str]:
    """The accounts of a balance, those that say the same together; the whole with its parts first."""
    groups = [
        list(same) for _, same in groupby(accounts, key=lambda one: (one.lower, one.upper, one.modality))
    ]
    first, *rest = groups
    kind = _kind_of(balance, first[0])
    figure = f"{phrases.counted(balance, first[0], kind)} {phrases.happened(balance, first[0])}"
    parts = _with_parts(balance, first, kind, phrases)
    told = [f"{figure}, {phrases.accounted(first)}{_before(balance, first, phrases)}{parts}"]
    opposed = balance.agreement is Agreement.CONFLICTING
    for same in rest:
        newer = _newer(balance, same)
        contrast = "but " if opposed and not newer and same[0].current else ""
        told.append(contrast + _further(balance, same, newer, phrases) + _before(balance, same, phrases))
    return told


def _said(account: Account) -> tuple[int | None, int | None, Modality]:
    return account.lower, account.upper, account.modality


def _further(balance: Balance, same: Sequence[Account], newer: bool, phrases: Phrases) -> str:
    if len(same) == 1:
        return f"{phrases.speech(same[0], newer=newer)} {phrases.bare(balance, same[0])}"
    named = phrases.accounted(same).removeprefix("according to ")
    return f"{named} {'later ' if newer else ''}said {phrases.bare(balance, same[0])}"


def _newer(balance: Balance, same: Sequence[Account]) -> bool:
    """Whether these accounts revise or overtake another party's."""
    ids = {id for account in same for id in account.claim_ids}
    kinds = (RelationKind.REVISES, RelationKind.OVERTAKES)
    return any(relation.kind in kinds and relation.left in ids for relation in balance.relations)


def _before(balance: Balance, same: Sequence[Account], phrases: Phrases) -> str:
    """What a party had said before its latest word."""
    (*_, last) = same
    earlier = [
        relation.right
        for relation in balance.relations
        if relation.kind is RelationKind.REVISES
        and relation.left in last.claim_ids
        and relation.right in _revised_ids(balance)
    ]
    quantities = [phrases.claims[id].quantity for id in earlier if id in phrases.claims]
    figures = [wording.figure(one.lower, one.upper, spelled=True) for one in quantities if one]
    return f" (after {wording.listed(figures)} before)" if figures else ""


def _revised_ids(balance: Balance) -> list[str]:
    """Earlier words of parties that have an account by a later one."""
    shown = {id for account in balance.accounts for id in account.claim_ids}
    return [
        relation.right
        for relation in balance.relations
        if relation.kind is RelationKind.REVISES and relation.right not in shown and relation.left in shown
    ]


def _kind_of(balance: Balance, account: Account) -> str | None:
    """The group that a whole is of, where a figure of one group is all that there is."""
    same = [part for part in balance.parts if part.group and not part.severity and _shares(part, account)]
    return same[0].group if len(same) == 1 and len(account.claim_ids) == 1 else None


def _shares(part: Balance, account: Account) -> bool:
    return any(set(one.claim_ids) & set(account.claim_ids) for one in part.accounts)


def _with_parts(balance: Balance, first: Sequence[Account], kind: str | None, phrases: Phrases) -> str:
    told = []
    source = phrases.source(phrases.claims[first[0].claim_ids[0]])
    for part in balance.parts:
        account = next((one for one in part.accounts if one.current), None)
        if account is None or (part.group == kind and kind and not part.severity):
            continue
        if account.lower is None and account.upper is None:
            continue
        other = phrases.source(phrases.claims[account.claim_ids[0]])
        by = "" if other == source else f" (according to {other.rstrip(',')})"
        told.append(phrases.part(part, account) + by)
    return f", among them {wording.listed(told)}" if told else ""


def _vague(balance: Balance, account: Account, phrases: Phrases) -> str:
    claim = phrases.claims[account.claim_ids[0]]
    words = _evidence(claim.quantity.raw if claim.quantity else claim.evidence.text, claim)
    source = phrases.source(claim)
    return f"{source} gave no number of {phrases.thing(balance)} {balance.outcome.value}: “{words}”"


def _quoted(told: Sequence[str], phrases: Phrases) -> Iterator[BriefSentence]:
    """What is said and counts nothing, in the report's own words."""
    wanted = (Outcome.DISRUPTED, Outcome.STATEMENT)
    claims = [phrases.claims[id] for id in told if phrases.claims[id].outcome in wanted]
    claims = [claim for claim in claims if _quotable(claim)]
    for claim in claims[:_QUOTES]:
        words = _evidence(claim.evidence.text, claim)
        yield _made(f"{phrases.source(claim).rstrip(',')}, in the report’s words: “{words}”", [claim.id])


def _quotable(claim: Claim) -> bool:
    text = claim.evidence.text
    return len(text) <= _LONGEST and not any(letter.isdigit() for letter in text)


def _evidence(text: str, claim: Claim) -> str:
    """Words of the text on one line, without the names of victims."""
    for name in claim.victims.names if claim.victims else ():
        text = text.replace(name.text, "[name withheld]")
    return " ".join(text.split())
