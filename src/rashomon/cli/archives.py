"""What the commands on an archive share: their options, opening it, and writing while a reader may stop listening."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon import settings as configuration

if TYPE_CHECKING:
    from rashomon.archive import Archive
    from rashomon.model.ledger import Problem
    from rashomon.presentation.terminal import Style

ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="PATH-or-URL",
        help="The archive: a file, or postgresql://…; rashomon.db unless a setting names another.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]
NamesOption = Annotated[bool, typer.Option("--names", help="Give the names of victims; they are withheld by default.")]
RuleOption = Annotated[
    str | None,
    typer.Option(
        metavar="RULE",
        help="How accounts become bounds: range (the default), ucdp, acled or airwars.",
        show_default=False,
    ),
]
LengthOption = Annotated[
    str | None,
    typer.Option(metavar="LENGTH", help="Of the brief: short, standard (the default) or long.", show_default=False),
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who does this, for the log; your login unless set.", show_default=False),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for the log.", show_default=False)]
LimitOption = Annotated[int, typer.Option(min=1, metavar="N", help="How many at most.")]
OffsetOption = Annotated[int, typer.Option(min=0, metavar="N", help="How many to leave out at the start.")]

Flags = Mapping[str, configuration.Value | None]


@contextmanager
def opened(flags: Flags, *, create: bool = False) -> Iterator["Archive"]:
    """The archive that the settings name, open; a reader who stops reading ends the command quietly.

    `flags` are those of the command that are settings, null where not given.
    """
    from rashomon.archive import Archive
    from rashomon.cli import output

    chosen = configuration.load(flags, environment=os.environ)
    try:
        with Archive(chosen.archive, settings=chosen, create=create) as archive:
            yield archive
    except BrokenPipeError:
        raise typer.Exit(output.closed_early()) from None


def page() -> tuple[int, "Style"]:
    """Columns and style of the terminal."""
    from rashomon.cli import output

    return output.columns(), output.style()


def show(lines: Iterable[str]) -> None:
    """Lines on stdout, there at once."""
    for line in lines:
        print(line)
    sys.stdout.flush()


def show_json(value: object) -> None:
    """A JSON object on a line of its own."""
    from rashomon.model import codec

    show([codec.to_json(value)])


def tell(text: str) -> None:
    """Talk, on stderr."""
    print(text, file=sys.stderr)


def time_of(text: str | None, option: str) -> datetime | None:
    """The time that an option gives, in UTC. Raises BadParameter where it cannot be told."""
    from rashomon.reading.dates import clock

    try:
        return None if text is None else clock(text)
    except ValueError as error:
        raise typer.BadParameter(f"{option}: {error}; write 2031-05-02 or 2031-05-02T18:00Z") from error


def problem_text(problem: "Problem") -> str:
    """A problem on one line."""
    return f"{problem.input}: {problem.error}" + (f" ({problem.hint})" if problem.hint else "")


def withholding(archive: "Archive", *document_ids: str | None) -> Callable[[str], str]:
    """What strikes the names of victims that these documents give out of a text, unless the settings give them."""
    from rashomon.presentation.formats.texts import struck

    victims = frozenset() if archive.settings.victim_names else archive.victims([id for id in document_ids if id])
    return lambda text: struck(text, victims)
