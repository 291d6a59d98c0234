"""`rashomon verify`: whether an archive is as it entered."""

from typing import Annotated

import typer

from rashomon.cli.archives import ArchiveOption, JsonOption, opened, show, show_json, tell


def verify(
    *,
    archive: ArchiveOption = None,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBER:HASH",
            help="An end of the log that you noted: tells whether anything was cut off since.",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Look at every byte, record and entry of the log.

    Exit status 1 where anything is not as it entered.
    """
    from rashomon.archive.records import FaultKind
    from rashomon.model import codec
    from rashomon.store.custody import Head

    noted = None
    if head is not None:
        number, _, hash = head.partition(":")
        if not number.isdecimal() or not hash:
            raise typer.BadParameter("--head is a number, a colon and a hash, as verify tells them")
        noted = Head(int(number), hash)
    with opened({"archive": archive}) as there:
        found = there.verify(head=noted)
    if json:
        show_json({"schema": 1, "holds": found.holds} | codec.to_dict(found))
    else:
        show(f"{fault.kind}: {fault.subject}: {fault.error}" for fault in found.faults)
        counted = f"{found.files} files, {found.documents} reports, {found.entries} entries of the log"
        wrong = sum(fault.kind is not FaultKind.ORPHAN for fault in found.faults)
        show([f"{counted}: {f'{wrong} faults' if wrong else 'all is as it entered'}"])
        show([f"the log ends with {found.head.number}:{found.head.hash}"])
        if any(fault.kind is FaultKind.ORPHAN for fault in found.faults):
            tell("orphans are files that no record names: an interrupted writing leaves them, and they do no harm")
    if not found.holds:
        raise typer.Exit(1)
