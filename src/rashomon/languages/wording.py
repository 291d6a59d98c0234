"""How figures, groups and sources are put into words: where ledgers and briefs find their English.

The words are the table `wording` of a language. Numbers up to nine are spelled in prose and kept as digits in
tables (Associated Press style).
"""

from collections.abc import Sequence
from typing import Any

from rashomon.languages.lexicon import table, words
from rashomon.languages.units import plural, singular

_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int, *, spelled: bool = False) -> str:
    """A number with thousands apart ("1,200"); `spelled` writes those up to nine as words, zero as "no"."""
    return _SPELLED[value] if spelled and 0 <= value < len(_SPELLED) else f"{value:,}"


def figure(
    lower: int | None, upper: int | None, approximate: bool = False, raw: str = "", *, spelled: bool = False
) -> str:
    """Bounds in words: "5", "at least 6", "up to 10", "2 to 6", "about 20".

    An approximate figure is told in the source's own words where it has them (`raw`: "dozens"), and so is one
    without bounds; `raw` of an exact figure is not needed.
    """
    forms = table("en", "wording")["figures"]
    if raw and (approximate or (lower is None and upper is None)):
        return raw[:1].lower() + raw[1:] if raw[1:2].islower() else raw
    if lower is None and upper is None:
        return str(forms["unbounded"])
    if lower is None:
        return str(forms["most"]).format(n=number(upper or 0, spelled=spelled))
    if upper is None:
        return str(forms["least"]).format(n=number(lower, spelled=spelled))
    if lower == upper:
        return str(forms["about" if approximate else "exact"]).format(n=number(lower, spelled=spelled))
    form = str(forms["about_range" if approximate else "range"])
    return form.format(a=number(lower, spelled=spelled), b=number(upper, spelled=spelled))


def is_one(lower: int | None, upper: int | None) -> bool:
    """Whether a figure takes the singular: "one was", "at least one was", but "up to 1 were", "no … were"."""
    return lower == 1 and upper in (1, None)


def noun(unit: str, lower: int | None, upper: int | None) -> str:
    """A unit in the number that its figure asks for."""
    return unit if is_one(lower, upper) else plural(unit)


def quoting(cue: str) -> str:
    """The verb before a quotation that was given with this cue: a past that says the same, else "said"."""
    cue = " ".join(cue.casefold().split())
    forms = table("en", "wording")["quoting"]
    kept: str | None = next((past for past, cues in forms["past"].items() if cue in cues), None)
    return kept or (cue if cue.endswith("ed") or cue in forms["kept"] else "said")


def people(group: str | None, lower: int | None, upper: int | None) -> str:
    """What a figure of people counts: "people", "child", "civilians", or the group's own name."""
    if group and " and " in group:
        return " and ".join(people(each, lower, upper) for each in group.split(" and "))
    forms: Any = table("en", "wording")["groups"].get(group or "")
    if group and not forms:
        return singular(group) if is_one(lower, upper) else group
    if not forms:
        return noun("person", lower, upper)
    return str(forms["one" if is_one(lower, upper) else "many"])


def happened(outcome: str, lower: int | None, upper: int | None) -> str:
    """The verb of an outcome in the number that its figure asks for: "was killed", "are missing"."""
    forms = table("en", "wording")["outcomes"][outcome]
    return str(forms["one" if is_one(lower, upper) else "many"])


def listed(items: Sequence[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def within_sentence(name: str) -> str:
    """A source's name as it stands inside a sentence: "Witnesses" loses its capital, "Russians" does not."""
    name = " ".join(name.split())
    first, space, rest = name.partition(" ")
    if first.lower() in words("en", "wording", "common.words") and not first.isupper():
        # "Police Department of Arden" is a name: what follows its first word has capitals throughout.
        following = rest.split(" ", 1)[0]
        if following[:1].isupper() and first.lower() not in _ARTICLES:
            return name
        return first.lower() + space + rest
    if len(first) == 1 and first == "A":
        return "a" + space + rest
    return name


_ARTICLES = frozenset({"a", "an", "the"})


def sentence(text: str) -> str:
    """A text with a capital at its start, unless that is an address, and one full stop at its end."""
    text = text.strip()
    if "." not in text.split(" ", 1)[0].rstrip(".,"):
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”", "?”", "!”")) else text + "."
