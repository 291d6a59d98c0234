"""Figures of one report for several countries or provinces, and for one place in them."""

from dataclasses import replace

import pytest
from tests.factory import claim, document, place, span
from tests.reconciliation.reports import balance, kinds, ledger_of, standing

from rashomon.model.claim import Claim, Outcome, PlacePrecision
from rashomon.model.ledger import Ledger, RelationKind, Standing
from rashomon.model.text import Document

#: Name → code of the country, first-level division, precision.
LANDS = {
    "Orlat": ("OR", None, PlacePrecision.COUNTRY),
    "Tessaly": ("TE", None, PlacePrecision.COUNTRY),
    "Upper Kess": ("OR", "01", PlacePrecision.REGION),
    "Lower Kess": ("OR", "02", PlacePrecision.REGION),
    "Dellport": ("OR", "02", PlacePrecision.PLACE),
}

Told = tuple[str, int, str | None]


def told(text: str, *found: Told, speakers: tuple[str, ...] = ()) -> list[tuple[Claim, Document]]:
    """The claims of one report: words, how many were killed, where."""
    where = document(text, publisher="Velm Courier")
    made = []
    for number, (words, count, land) in enumerate(found):
        speaker = speakers[number] if number < len(speakers) and speakers[number] else None
        one = claim(where, words, Outcome.KILLED, count, speaker=speaker)
        if land:
            country, division, precision = LANDS[land]
            lying = place(span(where, land), gazetteer_id=f"test:{land}", country=country, admin1=division)
            one = replace(one, place=replace(lying, precision=precision))
        made.append((one, where))
    return made


def bounds(ledger: Ledger) -> tuple[int | None, int | None]:
    return balance(ledger).lower, balance(ledger).upper


SUMS = [
    # two countries
    (
        "In Orlat 895 died. In Tessaly 134 died.",
        [("In Orlat 895 died", 895, "Orlat"), ("134 died", 134, "Tessaly")],
        1029,
    ),
    # what one town of the country lost is in the country's figure
    ("In Orlat 895 died. In Dellport 134 died.", [("895 died", 895, "Orlat"), ("134 died", 134, "Dellport")], 895),
    # two provinces
    (
        "In Upper Kess 21 died. In Lower Kess one died.",
        [("21 died", 21, "Upper Kess"), ("one died", 1, "Lower Kess")],
        22,
    ),
    # the largest figure is of all, as far as its words tell
    ("It took 895 lives. In Tessaly 134 died.", [("895 lives", 895, None), ("134 died", 134, "Tessaly")], 895),
    # a place behind the figure says nothing of it
    (
        "Of the 128 dead, many fell in Orlat. In Tessaly 2 died.",
        [("Of the 128 dead", 128, "Orlat"), ("2 died", 2, "Tessaly")],
        128,
    ),
    # both countries in one figure
    (
        "Four died in Orlat and Tessaly. In Tessaly 2 died.",
        [("Four died in Orlat and Tessaly", 4, "Orlat"), ("2 died", 2, "Tessaly")],
        4,
    ),
]


@pytest.mark.parametrize(("text", "found", "expected"), SUMS, ids=[text for text, _, _ in SUMS])
def test_only_figures_of_other_areas_are_added_up(text: str, found: list[Told], expected: int) -> None:
    ledger = ledger_of(*told(text, *found))
    assert bounds(ledger)[0] == expected
    assert (bounds(ledger)[1] is None) == (expected in (1029, 22)), "a sum of areas says how many at least"


def test_the_entries_name_the_sum() -> None:
    claims = told("In Orlat 895 died. In Tessaly 134 died.", ("895 died", 895, "Orlat"), ("134 died", 134, "Tessaly"))
    ledger = ledger_of(*claims)
    assert standing(ledger, claims[0]) is Standing.STANDS
    assert all("895 + 134 = 1,029" in entry.reason for entry in ledger.entries)


def test_a_party_keeps_its_word_for_one_area_beside_the_sum() -> None:
    text = "The council said that in Orlat 43 died. In Tessaly one died."
    ledger = ledger_of(
        *told(text, ("in Orlat 43 died", 43, "Orlat"), ("one died", 1, "Tessaly"), speakers=("the council",))
    )
    assert bounds(ledger) == (44, None)
    assert {(account.lower, account.current) for account in balance(ledger).accounts} == {(43, False), (44, True)}


def test_a_figure_of_one_place_is_part_of_a_larger_one_that_another_gives() -> None:
    text = "The agency said 63 died. In Dellport three died."
    ledger = ledger_of(*told(text, ("63 died", 63, None), ("three died", 3, "Dellport"), speakers=("the agency",)))
    assert bounds(ledger) == (63, 63)
    assert kinds(ledger) == [RelationKind.PART_OF]


def test_a_figure_of_a_day_gives_way_to_a_higher_one_of_the_same_report() -> None:
    text = "Some media told of at least 129 dead. The agency said 63 had died as of Friday."
    ledger = ledger_of(
        *told(
            text,
            ("at least 129 dead", 129, None),
            ("63 had died as of Friday", 63, None),
            speakers=("some media", "the agency"),
        )
    )
    assert bounds(ledger) == (129, 129)
    assert kinds(ledger) == [RelationKind.OVERTAKES]
