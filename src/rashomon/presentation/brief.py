"""A brief: what an incident's ledger says, in sentences that each name their source and cite their claims."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rashomon.languages import wording
from rashomon.languages.lexicon import table
from rashomon.model.claim import OUTCOMES, Claim, Outcome, OutcomeFamily, Party, PartyKind
from rashomon.model.incident import Incident
from rashomon.model.ledger import (
    Balance,
    Brief,
    BriefSentence,
    Ledger,
    Position,
    Responsibility,
    Stance,
    Standing,
)
from rashomon.model.text import Document
from rashomon.presentation.phrases import Phrases, day, party, place
from rashomon.presentation.telling import evidence, told
from rashomon.reconciliation.balances import ALWAYS
from rashomon.reconciliation.responsibility import turns

_ORDER = (
    OutcomeFamily.MUNITIONS,
    OutcomeFamily.HARM,
    OutcomeFamily.CUSTODY,
    OutcomeFamily.OBJECTS,
    OutcomeFamily.SERVICES,
)
_UNTOLD = frozenset({Standing.ECHO, Standing.OUTSIDE, Standing.WITHDRAWN})
#: Quoting longer words makes a brief no brief; more places and times of one event are left to the ledger.
_LONGEST, _WHEREABOUTS = 160, 4

_TOLL = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES, Outcome.MISSING})
_ALL = frozenset(Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a brief of a length tells: figures of which families and outcomes, how many of the rest; null is all."""

    families: tuple[OutcomeFamily, ...]
    outcomes: frozenset[Outcome]
    events: int | None
    accounts: int | None
    quotes: int | None


#: The lengths of a brief by name.
LENGTHS = {
    "short": Extent(families=(OutcomeFamily.HARM,), outcomes=_TOLL, events=1, accounts=3, quotes=0),
    "standard": Extent(families=_ORDER, outcomes=_ALL, events=None, accounts=6, quotes=3),
    "long": Extent(families=_ORDER, outcomes=_ALL, events=None, accounts=None, quotes=None),
}

#: Whose words are quoted first.
_PUBLIC = frozenset(
    {PartyKind.OFFICIAL, PartyKind.MILITARY, PartyKind.ARMED_GROUP, PartyKind.MONITOR, PartyKind.MEDICAL}
)


def brief(
    incident: Incident,
    ledger: Ledger,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    *,
    length: str = "standard",
) -> Brief:
    """The brief of an incident: what happened, who is named for it, each figure with its accounts.

    It says nothing that its claims do not say: conflicts stay conflicts, vague words stay vague, and a figure
    that nobody gives is told beside one that somebody does. `length` is `short` (what happened, who is named for it,
    people harmed), `standard` (all figures, some words) or `long` (all accounts, all words).
    """
    extent = LENGTHS[length]
    known = set(incident.claim_ids)
    reports = {mention.document_id for mention in incident.mentions}
    phrases = Phrases(
        {claim.id: claim for claim in claims if claim.id in known},
        {document.id: document.publisher for document in documents if document.id in reports},
    )
    open_claims = [entry.claim_id for entry in ledger.entries if entry.standing not in _UNTOLD]
    sentences = [
        *islice(_occurrences(open_claims, phrases), extent.events),
        *_blame(ledger.responsibilities, phrases),
        *_figures(ledger, phrases, extent),
        *islice(_quoted(open_claims, phrases), extent.quotes),
    ]
    return Brief(incident_id=incident.id, sentences=tuple(sentences))


def _made(text: str, claim_ids: Sequence[str]) -> BriefSentence:
    return BriefSentence(text=wording.sentence(text), claim_ids=tuple(dict.fromkeys(claim_ids)))


def _occurrences(claim_ids: Sequence[str], phrases: Phrases) -> Iterator[BriefSentence]:
    """Who tells of what happened, where and when: one sentence for each event, first who says most of it."""
    by_event: dict[str, dict[str, list[Claim]]] = {}
    for claim in (phrases.claims[id] for id in claim_ids):
        if claim.outcome is Outcome.OCCURRED:
            by_event.setdefault(_event(claim), {}).setdefault(_whereabouts(claim), []).append(claim)
    for event, by_whereabouts in by_event.items():
        yield _occurrence(event, by_whereabouts, phrases)


def _occurrence(event: str, by_whereabouts: Mapping[str, Sequence[Claim]], phrases: Phrases) -> BriefSentence:
    """Who tells of an event, by the place and time that they give; who gives neither, last, and only if new."""
    ranked = sorted(by_whereabouts.items(), key=lambda item: (-_detail(item[1][0]), -len(item[1])))
    clauses: list[str] = []
    named: set[str] = set()
    for whereabouts, members in ranked[:_WHEREABOUTS]:
        sources = {phrases.source(claim) for claim in members}
        if clauses and not whereabouts and sources <= named:
            continue
        clauses.append(f"{phrases.joined(members)} told of {'one' if clauses else event}{whereabouts}")
        named |= sources
    if len(ranked) > 1 and not ranked[-1][0] and clauses[-1].endswith(" one"):
        clauses[-1] += ", too"
    return _made("; ".join(clauses), [claim.id for _, members in ranked for claim in members])


