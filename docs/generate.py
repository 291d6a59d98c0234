"""Fills in what the pages show of the program itself: real output, and the fields of the records.

A page holds `<!-- output: COMMAND -->` or `<!-- record: TYPE -->`; what stands from there to `<!-- end -->`
is written anew. `python -m docs.generate` writes; tests/test_docs.py compares.
"""

import dataclasses
import os
import re
import shlex
import subprocess
import sys
import types
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from rashomon.archive import records as archive
from rashomon.model import answer, claim, incident, ledger, text
from rashomon.presentation import rows
from rashomon.store import custody
from rashomon.store import records as kept

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

#: Columns of the output that the pages show.
COLUMNS = 96

#: Where records are looked up by their names, in this order.
_MODULES = (text, claim, incident, ledger, answer, rows, kept, archive, custody)

_BLOCK = re.compile(r"<!-- (output|record): (.+?) -->\n.*?<!-- end -->", re.DOTALL)
_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false", datetime: "time"}


def filled(page: str) -> str:
    """The page with its blocks as the program gives them now."""
    return _BLOCK.sub(_block, page)


def _block(match: re.Match[str]) -> str:
    kind, name = match.groups()
    content = f"```text\n{output(name)}```\n" if kind == "output" else fields(name)
    return f"<!-- {kind}: {name} -->\n{content}<!-- end -->"


def output(command: str) -> str:
    """What the command writes on stdout, far from any settings of the one who runs this.

    After "| head -N" only the first N lines, with an ellipsis where there are more.
    """
    whole, _, lines = command.partition(" | head -")
    program, *arguments = shlex.split(whole)
    if program != "rashomon":
        raise ValueError(f"only rashomon is run, not {command!r}")
    written = _run(tuple(arguments))
    kept = written.splitlines(keepends=True)[: int(lines) if lines else None]
    return "".join(kept) + ("…\n" if len("".join(kept)) < len(written) else "")


@cache
def _run(arguments: tuple[str, ...]) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RASHOMON_")}
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT / "docs",
        env=environment | {"COLUMNS": str(COLUMNS), "NO_COLOR": "1"},
    ).stdout


def fields(name: str) -> str:
    """A record's docstring and the table of its fields."""
    kind = next(vars(module)[name] for module in _MODULES if name in vars(module))
    hints = get_type_hints(kind)
    lines = [f"{' '.join((kind.__doc__ or '').split())}\n", "| field | value |", "|---|---|"]
    lines += [f"| `{field.name}` | {_told(hints[field.name])} |" for field in dataclasses.fields(kind) if field.init]
    return "\n".join(lines) + "\n"


def _told(hint: Any) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(_told(argument) for argument in arguments if argument is not types.NoneType) + " or null"
    if origin is tuple and arguments[-1] is not ...:
        return f"list of {' and '.join(_told(argument) for argument in arguments)}"
    if origin in (tuple, frozenset):
        return f"list of {_told(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ", ".join(f"`{member.value}`" for member in hint)
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def main() -> None:
    """Write every page anew."""
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
