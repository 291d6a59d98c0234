"""Answers for people to read in a terminal: brief, ledger, evidence, then what could not be read."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from textwrap import shorten

from rashomon.languages import wording
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.model.incident import Incident
from rashomon.model.ledger import Account, Agreement, Balance, Brief, Entry, Grade, Ledger, Responsibility, Standing
from rashomon.model.text import Document
from rashomon.presentation.rows import account_words, with_parts
from rashomon.presentation.terminal import Style, safe, table, width, wrap

LEDGER_HEADER = ("outcome", "figure", "agreement", "sources → reason")

#: Columns, where the lines are not shown.
_ANY = 80

#: Agreements that call for a reader's own judgement.
_OPEN = frozenset({Agreement.CONFLICTING, Agreement.REVISED, Agreement.RISING})


def answer_text(
    answer: Answer, *, columns: int, style: Style, names: bool = False, name_documents: bool = False
) -> Iterator[str]:
    """The lines of an answer, at most `columns` wide. Claims are numbered as they are cited.

    Victims' names are struck out of quoted words unless `names` are asked for. `name_documents` puts what was
    read above the answer: for answers that follow each other.
    """
    page = _Page(answer, columns, style, names=names)
    if name_documents:
        for document in answer.documents:
            yield from (style.heading(line) for line in wrap(f"# {named(document)}", columns, "  "))
    for incident, ledger, brief in zip(answer.incidents, answer.ledgers, answer.briefs, strict=True):
        yield from page.incident(incident, ledger, brief)
        yield ""
    if answer.documents and not answer.incidents:
        yield from wrap("No incident was found in what was read.", columns)
        yield ""
    yield from problem_lines(answer, columns=columns, style=style)


def brief_text(answer: Answer, *, columns: int, style: Style, names: bool = False) -> Iterator[str]:
    """The briefs of an answer alone, with the numbers that claims have in its whole text."""
    page = _Page(answer, columns, style, names=names)
    for incident, brief in zip(answer.incidents, answer.briefs, strict=True):
        yield from page.brief(incident, brief)


def numbers(answer: Answer) -> dict[str, int]:
    """The number that each claim has in the text of an answer, for those that are cited there."""
    page = _Page(answer, _ANY, Style(), names=False)
    for told in zip(answer.incidents, answer.ledgers, answer.briefs, strict=True):
        for _ in page.incident(*told):
            pass
    return dict(page.numbers)


def problem_lines(answer: Answer, *, columns: int, style: Style) -> Iterator[str]:
    """What could not be read, why, and what to do; nothing where all was read."""
    for note, heading in ((False, style.warning("Problems")), (True, style.heading("Left out"))):
        told = [problem for problem in answer.problems if problem.note is note]
        if told:
            yield heading
        for problem in told:
            hint = f" ({problem.hint})" if problem.hint else ""
            yield from wrap(f"{problem.input}: {problem.error}{hint}", columns, "  ")


class _Page:
    """The numbers of the claims run through the whole answer, so that [7] means one thing on the page."""

    def __init__(self, answer: Answer, columns: int, style: Style, *, names: bool) -> None:
        self._columns = columns
        self._style = style
        self._documents = {document.id: document for document in answer.documents}
        self._claims = {claim.id: claim for claim in answer.claims}
        self.numbers: dict[str, int] = {}
        self._withheld = frozenset() if names else names_of_victims(answer.claims)

    def incident(self, incident: Incident, ledger: Ledger, brief: Brief) -> Iterator[str]:
        """Title, brief, ledger and the evidence of what they cite."""
        before = len(self.numbers)
        yield from self.brief(incident, brief)
        yield ""
        rows = [self._balance_cells(balance, level) for balance, level in with_parts(ledger.balances)]
        yield from table(LEDGER_HEADER, rows, self._columns, self._style)
        yield from self._remarks(ledger)
        new = list(self.numbers)[before:]
        if new:
            yield ""
            yield from self._evidence(new, {entry.claim_id: entry for entry in ledger.entries})

    def brief(self, incident: Incident, brief: Brief) -> Iterator[str]:
        """Title and brief."""
        title = wrap(incident.title or _words(incident.event), self._columns)
        yield from (self._style.heading(line) for line in title)
        yield "─" * max(map(width, title))
        for sentence in brief.sentences:
            told = f"{self._struck(sentence.text)} {self._cited(sentence.claim_ids)}"
            yield from wrap(told, self._columns)

    def _balance_cells(self, balance: Balance, level: int) -> tuple[str, ...]:
        return (
            _part(balance, level) if level else _what(balance),
            _figure(balance),
            f"{balance.agreement}{' !' if balance.agreement in _OPEN else ''}",
            "\n".join([*map(self._account, balance.accounts), f"→ {balance.reason}"]),
        )

    def _account(self, account: Account) -> str:
        return f"{account_words(account)} {self._cited(account.claim_ids)}".strip()

    def _remarks(self, ledger: Ledger) -> Iterator[str]:
        remarks = [self._responsibility(responsibility) for responsibility in ledger.responsibilities]
        for check in ledger.checks:
            remarks.append(f"{'Adds up' if check.holds else 'Does not add up'}: {check.text}")
        remarks += [_grade(grade) for grade in ledger.grades]
        if remarks:
            yield ""
        for remark in remarks:
            yield from wrap(remark, self._columns, "  ")

    def _responsibility(self, told: Responsibility) -> str:
        parties = {"asserted": told.asserted_by, "denied": told.denied_by, "conceded": told.conceded_by}
        by = [
            f"{verb} by {wording.listed([wording.within_sentence(party.name) for party in who])}"
            for verb, who in parties.items()
            if who
        ]
        actor = wording.within_sentence(told.actor.name)
        reason = told.reason or "; ".join(by) or "source not named"
        return f"Said to be responsible: {actor} ({reason}) {self._cited(told.claim_ids)}".strip()

    def _cited(self, claim_ids: Iterable[str]) -> str:
        """The numbers of claims as "[1] [3]", given to each at its first citation."""
        numbers = self.numbers
        found = [numbers.setdefault(id, len(numbers) + 1) for id in dict.fromkeys(claim_ids) if id in self._claims]
        return " ".join(f"[{number}]" for number in sorted(found))

    def _from(self, claim: Claim) -> str:
        """Which report the words are from, where there is more than one."""
        return f"{_where(self._documents[claim.document_id])}: " if len(self._documents) > 1 else ""

    def _struck(self, text: str) -> str:
        return struck(text, self._withheld)

    def _evidence(self, claim_ids: Iterable[str], entries: dict[str, Entry]) -> Iterator[str]:
        for id in claim_ids:
            claim, entry = self._claims[id], entries.get(id)
            line = f"[{self.numbers[id]}] {self._from(claim)}{self._struck(_quoted(claim))}"
            if entry and entry.standing is not Standing.STANDS:
                line += f" ({_words(entry.standing)}: {entry.reason})"
            yield from (self._style.faint(part) for part in wrap(line, self._columns, "    "))


def names_of_victims(claims: Iterable[Claim]) -> frozenset[str]:
    """The names of victims that the claims give."""
    return frozenset(safe(name.text) for claim in claims if claim.victims for name in claim.victims.names)


def struck(text: str, names: Iterable[str]) -> str:
    """The text without these names of victims."""
    pattern = _pattern(frozenset(names))
    return pattern.sub("[name withheld]", text) if pattern else text


@lru_cache(maxsize=64)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """What finds any of the names, the longest first; null where there are none."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b") if names else None


