"""`rashomon incidents`: what an archive tells of."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.archives import (
    ArchiveOption,
    JsonOption,
    LimitOption,
    OffsetOption,
    opened,
    page,
    show,
    show_json,
    time_of,
)

if TYPE_CHECKING:
    from rashomon.store.records import Order


def incidents(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help="Words that a report of it has.", show_default=False)
    ] = None,
    *,
    archive: ArchiveOption = None,
    family: Annotated[
        list[str] | None,
        typer.Option(metavar="FAMILY", help="violence, custody, disaster, protest or other.", show_default=False),
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Of two letters: UA.", show_default=False)
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="YEAR-MONTH", help="Or the year alone.", show_default=False)
    ] = None,
    agreement: Annotated[
        list[str] | None,
        typer.Option(metavar="AGREEMENT", help="Of its main figure: conflicting, rising …", show_default=False),
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(metavar="OUTCOME", help="That it tells of: killed …", show_default=False)
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not before.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Before.", show_default=False)] = None,
    order: Annotated[str, typer.Option(metavar="ORDER", help="newest, oldest, published or claims.")] = "newest",
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    facets: Annotated[bool, typer.Option("--facets", help="Tell how many have which country, year …")] = False,
    json: JsonOption = False,
) -> None:
    """List the incidents of an archive, with their figures. Of several values of an option one has to fit."""
    from rashomon.presentation.formats import listings
    from rashomon.store.records import IncidentQuery

    first, last = time_of(since, "--since"), time_of(until, "--until")
    query = IncidentQuery(
        words=" ".join(words or ()),
        families=tuple(family or ()),
        countries=tuple(code.upper() for code in country or ()),
        period=period,
        agreements=tuple(agreement or ()),
        outcomes=tuple(outcome or ()),
        earliest=first.replace(tzinfo=None) if first else None,  # events are told in local time
        latest=last.replace(tzinfo=None) if last else None,
        order=_order(order),
        limit=limit,
        offset=offset,
    )
    with opened({"archive": archive}) as there:
        found = there.incidents(query)
        if json:
            show_json(listings.incidents_object(found))
        else:
            columns, style = page()
            show(listings.incident_lines(found, columns=columns, style=style, facets=facets))


def _order(name: str) -> "Order":
    from rashomon.store.records import Order

    try:
        return Order(name)
    except ValueError:
        raise typer.BadParameter(f"--order is one of {', '.join(Order)}, not {name!r}") from None
