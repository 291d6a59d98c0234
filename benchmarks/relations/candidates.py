"""Pairs of figures in labelled reports, found by the surface of the text (candidates.toml) and drawn with a seed.

Nothing here asks the program that is measured: a number beside a word of harm is a figure, and two figures of one
outcome in one incident are a pair. What a pair looks like ("including", "at least", equal numbers, dates apart) puts
it into a stratum, so that rare relations are drawn as often as frequent ones.
"""

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, zip_longest
from pathlib import Path

from benchmarks import texts
from benchmarks.accuracy.reading import Row

#: The sets that pairs come from, with the field that is read.
SETS = {
    "gva": "text",
    "airwars_gaza": "text",
    "airwars_syria": "text",
    "wikimpacts": "text",
    "muc34": "text_mixed_case",
    "ecbplus": "text",
    "newspairs": "text",
}

#: Sets whose lines are broken at a fixed width: there a line's end is no sentence's end.
_WRAPPED = frozenset({"muc34"})

#: A number counts the outcome of the nearest word of harm, if that is no further than so many words.
_FURTHEST = 8

_PATTERNS = tomllib.loads((Path(__file__).parent / "candidates.toml").read_text(encoding="utf-8"))


def _any(words: Sequence[str], form: str = r"\b(?:{})\b") -> re.Pattern[str]:
    return re.compile(form.format("|".join(words)), re.IGNORECASE)


_FIGURES, _NUMBERS = _PATTERNS["figures"], _PATTERNS["numbers"]
_SPELLED = "|".join(
    [
        rf"(?:{'|'.join(_NUMBERS['tens'])})(?:[- ](?:{'|'.join(_NUMBERS['units'])}))?",
        *_NUMBERS["units"],
        *_NUMBERS["others"],
    ]
)
_NUMBER = re.compile(
    rf"(?<![\w.,$:/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_SPELLED})(?![\w%:/]|[-.]\d|,\d|-\w)", re.IGNORECASE
)
_HARM = {outcome: _any(words) for outcome, words in _PATTERNS["outcomes"].items()}
_COUNTED = _any(_FIGURES["things"], r"(?:\s+(?!and\b|of\b)[\w'’-]+){{0,3}}?\s+(?:{})\b")
_HARMED = re.compile(
    rf"\b(?:{'|'.join(_FIGURES['harm_before'])})(?:\s+(?:{'|'.join(_FIGURES['between'])}))*\s+$", re.IGNORECASE
)
_NOT_BEFORE, _NOT_BEHIND = _any(_FIGURES["not_before"], r"\s*(?:{})"), _any(_FIGURES["not_behind"], r"(?:{})\s*$")
_CAPTION, _SAYING = _any(_FIGURES["caption"]), _any(_PATTERNS["sources"]["saying"], r"\b(?:{})\b|@")
_LOOKS = {name: _any(words) for name, words in _PATTERNS["looks"].items()}
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?![\s”\"’')])[^.!?\n]*)*(?:[.!?]+[”\"’')]*|\n|$)")
_PARTED = re.compile(r"[,;:(]|\b(?:and|while|as)\b")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A number as it stands in a report: characters [start, end) of the text of the row `id`."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two figures of one outcome in reports of one incident."""

    set: str
    left: Mark
    right: Mark
    outcome: str


@dataclass(frozen=True, slots=True)
class Report:
    """A row as the candidates see it."""

    id: str
    incident: str
    text: str
    title: str
    publisher: str
    url: str
    date: str


def rows(data: Path, name: str) -> Iterator[Row]:
    """The English rows of a set; the two halves of a pair of news of one event are two rows."""
    for row in texts.rows(data, name):
        if row.get("lang") not in (None, "en"):
            continue
        if "a" not in row:
            yield row
        elif row["gold"]["same"] == "OK":
            for half in ("a", "b"):
                yield row | row[half] | {"id": f"{row['id']}/{half}", "gold": {"incident": row["id"]}}


def reports(data: Path, name: str) -> Iterator[Report]:
    """The reports of a set."""
    for row in rows(data, name):
        text = row.get(SETS[name]) or row["text"]
        yield Report(
            id=row["id"],
            incident=str(row["gold"].get("incident") or row["id"]),
            text=_LINE_END.sub(" ", text) if name in _WRAPPED else text,
            title=row.get("title") or "",
            publisher=row.get("domain") or "",
            url=row.get("url") or "",
            date=row.get("date") or "",
        )


def sentence(report: Report, mark: Mark) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    inside = (bounds for bounds in _sentences(report.text) if bounds[0] <= mark.start < bounds[1])
    return next(inside, (mark.start, mark.end))


