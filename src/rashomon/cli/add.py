"""`rashomon add`: reports into an archive."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.cli.archives import (
    ArchiveOption,
    ByOption,
    JsonOption,
    NamesOption,
    opened,
    problem_text,
    show,
    show_json,
    tell,
    withholding,
)

if TYPE_CHECKING:
    from rashomon.archive.records import Entered
    from rashomon.model.ledger import Problem


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="As for `rashomon read`: files, folders, addresses, -, sample:NAME.",
            show_default=False,
        ),
    ],
    *,
    archive: ArchiveOption = None,
    by: ByOption = None,
    names: NamesOption = False,
    json: JsonOption = False,
) -> None:
    """Take reports into an archive, linked with those there.

    Bytes, texts and claims are kept. A line for each report is written when that
    report is safe on the disk. What was there before is told as known; a page that
    was read again and found changed is a new version, and both are kept.
    """
    from rashomon.archive.records import Entered

    counts: dict[str, int] = {}
    failed = False
    with opened({"archive": archive, "judge": by, "victim_names": names or None}, create=True) as there:
        for one in there.adding(*sources):
            if isinstance(one, Entered):
                kind = one.arrival.value
                strike = withholding(there, one.document_id, one.supersedes) if one.changes else str
                show_json(_object(one, strike)) if json else show(_lines(one, strike))
            else:
                kind = "left out" if one.note else "unread"
                failed = failed or not one.note
                _show_problem(one, json=json)
            counts[kind] = counts.get(kind, 0) + 1
    tell(", ".join(f"{count} {kind}" for kind, count in counts.items()) or "nothing was there to be read")
    if failed:
        raise typer.Exit(1)


def _show_problem(problem: "Problem", *, json: bool) -> None:
    from rashomon.model import codec

    if json:
        show_json({"problem": codec.to_dict(problem)})
    else:
        tell(problem_text(problem))


def _object(entered: "Entered", strike: Callable[[str], str]) -> dict[str, Any]:
    from rashomon.model import codec

    found = codec.to_dict(entered)
    for change in found["changes"]:
        change["span"]["text"] = strike(change["span"]["text"])
    return found


def _lines(entered: "Entered", strike: Callable[[str], str]) -> Iterator[str]:
    from rashomon.presentation.terminal import safe

    told = ": ".join(part for part in (entered.publisher, entered.title) if part) or entered.place
    line = f"{entered.arrival:<8}{entered.document_id}  {safe(told)}"
    if entered.incident_ids:
        line += f" → {', '.join(entered.incident_ids)}"
    if entered.note:
        line += f" ({entered.note})"
    if entered.superseded_by:
        line += f" (older than {entered.superseded_by}, which was there)"
    yield line
    for change in entered.changes:
        yield f"        {'−' if change.kind == 'removed' else '+'} {strike(safe(change.span.text))}"
