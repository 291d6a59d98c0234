"""Lists of an archive, for a terminal and as JSON: incidents, documents that were found, people's judgements."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rashomon.languages import wording
from rashomon.model import codec
from rashomon.model.ledger import Agreement
from rashomon.model.text import Document, Span
from rashomon.presentation.formats.answers import SCHEMA
from rashomon.presentation.formats.texts import named
from rashomon.presentation.terminal import Style, safe, table, wrap
from rashomon.store.records import IncidentPage, Ruling, Summary, Verdict

INCIDENT_HEADER = ("id", "incident", "figures", "agreement", "reports")

_OUTCOMES = 3
_OPEN = frozenset({Agreement.CONFLICTING, Agreement.REVISED, Agreement.RISING})


def incident_lines(page: IncidentPage, *, columns: int, style: Style, facets: bool = False) -> Iterator[str]:
    """A table of incidents, and how many there are; with `facets`, what they have in common."""
    if page.summaries:
        yield from table(INCIDENT_HEADER, [_cells(summary) for summary in page.summaries], columns, style)
    shown = f" ({len(page.summaries)} shown)" if len(page.summaries) < page.total else ""
    yield style.faint(f"{counted(page.total, 'incident')}{shown}")
    if facets:
        names = dict.fromkeys(facet.name for facet in page.facets)
        for name in names:
            values = [f"{facet.value} {facet.count}" for facet in page.facets if facet.name == name]
            yield from wrap(f"{name}: {', '.join(values)}", columns, "  ")


def incidents_object(page: IncidentPage) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "schema": SCHEMA,
        "total": page.total,
        "incidents": [codec.to_dict(summary) for summary in page.summaries],
        "facets": [codec.to_dict(facet) for facet in page.facets],
    }


def _cells(summary: Summary) -> tuple[str, ...]:
    figures = [
        f"{total.outcome.value} {wording.figure(total.lower, total.upper)}"
        for total in summary.totals
        if (total.lower, total.upper) != (None, None)
    ]
    more = ["…"] if len(figures) > _OUTCOMES else []
    return (
        summary.incident_id,
        summary.title,
        "\n".join(figures[:_OUTCOMES] + more),
        f"{summary.agreement}{' !' if summary.agreement in _OPEN else ''}",
        str(summary.documents),
    )


def found_lines(
    document: Document, excerpt: Span, words: Sequence[Span], incident_ids: Sequence[str], *, columns: int, style: Style
) -> Iterator[str]:
    """A document that a search found: which one it is, what it tells of, and its words there."""
    leads = f" → {', '.join(incident_ids)}" if incident_ids else ""
    yield from (style.heading(line) for line in wrap(f"{document.id}  {named(document)}{leads}", columns, "  "))
    yield from (f"  {line}" for line in wrap(f"… {_marked(excerpt, words)} …", columns - 2))


def _marked(excerpt: Span, words: Sequence[Span]) -> str:
    """The excerpt with its words in brackets, as a terminal without colours shows them too."""
    text, shift = excerpt.text, excerpt.start
    for word in sorted(words, key=lambda span: -span.start):
        if word.within(excerpt):
            start, end = word.start - shift, word.end - shift
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return safe(text)


def ruling_lines(ruling: Ruling, *, columns: int) -> Iterator[str]:
    """What a person said, of which words, when and why, and who took it back."""
    what = ruling.verdict.value
    if ruling.verdict is Verdict.SIGN:
        what = f"sign {ruling.subject}: {_grade(ruling)}"
    said = f"{ruling.id}  {clock(ruling.at)}  {ruling.judge}: {what}"
    if ruling.note:
        said += f" ({ruling.note})"
    if ruling.undone_by:
        said += f" — taken back by {ruling.undone_by}"
    yield from wrap(said, columns, "  ")
    for anchor in ruling.anchors if ruling.verdict is not Verdict.SIGN else ():
        yield from (f"    {line}" for line in wrap(f"“{anchor.span.text}” in {anchor.document_id}", columns - 4))


def _grade(ruling: Ruling) -> str:
    said: Mapping[str, str] = json.loads(ruling.detail)
    return f"{said['kind']}={said['value']}"


def clock(time: datetime) -> str:
    """A time of the archive, to the second."""
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def counted(number: int, what: str) -> str:
    """ "1 incident", "12 incidents"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
