"""What the event finders hand to the one who joins: one happening to one counted phrase, in one sentence."""

from dataclasses import dataclass

from rashomon.extraction.joining import Figure
from rashomon.model.claim import Event, Outcome, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """`trigger` is the token that says it, `figure` whom or what it counts, `agent` the token of who did it.

    `first` and `last` are the tokens of the clause that says so. `unit` is the normalised noun of a thing.
    `severity` is what the predicate says of the injured. `toll` marks a running total ("the death toll rose
    to"), `beside` one who is counted beside those told before (the attacker's own death), `own` what the agent
    says of itself ("the group claimed responsibility", "the army denied responsibility"), `denied` what a verb tells by
    its denial ("did not survive").
    """

    trigger: int
    outcome: Outcome
    first: int
    last: int
    figure: Figure | None = None
    event: Event | None = None
    agent: int | None = None
    unit: str | None = None
    severity: Severity | None = None
    toll: bool = False
    beside: bool = False
    own: bool = False
    denied: bool = False