def _event(claim: Claim) -> str:
    return str(table("en", "wording")["events"][claim.event.value if claim.event else "other"])


def _whereabouts(claim: Claim) -> str:
    where = f" in {place(claim.place.name)}" if claim.place else ""
    when = f" (“{claim.time.raw}”)" if claim.time else ""
    return f"{where}{when}"


def _detail(claim: Claim) -> int:
    return (claim.place is not None) * 2 + (claim.time is not None)


def _blame(rows: Sequence[Responsibility], phrases: Phrases) -> Iterator[BriefSentence]:
    """Who names whom as responsible, who denies or concedes it, and who turned from the one to the other."""
    for row in rows:
        turned = list(turns(row.history))
        keys = {stance.party.key for pair in turned for stance in pair if stance.party}
        asserted, denied, conceded = (
            [one for one in parties if one.key not in keys]
            for parties in (row.asserted_by, row.denied_by, row.conceded_by)
        )
        who, clauses = phrases.actor(row), []
        if asserted or not (row.denied_by or row.conceded_by or turned):
            by = _names(asserted) or phrases.joined([phrases.claims[id] for id in row.claim_ids])
            clauses.append(f"{by} named {who} as responsible")
        for parties, verb in ((denied, "denied"), (conceded, "acknowledged")):
            if parties:
                clauses.append(f"{_names(parties)} {verb} {'it' if clauses else _deed(parties, row, who)}")
        for former, latter in turned:
            deed = "it" if clauses else _deed([one for one in (latter.party,) if one], row, who)
            clauses.append(_turned(former, latter, deed))
        yield _made("; ".join(clauses), row.claim_ids)


def _deed(parties: Sequence[Party], row: Responsibility, who: str) -> str:
    return "responsibility" if [one.key for one in parties] == [row.actor.key] else f"that {who} did it"


def _turned(former: Stance, latter: Stance, deed: str) -> str:
    """Who took another position: "the army, which had denied it by 3 May 2031, acknowledged it by 5 May 2031"."""
    verbs = {Position.ASSERTED: "said", Position.DENIED: "denied", Position.CONCEDED: "acknowledged"}
    who = _names([one for one in (latter.party,) if one])
    before, after = (day(one.as_of) for one in (former, latter) if one.as_of)
    return f"{who}, which had {verbs[former.position]} {deed} by {before}, {verbs[latter.position]} it by {after}"


def _names(parties: Sequence[Party]) -> str:
    return wording.listed([party(one) for one in parties])


def _figures(ledger: Ledger, phrases: Phrases, extent: Extent) -> Iterator[BriefSentence]:
    """One sentence for each balance that anybody speaks to, in the order of the families."""
    silent = [one for one in ledger.balances if one.outcome in ALWAYS and not one.accounts]
    for family in extent.families:
        for balance in ledger.balances:
            told_of = balance.outcome in extent.outcomes and balance.accounts
            if OUTCOMES[balance.outcome].family is family and told_of:
                missing = silent if family is OutcomeFamily.HARM else []
                silent = [] if family is OutcomeFamily.HARM else silent
                yield from _balance(balance, missing, phrases, extent)


def _balance(balance: Balance, silent: Sequence[Balance], phrases: Phrases, extent: Extent) -> Iterator[BriefSentence]:
    clauses, claim_ids = told(balance, phrases, most=extent.accounts)
    if clauses and silent:
        listed = " or of ".join(f"people {one.outcome.value}" for one in silent)
        clauses.append(f"no source gives a number of {listed}")
    if clauses:
        yield _made("; ".join(clauses), claim_ids)


def _quoted(claim_ids: Sequence[str], phrases: Phrases) -> Iterator[BriefSentence]:
    """What is said and counts nothing, in the report's own words."""
    wanted = (Outcome.DISRUPTED, Outcome.STATEMENT)
    claims = [phrases.claims[id] for id in claim_ids if phrases.claims[id].outcome in wanted]
    quotable = sorted(filter(_quotable, claims), key=lambda claim: not _public(claim))
    for claim in quotable:
        yield _made(f"{phrases.source(claim)} {_speech(claim)}", [claim.id])


def _speech(claim: Claim) -> str:
    """The cue and what it governs: "urged “calm”", "warned that “it may happen again”"."""
    words = evidence(claim.evidence.text, claim)
    linked = " that" if words.casefold().startswith("that ") else ""
    cue = claim.attribution.cue[0].text if claim.attribution.cue else ""
    return f"{wording.quoting(cue)}{linked} “{words[len(linked) :]}”"


def _public(claim: Claim) -> bool:
    """Whether somebody speaks whose words bind others."""
    return claim.attribution.party is not None and claim.attribution.party.kind in _PUBLIC


def _quotable(claim: Claim) -> bool:
    text = claim.evidence.text
    return len(text) <= _LONGEST and not any(letter.isdigit() for letter in text)
