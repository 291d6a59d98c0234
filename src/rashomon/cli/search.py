"""`rashomon search`: reports of an archive by their words."""

from typing import Annotated

import typer

from rashomon.cli.archives import (
    ArchiveOption,
    JsonOption,
    LimitOption,
    NamesOption,
    OffsetOption,
    opened,
    page,
    show,
    show_json,
    withholding,
)


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD", help="All of them have to be there; harb* finds harbour.", show_default=False),
    ],
    *,
    archive: ArchiveOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    names: NamesOption = False,
    json: JsonOption = False,
) -> None:
    """Find reports by their words, with the incidents they tell of."""
    from rashomon.model import codec
    from rashomon.presentation.formats import listings

    with opened({"archive": archive, "victim_names": names or None}) as there:
        found = there.search(" ".join(words), limit=limit, offset=offset)
        if json:
            told = [
                {
                    "document": {name: value for name, value in codec.to_dict(one.document).items() if name != "text"},
                    "score": one.score,
                    "excerpt": withholding(there, one.document.id)(one.excerpt.text),
                    "words": [codec.to_dict(word) for word in one.words],
                    "incident_ids": list(one.incident_ids),
                }
                for one in found
            ]
            show_json({"schema": 1, "documents": told})
            return
        columns, style = page()
        for one in found:
            lines = listings.found_lines(
                one.document, one.excerpt, one.words, one.incident_ids, columns=columns, style=style
            )
            show(map(withholding(there, one.document.id), lines))
        if not found:
            show(["No report has all of these words."])
