"""The forms that a lemma may take in English text: as many as its spelling allows, so that none is missed."""

from collections.abc import Iterable
from functools import cache

from rashomon.languages.lexicon import table

_VOWELS = frozenset("aeiou")


@cache
def forms(lemma: str) -> frozenset[str]:
    """The lemma and its forms, regular and irregular, wrong ones among them: for finding, not for writing."""
    found = {lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "ing", *_irregular().get(lemma, ())}
    if lemma.endswith("e"):
        found |= {lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("ie"):
        found.add(lemma[:-2] + "ying")
    if lemma.endswith("y"):
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    if lemma[-1:] not in _VOWELS and lemma[-2:-1] in _VOWELS:
        found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if lemma.endswith("man"):
        found.add(lemma[:-3] + "men")
    if lemma.endswith(("f", "fe")):
        found.add(lemma.rstrip("e")[:-1] + "ves")
    return frozenset(found)


def all_forms(lemmas: Iterable[str]) -> frozenset[str]:
    """The forms of all the lemmas."""
    return frozenset().union(*(forms(lemma) for lemma in lemmas))


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {lemma: tuple(found) for lemma, found in table("en", "inflection")["irregular"].items()}
