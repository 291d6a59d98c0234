"""Answers on stdout, in the form that was asked for, as each of them comes."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rashomon.cli.read import Form
from rashomon.errors import InputError
from rashomon.model.answer import Answer
from rashomon.presentation.formats import answers as json_answers
from rashomon.presentation.formats import tables, texts
from rashomon.presentation.rows import BalanceRow, ClaimRow, balance_rows, claim_rows
from rashomon.presentation.terminal import Style

#: Columns. Longer lines are hard to follow, however wide the window.
_WIDEST = 120


def write(answers: Iterable[Answer], form: Form, *, names: bool, out: Path | None = None, each: bool = False) -> bool:
    """Writes the answers and tells whether any input had a problem. `each` names the document of each.

    Problems are part of the text and of the JSON object; where only claims are written they go to stderr.
    Raises InputError where the folder `out` cannot be written.
    """
    failed = False

    def watched() -> Iterator[Answer]:
        nonlocal failed
        for answer in answers:
            failed = failed or any(not problem.note for problem in answer.problems)
            yield answer
            if form in (Form.CLAIMS, Form.CSV):
                for line in texts.problem_lines(answer, columns=columns(), style=Style()):
                    print(line, file=sys.stderr)
            sys.stdout.flush()

    if form is Form.CSV:
        _write_csv(watched(), names=names, out=out)
    else:
        for answer in watched():
            for line in _lines(answer, form, names=names, each=each):
                print(line)
    return failed


def closed_early() -> int:
    """Whoever reads us has had enough, as `head` does: the exit status of a program that SIGPIPE stopped."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + 13


def _lines(answer: Answer, form: Form, *, names: bool, each: bool) -> Iterable[str]:
    if form is Form.JSON:
        return [json_answers.answer_line(answer, names=names)]
    if form is Form.CLAIMS:
        return json_answers.claim_lines(answer, names=names)
    return texts.answer_text(answer, columns=columns(), style=style(), names=names, name_documents=each)


def _write_csv(answers: Iterable[Answer], *, names: bool, out: Path | None) -> None:
    """Claims as they come; balances, which are few, are kept for the second table."""
    balances: list[BalanceRow] = []

    def rows() -> Iterator[ClaimRow]:
        for answer in answers:
            yield from claim_rows(answer, names=names)
            balances.extend(balance_rows(answer))

    if out is None:
        _write_table(sys.stdout.write, ClaimRow, rows())
        sys.stdout.write("\n")
        _write_table(sys.stdout.write, BalanceRow, balances)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (out / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            _write_table(file.write, ClaimRow, rows())
        with (out / "balances.csv").open("w", encoding="utf-8", newline="") as file:
            _write_table(file.write, BalanceRow, balances)
    except OSError as error:
        raise InputError(str(out), f"the tables cannot be written there: {error.strerror}") from error


def _write_table(write: Callable[[str], object], kind: type, rows: Iterable[object]) -> None:
    write(tables.header(kind))
    for line in tables.lines(rows):
        write(line)


def columns() -> int:
    """Columns of the terminal, within reason."""
    return max(20, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))


def style() -> Style:
    """Colours on a terminal that has them, unless the reader wants none (no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(colour=wanted and sys.stdout.isatty())
