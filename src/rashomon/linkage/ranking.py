"""Which of several incidents comes first: what most of the reports lead with."""

from collections.abc import Iterable, Sequence

from rashomon.model.incident import Mention


def leading(mentions: Iterable[Mention]) -> frozenset[str]:
    """The mention (by id) that each document leads with: the first one that says how many."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.figures and not mention.background:
            told = first.setdefault(mention.document_id, mention)
            if mention.start < told.start:
                first[mention.document_id] = mention
    return frozenset(mention.id for mention in first.values())


def rank(mentions: Sequence[Mention], leads: frozenset[str]) -> tuple[bool, int, int, tuple[int, str, str]]:
    """News says first what it is about: what most reports lead with, then what has most claims."""
    first = min((mention.start, mention.document_id, mention.id) for mention in mentions)
    led = sum(mention.id in leads for mention in mentions)
    claims = sum(len(mention.claim_ids) for mention in mentions)
    return all(mention.background for mention in mentions), -led, -claims, first
