"""A brief: what an incident's ledger says, in sentences that each name their source and cite their claims."""

from collections.abc import Iterator, Sequence

from rashomon.languages import wording
from rashomon.languages.lexicon import table
from rashomon.model.claim import OUTCOMES, Claim, Outcome, OutcomeFamily, Party, PartyKind
from rashomon.model.incident import Incident
from rashomon.model.ledger import (
    Balance,
    Brief,
    BriefSentence,
    Ledger,
    Responsibility,
    Standing,
)
from rashomon.model.text import Document
from rashomon.presentation.phrases import Phrases, party
from rashomon.presentation.telling import evidence, told
from rashomon.reconciliation.balances import ALWAYS

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
#: Whose words are quoted first.
_PUBLIC = frozenset(
    {PartyKind.OFFICIAL, PartyKind.MILITARY, PartyKind.ARMED_GROUP, PartyKind.MONITOR, PartyKind.MEDICAL}
)
#: Cues that stand well before a quotation, beside the regular ones in -ed.
_SAID = frozenset({"said", "told", "told of", "spoke of", "wrote", "says", "called for"})


def brief(incident: Incident, ledger: Ledger, claims: Sequence[Claim], documents: Sequence[Document]) -> Brief:
    """The brief of an incident: what happened, who is named for it, each figure with its accounts.

    It says nothing that its claims do not say: conflicts stay conflicts, vague words stay vague, and a figure
    that nobody gives is told beside one that somebody does.
    """
    known = set(incident.claim_ids)
    reports = {mention.document_id for mention in incident.mentions}
    phrases = Phrases(
        {claim.id: claim for claim in claims if claim.id in known},
        {document.id: document.publisher for document in documents if document.id in reports},
    )
    open_claims = [entry.claim_id for entry in ledger.entries if entry.standing not in _UNTOLD]
    sentences = [
        *_occurrences(open_claims, phrases),
        *_blame(ledger.responsibilities, phrases),
        *_figures(ledger, phrases),
        *_quoted(open_claims, phrases),
    ]
    return Brief(incident_id=incident.id, sentences=tuple(sentences))


def _made(text: str, claim_ids: Sequence[str]) -> BriefSentence:
    return BriefSentence(text=wording.sentence(text), claim_ids=tuple(dict.fromkeys(claim_ids)))


def _occurrences(claim_ids: Sequence[str], phrases: Phrases) -> Iterator[BriefSentence]:
    """Who tells of what happened, where and when: one sentence for each event and place."""
    claims = [phrases.claims[id] for id in claim_ids if phrases.claims[id].outcome is Outcome.OCCURRED]
    by_event: dict[str, list[Claim]] = {}
    for claim in claims:
        by_event.setdefault(_event(claim), []).append(claim)
    for event, members in by_event.items():
        yield _made(f"{phrases.joined(members)} told of {event}", [claim.id for claim in members])


def _event(claim: Claim) -> str:
    events = table("en", "wording")["events"]
    what = str(events[claim.event.value if claim.event else "other"])
    where = f" in {claim.place.name}" if claim.place else ""
    when = f" (“{claim.time.raw}”)" if claim.time else ""
    return f"{what}{where}{when}"


def _blame(rows: Sequence[Responsibility], phrases: Phrases) -> Iterator[BriefSentence]:
    """Who names whom as responsible, and who denies or concedes it."""
    for row in rows:
        who = phrases.actor(row)
        clauses = []
        if row.asserted_by or not (row.denied_by or row.conceded_by):
            by = _names(row.asserted_by) or phrases.joined([phrases.claims[id] for id in row.claim_ids])
            clauses.append(f"{by} named {who} as responsible")
        for parties, verb in ((row.denied_by, "denied"), (row.conceded_by, "acknowledged")):
            if parties:
                itself = [one.key for one in parties] == [row.actor.key]
                what = "responsibility" if itself else f"that {who} did it"
                clauses.append(f"{_names(parties)} {verb} {'it' if clauses else what}")
        yield _made("; ".join(clauses), row.claim_ids)


def _names(parties: Sequence[Party]) -> str:
    return wording.listed([party(one) for one in parties])


def _figures(ledger: Ledger, phrases: Phrases) -> Iterator[BriefSentence]:
    """One sentence for each balance that anybody speaks to, in the order of the families."""
    silent = [one for one in ledger.balances if one.outcome in ALWAYS and not one.accounts]
    for family in _ORDER:
        for balance in ledger.balances:
            if OUTCOMES[balance.outcome].family is family and balance.accounts:
                missing = silent if family is OutcomeFamily.HARM else []
                silent = [] if family is OutcomeFamily.HARM else silent
                yield from _balance(balance, missing, phrases)


def _balance(balance: Balance, silent: Sequence[Balance], phrases: Phrases) -> Iterator[BriefSentence]:
    clauses, claim_ids = told(balance, phrases)
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
    for claim in quotable[:_QUOTES]:
        yield _made(f"{phrases.source(claim)} {_speech(claim)}", [claim.id])


def _speech(claim: Claim) -> str:
    """The cue and what it governs: "urged “calm”", "warned that “it may happen again”"."""
    words = evidence(claim.evidence.text, claim)
    linked = " that" if words.casefold().startswith("that ") else ""
    cue = " ".join(claim.attribution.cue[0].text.casefold().split()) if claim.attribution.cue else ""
    verb = cue if cue.endswith("ed") or cue in _SAID else "said"
    return f"{verb}{linked} “{words[len(linked) :]}”"


def _public(claim: Claim) -> bool:
    """Whether somebody speaks whose words bind others."""
    return claim.attribution.party is not None and claim.attribution.party.kind in _PUBLIC


def _quotable(claim: Claim) -> bool:
    text = claim.evidence.text
    return len(text) <= _LONGEST and not any(letter.isdigit() for letter in text)
