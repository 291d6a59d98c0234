"""Real reports with what a careful analyst reads in them, where a folder of such cases lies beside the project.

The reports are other people's text, so they are not part of the project; RASHOMON_CASES names another folder.
"""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon import pipeline
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.model.ledger import Account, Balance

FOLDER = Path(os.environ.get("RASHOMON_CASES", Path(__file__).parents[2] / "shared" / "cases"))
GOLD = sorted(FOLDER.glob("*.gold.yaml"))

pytestmark = pytest.mark.skipif(not GOLD, reason="no folder of reference cases: set RASHOMON_CASES")


def _row_id(row: Any) -> str:
    return str(row.get("evidence") or row.get("text") or row.get("outcome"))[:60]


def _cases(section: str) -> list[Any]:
    return [
        pytest.param(path, row, id=f"{path.name.partition('.')[0]}-{_row_id(row)}")
        for path in GOLD
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))[section]
        if not row.get("optional")
    ]


@pytest.fixture(scope="module")
def answers() -> dict[Path, Answer]:
    return {path: pipeline.answer([path.with_name(path.name.replace(".gold.yaml", ".txt"))]) for path in GOLD}


def _name(text: str) -> str:
    return text.lower().removeprefix("a ").removeprefix("the ").strip()


def _says(claim: Claim, row: dict[str, Any], answer: Answer) -> list[str]:
    """The keys of the row that the claim does not match."""
    quantity, told = claim.quantity, claim.attribution
    parts = {c.id: c for c in answer.claims}
    whole = parts.get(claim.part_of or claim.out_of or "")
    found: dict[str, Any] = {
        "outcome": claim.outcome.value,
        "event": claim.event.value if claim.event else None,
        "modality": claim.modality.value,
        "scope": claim.scope.value,
        "voice": told.voice.value,
        "lower": quantity.lower if quantity else None,
        "upper": quantity.upper if quantity else None,
        "unit": quantity.unit if quantity else None,
        "source": told.party and _name(told.party.name),
        "via": [_name(party.name) for party in told.via],
        "actor": claim.actor and _name(claim.actor.name),
        "part_of": whole and whole.quantity and whole.quantity.lower,
        "out_of": whole and whole.quantity and whole.quantity.lower,
        "group": ((claim.victims and claim.victims.groups) or (None,))[0],
        "severity": claim.victims and claim.victims.severity and claim.victims.severity.value,
        "ages": list(claim.victims.ages) if claim.victims else None,
        "place": claim.place and claim.place.name,
        "time": claim.time and claim.time.raw.removeprefix("on ").removeprefix("a "),
    }
    asked = {key: value for key, value in row.items() if key in found}
    if "via" in asked:
        asked["via"] = [_name(name) for name in asked["via"]]
    for key in ("source", "actor"):
        if asked.get(key):
            asked[key] = _name(asked[key])
    return [f"{key}: {found[key]!r}, not {value!r}" for key, value in asked.items() if found[key] != value]


@pytest.mark.parametrize(("path", "row"), _cases("must"))
def test_case_has_the_claim(answers: dict[Path, Answer], path: Path, row: dict[str, Any]) -> None:
    answer = answers[path]
    text = answer.documents[0].text
    start = text.lower().index(row["evidence"].lower())
    end = start + len(row["evidence"])
    near = [c for c in answer.claims if c.evidence.start < end and start < c.evidence.end]
    wrong = [_says(claim, row, answer) for claim in near]
    assert [] in wrong, wrong


@pytest.mark.parametrize(("path", "row"), _cases("must_not"))
def test_case_makes_up_nothing(answers: dict[Path, Answer], path: Path, row: dict[str, Any]) -> None:
    answer = answers[path]
    if "text" in row:
        texts = [c.evidence.text for c in answer.claims] + [c.quantity.raw for c in answer.claims if c.quantity]
        assert not [text for text in texts if row["text"] in text]
        return
    wanted = (row["outcome"], row.get("lower"))
    bounds = [(c.outcome.value, c.quantity and c.quantity.lower) for c in answer.claims]
    bounds += [(b.outcome.value, b.lower) for ledger in answer.ledgers for b in ledger.balances if b.accounts]
    assert not [b for b in bounds if b == wanted or (wanted[1] is None and b[0] == wanted[0])]


def _account(account: Account) -> tuple[Any, ...]:
    return account.lower, account.upper


def _balance_says(balance: Balance, row: dict[str, Any]) -> bool:
    agreement = row["agreement"] if isinstance(row["agreement"], list) else [row["agreement"]]
    if balance.agreement.value not in agreement:
        return False
    if any(row.get(key) != getattr(balance, key) for key in ("lower", "upper") if key in row):
        return False
    if "accounts" in row and sorted((a["lower"], a["upper"] or -1) for a in row["accounts"]) != sorted(
        (a.lower, a.upper or -1) for a in balance.accounts
    ):
        return False
    parts = [(p.group, p.severity and p.severity.value, p.lower) for p in balance.parts]
    return all((p.get("group"), p.get("severity"), p["lower"]) in parts for p in row.get("parts", []))


@pytest.mark.parametrize(("path", "row"), _cases("ledger"))
def test_case_has_the_balance(answers: dict[Path, Answer], path: Path, row: dict[str, Any]) -> None:
    ledger = answers[path].ledgers[0]
    balances = [b for b in ledger.balances if b.outcome.value == row["outcome"]]
    if "unit" in row:
        balances = [b for b in balances if b.unit == row["unit"]]
    assert [b for b in balances if _balance_says(b, row)], balances
    if "check" in row:
        assert row["check"] in [check.text for check in ledger.checks]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_case_is_read_without_furniture(answers: dict[Path, Answer], path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    [document] = answers[path].documents
    lines = document.text.splitlines()
    assert document.title == gold["title"]
    assert document.published is None
    assert not [line for line in gold["boilerplate"] if line in lines]
    assert len(answers[path].incidents) >= gold["incidents"]
