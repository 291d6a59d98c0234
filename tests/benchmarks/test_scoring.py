"""What scorers add to a tally: by sentences of our own, marked by hand."""

from typing import Any

import pytest
from benchmarks.accuracy import scoring
from hypothesis import given
from hypothesis import strategies as st

TEXT = "“Two people died,” the mayor said. Police said the bridge was closed."


def _place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def _quote(source: str | None, cue: str, content: str) -> dict[str, Any]:
    return {
        "source": [_place(source)] if source else [],
        "cue": [_place(cue)],
        "cue_text": [cue],
        "content": [_place(content)],
    }


GOLD = [
    _quote("the mayor", "said", "“Two people died,”"),
    _quote("Police", "said", "the bridge was closed"),
]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([3, 3], {"answered": 1, "exact": 0, "within": 1}),
        ([3, 5], {"answered": 1, "exact": 1, "within": 1}),
        ([4, None], {"answered": 1, "exact": 0, "within": 1}),
        ([None, 6], {"answered": 1, "exact": 0, "within": 0}),
        (None, {"answered": 0, "exact": 0, "within": 0}),
    ],
)
def test_answers_to_a_range(answer: list[int | None] | None, expected: dict[str, int]) -> None:
    row = {"gold": {"killed": [3, 5]}}
    tally = scoring.casualties(row, {"answer": {"killed": answer}}, least=1)
    assert {name: tally[f"killed.{name}"] for name in expected} == expected
    assert tally["killed.ranges"] == 1
    assert tally["killed.ranges_exact"] == expected["exact"]


def test_a_row_that_is_not_predicted_is_not_answered() -> None:
    tally = scoring.casualties({"gold": {"killed": 3, "injured": 0}}, None, least=1)
    assert (tally["killed.gold"], tally["killed.exact"]) == (1, 0)
    assert (tally["injured.zero"], tally["injured.quiet"]) == (1, 1)


def test_small_figures_can_be_left_out() -> None:
    tally = scoring.casualties({"gold": {"fatalities": 1}}, {"answer": {"killed": [1, 1]}}, least=2)
    assert tally["killed.gold"] == 0


def test_attributions_are_right_where_they_are_the_same() -> None:
    row = {"text": TEXT, "gold": {"attributions": GOLD}}
    tally = scoring.attributions(row, {"quotes": GOLD})
    assert tally["matched"] == tally["gold"] == tally["predicted"] == 2
    assert tally["right_characters"] == tally["gold_characters"] == tally["predicted_characters"]
    assert tally["source_right"] == tally["sourced"] == 2
    assert tally["said_matched"] == tally["said"] == 2


def test_half_of_the_content_has_to_be_right() -> None:
    row = {"text": TEXT, "gold": {"attributions": GOLD}}
    tally = scoring.attributions(row, {"quotes": [_quote("Police", "said", "the bridge was")]})
    assert (tally["matched"], tally["source_right"]) == (1, 1)
    tally = scoring.attributions(row, {"quotes": [_quote("Police", "said", "closed")]})
    assert (tally["matched"], tally["source_right"]) == (0, 0)


def test_spans_are_exact_but_for_edge_punctuation() -> None:
    row = {
        "tokens": ["“", "Rain", "stopped", ",", "”", "she", "said"],
        "offsets": [[0, 1], [1, 5], [6, 13], [13, 14], [14, 15], [16, 19], [20, 24]],
        "gold": {"spans": [{"role": "content", "tok": [0, 5]}, {"role": "cue", "tok": [6, 7]}]},
    }
    found = {"quotes": [{"source": [[16, 19]], "cue": [[16, 24]], "content": [[1, 13]]}]}
    tally = scoring.exact_spans(row, found)
    assert tally["content.right"] == 1
    assert (tally["cue.right"], tally["cue.predicted"], tally["cue.gold"]) == (0, 1, 1)
    assert (tally["source.right"], tally["source.predicted"], tally["source.gold"]) == (0, 1, 0)


def _time(start: int, end: int, value: str | None, type: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "value": value, "type": type}


def test_times_are_found_by_overlap_and_valued_by_value() -> None:
    row = {"id": "a", "gold": {"timex3": [_time(0, 6, "2024-06-07"), _time(9, 14, "P1D", "DURATION")]}}
    tally = scoring.expressions(row, {"timex3": [_time(3, 6, "2024-06-07"), _time(20, 24, "2024")]})
    assert (tally["gold"], tally["predicted"], tally["found"], tally["valued"]) == (1, 2, 1, 1)
    tally = scoring.expressions(row, {"timex3": [_time(0, 6, None)]})
    assert (tally["found"], tally["valued"]) == (1, 0)


def test_the_tenth_set_aside_is_counted_twice() -> None:
    aside = next(str(i) for i in range(100) if scoring.is_set_aside(str(i)))
    row = {"id": aside, "gold": {"timex3": [_time(0, 6, "2024-06-07")]}}
    tally = scoring.expressions(row, {"timex3": [_time(0, 6, "2024-06-07")]})
    assert (tally["gold"], tally["aside.gold"], tally["aside.valued"]) == (1, 1, 1)


def _toponym(start: int, end: int, lat_lon: list[float] | None) -> dict[str, Any]:
    return {"start": start, "end": end, "lat_lon": lat_lon}


@pytest.mark.parametrize(
    ("found", "near"),
    [([51.5, 0.0], 1), ([52.9, 0.0], 1), ([53.0, 0.0], 0), ([51.5, 2.4], 0), (None, 0)],
)
def test_places_are_near_within_161_km(found: list[float] | None, near: int) -> None:
    row = {"gold": {"toponyms": [_toponym(0, 6, [51.5, 0.0]), _toponym(10, 14, None)]}}
    tally = scoring.toponyms(row, {"toponyms": [_toponym(0, 6, found)]})
    assert (tally["found"], tally["located"], tally["near"]) == (1, 1, near)


def test_doubt_is_counted_where_it_is_called() -> None:
    events = [{"factuality": f} for f in (3.0, 1.9, -3.0)]
    tally = scoring.certainties({"gold": {"events": events}}, {"plain": [False, False, True]})
    assert (tally["doubtful"], tally["called"], tally["right"]) == (2, 2, 1)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5))
def test_nothing_is_right_more_often_than_it_is_there(spans: list[tuple[int, int]]) -> None:
    quotes = [{"source": [], "cue": [], "content": [[start, start + length]]} for start, length in spans]
    tally = scoring.attributions({"text": TEXT, "gold": {"attributions": GOLD}}, {"quotes": quotes})
    assert tally["matched"] <= min(tally["gold"], tally["predicted"])
    assert tally["right_characters"] <= min(tally["gold_characters"], tally["predicted_characters"])
