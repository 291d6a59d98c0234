"""Who said what, how many, and where the accounts disagree.

    import rashomon

    reading = rashomon.read("report.html")
    for document in reading.documents:
        for claim in rashomon.extract(document):
            print(claim.outcome, claim.quantity, claim.attribution.party)

The verbs are loaded when they are first used: the parser behind them takes a second.
"""

from importlib import import_module
from typing import Any

from rashomon.model.claim import Claim
from rashomon.model.incident import Incident
from rashomon.model.ledger import Ledger
from rashomon.model.text import Document

__version__ = "0.1.0"

__all__ = ["Archive", "Claim", "Document", "Incident", "Ledger", "brief", "extract", "link", "read", "reconcile"]

#: Verb, or what has many → the module that it comes from.
_VERBS = {
    "Archive": "rashomon.archive",
    "read": "rashomon.reading.documents",
    "extract": "rashomon.pipeline",
    "link": "rashomon.linkage.incidents",
    "reconcile": "rashomon.reconciliation.ledger",
    "brief": "rashomon.presentation.brief",
}


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
