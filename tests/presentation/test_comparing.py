"""Two figures that a ledger does not relate are held against each other when somebody asks."""

from rashomon import pipeline
from rashomon.model.answer import Answer
from rashomon.model.claim import Outcome
from rashomon.model.ledger import RelationKind
from rashomon.presentation.comparing import uncompared
from rashomon.presentation.formats.reasons import reasons_object, reasons_text
from rashomon.presentation.terminal import Style

TEXT = (
    "A blast in Veldra killed seven people on Monday, the mayor said. Twelve people were wounded. "
    "Police said nine people were killed, and urged calm."
)


def answer() -> Answer:
    found = pipeline.answer([TEXT.encode()])
    assert len(found.incidents) == 1
    return found


def test_any_two_figures_may_be_compared() -> None:
    told = answer()
    killed, hurt = (
        next(claim for claim in told.claims if claim.outcome is outcome)
        for outcome in (Outcome.KILLED, Outcome.INJURED)
    )
    (relation,) = uncompared(told, [killed.id, hurt.id])
    assert (relation.kind, relation.reason) == (
        RelationKind.OTHER_POPULATION,
        "killed and injured are counted apart",
    )
    shown = "\n".join(reasons_text(told, [killed.id, hurt.id], {}, columns=100, style=Style(False)))
    assert relation.reason in shown
    (row,) = reasons_object(told, [killed.id, hurt.id])["relations"]
    assert row["kind"] == "other_population"


def test_what_the_ledger_relates_is_not_told_again() -> None:
    told = answer()
    killed = [claim.id for claim in told.claims if claim.outcome is Outcome.KILLED]
    assert len(killed) == 2
    assert uncompared(told, killed) == ()
    assert uncompared(told, killed[:1]) == ()
