"""`rashomon watch`: sources looked at again and again, and what they change told."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.archives import ArchiveOption, ByOption, RuleOption, opened, problem_text, show, show_json, tell

if TYPE_CHECKING:
    from rashomon.watch.desk import Telling
    from rashomon.watch.watcher import Watcher


def watch(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="What to watch, and who is told: TOML.", show_default=False),
    ],
    *,
    once: Annotated[bool, typer.Option("--once", help="Look once at every source, and end.")] = False,
    archive: ArchiveOption = None,
    by: ByOption = None,
    rule: RuleOption = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines instead of text, an event each.")] = False,
) -> None:
    """Watch feeds, pages and folders, and tell what they change.

    What comes is taken into the archive. New incidents, new figures, revisions and
    contradictions are told on stdout, and to the webhook and the feed that FILE names.
    """
    import asyncio

    from rashomon.watch import config

    chosen = config.load(file, environment=os.environ)
    with opened({"archive": archive, "judge": by, "rule": rule}, create=True) as there:
        from rashomon import pipeline
        from rashomon.archive.archive import now
        from rashomon.watch.watcher import Watcher, fetcher

        watcher = Watcher(chosen, there, fetcher(pipeline.manners(there.settings)), telling(json=json), clock=now)
        well = asyncio.run(watcher.once() if once else _until_told(watcher))
    if once and not well:
        raise typer.Exit(1)


async def _until_told(watcher: "Watcher") -> bool:
    """Runs until the program is interrupted or told to end."""
    import asyncio
    import signal

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await watcher.run(stop)
    return True


def telling(*, json: bool) -> "Telling":
    """Events on stdout as lines or JSON; problems there too as JSON, else on stderr."""
    from rashomon.model import codec
    from rashomon.presentation.terminal import safe
    from rashomon.watch.desk import Telling
    from rashomon.watch.events import line
    from rashomon.watch.webhook import message

    if json:
        return Telling(
            event=lambda event: show_json(message(event)),
            problem=lambda problem: show_json({"problem": codec.to_dict(problem)}),
            talk=tell,
        )
    return Telling(
        event=lambda event: show([line(event)]),
        problem=lambda problem: tell(safe(problem_text(problem))),
        talk=lambda text: tell(safe(text)),
    )
