"""Why a ledger is as it is: how its figures stand to each other, and why its reports are taken for one incident."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import inf
from typing import Any

from rashomon.languages import wording
from rashomon.model import codec
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.model.incident import Feature, Incident, Judgement, Link
from rashomon.model.ledger import Balance, Ledger, Relation
from rashomon.model.text import Document
from rashomon.presentation.comparing import uncompared
from rashomon.presentation.formats.answers import SCHEMA
from rashomon.presentation.formats.texts import named, names_of_victims, numbers, struck
from rashomon.presentation.phrases import Phrases
from rashomon.presentation.rows import with_parts
from rashomon.presentation.terminal import Style, safe, wrap


def reasons_object(answer: Answer, wanted: Collection[str] = ()) -> dict[str, Any]:
    """The reasons of an answer with one incident as JSON values; of the `wanted` claims, where any are named."""
    [incident], [ledger] = answer.incidents, answer.ledgers
    entries = [entry for entry in ledger.entries if not wanted or entry.claim_id in wanted]
    return {
        "schema": SCHEMA,
        "incident_id": incident.id,
        "title": incident.title,
        "claims": [codec.to_dict(entry) for entry in entries],
        "balances": [
            {
                "outcome": balance.outcome.value,
                "group": balance.group,
                "severity": balance.severity.value if balance.severity else None,
                "lower": balance.lower,
                "upper": balance.upper,
                "agreement": balance.agreement.value,
                "reason": balance.reason,
                "relations": [codec.to_dict(relation) for relation in relations],
            }
            for balance, relations in _balances(ledger, wanted)
        ],
        "relations": [codec.to_dict(relation) for relation in uncompared(answer, wanted)],
        "links": [codec.to_dict(link) for link in _asked(incident, wanted)],
    }


def reasons_text(
    answer: Answer,
    wanted: Sequence[str],
    documents: Mapping[str, Document],
    *,
    columns: int,
    style: Style,
    names: bool = False,
) -> Iterator[str]:
    """The same in words. Claims have the numbers of the answer's text; `documents` are by the ids of mentions that
    links name, also of those in other incidents. Victims' names are struck out unless `names` are asked for."""
    page = _Reasons(answer, columns, style, names=names)
    [incident] = answer.incidents
    yield from (style.heading(line) for line in wrap(f"{incident.title} ({incident.id})", columns))
    for claim_id in wanted:
        yield from page.standing(claim_id)
    yield ""
    for balance, relations in _balances(answer.ledgers[0], wanted):
        yield from page.balance(balance, relations)
    further = uncompared(answer, wanted)
    yield from page.relations(further)
    if len(wanted) > 1 and not (page.compared or further):
        yield from wrap("Nothing compares these: not all of them give a figure.", columns)
    yield from page.links(_asked(incident, wanted), documents)


def report_text(
    answer: Answer, document_id: str, documents: Mapping[str, Document], *, columns: int, style: Style
) -> Iterator[str]:
    """Why a report is in the answer's incident, and with which others it was weighed."""
    [incident] = answer.incidents
    yield from (style.heading(line) for line in wrap(f"{incident.title} ({incident.id})", columns))
    mentions = {mention.id for mention in incident.mentions if mention.document_id == document_id}
    found = _links(incident, mentions, between=False)
    if not found:
        yield from wrap("No other report shares a place, a time or names with it that would propose a link.", columns)
    yield from _Reasons(answer, columns, style).links(found, documents)


