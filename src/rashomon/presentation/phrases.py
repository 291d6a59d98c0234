"""The phrases that briefs are made of: figures with what they count, sources with how firmly they speak."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rashomon.languages import parties, units, wording
from rashomon.languages.lexicon import table
from rashomon.languages.wording import figure
from rashomon.model.claim import (
    OUTCOMES,
    Claim,
    Modality,
    OutcomeFamily,
    Party,
    PartyKind,
    Quantity,
    Severity,
)
from rashomon.model.ledger import Account, Balance, Responsibility

__all__ = ["Phrases", "figure"]

_PERSONAL = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})
#: "More than 300" is 301 and up: the source's words are clearer than the bound.
_SHIFTED = ("more than", "over ", "upwards of", "fewer than", "less than", "under ")
_ROUND = frozenset({"dozens", "scores", "hundreds", "thousands", "tens"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for accounts; `claims` are those of the incident by id, `publishers` those of their documents."""

    claims: Mapping[str, Claim]
    publishers: Mapping[str, str]

    def counted(self, balance: Balance, account: Account, group: str | None = None) -> str:
        """A figure with what it counts: "at least six missiles", "dozens of people", "one child"."""
        words = self._figure(account)
        thing = self._thing(balance, account, group)
        if _names(words, thing):
            return words
        return f"{words} {'of ' if _last(words) in _ROUND else ''}{thing}"

    def bare(self, balance: Balance, account: Account) -> str:
        """A figure alone where what it counts has been said, with its unit where that is another one."""
        unit = self._unit(account)
        if unit and balance.unit and unit != balance.unit and not self._personal(balance):
            return self.counted(balance, account)
        return "none" if _nobody(account) else self._figure(account)

    def further(self, balance: Balance, accounts: Sequence[Account], *, newer: bool = False) -> str:
        """A figure behind another: "the ministry later said five", "the police and the mayor said six"."""
        figure = self.bare(balance, accounts[0])
        hedge = _hedge(accounts[0].modality)
        said = f"{hedge} {figure}" if hedge else figure
        if len(accounts) == 1:
            return f"{self.speech(accounts[0], newer=newer)} {said}"
        return f"{self.listed(accounts)} {'later ' if newer else ''}said {said}"

    def raw(self, account: Account) -> str:
        """The source's own words for its figure, where they are one claim's."""
        quantity = self._spoken(account).quantity
        return quantity.raw if quantity and len(account.claim_ids) == 1 else ""

    def actor(self, row: Responsibility) -> str:
        """Who is named as responsible, with the article that the reports give."""
        name = party(row.actor)
        told = [self.claims[id].evidence.text for id in row.claim_ids if id in self.claims]
        return f"the {name}" if any(f"the {name}" in text.replace("The ", "the ") for text in told) else name

    def happened(self, balance: Balance, account: Account) -> str:
        """The verb of the outcome with the hedge of the account: "were reportedly intercepted"."""
        verb = wording.happened(balance.outcome.value, account.lower, account.upper)
        hedge = _hedge(account.modality)
        if not hedge:
            return verb
        first, _, rest = verb.partition(" ")
        return f"{first} {hedge} {rest}" if rest else f"{hedge} {first}"

    def speech(self, account: Account, *, newer: bool = False) -> str:
        """Source and verb: "the spokesperson said preliminarily", "the ministry later said"."""
        verb = "estimated" if account.modality is Modality.ESTIMATED else "said"
        manner = " preliminarily" if account.modality is Modality.PRELIMINARY else ""
        return f"{self.source(self._spoken(account))} {'later ' if newer else ''}{verb}{manner}"

    def told(self, balance: Balance, accounts: Sequence[Account], group: str | None) -> str:
        """A figure with its sources: "Six people died, the police said", "According to the mayor, 12 …"."""
        clause = f"{self.counted(balance, accounts[0], group)} {self.happened(balance, accounts[0])}"
        if _nobody(accounts[0]) and self._personal(balance) and not group:
            clause = f"nobody {wording.happened(balance.outcome.value, 1, 1)}"
        named = self.listed(accounts)
        plain = accounts[0].modality not in (Modality.PRELIMINARY, Modality.ESTIMATED)
        if clause[0].isdigit() and plain:
            return f"according to {named.rstrip(',')}, {clause}"
        if len(accounts) == 1 and self._spoken(accounts[0]).attribution.party:
            return f"{clause}, {self.speech(accounts[0])}"
        return f"{clause}, according to {named.rstrip(',')}"

    def listed(self, accounts: Sequence[Account]) -> str:
        """The sources of several accounts, each once; one alone keeps what is told of it."""
        return self.joined([self._spoken(account) for account in accounts])

    def joined(self, claims: Sequence[Claim], most: int = 4) -> str:
        """The sources of several claims, each once; beyond `most`, "others"."""
        named = list(dict.fromkeys(self.source(claim) for claim in claims))
        if len(named) == 1:
            return named[0]
        short = list(dict.fromkeys(self._short(claim) for claim in claims))
        return wording.listed([*short[:most], "others"] if len(short) > most else short)

    def source(self, claim: Claim) -> str:
        """A claim's source as it stands inside a sentence, with those who passed it on."""
        publisher = self.publishers.get(claim.document_id, "")
        if claim.attribution.party is None:
            unnamed = "the report" if len(self.publishers) == 1 else "a report"
            itself = _speaks_itself(publisher)
            return publisher if itself else f"{publisher or unnamed}, which names no source,"
        via = [wording.within_sentence(party.name) for party in claim.attribution.via if party.name != publisher]
        return wording.within_sentence(claim.attribution.party.name) + (f", via {wording.listed(via)}," if via else "")

    def _short(self, claim: Claim) -> str:
        """A source as one of several."""
        if claim.attribution.party is not None:
            return wording.within_sentence(claim.attribution.party.name)
        return self.publishers.get(claim.document_id, "") or "a report without a named source"

    def part(self, balance: Balance, account: Account) -> str:
        """A part as it stands behind its whole: "three children", "five seriously injured"."""
        if balance.severity is None:
            return self.counted(balance, account, balance.group)
        words = figure(account.lower, account.upper, spelled=True)
        manner = str(table("en", "wording")["severity"][Severity(balance.severity).value])
        who = f" {wording.people(balance.group, account.lower, account.upper)}" if balance.group else ""
        return f"{words}{who} {manner} {balance.outcome.value}"

    def described(self, balance: Balance, account: Account) -> str:
        """A part that is all of its whole: "a man", "six men", "seriously injured"."""
        manner = f"{table('en', 'wording')['severity'][balance.severity.value]} " if balance.severity else ""
        if balance.group is None:
            return f"{manner}{balance.outcome.value}"
        who = wording.people(balance.group, account.lower, account.upper)
        if not wording.is_one(account.lower, account.upper):
            return f"{figure(account.lower, account.upper, spelled=True)} {manner}{who}"
        return f"{'an' if (manner or who)[0] in 'aeiou' else 'a'} {manner}{who}"

    def thing(self, balance: Balance) -> str:
        """What a balance counts, in the plural: "people killed", "missiles launched"."""
        if self._personal(balance):
            return "people"
        noun = balance.unit or str(table("en", "wording")["outcomes"][balance.outcome.value]["noun"])
        return units.plural(noun)

    def _thing(self, balance: Balance, account: Account, group: str | None) -> str:
        if self._personal(balance):
            return wording.people(group, account.lower, account.upper)
        noun = self._unit(account) or balance.unit
        noun = noun or str(table("en", "wording")["outcomes"][balance.outcome.value]["noun"])
        return wording.noun(noun, account.lower, account.upper)

    def _personal(self, balance: Balance) -> bool:
        return OUTCOMES[balance.outcome].family in _PERSONAL and balance.unit in (None, "person")

    def _figure(self, account: Account) -> str:
        """A figure in words: the source's own where it is vague or names another number than its bound."""
        quantity = self._spoken(account).quantity
        if quantity is None or len(account.claim_ids) > 1 or not _bounds_of(quantity, account):
            return figure(account.lower, account.upper, spelled=True)
        raw = " ".join(quantity.raw.split())
        own_words = quantity.approximate or raw.casefold().startswith(_SHIFTED)
        return figure(account.lower, account.upper, own_words, raw if own_words else "", spelled=True)

    def _unit(self, account: Account) -> str | None:
        quantity = self._spoken(account).quantity
        return units.canonical(quantity.unit) if quantity and quantity.unit else None

    def _spoken(self, account: Account) -> Claim:
        return self.claims[account.claim_ids[0]]


