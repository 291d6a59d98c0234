"""`rashomon reread`: an archive's reports by a newer extractor."""

from typing import Annotated

import typer

from rashomon.cli.archives import ArchiveOption, ByOption, NoteOption, opened, show


def reread(
    *,
    archive: ArchiveOption = None,
    by: ByOption = None,
    drop: Annotated[
        str | None,
        typer.Option(
            metavar="EXTRACTOR", help="Drop the claims of this former extractor instead of reading.", show_default=False
        ),
    ] = None,
    note: NoteOption = "",
) -> None:
    """Read again what an older rashomon read, or could not read yet.

    Old claims are kept beside the new ones until they are dropped. Judgements hold to the same words.
    """
    with opened({"archive": archive, "judge": by}) as there:
        if drop is not None:
            show([f"{there.drop(drop, note=note)} claims dropped"])
        else:
            show([f"{there.reread()} reports read again"])