def figures(report: Report) -> Iterator[tuple[str, Mark]]:
    """Numbers near a word of harm that count something, with the outcome of the nearest."""
    for start, end in _sentences(report.text):
        words = report.text[start:end]
        if _CAPTION.search(words):
            continue
        near = [(outcome, found) for outcome, pattern in _HARM.items() for found in pattern.finditer(words)]
        for number in filter(lambda found: _counts(words, found), _NUMBER.finditer(words)):
            ranked = [(_words_between(words, number, found), outcome) for outcome, found in near]
            distance, outcome = min(ranked, default=(_FURTHEST + 1, ""))
            if distance <= _FURTHEST:
                yield outcome, Mark(report.id, start + number.start(), start + number.end())


def _counts(words: str, number: re.Match[str]) -> bool:
    before = words[: number.start()]
    if _NOT_BEFORE.match(words, number.end()) or _NOT_BEHIND.search(before):
        return False
    return bool(_COUNTED.match(words, number.end()) or _HARMED.search(before))


def pairs(data: Path, name: str) -> dict[str, list[Pair]]:
    """Stratum → the pairs of a set that look like it, in a stable order."""
    by_incident: dict[str, list[Report]] = defaultdict(list)
    for report in reports(data, name):
        by_incident[report.incident].append(report)
    found: dict[str, list[Pair]] = defaultdict(list)
    for told in by_incident.values():
        known = {report.id: report for report in told}
        marks = [(outcome, mark) for report in told for outcome, mark in figures(report)]
        for (one, left), (other, right) in combinations(marks, 2):
            if one == other or {one, other} in ({"killed", "casualties"}, {"injured", "casualties"}):
                outcome = one if one != "casualties" else other
                found[_stratum(known, left, right)].append(Pair(name, left, right, outcome))
    return found


def drawn(data: Path, seed: int) -> Iterator[Pair]:
    """Pairs of every stratum: sets in turn, at most two of one report, and no figure in two pairs."""
    by_set = {name: pairs(data, name) for name in SETS}
    strata = sorted({stratum for found in by_set.values() for stratum in found})
    taken: set[Mark] = set()
    for stratum in strata:
        each = _PATTERNS["drawn"][stratum.partition(":")[2]]
        yield from _some([found.get(stratum, []) for found in by_set.values()], seed, each, taken)


def _some(by_set: Sequence[list[Pair]], seed: int, each: int, taken: set[Mark]) -> list[Pair]:
    shuffled = [random.Random(seed).sample(sorted(found), len(found)) for found in by_set]
    chosen: list[Pair] = []
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for pair in _turns(shuffled):
        key = (pair.set, pair.left.id)
        if counts[key] < 2 and pair.left not in taken and pair.right not in taken:
            counts[key] += 1
            taken |= {pair.left, pair.right}
            chosen.append(pair)
            if len(chosen) == each:
                break
    return chosen


def _turns(lists: Iterable[list[Pair]]) -> Iterator[Pair]:
    for row in zip_longest(*lists):
        yield from (pair for pair in row if pair is not None)


def _stratum(known: Mapping[str, Report], left: Mark, right: Mark) -> str:
    one, other = known[left.id], known[right.id]
    (a, b), (c, d) = sentence(one, left), sentence(other, right)
    first, second = one.text[a:b], other.text[c:d]
    where = "across" if one is not other else ("sentence" if a == c else "within")
    if one.text[left.start : left.end].casefold() == other.text[right.start : right.end].casefold():
        return f"{where}:equal"
    looks = [name for name, pattern in _LOOKS.items() if pattern.search(first) or pattern.search(second)]
    if not {"part", "scope"} & set(looks):
        if "update" in looks:
            return f"{where}:update"
        if where == "across" and one.date != other.date and "kinds" not in looks:
            return f"{where}:dates"
        if where != "sentence" and _SAYING.search(first) and _SAYING.search(second):
            return f"{where}:sources"
        if where == "sentence" and len(_SAYING.findall(first)) > 1:
            return f"{where}:sources"
    return f"{where}:{(looks or ['plain'])[0]}"


@lru_cache(maxsize=64)
def _sentences(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]


def _words_between(words: str, number: re.Match[str], harm: re.Match[str]) -> int:
    """How far a word of harm stands from a number; what an "and" or a comma parts stands further."""
    behind = harm.start() >= number.end()
    between = words[number.end() : harm.start()] if behind else words[harm.end() : number.start()]
    return len(between.split()) + (4 if _PARTED.search(between) else 0) + (not behind)