class _Reasons:
    def __init__(self, answer: Answer, columns: int, style: Style, *, names: bool = False) -> None:
        self._withheld = frozenset() if names else names_of_victims(answer.claims)
        self._claims = {claim.id: claim for claim in answer.claims}
        self._entries = {entry.claim_id: entry for entry in answer.ledgers[0].entries}
        publishers = {document.id: document.publisher for document in answer.documents}
        self._phrases = Phrases(self._claims, publishers)
        self._members = {mention.id for mention in answer.incidents[0].mentions}
        self._numbers = numbers(answer)
        self._columns = columns
        self._style = style
        self.compared: list[Relation] = []

    def standing(self, claim_id: str) -> Iterator[str]:
        """A claim, and why it stands as it does."""
        claim, entry = self._claims[claim_id], self._entries.get(claim_id)
        words = struck(safe(claim.evidence.text), self._withheld)
        yield from wrap(f"{self._claim(claim)}: “{words}”", self._columns, "  ")
        if entry:
            yield from (f"  {line}" for line in wrap(f"{_words(entry.standing)}: {entry.reason}", self._columns - 2))

    def balance(self, balance: Balance, relations: Sequence[Relation]) -> Iterator[str]:
        """A figure, by which rule it came about, and how its accounts stand to each other."""
        self.compared += relations
        what = ", ".join(str(part) for part in (balance.outcome, balance.group, balance.severity) if part)
        figure = wording.figure(balance.lower, balance.upper)
        head = f"{what}: {figure}, {_words(balance.agreement)}"
        yield from (self._style.heading(line) for line in wrap(head, self._columns, "  "))
        yield from (f"  {line}" for line in wrap(f"by the rule {balance.rule}: {balance.reason}", self._columns - 2))
        yield from self.relations(relations)

    def relations(self, relations: Sequence[Relation]) -> Iterator[str]:
        """How two claims stand to each other, and why."""
        for relation in relations:
            left, right = self._number(relation.left), self._number(relation.right)
            told = f"{left} {_words(relation.kind)} {right}: {relation.reason}"
            yield from (f"    {line}" for line in wrap(told, self._columns - 4, "  "))

    def links(self, links: Sequence[Link], documents: Mapping[str, Document]) -> Iterator[str]:
        """Which reports are taken for the same incident, and which were weighed and are not, by which signs."""
        joined = [link for link in links if link.left in self._members and link.right in self._members]
        apart = [link for link in links if link not in joined]
        for heading, told in (("Linked", joined), ("Not linked", apart)):
            if told:
                yield ""
                yield self._style.heading(heading)
            for link in told:
                left, right = documents.get(link.left), documents.get(link.right)
                if left and right:
                    yield from self._link(link, left, right)

    def _link(self, link: Link, left: Document, right: Document) -> Iterator[str]:
        total = sum(feature.score for feature in link.features)
        by = f"{link.judgement} by {link.judge}" + (f", {total:+.1f}" if link.features else "")
        yield from wrap(f"{named(left)} — {named(right)}: {by}", self._columns, "  ")
        for feature in sorted(link.features, key=lambda feature: -feature.score):
            yield from (f"    {line}" for line in wrap(_feature(feature), self._columns - 4, "  "))

    def _claim(self, claim: Claim) -> str:
        figure = f": {claim.quantity.raw}" if claim.quantity else ""
        return f"{self._number(claim.id)} {self._phrases.source(claim).rstrip(',')}{figure}, {_words(claim.outcome)}"

    def _number(self, claim_id: str) -> str:
        return f"[{self._numbers.get(claim_id, claim_id)}]"


def _feature(feature: Feature) -> str:
    weight = "forbids it" if feature.score == -inf else f"{feature.score:+.1f}"
    return f"{weight}  {feature.name}: {feature.detail}"


def _balances(ledger: Ledger, wanted: Collection[str]) -> list[tuple[Balance, tuple[Relation, ...]]]:
    """The balances that anybody speaks to, with their relations; only those between wanted claims, if there are any."""
    found = []
    for balance, _ in with_parts(ledger.balances):
        relations = tuple(relation for relation in balance.relations if _between(relation, wanted))
        if relations or (balance.accounts and not wanted):
            found.append((balance, relations))
    return found


def _between(relation: Relation, wanted: Collection[str]) -> bool:
    ends = (relation.left in wanted) + (relation.right in wanted)
    return not wanted or ends == 2 or (len(wanted) == 1 and ends == 1)


def _asked(incident: Incident, wanted: Collection[str]) -> list[Link]:
    """The links of the mentions that the wanted claims are in; of all where none are named."""
    found = {mention.id for mention in incident.mentions if not wanted or not set(wanted).isdisjoint(mention.claim_ids)}
    return _links(incident, found, between=bool(wanted) and len(found) > 1)


def _links(incident: Incident, mentions: Collection[str], *, between: bool) -> list[Link]:
    """The links of these mentions, or those `between` two of them, the likeliest first."""
    ends = 2 if between else 1
    found = [link for link in incident.links if (link.left in mentions) + (link.right in mentions) >= ends]
    order = {Judgement.SAME: 0, Judgement.UNSURE: 1, Judgement.DIFFERENT: 2}
    return sorted(found, key=lambda link: (order[link.judgement], -_points(link), link.left, link.right))


def _points(link: Link) -> float:
    return sum(feature.score for feature in link.features if feature.score != -inf)


def _words(name: str) -> str:
    return name.replace("_", " ")
