"""The `rashomon` command. Commands import what they need when they run, so that --help is there at once."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from rashomon.cli.add import add
from rashomon.cli.changes import changes
from rashomon.cli.evidence import evidence
from rashomon.cli.incidents import incidents
from rashomon.cli.judge import judge
from rashomon.cli.ledger import brief, ledger
from rashomon.cli.read import read
from rashomon.cli.reread import reread
from rashomon.cli.samples import samples
from rashomon.cli.search import search
from rashomon.cli.settings import settings
from rashomon.cli.verify import verify
from rashomon.cli.watch import watch
from rashomon.cli.why import why
from rashomon.errors import RashomonError, SettingError

app = typer.Typer(
    name="rashomon",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
for command in (add, watch, incidents, ledger, brief, why, search, judge, changes, reread, verify, evidence):
    app.command()(command)
app.command()(samples)
app.command()(settings)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"rashomon {version('rashomon')}")
        raise typer.Exit


@app.callback()
def main(
    shown: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Who said what, how many, and where the accounts disagree.

    Output is data on stdout, talk on stderr. Exit status: 0 done, 1 some input had problems, 2 wrong usage.
    """


def run() -> None:
    """The console entry. Never ends with a traceback for what a user can mend."""
    # Reports hold every script there is; what a broken one cannot be written as is escaped, as JSON would.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="rashomon")
    except SettingError as error:
        _fail(error, 2)
    except RashomonError as error:
        _fail(error, 1)


def _fail(error: RashomonError, status: int) -> None:
    print(f"rashomon: {error}", file=sys.stderr)
    sys.exit(status)
