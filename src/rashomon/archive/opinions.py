"""What people say of two reports, as links between the mentions that stand at their places now."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from rashomon.archive import rulings as said
from rashomon.model.claim import Claim
from rashomon.model.incident import Feature, Judgement, Link, Mention
from rashomon.model.text import Document
from rashomon.store.base import Reader
from rashomon.store.records import Anchor, Kept, Ruling, Verdict

_JUDGEMENTS = {Verdict.SAME: Judgement.SAME, Verdict.DIFFERENT: Judgement.DIFFERENT}


def opinions(reader: Reader, rulings: Iterable[Ruling]) -> tuple[Link, ...]:
    """The links of these rulings, in their order; those whose places hold no mention now are left out."""
    found = [ruling for ruling in rulings if ruling.verdict in _JUDGEMENTS]
    documents = {anchor.document_id for ruling in found for anchor in ruling.anchors}
    later = successors(reader, documents)
    homes = _Homes(reader, {*documents, *(document.id for document in later.values())})
    made = ((ruling, [homes.mention(standing(anchor, later)) for anchor in ruling.anchors]) for ruling in found)
    return tuple(_link(ruling, *ids) for ruling, ids in made if None not in ids and len(set(ids)) == 2)


def _link(ruling: Ruling, left: str | None, right: str | None) -> Link:
    judgement = _JUDGEMENTS[ruling.verdict]
    weight = inf if judgement is Judgement.SAME else -inf
    return Link(
        left=left or "",
        right=right or "",
        judgement=judgement,
        features=(Feature(name="judgement", score=weight, detail=f"{judgement}, says {said.told(ruling)}"),),
        judge=ruling.judge,
        judged_at=ruling.at,
    )


class _Homes:
    """The mentions of some documents, by the places of their claims."""

    def __init__(self, reader: Reader, documents: Iterable[str]) -> None:
        self._claims: Sequence[Claim] = reader.claims_of(documents)
        ids = [id for found in reader.mentions_of(list(documents)).values() for id in found]
        mentions: Mapping[str, Mention] = reader.mentions(ids)
        self._mention_of = {claim: mention.id for mention in mentions.values() for claim in mention.claim_ids}

    def mention(self, place: Anchor | None) -> str | None:
        claim = said.claim_at(place, self._claims) if place else None
        return self._mention_of.get(claim.id) if claim else None


def successors(reader: Reader, document_ids: Iterable[str]) -> dict[str, Document]:
    """Document → the version that took its place, for these documents and their other versions."""
    asked = list(document_ids)
    kept: dict[str, Kept] = {one.document.id: one for one in reader.other_versions(asked)}
    if kept:
        kept |= {id: one for id in asked if (one := reader.document(id))}
    return {
        id: kept[one.superseded_by].document
        for id, one in kept.items()
        if one.superseded_by is not None and one.superseded_by in kept
    }


def standing(place: Anchor | None, later: Mapping[str, Document]) -> Anchor | None:
    """The place in the version that stands now; null where its words are gone."""
    while place is not None and place.document_id in later:
        place = said.moved(place, later[place.document_id])
    return place
