"""How linking is scored."""

from dataclasses import replace

import pytest
from benchmarks.incidents import b_cubed, labels, near, pairwise, whereabouts
from tests.factory import claim, document, extraction, place, span

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "3"}


def test_b_cubed_weighs_every_report_alike() -> None:
    figures = b_cubed(GOLD, {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"})
    assert figures.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5)
    assert figures.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_pairs_are_counted_as_they_are_linked() -> None:
    figures = pairwise(GOLD, {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"})
    assert (figures.precision, figures.recall) == (1 / 2, 1 / 3)
    assert figures.f1 == pytest.approx(0.4)


def test_a_report_of_which_nothing_was_found_stands_alone() -> None:
    found = {"a": "x", "b": "x", "c": "x"}
    assert pairwise(GOLD, found).precision == pairwise(GOLD, found).recall == 1
    assert pairwise(GOLD, {}).f1 == 0


def test_a_limit_of_days_takes_links_out_and_then_what_is_asked_for() -> None:
    days = {"a": "2030-01-01", "b": "2030-01-03", "c": "2030-03-01", "d": None, "e": "2030-01-01"}
    within = near([{"id": id, "date": day} for id, day in days.items()])
    limited = pairwise(GOLD, GOLD, linked=within)
    assert (limited.precision, limited.recall) == (1, 1 / 3)
    assert pairwise(GOLD, GOLD, linked=within, wanted=within).recall == 1
    assert b_cubed(GOLD, GOLD, linked=within, wanted=within).f1 == 1
    assert within("c", "d")


def test_rows_of_one_text_and_several_incidents_are_left_out() -> None:
    rows = [
        {"id": id, "text": text, "gold": {"incident": incident}}
        for id, text, incident in (("a", "One.", "1"), ("b", "One.", "2"), ("c", "Two.", "2"), ("d", "Three.", None))
    ]
    assert labels(rows) == {"c": "2"}


def test_a_report_is_placed_by_its_main_incident() -> None:
    read, rows = [], []
    for i, at in enumerate([(50.0, 30.0), (52.0, 30.0), None]):
        report = replace(document(f"A blast in Orla killed {i + 2} people."), external_id=str(i))
        told = claim(report, "killed", count=i + 2, place=place(span(report, "Orla"), at))
        read.append((report, extraction(report, told)))
        rows.append({"id": str(i), "gold": {"lat_lon": [50.1, 30.0]}})
    assert list(whereabouts(rows, read)) == ["right", "elsewhere", "nowhere"]
    assert list(whereabouts([], read)) == []
