"""What the ledger of a report's main incident says of the killed and the injured."""

import json
from typing import Any

import pytest
from tests.claimed import cases

from rashomon.model.claim import Outcome
from rashomon.model.ledger import Ledger
from rashomon.pipeline import answer


@pytest.mark.parametrize("case", cases("reports"), ids=lambda case: case["text"][:60])
def test_a_report_comes_to(case: dict[str, Any]) -> None:
    row: dict[str, str] = {key: str(case[key]) for key in ("text", "title", "published") if key in case}
    told = answer([_line(row)])
    ledger = told.ledgers[0] if told.ledgers else None
    assert {name: _bounds(ledger, Outcome(name)) for name in ("killed", "injured")} == {
        name: case[name] for name in ("killed", "injured")
    }


def _line(row: dict[str, str]) -> bytes:
    return json.dumps(row).encode() + b"\n"


def _bounds(ledger: Ledger | None, outcome: Outcome) -> list[int | None] | None:
    """The first balance of the outcome that is of people in general and has a bound."""
    for balance in ledger.balances if ledger else ():
        if balance.outcome is outcome and (balance.lower, balance.upper) != (None, None):
            return [balance.lower, balance.upper]
    return None
