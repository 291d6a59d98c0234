"""The id of a claim, which is the same wherever and whenever its document is read."""

from dataclasses import replace

from rashomon.model.claim import Claim
from rashomon.model.codec import content_id


def identified(claim: Claim) -> Claim:
    """The claim with its id: a hash of what makes it, without what was joined to it from around."""
    quantity, victims = claim.quantity, claim.victims
    return replace(
        claim,
        id=content_id(
            claim.document_id,
            claim.evidence.start,
            claim.evidence.end,
            claim.outcome,
            claim.event,
            claim.attribution.party.key if claim.attribution.party else None,
            claim.actor.key if claim.actor else None,
            claim.polarity,
            claim.modality,
            *((quantity.span.start, quantity.span.end, quantity.lower, quantity.upper) if quantity else ()),
            *(victims.groups if victims else ()),
        ),
    )
