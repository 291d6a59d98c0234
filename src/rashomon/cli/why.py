"""`rashomon why`: the reasons of a ledger."""

from typing import Annotated

import typer

from rashomon.cli.archives import ArchiveOption, JsonOption, NamesOption, RuleOption, opened, page, show, show_json


def why(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="An incident, and if you like the numbers of claims in its ledger; or claims; or a report.",
            show_default=False,
        ),
    ],
    *,
    archive: ArchiveOption = None,
    rule: RuleOption = None,
    names: NamesOption = False,
    json: JsonOption = False,
) -> None:
    """Tell why figures stand as they do, and why reports are linked."""
    from rashomon.presentation.formats import reasons

    with opened({"archive": archive, "rule": rule, "victim_names": names or None}) as there:
        found = there.why(*ids)
        if json:
            objects = [reasons.reasons_object(one.dossier.answer, one.claim_ids) for one in found]
            show_json({"schema": 1, "incidents": objects})
            return
        columns, style = page()
        for one in found:
            answer = one.dossier.answer
            if one.document_id:
                show(reasons.report_text(answer, one.document_id, one.weighed, columns=columns, style=style))
            else:
                show(
                    reasons.reasons_text(
                        answer,
                        one.claim_ids,
                        one.weighed,
                        columns=columns,
                        style=style,
                        names=there.settings.victim_names,
                    )
                )
            show([""])
        if len(found) > 1 and not any(one.document_id for one in found):
            show(["These claims are of different incidents, so that nothing compares them."])
