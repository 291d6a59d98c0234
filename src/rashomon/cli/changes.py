"""`rashomon changes`: what an archive learnt since a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.archives import ArchiveOption, JsonOption, RuleOption, opened, page, show, show_json, time_of

if TYPE_CHECKING:
    from rashomon.archive.records import Changes
    from rashomon.model.ledger import Balance


def changes(
    since: Annotated[str, typer.Option(metavar="TIME", help="After this time (UTC).", show_default=False)],
    *,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Up to this time; now unless given.", show_default=False)
    ] = None,
    archive: ArchiveOption = None,
    rule: RuleOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what came since a time, and which figures it changed."""
    from rashomon.model import codec

    first, last = time_of(since, "--since"), time_of(until, "--until")
    if first is None or (last and last < first):
        raise typer.BadParameter("--until is before --since")
    with opened({"archive": archive, "rule": rule}) as there:
        found = there.changes(first, until=last)
        if json:
            show_json({"schema": 1} | codec.to_dict(found))
        else:
            show(_lines(found))


def _lines(changes: "Changes") -> Iterator[str]:
    from rashomon.presentation.formats.listings import clock, counted, ruling_lines

    columns, style = page()
    yield f"{clock(changes.since)} to {clock(changes.until)}"
    replaced = f", {len(changes.superseded)} of them in the place of older versions" if changes.superseded else ""
    yield f"{counted(len(changes.documents), 'report')} came{replaced}"
    for incident in changes.incidents:
        into = f" into {incident.into}" if incident.into else ""
        yield style.heading(f"{incident.incident_id}  {incident.title} ({incident.kind}{into})")
        for figure in incident.figures:
            yield f"    {figure.outcome}: {_figure(figure.before)} → {_figure(figure.after)}"
    if changes.rulings:
        yield style.heading("Judgements")
    for ruling in changes.rulings:
        yield from ruling_lines(replace(ruling, anchors=()), columns=columns)


def _figure(balance: "Balance | None") -> str:
    from rashomon.languages import wording

    return f"{wording.figure(balance.lower, balance.upper)} ({balance.agreement})" if balance else "–"
