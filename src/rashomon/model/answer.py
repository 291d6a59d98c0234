"""All that one run has to say."""

from dataclasses import dataclass

from rashomon.model.claim import Claim, Extraction
from rashomon.model.incident import Incident
from rashomon.model.ledger import Brief, Ledger, Problem
from rashomon.model.text import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was read, found, linked and reconciled, and what could not be read.

    `extractions` stand in the order of `documents`; ledger and brief i are those of incident i. The first
    incident is the main one.
    """

    documents: tuple[Document, ...] = ()
    extractions: tuple[Extraction, ...] = ()
    incidents: tuple[Incident, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    briefs: tuple[Brief, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all documents, in the order of the documents and of their texts."""
        return tuple(claim for extraction in self.extractions for claim in extraction.claims)
