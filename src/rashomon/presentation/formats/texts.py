"""Answers for people to read in a terminal: brief, ledger, evidence, then what could not be read."""

from collections.abc import Iterable, Iterator

from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.model.incident import Incident
from rashomon.model.ledger import Account, Agreement, Balance, Brief, Entry, Ledger, Responsibility, Standing
from rashomon.model.text import Document
from rashomon.presentation.figures import figure
from rashomon.presentation.rows import account_words, with_parts
from rashomon.presentation.terminal import Style, safe, table, wrap

LEDGER_HEADER = ("outcome", "figure", "agreement", "sources", "reason")

#: Agreements that call for a reader's own judgement.
_OPEN = frozenset({Agreement.CONFLICTING, Agreement.REVISED, Agreement.RISING})


def answer_text(answer: Answer, *, columns: int, style: Style) -> Iterator[str]:
    """The lines of an answer, at most `columns` wide. Claims are numbered as they are cited."""
    page = _Page(answer, columns, style)
    for incident, ledger, brief in zip(answer.incidents, answer.ledgers, answer.briefs, strict=True):
        yield from page.incident(incident, ledger, brief)
        yield ""
    if answer.documents and not answer.incidents:
        titles = ", ".join(document.title or document.id for document in answer.documents[:3])
        yield from wrap(
            f"No incident was found in {titles}{' …' if len(answer.documents) > 3 else ''}", columns
        )
        yield ""
    yield from problem_lines(answer, columns=columns, style=style)


def problem_lines(answer: Answer, *, columns: int, style: Style) -> Iterator[str]:
    """What could not be read, why, and what to do; nothing where all was read."""
    if answer.problems:
        yield style.heading("Not read")
    for problem in answer.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        yield from wrap(f"{problem.input}: {problem.error}{hint}", columns, "  ")


class _Page:
    """The numbers of the claims run through the whole answer, so that [7] means one thing on the page."""

    def __init__(self, answer: Answer, columns: int, style: Style) -> None:
        self._columns = columns
        self._style = style
        self._documents = {document.id: document for document in answer.documents}
        self._claims = {claim.id: claim for claim in answer.claims}
        self._numbers: dict[str, int] = {}

    def incident(self, incident: Incident, ledger: Ledger, brief: Brief) -> Iterator[str]:
        """Title, brief, ledger and the evidence of what they cite."""
        before = len(self._numbers)
        yield from (self._style.heading(line) for line in wrap(_heading(incident), self._columns))
        for sentence in brief.sentences:
            yield from wrap(f"{sentence.text} {self._cited(sentence.claim_ids)}", self._columns)
        yield ""
        rows = [self._balance_cells(balance, level) for balance, level in with_parts(ledger.balances)]
        yield from table(LEDGER_HEADER, rows, self._columns, self._style)
        yield from self._remarks(ledger)
        new = list(self._numbers)[before:]
        if new:
            yield ""
            yield from self._evidence(new, {entry.claim_id: entry for entry in ledger.entries})

    def _balance_cells(self, balance: Balance, level: int) -> tuple[str, ...]:
        return (
            "· " * level + _what(balance),
            _figure(balance),
            f"{balance.agreement}{' !' if balance.agreement in _OPEN else ''}",
            "; ".join(self._account(account) for account in balance.accounts),
            balance.reason,
        )

    def _account(self, account: Account) -> str:
        return f"{account_words(account)} {self._cited(account.claim_ids)}".strip()

    def _remarks(self, ledger: Ledger) -> Iterator[str]:
        remarks = [self._responsibility(responsibility) for responsibility in ledger.responsibilities]
        for check in ledger.checks:
            remarks.append(f"{'Adds up' if check.holds else 'Does not add up'}: {check.text}")
        for grade in ledger.grades:
            suggested = "Suggested grade" if grade.suggested else "Grade"
            remarks.append(f"{suggested} of {grade.kind}: {grade.value}: {grade.reason}")
        if remarks:
            yield ""
        for remark in remarks:
            yield from wrap(remark, self._columns, "  ")

    def _responsibility(self, told: Responsibility) -> str:
        parts = [
            f"{verb} by {', '.join(party.name for party in parties)}"
            for verb, parties in (
                ("said", told.asserted_by),
                ("denied", told.denied_by),
                ("conceded", told.conceded_by),
            )
            if parties
        ]
        who = f"Said to be responsible: {told.actor.name}"
        reason = f": {told.reason}" if told.reason else ""
        return f"{who} ({'; '.join(parts) or 'nobody named'}){reason} {self._cited(told.claim_ids)}".strip()

    def _cited(self, claim_ids: Iterable[str]) -> str:
        """The numbers of claims as "[1] [3]", given to each at its first citation."""
        numbers = self._numbers
        found = [
            numbers.setdefault(id, len(numbers) + 1) for id in dict.fromkeys(claim_ids) if id in self._claims
        ]
        return " ".join(f"[{number}]" for number in sorted(found))

    def _evidence(self, claim_ids: Iterable[str], entries: dict[str, Entry]) -> Iterator[str]:
        for id in claim_ids:
            claim, entry = self._claims[id], entries.get(id)
            line = f"[{self._numbers[id]}] {_where(self._documents[claim.document_id])}: {_quoted(claim)}"
            if entry and entry.standing is not Standing.STANDS:
                line += f" ({_words(entry.standing)}: {entry.reason})"
            yield from (self._style.faint(part) for part in wrap(line, self._columns, "    "))


def _heading(incident: Incident) -> str:
    return incident.title or _words(incident.event)


def _what(balance: Balance) -> str:
    details = [
        detail for detail in (balance.group, balance.severity, balance.unit) if detail not in (None, "person")
    ]
    return f"{_words(balance.outcome)}{': ' if details else ''}{', '.join(map(str, details))}"


def _figure(balance: Balance) -> str:
    if balance.agreement is Agreement.UNREPORTED:
        return "–"
    bounds = figure(balance.lower, balance.upper)
    told = balance.best is not None and balance.lower != balance.upper
    return f"{bounds} (best {balance.best})" if told else bounds


def _where(document: Document) -> str:
    """Publisher and clock of a document, or what else names it."""
    name = document.publisher or document.title or document.external_id or document.id
    return f"{name}, {document.published:%Y-%m-%d %H:%M} UTC" if document.published else name


def _quoted(claim: Claim) -> str:
    return f"“{safe(claim.evidence.text)}”"


def _words(name: str) -> str:
    return name.replace("_", " ")