def party(who: Party) -> str:
    """A party as it stands inside a sentence."""
    return wording.within_sentence(who.name)


def place(name: str) -> str:
    """A place as it stands inside a sentence: "the United States"."""
    return f"the {name}" if re.search(table("en", "wording")["places"]["with_article"], name) else name


def day(time: datetime) -> str:
    """A day in words: "3 May 2031"."""
    return f"{time.day} {time:%B %Y}"


def _nobody(account: Account) -> bool:
    return (account.lower, account.upper) == (0, 0)


def _speaks_itself(publisher: str) -> bool:
    """Whether a publisher is a body that publishes its own statements: then it is their source."""
    return bool(publisher) and parties.party(publisher).kind not in (PartyKind.OTHER, PartyKind.MEDIA)


def _bounds_of(quantity: Quantity, account: Account) -> bool:
    return (quantity.lower, quantity.upper) == (account.lower, account.upper)


def _hedge(modality: Modality) -> str:
    if modality in (Modality.HEDGED, Modality.ALLEGED):
        return str(table("en", "wording")["modality"][modality.value])
    return ""


def _names(raw: str, thing: str) -> bool:
    """Whether the source's own words already say what is counted: "dozens of people"."""
    return _last(raw) in (_last(thing), units.plural(_last(thing)))


def _last(words: str) -> str:
    return words.casefold().rpartition(" ")[2]
