"""A sheet for a second reader: the words of each pair, the figures marked, and no label."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.relations.candidates import Mark, Report, reports, sentence
from benchmarks.relations.labels import Labelled

#: Characters of the report that are shown on either side of a sentence.
_AROUND = 300
_HOST = re.compile(r"^https?://(?:web\.archive\.org/web/\w+/https?://)?(?:www\.)?([^/:?]+)")


def rows(data: Path, pairs: Sequence[Labelled]) -> Iterator[str]:
    """One line of JSON for each pair."""
    known: dict[str, Mapping[str, Report]] = {}
    for one in pairs:
        name = one.pair.set
        if name not in known:
            known[name] = {report.id: report for report in reports(data, name)}
        left, right = known[name][one.pair.left.id], known[name][one.pair.right.id]
        told = {
            "id": one.id,
            "outcome": one.pair.outcome,
            "one_report": left is right,
            "left": _shown(left, one.pair.left),
            "right": _shown(right, one.pair.right),
        }
        yield json.dumps(told, ensure_ascii=False)


def _shown(report: Report, mark: Mark) -> dict[str, str]:
    start, end = sentence(report, mark)
    text = report.text
    return {
        "outlet": report.publisher or host(report.url),
        "date": report.date,
        "headline": report.title,
        "sentence": f"{text[start : mark.start]}>>{text[mark.start : mark.end]}<<{text[mark.end : end]}".strip(),
        "before": text[max(0, start - _AROUND) : start],
        "after": text[end : end + _AROUND],
    }


def host(url: str) -> str:
    """The host of an address, of an archived page that of the page itself."""
    found = _HOST.match(url)
    return found.group(1) if found else ""
