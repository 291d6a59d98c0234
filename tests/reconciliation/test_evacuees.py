"""Those evacuated from home are among the displaced."""

import pytest
from tests.factory import claim, document, incident

from rashomon.model.claim import Event, Outcome
from rashomon.model.ledger import Balance
from rashomon.reconciliation.ledger import reconcile

#: Report, speaker, outcome, figure and event → lower and upper bound of the displaced.
ROWS = [
    ("Veldra: 228 workers were moved", Outcome.EVACUATED, (228, 228), Event.STORM, (228, None)),
    ("Veldra: 228 residents were moved", Outcome.EVACUATED, (228, 228), Event.FIRE, (228, None)),
    ("Veldra: 228 workers were moved", Outcome.EVACUATED, (228, 228), Event.EXPLOSION, None),
    ("Veldra: 228 patients of the hospital", Outcome.EVACUATED, (228, 228), Event.STORM, None),
    ("Veldra: 228 workers lost all", Outcome.DISPLACED, (228, 228), Event.STORM, (228, 228)),
]


def displaced(*told: tuple[str, str | None, Outcome, tuple[int, int]], event: Event) -> Balance | None:
    documents = [document(text) for text, _, _, _ in told]
    claims = [
        claim(report, text, outcome, bounds, speaker=speaker)
        for report, (text, speaker, outcome, bounds) in zip(documents, told, strict=True)
    ]
    found = reconcile(incident(claims, event=event), claims, documents)
    return next((balance for balance in found.balances if balance.outcome is Outcome.DISPLACED), None)


@pytest.mark.parametrize(("text", "outcome", "bounds", "event", "expected"), ROWS)
def test_those_who_left_home_are_displaced(
    text: str, outcome: Outcome, bounds: tuple[int, int], event: Event, expected: tuple[int, int | None] | None
) -> None:
    found = displaced((text, None, outcome, bounds), event=event)
    assert (found and (found.lower, found.upper)) == expected


def test_the_reason_says_that_they_were_evacuated() -> None:
    found = displaced(("228 villagers left", "the mayor", Outcome.EVACUATED, (228, 228)), event=Event.FLOOD)
    assert found is not None
    assert found.reason.startswith("nobody counts the displaced; those evacuated from home are among them")


def test_beside_a_figure_of_the_displaced_evacuees_are_so_many_at_least() -> None:
    found = displaced(
        ("900 were displaced", "the ministry", Outcome.DISPLACED, (900, 900)),
        ("228 villagers left", "the mayor", Outcome.EVACUATED, (228, 228)),
        event=Event.FLOOD,
    )
    assert found is not None
    assert (found.lower, found.upper) == (900, 900)
    assert {(account.lower, account.upper) for account in found.accounts} == {(900, 900), (228, None)}