def _what(balance: Balance) -> str:
    """The outcome, and of whom or what where that is more than people."""
    of = ", ".join(_details(balance))
    return f"{_words(balance.outcome)}: {of}" if of else _words(balance.outcome)


def _part(balance: Balance, level: int) -> str:
    """A part needs no outcome: it stands under its total."""
    return f"{'· ' * level}{', '.join(_details(balance)) or _words(balance.outcome)}"


def _details(balance: Balance) -> list[str]:
    details = (balance.group, balance.severity, balance.unit if balance.unit != "person" else None)
    return [str(detail) for detail in details if detail]


def _figure(balance: Balance) -> str:
    if balance.agreement is Agreement.UNREPORTED:
        return "–"
    bounds = wording.figure(balance.lower, balance.upper)
    told = balance.best is not None and balance.lower != balance.upper
    return f"{bounds} (best {balance.best:,})" if told else bounds


def named(document: Document) -> str:
    """A document by publisher, clock and title, or what else tells a reader which one it is."""
    where = _where(document)
    return f"{where}: {document.title}" if document.title and document.publisher else where


def _where(document: Document) -> str:
    """Publisher and clock of a document, or what else tells a reader which one it is."""
    name = document.publisher or document.title or document.external_id or _beginning(document.text)
    return f"{name}, {_clock(document.published)}" if document.published else name


def _grade(grade: Grade) -> str:
    why = f" ({grade.reason})" if grade.reason else ""
    if grade.suggested:
        return f"Suggested {grade.kind} grade: {grade.value}{why}"
    when = f" on {grade.signed_at:%Y-%m-%d}" if grade.signed_at else ""
    return f"{str(grade.kind).capitalize()} grade: {grade.value}, signed by {grade.signed_by}{when}{why}"


def _clock(time: datetime) -> str:
    """Midnight sharp is what a date without a time was read as."""
    return f"{time:%Y-%m-%d %H:%M} UTC" if (time.hour, time.minute) != (0, 0) else f"{time:%Y-%m-%d}"


def _beginning(text: str) -> str:
    return f"“{shorten(safe(text[:200]), 40, placeholder='…')}”"


def _quoted(claim: Claim) -> str:
    words = safe(claim.evidence.text)
    return words if words.startswith(("“", '"')) and words.endswith(("”", '"')) else f"“{words}”"


def _words(name: str) -> str:
    return name.replace("_", " ")
