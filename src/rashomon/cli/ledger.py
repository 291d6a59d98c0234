"""`rashomon ledger` and `rashomon brief`: one incident of an archive, now or as it stood."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.archives import (
    ArchiveOption,
    JsonOption,
    LengthOption,
    NamesOption,
    RuleOption,
    opened,
    page,
    show,
    show_json,
    time_of,
    withholding,
)

if TYPE_CHECKING:
    from rashomon.archive import Archive
    from rashomon.archive.records import Dossier

IncidentArgument = Annotated[
    str, typer.Argument(metavar="INCIDENT", help="Its id, or one that it had.", show_default=False)
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="TIME", help="As the archive stood at this time (UTC).", show_default=False),
]


def ledger(
    id: IncidentArgument,
    *,
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = None,
    names: NamesOption = False,
    json: JsonOption = False,
    claims: Annotated[bool, typer.Option("--claims", help="JSON Lines, one claim each.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Two tables, claims and balances.")] = False,
) -> None:
    """Show an incident's figures, who said them, and where they disagree."""
    from rashomon.cli import output
    from rashomon.cli.read import form_of
    from rashomon.model import codec
    from rashomon.presentation.formats import answers, listings

    form = form_of(json=json, claims=claims, csv=csv)
    with opened({"archive": archive, "rule": rule, "victim_names": names or None}) as there:
        dossier = _dossier(there, id, as_of)
        withheld = not there.settings.victim_names
        if json:
            found = answers.answer_object(dossier.answer, names=not withheld)
            show_json(found | {"rulings": [codec.to_dict(ruling) for ruling in dossier.rulings]})
            return
        output.write(iter([dossier.answer]), form, names=not withheld)
        if dossier.rulings and not (claims or csv):
            columns, style = page()
            show([style.heading("Judgements")])
            strike = withholding(there, *(document.id for document in dossier.documents))
            for ruling in dossier.rulings:
                show(map(strike, listings.ruling_lines(ruling, columns=columns)))


def brief(
    id: IncidentArgument,
    *,
    archive: ArchiveOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = None,
    length: LengthOption = None,
    names: NamesOption = False,
    json: JsonOption = False,
) -> None:
    """Tell of an incident in sentences that name their sources. Numbers are those of its ledger."""
    from rashomon.model import codec
    from rashomon.presentation.formats import texts

    with opened({"archive": archive, "rule": rule, "length": length, "victim_names": names or None}) as there:
        dossier = _dossier(there, id, as_of)
        if json:
            sentences = [codec.to_dict(sentence) for sentence in dossier.brief.sentences]
            show_json({"schema": 1, "incident_id": dossier.incident.id, "sentences": sentences})
        else:
            columns, style = page()
            show(texts.brief_text(dossier.answer, columns=columns, style=style, names=there.settings.victim_names))


def _dossier(archive: "Archive", id: str, as_of: str | None) -> "Dossier":
    time = time_of(as_of, "--as-of")
    return archive.as_of(time).dossier(id) if time else archive.dossier(id)
