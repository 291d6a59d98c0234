"""The measures: what is asked of each set, beside the best figure that others reach on the same rows."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.accuracy.scoring import Tally

#: Reads a score (0 to 100) off a tally; null where there was nothing to score.
Reader = Callable[[Tally], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table. `counted` is the tally's name for what `n` counts; `peer` is told as it is."""

    name: str
    set: str
    title: str
    read: Reader
    counted: str
    peer: str = "–"
    bar: float | None = None


def _share(part: str, whole: str) -> Reader:
    return lambda tally: 100 * tally[part] / tally[whole] if tally[whole] else None


def _f1(right: str, found: str, wanted: str) -> Reader:
    """The harmonic mean of precision and recall."""

    def read(tally: Tally) -> float | None:
        total = tally[found] + tally[wanted]
        return 200 * tally[right] / total if total else None

    return read


def _all_so(tally: Tally) -> float | None:
    """F1 of calling every event doubtful: what a score has to beat."""
    return _f1("doubtful", "events", "doubtful")(tally)


def _gain(tally: Tally) -> float | None:
    own, all_so = _f1("right", "called", "doubtful")(tally), _all_so(tally)
    return None if own is None or all_so is None else own - all_so


def _attribution() -> list[Measure]:
    pairs = _f1("matched", "predicted", "gold")
    characters = _f1("right_characters", "predicted_characters", "gold_characters")
    right = _share("source_right", "sourced")
    said = _share("said_matched", "said")
    lines = [
        (
            "precision",
            "precision (content IoU ≥ .5)",
            _share("matched", "predicted"),
            "predicted",
            "74.4 Citron",
            80,
        ),
        ("f1", "F1 (content IoU ≥ .5)", pairs, "gold", "57.3 Citron", 66),
        ("characters", "F1 of content characters", characters, "gold", "69.6 Citron", 78),
        ("source", "source right, of those found", right, "sourced", "92 Citron", 94),
        ("said", "found, of those with a cue like “said”", said, "said", "71.7 GenderGapTracker", 88),
    ]
    return [
        Measure(
            name=f"polnear-{name}",
            set="polnear",
            title=f"attributions: {title}",
            read=read,
            counted=counted,
            peer=peer,
            bar=bar,
        )
        for name, title, read, counted, peer, bar in lines
    ]


def _roles() -> list[Measure]:
    bars = {"source": ("54.5", 70), "cue": ("47.2", 66), "content": ("36.4", 56)}
    return [
        Measure(
            name=f"cofe-{role}",
            set="polnear_cofe",
            title=f"{role} spans, exact but for edge punctuation: F1",
            read=_f1(f"{role}.right", f"{role}.predicted", f"{role}.gold"),
            counted=f"{role}.gold",
            peer=f"{peer} GenderGapTracker",
            bar=bar,
        )
        for role, (peer, bar) in bars.items()
    ]


def _figures(set: str, outcome: str, kind: str, peer: str = "–", bar: float | None = None) -> Measure:
    titles = {
        "exact": "exact",
        "within": "within the range",
        "ranges_exact": "true ranges exact",
        "quiet": "quiet where there are none",
    }
    whole = {"ranges_exact": "ranges", "quiet": "zero"}.get(kind, "gold")
    return Measure(
        name=f"{set.replace('_', '-')}-{outcome}-{kind.removesuffix('_exact')}",
        set=set,
        title=f"{outcome}, {titles[kind]}",
        read=_share(f"{outcome}.{kind}", f"{outcome}.{whole}"),
        counted=f"{outcome}.{whole}",
        peer=peer,
        bar=bar,
    )


def _times() -> list[Measure]:
    lines = [
        ("found", "", "dates and times found: F1", "89.3 HeidelTime, on other rows", 89.0),
        ("valued", "", "dates and times with the right value: F1", "82.5 HeidelTime, on other rows", 82.0),
        ("found", "aside.", "the same, found, on the tenth set aside", "–", 89.0),
        ("valued", "aside.", "the same, right value, on the tenth set aside", "–", 82.0),
    ]
    return [
        Measure(
            name=f"timeml-{part.replace('.', '-')}{right}",
            set="timeml",
            title=title,
            read=_f1(f"{part}{right}", f"{part}predicted", f"{part}gold"),
            counted=f"{part}gold",
            peer=peer,
            bar=bar,
        )
        for right, part, title, peer, bar in lines
    ]


MEASURES: tuple[Measure, ...] = (
    *_attribution(),
    *_roles(),
    _figures("gva", "killed", "exact", "39.1 gdelt-regkg", 68),
    _figures("gva", "injured", "exact", "32.7 gdelt-regkg", 68),
    _figures("gva", "killed", "quiet", "97.5 gdelt-regkg", 95),
    _figures("gva", "injured", "quiet", "98.5 gdelt-regkg", 94),
    _figures("airwars_gaza", "killed", "within", "47.9 gdelt-regkg", 80),
    _figures("airwars_gaza", "injured", "within", "33.1 gdelt-regkg", 65),
    _figures("airwars_gaza", "killed", "ranges_exact", "8.6 lowest and highest mention", 42),
    _figures("dronestrikes", "killed", "ranges_exact", "0.5 lowest and highest mention", 42),
    _figures("acled", "killed", "exact", "41.4 gdelt-regkg", 60),
    _figures("muc34", "killed", "exact", "11.6 gdelt-regkg", 42),
    _figures("wikimpacts", "killed", "within", "52.0 gdelt-regkg", 72),
    _figures("wikimpacts", "displaced", "within", "30.0 gdelt-regkg", 50),
    *_times(),
    Measure(
        name="lgl-found",
        set="lgl",
        title="places found: F1",
        read=_f1("found", "predicted", "gold"),
        counted="gold",
        peer="73.7 spaCy md",
        bar=75,
    ),
    Measure(
        name="lgl-near",
        set="lgl",
        title="places found and put within 161 km",
        read=_share("near", "located"),
        counted="located",
        peer="18.4 spaCy md, most populous",
        bar=55,
    ),
    Measure(
        name="uw-doubtful",
        set="uw",
        title="events not plainly asserted: F1",
        read=_f1("right", "called", "doubtful"),
        counted="events",
    ),
    Measure(
        name="uw-gain",
        set="uw",
        title="the same, above calling all events so",
        read=_gain,
        counted="events",
        bar=30,
    ),
)
