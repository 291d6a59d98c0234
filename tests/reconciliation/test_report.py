"""A whole report with contradicting accounts: every row of its ledger."""

import pytest
from tests.reconciliation.reports import velm

from rashomon.model.claim import Modality, Outcome, Severity
from rashomon.model.ledger import Agreement, Balance, Ledger, Standing
from rashomon.reconciliation.ledger import reconcile


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    incident, claims, documents = velm()
    return reconcile(incident, claims, documents)


def balance(ledger: Ledger, outcome: Outcome) -> Balance:
    (found,) = [balance for balance in ledger.balances if balance.outcome is outcome]
    return found


@pytest.mark.parametrize(
    ("outcome", "lower", "upper", "agreement"),
    [
        (Outcome.LAUNCHED, 8, 8, Agreement.REVISED),
        (Outcome.INTERCEPTED, 7, 7, Agreement.SINGLE),
        (Outcome.IMPACTED, 1, 1, Agreement.SINGLE),
        (Outcome.INJURED, 41, 41, Agreement.SINGLE),
        (Outcome.RESCUED, 11, 11, Agreement.SINGLE),
        (Outcome.MISSING, 2, 2, Agreement.SINGLE),
        (Outcome.DAMAGED, 3, 3, Agreement.COMPATIBLE),
        (Outcome.KILLED, None, None, Agreement.UNREPORTED),
    ],
)
def test_rows(ledger: Ledger, outcome: Outcome, lower: int | None, upper: int | None, agreement: Agreement) -> None:
    row = balance(ledger, outcome)
    assert (row.lower, row.upper, row.agreement) == (lower, upper, agreement)
    assert row.reason


def test_a_clarification_revises_a_preliminary_figure(ledger: Ledger) -> None:
    row = balance(ledger, Outcome.LAUNCHED)
    assert row.unit == "rocket"
    assert [(one.lower, one.upper, one.modality, one.current) for one in row.accounts] == [
        (9, None, Modality.PRELIMINARY, False),
        (8, 8, Modality.ASSERTED, True),
    ]
    assert "clarification of the interior ministry gave 8" in row.reason
    assert "preliminary at least 9 of a spokeswoman for the Velm regional council" in row.reason


def test_parts_stand_under_their_total(ledger: Ledger) -> None:
    row = balance(ledger, Outcome.INJURED)
    assert {(part.group, part.severity, part.lower, part.upper) for part in row.parts} == {
        ("children", None, 4, 4),
        (None, Severity.SERIOUS, 6, 6),
    }


def test_a_narrower_unit_tells_more_of_the_same(ledger: Ledger) -> None:
    row = balance(ledger, Outcome.DAMAGED)
    assert row.unit == "residential building"
    assert [(one.lower, one.upper) for one in row.accounts] == [(1, None), (3, 3)]
    assert "apartment building is a residential building" in row.reason


def test_vague_words_bind_nobody(ledger: Ledger) -> None:
    row = balance(ledger, Outcome.INTERCEPTED)
    assert (None, None) in [(one.lower, one.upper) for one in row.accounts]
    assert row.relations == ()


def test_the_sum_is_checked(ledger: Ledger) -> None:
    assert "8 launched = 7 intercepted + 1 impacted: adds up" in [check.text for check in ledger.checks]


def test_every_claim_has_one_entry(ledger: Ledger) -> None:
    _, claims, _ = velm()
    assert sorted(entry.claim_id for entry in ledger.entries) == sorted(claim.id for claim in claims)
    assert all(entry.reason for entry in ledger.entries)
    standings = [entry.standing for entry in ledger.entries]
    assert standings.count(Standing.PART) == 2
    assert standings.count(Standing.SUPERSEDED) == 1


def test_who_is_said_to_have_done_it(ledger: Ledger) -> None:
    (row,) = ledger.responsibilities
    assert row.actor.name == "Tarn army"
    assert [party.name for party in row.asserted_by] == ["A spokeswoman for the Velm regional council"]
    assert not row.denied_by
