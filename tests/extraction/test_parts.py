"""Whose figures are part of which, over a whole report."""

import pytest
from tests.claimed import read

from rashomon.extraction.claims import extract
from rashomon.languages import english
from rashomon.model.claim import Claim, Scope
from rashomon.model.text import Document

_FILLING = " The road to Veldra runs along the river." * 14


def _last(text: str) -> tuple[Claim, list[Claim]]:
    """The claim of the last figure of a text, and all of its counted claims."""
    _, extraction = read(text)
    counted = [claim for claim in extraction.claims if claim.quantity is not None]
    return max(counted, key=lambda claim: claim.sentence), counted


@pytest.mark.parametrize(
    "kin", ["Five of his children were killed.", "“My sister was killed,” he said.", "Bo Lind was killed."]
)
def test_who_is_told_of_by_name_or_as_kin_is_part_of_a_figure_however_far_before(kin: str) -> None:
    claim, counted = _last(f"At least 30 people were killed in Veldra.{_FILLING} {kin}")
    assert claim.scope is Scope.SUBSET
    assert claim.part_of == counted[0].id


@pytest.mark.parametrize("others", ["Five guards were killed.", "Five people were killed."])
def test_other_people_told_of_far_behind_a_figure_are_no_part_of_it(others: str) -> None:
    claim, _ = _last(f"At least 30 people were killed in Veldra.{_FILLING} {others}")
    assert claim.scope is Scope.TOTAL


def test_kin_are_a_total_where_nothing_larger_is_told() -> None:
    claim, _ = _last("Five of her children were killed in Veldra.")
    assert claim.scope is Scope.TOTAL


def test_a_line_without_a_parse_is_read_by_its_words() -> None:
    document = Document(id="d", text="3 dead, 12 hurt in a blast in Veldra")
    [sentences] = english.parse([document.text], wanted=lambda _: False)
    counted = [claim.quantity.lower for claim in extract(document, sentences).claims if claim.quantity]
    assert counted == [3, 12]
