"""Where a claim comes from at its root: independent origins count, however many outlets carry them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.languages import parties
from rashomon.model.claim import Claim, Party, PartyKind
from rashomon.model.incident import Echo, EchoKind
from rashomon.model.text import Document

#: Speakers without a name: the witnesses of one outlet need not be those of another.
_UNNAMED = frozenset({PartyKind.WITNESS, PartyKind.RESIDENT, PartyKind.ANONYMOUS})


@dataclass(frozen=True, slots=True)
class Origins:
    """Documents with those that they repeat: an echo speaks with the voice of the earliest copy."""

    documents: Mapping[str, Document]
    echoes: Mapping[str, tuple[Echo, ...]]

    @classmethod
    def of(cls, documents: Sequence[Document], echoes: Sequence[Echo]) -> "Origins":
        """Origins of the documents of one run, whatever order they come in."""
        by_document: dict[str, list[Echo]] = {}
        for echo in sorted(echoes, key=lambda echo: (echo.kind is EchoKind.PASSAGE, echo.origin_id)):
            by_document.setdefault(echo.document_id, []).append(echo)
        return cls(
            {document.id: document for document in documents},
            {id: tuple(found) for id, found in by_document.items()},
        )

    def root(self, claim: Claim) -> str:
        """The id of the document that a claim's words come from: its own, where they repeat none.

        Of a document that shares a passage with another, only claims that lie within the passage are repeats.
        """
        document_id, seen = claim.document_id, {claim.document_id}
        while origin := self._origin(document_id, claim):
            if origin in seen:
                break
            seen.add(origin)
            document_id = origin
        return document_id

    def party(self, claim: Claim) -> Party | None:
        """Who says it: the root of the attribution chain, or else the publisher of the earliest copy."""
        if claim.attribution.party:
            return claim.attribution.party
        return self.carrier(claim)[1]

    def carrier(self, claim: Claim) -> tuple[str, Party | None]:
        """Key and party of the report's own voice: its publisher, or else the document."""
        publisher = self._publisher(claim)
        if not publisher:
            return f"document:{self.root(claim)}", None
        known = parties.party(publisher)
        kind = PartyKind.MEDIA if known.kind is PartyKind.OTHER else known.kind
        return known.key, replace(known, kind=kind)

    def key(self, claim: Claim) -> str:
        """The key of the claim's origin; one ministry in two outlets is one origin."""
        party = self.party(claim)
        if party is None:
            return f"document:{self.root(claim)}"
        if party.kind in _UNNAMED:
            first = claim.attribution.via[0].key if claim.attribution.via else self.carrier(claim)[0]
            return f"{party.key} (via {first})"
        return party.key

    def _origin(self, document_id: str, claim: Claim) -> str | None:
        for echo in self.echoes.get(document_id, ()):
            if echo.kind is not EchoKind.PASSAGE:
                return echo.origin_id
            shared = echo.passage
            if document_id == claim.document_id and shared and claim.evidence.within(shared):
                return echo.origin_id
        return None

    def _publisher(self, claim: Claim) -> str:
        document = self.documents.get(self.root(claim)) or self.documents.get(claim.document_id)
        return document.publisher if document else ""
