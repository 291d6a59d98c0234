"""`rashomon evidence`: what an incident rests on, for somebody else to check."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.archives import ArchiveOption, NamesOption, RuleOption, opened, show
from rashomon.cli.ledger import IncidentArgument


def evidence(
    id: IncidentArgument,
    to: Annotated[Path, typer.Argument(metavar="TO", help="A new folder, or NAME.zip.", show_default=False)],
    *,
    archive: ArchiveOption = None,
    rule: RuleOption = None,
    names: NamesOption = False,
) -> None:
    """Write what an incident rests on, for others to check.

    Sources, texts, ledger and log, with sums that `sha256sum -c SHA256SUMS` checks.
    """
    with opened({"archive": archive, "rule": rule, "victim_names": names or None}) as there:
        show([str(there.evidence(id, to))])
