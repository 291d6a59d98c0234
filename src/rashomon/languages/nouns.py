"""What a noun counts: people of which group, munitions, objects, services."""

from collections.abc import Mapping
from functools import cache

from rashomon.languages.lexicon import table, words


@cache
def groups(language: str) -> Mapping[str, tuple[str, ...]]:
    """Lemma of a person noun → the groups that it puts somebody in ("girl" → children, women)."""
    found: dict[str, tuple[str, ...]] = {}
    for group, lemmas in table(language, "nouns")["groups"].items():
        for lemma in lemmas:
            found[lemma] = (*found.get(lemma, ()), group)
    return found


@cache
def people(language: str) -> frozenset[str]:
    """Lemmas that name people."""
    return frozenset(groups(language)) | words(language, "nouns", "people.nouns")


@cache
def things(language: str) -> frozenset[str]:
    """Lemmas that name munitions, objects or services."""
    return frozenset().union(
        *(words(language, "nouns", f"{kind}.nouns") for kind in ("munitions", "objects", "services"))
    )


@cache
def measures(language: str) -> frozenset[str]:
    """Lemmas that stand before what they count ("dozens of houses", "a group of miners")."""
    return words(language, "nouns", "measures.nouns")
