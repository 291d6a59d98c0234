"""The phrases that briefs are made of: figures with what they count, sources with how firmly they speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.languages import units, wording
from rashomon.languages.lexicon import table
from rashomon.languages.wording import figure
from rashomon.model.claim import OUTCOMES, Claim, Modality, OutcomeFamily, Party, Severity
from rashomon.model.ledger import Account, Balance

__all__ = ["Phrases", "figure"]

_PERSONAL = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})
_ROUND = frozenset({"dozens", "scores", "hundreds", "thousands", "tens"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for accounts; `claims` are those of the incident by id, `publishers` of their documents."""

    claims: Mapping[str, Claim]
    publishers: Mapping[str, str]

    def counted(self, balance: Balance, account: Account, group: str | None = None) -> str:
        """A figure with what it counts: "at least six missiles", "dozens of people", "one child"."""
        claim = self._spoken(account)
        quantity = claim.quantity
        single = len(account.claim_ids) == 1 and quantity is not None
        raw = quantity.raw if quantity and single and quantity.approximate else ""
        approximate = bool(quantity and single and quantity.approximate)
        words = figure(account.lower, account.upper, approximate, raw, spelled=True)
        thing = self._thing(balance, account, group)
        if raw and _names(raw, thing):
            return words
        return f"{words} {'of ' if _last(raw) in _ROUND else ''}{thing}"

    def bare(self, balance: Balance, account: Account) -> str:
        """A figure alone where what it counts has been said, with its unit where that is another one."""
        unit = self._unit(account)
        if unit and balance.unit and unit != balance.unit and not self._personal(balance):
            return self.counted(balance, account)
        claim = self._spoken(account)
        if claim.quantity and claim.quantity.approximate and len(account.claim_ids) == 1:
            return figure(account.lower, account.upper, True, claim.quantity.raw, spelled=True)
        return figure(account.lower, account.upper, spelled=True)

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

    def accounted(self, accounts: Sequence[Account]) -> str:
        """Who says it, behind the figure: "the police said", "according to the police and the mayor"."""
        spoken = [self._spoken(account) for account in accounts]
        if len(accounts) == 1 and spoken[0].attribution.party:
            return self.speech(accounts[0])
        named = list(dict.fromkeys(self.source(claim) for claim in spoken))
        return f"according to {wording.listed(named)}"

    def source(self, claim: Claim) -> str:
        """A claim's source as it stands inside a sentence, with those who passed it on."""
        publisher = self.publishers.get(claim.document_id, "")
        if claim.attribution.party is None:
            return f"{publisher} (naming no source)" if publisher else "a report that names no source"
        via = [
            wording.within_sentence(party.name) for party in claim.attribution.via if party.name != publisher
        ]
        return wording.within_sentence(claim.attribution.party.name) + (
            f", via {wording.listed(via)}," if via else ""
        )

    def part(self, balance: Balance, account: Account) -> str:
        """A part as it stands behind its whole: "three children", "five seriously injured"."""
        if balance.severity is None:
            return self.counted(balance, account, balance.group)
        words = figure(account.lower, account.upper, spelled=True)
        manner = str(table("en", "wording")["severity"][Severity(balance.severity).value])
        who = f" {wording.people(balance.group, account.lower, account.upper)}" if balance.group else ""
        return f"{words}{who} {manner} {balance.outcome.value}"

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

    def _unit(self, account: Account) -> str | None:
        quantity = self._spoken(account).quantity
        return units.canonical(quantity.unit) if quantity and quantity.unit else None

    def _spoken(self, account: Account) -> Claim:
        return self.claims[account.claim_ids[0]]


def party(who: Party) -> str:
    """A party as it stands inside a sentence."""
    return wording.within_sentence(who.name)


def _hedge(modality: Modality) -> str:
    if modality in (Modality.HEDGED, Modality.ALLEGED):
        return str(table("en", "wording")["modality"][modality.value])
    return ""


def _names(raw: str, thing: str) -> bool:
    """Whether the source's own words already say what is counted: "dozens of people"."""
    return _last(raw) in (_last(thing), units.plural(_last(thing)))


def _last(words: str) -> str:
    return words.casefold().rpartition(" ")[2]
