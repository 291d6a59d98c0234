"""Parties from their names: a key that two wordings of one body share, and what kind of speaker it is."""

import re
import unicodedata
from functools import cache, lru_cache

from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Party, PartyKind

_TABLE = "parties"
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_LINKS = frozenset({"of", "for", "from", "in", "at", "the", "a", "an"})
_SIDES = frozenset({PartyKind.OFFICIAL, PartyKind.MILITARY, PartyKind.POLICE, PartyKind.ARMED_GROUP})


@lru_cache(maxsize=8192)
def party(name: str, role: str = "", language: str = "en") -> Party:
    """The party that `name` names. `role` are words beside the name ("the mayor") that tell its kind.

    The key drops determiners and persons' titles, turns "Ministry of Defence of Russia", "Russia's Defense
    Ministry" and "the Russian defence ministry" into one, and gives a nameless spokesperson the key of the
    body they speak for. The side is the country in the name of an official, police or armed party; else null.
    """
    name = " ".join(name.split())
    kind = _kind(name, language)
    if kind in (PartyKind.OTHER, PartyKind.OFFICIAL) and role:
        told = _kind(role, language)
        kind = told if told is not PartyKind.OTHER else kind
    return Party(key=_key(name, language), name=name, kind=kind, side=_side(name, kind, language))


@cache
def _kinds(language: str) -> dict[str, PartyKind]:
    kinds = table(language, _TABLE)["kinds"]
    return {word: PartyKind(kind) for kind, listed in kinds.items() for word in listed}


def _plain(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    found = _WORD.findall(folded)
    return [word.replace(".", "") if _INITIALS.fullmatch(word) else word.rstrip(".") for word in found]


def _kind(name: str, language: str) -> PartyKind:
    """The kind that the head of a name tells ("a doctor at the police academy"), the last word first."""
    kinds, found = _kinds(language), _plain(name)
    general = words(language, _TABLE, "general.kinds")
    end = next((i for i, word in enumerate(found) if i and word in _LINKS), len(found))
    best = PartyKind.OTHER
    for part in (found[:end], found[end:]):
        for i in range(len(part) - 1, -1, -1):
            word = part[i].removesuffix("'s")
            before = f"{part[i - 1]} {word}" if i else word
            after = f"{word} {part[i + 1]}" if i + 1 < len(part) else word
            kind = kinds.get(before) or kinds.get(after) or kinds.get(word)
            if kind is None:
                continue
            if kind.value not in general:
                return kind
            if best is PartyKind.OTHER:
                best = kind
    return best


def _side(name: str, kind: PartyKind, language: str) -> str | None:
    """The country whose adjective or possessive opens the name of somebody who acts for it."""
    if kind not in _SIDES:
        return None
    countries = table(language, _TABLE)["countries"]
    named = {countries[word] for word in _plain(name) if word in countries}
    return named.pop() if len(named) == 1 else None


def _key(name: str, language: str) -> str:
    found = _plain(name)
    if not found:
        return name.casefold()
    found = _of_account(_spoken_for(found, language), language)
    found = _without_titles(found, name, language)
    return " ".join(_ordered(found, language))


def _spoken_for(found: list[str], language: str) -> list[str]:
    """ "a spokesman for the army" → "army", "an Orsk correspondent" → "orsk"."""
    writes = len(found) > 1 and found[-1] in words(language, _TABLE, "key.writers")
    if writes and found[-2] not in words(language, _TABLE, "key.beats"):
        found = found[:-1]
    voices, links = words(language, _TABLE, "key.voices"), words(language, _TABLE, "key.voices_after")
    for i in range(len(found) - 2):
        if found[i] in voices and found[i + 1] in links:
            return found[i + 2 :]
        if found[i] in _LINKS and i:
            break
    return found


def _of_account(found: list[str], language: str) -> list[str]:
    """ "Facebook user Ann Lee" → "ann lee", "the account @orsk" → "orsk"."""
    determiners, users = words(language, _TABLE, "key.determiners"), words(language, _TABLE, "key.users")
    before = determiners | users | words(language, _TABLE, "key.platforms")
    start = next((i for i, word in enumerate(found) if word not in before), 0)
    return found[start:] if not users.isdisjoint(found[:start]) else found


def _without_titles(found: list[str], name: str, language: str) -> list[str]:
    determiners, titles = words(language, _TABLE, "key.determiners"), words(language, _TABLE, "key.titles")
    while len(found) > 1 and found[0] in determiners:
        found = found[1:]
    capitals = {word.casefold().rstrip(".") for word in name.replace("’", "'").split() if word[:1].isupper()}
    start = 0
    while start < len(found) and found[start] in titles:
        start += 1
    rest = found[start:]
    is_person = 0 < len(rest) <= 4 and all(word in capitals and word not in _kinds(language) for word in rest)
    return rest if is_person else found


def _ordered(found: list[str], language: str) -> list[str]:
    """Country, what a body is for, the body: "ministry of defense of x" becomes "x defense ministry"."""
    spellings, countries = table(language, _TABLE)["spellings"], table(language, _TABLE)["countries"]
    bodies = words(language, _TABLE, "key.bodies")
    spelled = [spellings.get(word, word) for word in (_POSSESSIVE.sub("", word) for word in found)]
    body = next((i for i, word in enumerate(spelled) if word in bodies), None)
    if body is not None and body + 2 < len(spelled) + 1 and spelled[body + 1 : body + 2] == ["of"]:
        purpose, _, where = " ".join(spelled[body + 2 :]).partition(" of ")
        spelled = [*where.split(), *spelled[:body], *purpose.split(), spelled[body]]
    if body is not None:
        spelled = [countries.get(word, word) for word in spelled if word not in ("the", "a", "an")]
    known = set(countries.values())
    places = [word for word in spelled if word in known] if body is not None else []
    return [*places, *(word for word in spelled if word not in places)] or spelled
