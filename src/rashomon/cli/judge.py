"""`rashomon judge`: what people say of claims, links and grades."""

from typing import Annotated

import typer

from rashomon.cli.archives import (
    ArchiveOption,
    ByOption,
    JsonOption,
    NoteOption,
    opened,
    page,
    show,
    show_json,
    withholding,
)

_VERDICTS = "same, different, hide, confirm, sign, undo or list"


def judge(
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help=f"{_VERDICTS}.", show_default=False)],
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="same, different: two claims or incidents; hide, confirm: a claim; sign: an incident; undo: its id.",
            show_default=False,
        ),
    ] = None,
    *,
    archive: ArchiveOption = None,
    by: ByOption = None,
    note: NoteOption = "",
    grade: Annotated[
        str | None,
        typer.Option(
            metavar="KIND=VALUE", help="With sign: harm=confirmed, responsibility=contested …", show_default=False
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="With list: also what was taken back.")] = False,
    json: JsonOption = False,
) -> None:
    """Say what you know better. It holds to the words of the reports, whoever reads them, and can be undone.

    Nothing is deleted: a hidden claim stays in the ledger, outside its figures, with your name and note.
    """
    from rashomon.archive.judging import grade_of
    from rashomon.model import codec
    from rashomon.presentation.formats import listings
    from rashomon.store.records import Verdict

    if verdict not in (*Verdict, "undo", "list"):
        raise typer.BadParameter(f"the verdict is {_VERDICTS}, not {verdict!r}")
    if verdict == "undo" and len(ids or ()) != 1:
        raise typer.BadParameter("undo takes the id of one judgement")
    with opened({"archive": archive, "judge": by}) as there:
        if verdict == "list":
            rulings = there.rulings(undone=every)
        elif verdict == "undo":
            rulings = (there.undo(*(ids or ()), note=note),)
        else:
            signed = grade_of(grade) if grade else None
            rulings = (there.judge(verdict, *(ids or ()), note=note, grade=signed),)
        if json:
            show_json({"schema": 1, "rulings": [codec.to_dict(ruling) for ruling in rulings]})
        else:
            columns, _ = page()
            for ruling in rulings:
                strike = withholding(there, *(anchor.document_id for anchor in ruling.anchors))
                show(map(strike, listings.ruling_lines(ruling, columns=columns)))
