"""Scorers: what a row's prediction adds to the tally of its set. Tallies add up, whatever their order."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import product

from benchmarks.accuracy.reading import Prediction, Row

Tally = Counter[str]

#: Cues of plain speech, in the forms that texts have them in.
_SAID = re.compile(
    r"\b(?:sa(?:id|y|ys|ying)|told|tells?|according|announce[ds]?|report(?:s|ed)?|claim(?:s|ed)?|add(?:s|ed)"
    r"|stat(?:es|ed)|insist(?:s|ed)|warn(?:s|ed)|argu(?:es|ed)|wrote|writes?|tweet(?:s|ed)|den(?:y|ies|ied)"
    r"|declar(?:es|ed)|confirm(?:s|ed)?|ask(?:s|ed)|call(?:s|ed)|not(?:es|ed)|explain(?:s|ed)|suggest(?:s|ed)"
    r"|testif|acknowledg|promis|vow|admit)\b",
    re.IGNORECASE,
)
_EDGES = frozenset("\"'“”‘’.,")
_PUNCTUATION = frozenset("\"'`,.;:()“”‘’-") | {"``", "''", "-LRB-", "-RRB-"}
_EARTH_KM = 12742  # mean diameter
_NEAR_KM = 161  # 100 miles, the radius that geoparsing is judged by
_UNBOUNDED = 10**9


def bounds(value: int | list[int | None] | None) -> tuple[int, int] | None:
    """A figure as both of its ends; an end that is not told is the other one. Null where there is none."""
    if isinstance(value, int):
        return value, value
    if not value or (value[0] is None and value[1] is None):
        return None
    lower, upper = value
    return (lower if lower is not None else upper), (upper if upper is not None else lower)  # type: ignore[return-value]


def casualties(row: Row, prediction: Prediction | None, *, least: int) -> Tally:
    """Answers per outcome, over rows whose figure is at least `least`; quiet, over those where it is 0."""
    tally: Tally = Counter()
    answered = (prediction or {}).get("answer") or {}
    for outcome in ("killed", "injured", "displaced", "homeless"):
        value = _true_figure(row["gold"], outcome)
        if value is None or value[0] is None:
            continue
        lower, upper = value[0], value[1] if value[1] is not None else _UNBOUNDED
        answer = bounds(answered.get(outcome))
        if upper == 0:
            tally[f"{outcome}.zero"] += 1
            tally[f"{outcome}.quiet"] += answer is None or answer[1] == 0
        elif upper >= least:
            exact = answer == (lower, upper)
            tally[f"{outcome}.gold"] += 1
            tally[f"{outcome}.answered"] += answer is not None
            tally[f"{outcome}.exact"] += exact
            tally[f"{outcome}.within"] += answer is not None and lower <= answer[0] <= answer[1] <= upper
            tally[f"{outcome}.ranges"] += lower != upper
            tally[f"{outcome}.ranges_exact"] += lower != upper and exact
    return tally


def _true_figure(gold: Row, outcome: str) -> Sequence[int | None] | None:
    """The figure that a row is labelled with: sets write a number or a range, each under its own name."""
    names = (outcome, f"{outcome}_total", *(("fatalities",) if outcome == "killed" else ()))
    value = next((gold[name] for name in names if gold.get(name) is not None), None)
    return [value, value] if isinstance(value, int) else value


def attributions(row: Row, prediction: Prediction | None) -> Tally:
    """Content by characters and by one-to-one pairs (best overlap first), and the sources of good pairs."""
    text, told = row["text"], (prediction or {}).get("quotes", [])
    gold = [mark for mark in row["gold"]["attributions"] if mark["content"]]
    contents = [_characters(mark["content"], text) for mark in gold]
    found = [_characters(quote["content"], text) for quote in told]
    pairs = {i: (j, overlap) for i, j, overlap in _paired(contents, found) if overlap >= 0.5}
    tally: Tally = Counter()
    tally["predicted"] = len(found)
    tally["predicted_characters"] = len(set().union(*found))
    tally["gold"] = len(gold)
    tally["gold_characters"] = len(set().union(*contents))
    tally["right_characters"] = len(set().union(*contents) & set().union(*found))
    for i, mark in enumerate(gold):
        said = bool(_SAID.search(" ".join(mark["cue_text"])))
        tally["said"] += said
        if i not in pairs:
            continue
        tally["matched"] += 1
        tally["said_matched"] += said
        if source := _characters(mark["source"], text):
            tally["sourced"] += 1
            tally["source_right"] += bool(source & _characters(told[pairs[i][0]]["source"], text))
    return tally


def _characters(spans: Iterable[Sequence[int]] | None, text: str) -> set[int]:
    """The places of the characters in the spans, without blanks, quotation marks, stops and commas."""
    return {
        i
        for start, end in spans or ()
        for i in range(start, min(end, len(text)))
        if not text[i].isspace() and text[i] not in _EDGES
    }


def _paired(left: list[set[int]], right: list[set[int]]) -> Iterable[tuple[int, int, float]]:
    """Pairs that share characters, with their intersection over union: each side once, best pairs first."""
    candidates = [
        (len(a & b) / len(a | b), i, j) for (i, a), (j, b) in product(enumerate(left), enumerate(right)) if a & b
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for overlap, i, j in sorted(candidates, reverse=True):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j, overlap


def exact_spans(row: Row, prediction: Prediction | None) -> Tally:
    """Source, cue and content as spans of tokens, punctuation at their edges ignored."""
    tally: Tally = Counter()
    right: set[tuple[str, int, int]] = set()
    found: set[tuple[str, int, int]] = set()
    for role, first, last in {(mark["role"], *mark["tok"]) for mark in row["gold"]["spans"]}:
        tally[f"{role}.gold"] += 1
        right.add((role, *_trimmed(first, last, row["tokens"])))
    snapped = {
        (role, *tokens)
        for quote in (prediction or {}).get("quotes", [])
        for role in ("source", "cue", "content")
        for start, end in quote[role]
        if (tokens := _snapped(start, end, row["offsets"]))
    }
    for role, first, last in snapped:
        tally[f"{role}.predicted"] += 1
        found.add((role, *_trimmed(first, last, row["tokens"])))
    for role, _, _ in right & found:
        tally[f"{role}.right"] += 1
    return tally


def _snapped(start: int, end: int, offsets: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    """The first token that the characters touch, and one past the last."""
    touched = [i for i, (first, last) in enumerate(offsets) if first < end and start < last]
    return (touched[0], touched[-1] + 1) if touched else None


def _trimmed(first: int, last: int, tokens: Sequence[str]) -> tuple[int, int]:
    while first < last and tokens[first] in _PUNCTUATION:
        first += 1
    while last > first and tokens[last - 1] in _PUNCTUATION:
        last -= 1
    return first, last


def expressions(row: Row, prediction: Prediction | None) -> Tally:
    """Dates and times: found (any overlap), and with the right value; the same over the set-aside tenth."""
    wanted = [time for time in row["gold"]["timex3"] if time["type"] in ("DATE", "TIME")]
    found = [time for time in (prediction or {}).get("timex3", []) if time["type"] in ("DATE", "TIME")]
    tally: Tally = Counter(gold=len(wanted), predicted=len(found))
    for gold, time in _matched(wanted, found):
        tally["found"] += 1
        tally["valued"] += (time["value"] or "") == (gold["value"] or "#")
    if is_set_aside(row["id"]):
        tally.update({f"aside.{name}": count for name, count in tally.items()})
    return tally


def is_set_aside(id: str) -> bool:
    """Whether a row of the times is one of the tenth that nobody looks at while working on them."""
    return int(sha256(id.encode()).hexdigest(), 16) % 10 == 0


def toponyms(row: Row, prediction: Prediction | None) -> Tally:
    """Places found (any overlap), and found and put within 161 km of where they are."""
    wanted = row["gold"]["toponyms"]
    found = (prediction or {}).get("toponyms", [])
    tally: Tally = Counter(gold=len(wanted), predicted=len(found))
    tally["located"] = sum(place["lat_lon"] is not None for place in wanted)
    for gold, place in _matched(wanted, found):
        tally["found"] += 1
        if gold["lat_lon"] and place["lat_lon"]:
            tally["near"] += _kilometres(gold["lat_lon"], place["lat_lon"]) <= _NEAR_KM
    return tally


def _matched(wanted: Sequence[Row], found: Sequence[Row]) -> Iterable[tuple[Row, Row]]:
    """Each marked span with a free one that overlaps it: the last that equals it, or else the first."""
    free = list(found)
    for gold in wanted:
        touching = [s for s in free if s["start"] < gold["end"] and gold["start"] < s["end"]]
        same = [s for s in touching if (s["start"], s["end"]) == (gold["start"], gold["end"])]
        if touching:
            best = same[-1] if same else touching[0]
            free = [span for span in free if span is not best]
            yield gold, best


def _kilometres(left: Sequence[float], right: Sequence[float]) -> float:
    """The great-circle distance between two points (latitude, longitude; degrees), by haversines."""
    (a, b), (c, d) = (map(math.radians, point) for point in (left, right))
    half = (1 - math.cos(c - a)) / 2 + math.cos(a) * math.cos(c) * (1 - math.cos(d - b)) / 2
    return _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def certainties(row: Row, prediction: Prediction | None) -> Tally:
    """Events not plainly asserted: labelled below 2 on a scale from -3 (certainly not) to 3 (certainly)."""
    events = row["gold"]["events"]
    plain = (prediction or {}).get("plain") or [True] * len(events)
    tally: Tally = Counter(events=len(events))
    for event, is_plain in zip(events, plain, strict=True):
        doubtful = event["factuality"] < 2
        tally["doubtful"] += doubtful
        tally["called"] += not is_plain
        tally["right"] += doubtful and not is_plain
    return tally
