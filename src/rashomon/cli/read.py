"""`rashomon read`: reports in, brief and ledger out."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon import settings


class Form(StrEnum):
    """What the answer is written as."""

    TEXT = "text"
    JSON = "json"
    CLAIMS = "claims"
    CSV = "csv"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A page, text, PDF, feed, Telegram export, ninjs, web archive (WARC), JSON Lines or CSV of reports, "
            "a ZIP or folder of these, an address of the web, - for standard input, or sample:NAME.",
            show_default=False,
        ),
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with all that was found.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="JSON Lines, one claim each.")] = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="Two tables, claims and balances, with an empty line between them.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="With --csv: write claims.csv and balances.csv there.", show_default=False),
    ] = None,
    each: Annotated[
        bool,
        typer.Option("--each", help="Every document by itself, nothing linked; with --json, one object a line."),
    ] = False,
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="RULE",
            help="How accounts become bounds: range (the default), ucdp, acled or airwars.",
            show_default=False,
        ),
    ] = None,
    length: Annotated[
        str | None,
        typer.Option(metavar="LENGTH", help="Of the brief: short, standard (the default) or long.", show_default=False),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Give the names of victims; they are withheld by default.")
    ] = False,
) -> None:
    """Tell who said what, how many, and where they disagree."""
    form = form_of(json=json, claims=claims, csv=csv)
    if out is not None and form is not Form.CSV:
        raise typer.BadParameter("--out goes with --csv")
    chosen = settings.load({"rule": rule, "length": length, "victim_names": names or None}, environment=os.environ)

    # On use: these bring the parser, which takes longer to load than --help may take.
    from rashomon import pipeline
    from rashomon.cli import output

    told = pipeline.each(sources, settings=chosen) if each else (pipeline.answer(sources, settings=chosen),)
    try:
        failed = output.write(iter(told), form, names=chosen.victim_names, out=out, each=each)
    except BrokenPipeError:
        raise typer.Exit(output.closed_early()) from None
    if failed:
        raise typer.Exit(1)


def form_of(*, json: bool, claims: bool, csv: bool) -> Form:
    """The form that the options of a command ask for. Raises BadParameter for more than one."""
    flags = {Form.JSON: json, Form.CLAIMS: claims, Form.CSV: csv}
    chosen = [form for form, wanted in flags.items() if wanted]
    if len(chosen) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(f'--{form}' for form in chosen)}")
    return chosen[0] if chosen else Form.TEXT
