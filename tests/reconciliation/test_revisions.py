"""Figures that a party sets right or takes back, from the words of its reports to the ledger."""

import pytest
from tests.reconciliation.reading import told

from rashomon.model.ledger import RelationKind


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (["Police initially said six people were shot in Orlat, but later said five were."], ("six", "five")),
        (
            ["Police originally reported three dead in the Orlat blast. Police later said two had died."],
            ("three", "two"),
        ),
        (
            ["A blast hit Orlat on Monday. Officials had earlier put the toll at 20, but lowered it to 18 on Tuesday."],
            ("20", "18"),
        ),
        (
            ["Police corrected an earlier report that six had died in the Orlat fire, saying five did."],
            ("six", "five"),
        ),
        (
            [
                "At least 12 people were killed in a blast in Lviv on Monday, the mayor said.",
                "The toll from Monday's blast in Lviv has been revised to 11, Mayor Ann Reed said.",
            ],
            ("At least 12", "11"),
        ),
        (
            ["Eleven people died in the blast in Lviv on Monday. An earlier version of this story said 14 had died."],
            ("Eleven", "14"),
        ),
    ],
)
def test_a_party_s_new_word_revises_its_old_one(texts: list[str], pair: tuple[str, str]) -> None:
    assert told(*texts) == [(*pair, RelationKind.REVISES)]


def test_a_name_that_a_blast_hits_is_a_place() -> None:
    assert told("A quake hit Orlat. Ten people died.") == []
