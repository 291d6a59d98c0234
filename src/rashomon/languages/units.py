"""What figures count: units by one name, and which of them are kinds of others.

The tree is the table `units` of a language: an apartment building is a residential building is a building.
"""

from functools import cache

from rashomon.languages.lexicon import table

_LONGEST = 4


@cache
def canonical(unit: str, language: str = "en") -> str:
    """The name that a unit goes by: singular, lower case, the longest ending that the language's tree knows.

    "Grad rockets" are "rocket"; a unit that the tree lacks keeps its words ("silo").
    """
    words = unit.replace("\u2010", "-").replace("\u2011", "-").casefold().split()
    if not words:
        return ""
    head = words.index("of") - 1 if "of" in words[1:] else -1
    words[head] = singular(words[head], language)
    same, known = table(language, "units")["same"], _known(language)
    if " ".join(words) in same:
        return str(same[" ".join(words)])
    for length in range(min(_LONGEST, len(words)), 0, -1) if head < 0 else ():
        ending = " ".join(words[-length:])
        if ending in same:
            return str(same[ending])
        if ending in known:
            return ending
    return canonical(" ".join(words[: head + 1]), language) if head >= 0 else " ".join(words)


@cache
def ancestors(unit: str, language: str = "en") -> tuple[str, ...]:
    """What a canonical unit is a kind of, the nearest first; nothing for a top or an unknown unit."""
    kinds = table(language, "units")["kinds"]
    found: list[str] = []
    while (unit := kinds.get(unit, "")) and unit not in found:
        found.append(unit)
    return tuple(found)


def is_kind_of(narrow: str, broad: str, language: str = "en") -> bool:
    """Whether every `narrow` is a `broad`; a unit is a kind of itself."""
    return narrow == broad or broad in ancestors(narrow, language)


def comparable(left: str, right: str, language: str = "en") -> bool:
    """Whether figures of the two units may count the same things."""
    return is_kind_of(left, right, language) or is_kind_of(right, left, language)


@cache
def plural(unit: str, language: str = "en") -> str:
    """The plural of a singular unit; only its last word changes."""
    *before, last = unit.split(" ")
    return " ".join([*before, _plural(last, language)])


@cache
def singular(word: str, language: str = "en") -> str:
    """The singular of one word, as far as the tree and the regular endings tell."""
    irregular = _singulars(language)
    if word in irregular:
        return irregular[word]
    known = _last_words(language)
    for ending, replacement in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + replacement
        if word.endswith(ending) and stem in known:
            return stem
    if word in known or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def _plural(word: str, language: str) -> str:
    irregular = table(language, "units")["plurals"]
    if word in irregular:
        return str(irregular[word])
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


@cache
def _known(language: str) -> frozenset[str]:
    kinds = table(language, "units")["kinds"]
    return frozenset(kinds) | frozenset(kinds.values())


@cache
def _last_words(language: str) -> frozenset[str]:
    names = _known(language) | frozenset(table(language, "units")["same"])
    return frozenset(name.rpartition(" ")[2] for name in names)


@cache
def _singulars(language: str) -> dict[str, str]:
    return {plural: singular for singular, plural in table(language, "units")["plurals"].items()}
