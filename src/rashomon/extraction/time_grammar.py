"""Where a sentence speaks of time: phrases with their parts named, not yet counted from anything.

A closed grammar in two steps. Atoms ("Friday", "morning", "10 p.m.", "12 May", "three weeks ago") come from
one alternation, read from left to right; then neighbours that mean one time together ("10 p.m. on Friday",
"January this year") are joined.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.extraction.time_patterns import MASTER, RULES, either, expanded, may_speak_of_time
from rashomon.languages.lexicon import table

_LISTS = table("en", "time")["lists"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time as said: its kind of pattern, its place in the sentence, and its parts by name, in lower case.

    `ends` are where the first end of a range stops and its second one begins ("12|-|14 May"), as long as
    both are one phrase; `opens` tells that a range runs from this phrase to the next.
    """

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]
    ends: tuple[int, int] | None = None
    opens: bool = False

    def get(self, name: str) -> str:
        """A part as written, with single spaces, or nothing."""
        return " ".join(self.parts.get(name, "").split())


_PLAIN = str.maketrans("‐‑‒’‘\u00a0\u202f\u2009", "---''   ")


def plain(text: str) -> str:
    """The text in lower case with plain hyphens, apostrophes and spaces, character for character."""
    if text.isascii():
        return text.lower()
    text = text.translate(_PLAIN)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def phrases(text: str) -> list[Phrase]:
    """The times that a sentence speaks of, in the order of the text."""
    lowered = plain(text)
    if not may_speak_of_time(lowered):
        return []
    found: list[Phrase] = []
    for atom in _atoms(text, lowered):
        joined = _joined(found[-1], atom, lowered) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(atom)
    standing = [_named(phrase, lowered) for phrase in found if _stands(phrase, lowered)]
    return list(_with_ranges(standing, lowered))


# --- atoms ----------------------------------------------------------------------------------------

_WORD = re.compile(r"\w+|\W")


def _atoms(text: str, lowered: str) -> Iterator[Phrase]:
    at = 0
    while match := MASTER.search(lowered, at):
        kind, (start, at) = match.lastgroup or "", match.span()
        if not _means_time(kind, start, at, text, lowered):
            word = _WORD.match(lowered, start)
            at = word.end() if word else at
            continue
        own = RULES[kind].match(lowered, start)
        if own is None:
            continue
        parts = {name: value for name, value in own.groupdict().items() if value}
        if kind == "weekday" and parts.get("which", "").endswith((" a", " an")):  # "on| a Friday"
            start = own.start("which") + parts["which"].rindex(" ") + 1
        if kind == "season" and parts.get("which") in ("in", "of"):
            start = own.end("which") + 1
        yield Phrase(kind, start, at, parts, own.span("to") if "to" in parts else None)


#: Names of months and days that are also other words, or names of people.
_OTHER_WORDS = re.compile(r"(?:may|march|mar|jan|august|april|june|dec)\.?")
_SHORT_DAY = re.compile(r"(?:^|\s)(?:sun|sat|mon|wed|thu|tue|fri)s?\.?$")
_DATE_FOLLOWS = re.compile(rf"[.,]?\s+(?:\d|{expanded('{MONTH}')}\b|{expanded('{PART}')}\b)")
_NAMED_DAY = re.compile(rf"\b(?:{either(_LISTS['named_days'])})\s+$")
_ARTICLE = re.compile(r"\b(?:a|an|the|this|his|her|its|their)\s+$")
_SHORT_MONTHS = frozenset({"jan", "mar", "dec"})
_MAY_BE_VERB = re.compile(r"\b(?:may|march|sat|sun)\b")
_CAPITAL_FOLLOWS = re.compile(r"\s+[A-Z]")
_LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|during|through|throughout|to|between|for|and|or|early|late|mid|last"
    r"|this|next|before|after|every|each|on|the|a|an|its|his|her|their|previous)|-)\s*$"
)
_COUNTED = re.compile(rf"\s*-?(?:{expanded(either(_LISTS['counted']))})\b")
_NUMBERED = re.compile(
    r"\b(?:no\.?|number|flight|room|highway|route|page|chapter|some|nearly|over|about|than|estimated|least|another"
    r"|total\s+of)\s*$"
)
_ADDRESS = re.compile(
    r"\s+(?:[nsew]\.?\s+)?(?:[\w.]+\s+){1,2}(?:street|st\.?|avenue|ave\.?|road|rd\.?|boulevard|drive|lane)\b"
)
#: Before a year: a notice of copyright, the rest of a telephone number, or of an address on the web.
_OF_A_PAGE = re.compile(r"(?:copyright|\(c\)|©)\s*$|\d{3}-$|[a-z]/$")
_MODEL = re.compile(rf"\s+(?:{either(_LISTS['makes'])})\b")
#: "1:25" alone may be the length of a video, or a score: a clock time has a word or a day beside it.
_LENGTH = re.compile(r"\d:[0-5]\d")
_LEADS_TO_CLOCK = re.compile(
    r"(?:\b(?:at|by|around|about|approximately|roughly|after|before|from|to|until|till|between|and|or|since|is|was|near|of"
    r"|nearly|day|night|morning|afternoon|evening|today|yesterday|tomorrow)|[,(@-])\s*$"
)
_FOLLOWS_CLOCK = re.compile(rf"\s+(?:on\s+|in\s+the\s+)?{expanded('(?:{WEEKDAY}|{PART}|{DEICTIC}|this|last|that)')}\b")
_STREET = re.compile(
    r"\s+(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Square|Lane|Boulevard|Drive|Court|Circle|Terrace|Way|Place)(?!\w)"
)
_IN_YEAR = re.compile(r"\b(?:in|since|of|during|by|until|from|to|and)\s+$")
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_SPAN_FOLLOWS = re.compile(r"\s+(?:[\w-]+\s+){0,3}(?:days?|weeks?|months?|quarters?|years?|decades?|century)\b")


def _means_time(kind: str, start: int, end: int, text: str, lowered: str) -> bool:
    """Whether an atom is a time here: "may" the verb, "March" the walk and "1990 people" are none."""
    words = lowered[start:end]
    if kind == "weekday":
        if _NAMED_DAY.search(lowered, max(0, start - 16), start):
            return False
        return not _SHORT_DAY.search(words) or (
            text[start:end][-4:] != words[-4:] and bool(_DATE_FOLLOWS.match(lowered, end))
        )
    if kind in ("month_day", "day_month", "month", "weekday", "part", "holiday") and _STREET.match(text, end):
        return False
    if kind == "month" and _OTHER_WORDS.fullmatch(words):
        return _is_month(words, start, end, text, lowered)
    if kind in ("month_day", "day_month") and _MAY_BE_VERB.search(words):
        return any(c.isupper() for c in text[start:end])
    if kind == "clock" and _LENGTH.fullmatch(words):
        return bool(_LEADS_TO_CLOCK.search(lowered, max(0, start - 16), start) or _FOLLOWS_CLOCK.match(lowered, end))
    if kind == "year":
        if _OF_A_PAGE.search(lowered, max(0, start - 12), start) or _MODEL.match(lowered, end):
            return False
        if _ADDRESS.match(lowered, end) and not _IN_YEAR.search(lowered, max(0, start - 8), start):
            return False
        return not _COUNTED.match(lowered, end) and not (
            words.isdigit() and _NUMBERED.search(lowered, max(0, start - 16), start)
        )
    if kind == "spelled_year" and words == "two thousand":  # "about two thousand people"
        return bool(_IN_YEAR.search(lowered, max(0, start - 8), start) and _ENDS.match(lowered, end))
    if kind == "duration":
        return not words.endswith("weekend")  # "five weekend shootings"
    if kind == "reference" and words.startswith("in"):
        return not _SPAN_FOLLOWS.match(lowered, end)
    return True


def _is_month(words: str, start: int, end: int, text: str, lowered: str) -> bool:
    if not text[start].isupper():
        return False
    name_follows = bool(_CAPITAL_FOLLOWS.match(text, end))
    if words in _SHORT_MONTHS and name_follows:
        return False
    leads = bool(_LEADS_TO_MONTH.search(lowered, max(0, start - 16), start))
    shouted = text[start:end].isupper() and len(words) > 2
    if shouted and words == "march" and _ARTICLE.search(lowered, max(0, start - 8), start):  # "HEADED A MARCH"
        return False
    return leads or not (words in ("may", "march") or shouted or name_follows)


# --- neighbours -----------------------------------------------------------------------------------

_DATES = frozenset({"month_day", "day_month", "iso", "slashed", "dotted", "dashed"})
_DAYS = _DATES | {"weekday", "deictic", "same_day", "holiday", "day_of_month"}
_LONG = frozenset({"month", "year", "spelled_year", "season", "quarter", "decade", "century"})
_YEARLESS = frozenset({"month", "season", "quarter", "month_day", "day_month", "holiday"})
WITHIN_DAY = frozenset({"clock", "clock_of_part", "part", "overnight"})
_CLOCKS = frozenset({"clock", "clock_of_part"})
_COUNTABLE = frozenset({"same_day", "part_beside", "ago"})
_INTO = re.compile(r"\s+(?:in)?to\s+")
_BEFORE_DAY = re.compile(r",?\s+(?:(?:on|of|from|in|to|into)\s+)?(?:the\s+)?|\s*,\s*")
_AFTER_DAY = re.compile(r",?\s+(?:at|in\s+the|in|during\s+the)?\s*|\s*,\s*")
_BEFORE_DATE = re.compile(r",?\s+(?:the\s+)?")
_BEFORE_YEAR = re.compile(r",?\s+(?:of\s+)?(?:fiscal\s+)?")


def _joined(left: Phrase, right: Phrase, lowered: str) -> Phrase | None:
    """The one time that two neighbours mean together."""
    gap = lowered[left.end : right.start]
    if len(gap) > 16:
        return None
    if left.kind in _COUNTABLE and (counted := _counted(left, right, gap)):
        return counted
    if left.kind in WITHIN_DAY:
        if left.get("part") == "overnight" and right.kind == "weekday" and _INTO.fullmatch(gap):
            parts = {**right.parts, **left.parts, "beside": "before", "named_by": right.kind}
            return Phrase("beside_day", left.start, right.end, parts)
        if right.kind in _DAYS and _open(left):
            return _merged(right, left, right) if _BEFORE_DAY.fullmatch(gap) else None
        if left.kind in _CLOCKS and right.kind == "part" and not _open(right):  # "11 p.m. last night"
            return _merged(right, left, right) if _BEFORE_DAY.fullmatch(gap) else None
        if right.kind == left.kind == "clock" and gap.strip() in ("(", "["):
            return replace(left, end=right.end)
        if right.kind in WITHIN_DAY and left.kind != right.kind:
            return _merged(left, left, right) if _AFTER_DAY.fullmatch(gap) and _open(right) else None
    if left.kind in _DAYS and right.kind in WITHIN_DAY and _open(right):
        return _merged(left, left, right) if _AFTER_DAY.fullmatch(gap) else None
    if left.kind == "weekday" and right.kind in _DATES:
        return _merged(right, left, right) if _BEFORE_DATE.fullmatch(gap) else None
    if left.kind in _DATES and right.kind == "weekday":
        return _merged(left, left, right) if gap.strip() == "," else None
    return _with_year(left, right, gap)


def _counted(left: Phrase, right: Phrase, gap: str) -> Phrase | None:
    """A day beside another that follows ("the day after Christmas"), or so much earlier ("a year ago today")."""
    gap = gap.strip()
    if left.get("beside"):
        if right.kind not in _DAYS or left.get("weekday") or gap not in ("", "the"):
            return None
        part = {"part": left.get("part")} if left.get("part") else {}
        parts = {**right.parts, **part, "beside": left.get("beside"), "named_by": right.kind}
        return Phrase("beside_day", left.start, right.end, parts)
    if left.kind == "same_day":
        return Phrase(right.kind, left.start, right.end, right.parts) if right.kind in _DATES and gap == "," else None
    fits = right.kind == "deictic" or (right.kind == "unit" and right.get("which") in ("this", "last", "next"))
    if left.get("direction") not in ("ago", "from") or not (fits or right.kind == "weekday") or gap not in ("", "on"):
        return None
    parts = {**right.parts, "count": left.get("number"), "count_of": left.get("unit"), "named_by": right.kind}
    if left.get("direction") == "from":
        parts["ahead"] = "from"
    return Phrase("anniversary", left.start, right.end, parts)


def _open(phrase: Phrase) -> bool:
    """Whether a part of the day belongs to no day yet."""
    return phrase.get("which") in ("", "the")


def _with_year(left: Phrase, right: Phrase, gap: str) -> Phrase | None:
    if left.kind in _YEARLESS and not left.get("year") and _BEFORE_YEAR.fullmatch(gap):
        if right.kind in ("year", "spelled_year") and left.kind != "month_day":
            return _merged(left, left, right)
        if right.get("unit") == "year" and right.kind == "unit":
            return Phrase(left.kind, left.start, right.end, {**left.parts, "year_which": right.get("which")})
    if left.get("unit") == "year" and left.kind == "unit" and right.kind in _YEARLESS and not gap.strip():
        return Phrase(right.kind, left.start, right.end, {**right.parts, "year_which": left.get("which")})
    if left.kind == "weekday" and not left.get("which") and _is_week(right) and gap.strip() in ("", "of"):
        return Phrase("weekday_of_week", left.start, right.end, {**left.parts, "week_which": right.get("which")})
    if left.get("unit") == "week" and right.kind in ("month_day", "day_month") and gap.strip() == "of":
        return Phrase("week_of", left.start, right.end, right.parts)
    if left.kind == "unit" and right.kind in _LONG and gap.strip() == "of":  # "the last week of May" lies in May
        return replace(right, start=left.start)
    return None


def _is_week(phrase: Phrase) -> bool:
    """Whether a phrase is "last week", "this week" or "next week"."""
    return phrase.kind == "unit" and phrase.get("unit") == "week" and phrase.get("which") in ("last", "this", "next")


def _merged(main: Phrase, left: Phrase, right: Phrase) -> Phrase:
    """Both as one of the main one's kind, whose own parts come first."""
    other = right if main is left else left
    return Phrase(main.kind, left.start, right.end, {**other.parts, **main.parts}, left.ends or right.ends)


_POSSESSED = re.compile(r"\b(?:his|her|its|their|our|my|your)\s+$")
_NOUN = re.compile(rf"\s+(?!(?:{either(_LISTS['no_noun'])})\b)[a-z]{{3,}}")
_IN_THE = re.compile(
    r"\b(?:in|at|during|on|by|of|through|throughout|until|before|after|since|late|early)\s+(?:the\s+)?$"
)


def _stands(phrase: Phrase, lowered: str) -> bool:
    """Whether a phrase means a time by itself: "in the morning" does, "a night club" does not.

    "The last year of the war" is not counted from today.
    """
    if phrase.kind == "period" and phrase.get("unit") == "period" and lowered.startswith(" of ", phrase.end):
        return False
    if phrase.kind == "unit" and lowered.startswith(" of ", phrase.end):
        own = _POSSESSED.search(lowered, max(0, phrase.start - 8), phrase.start)
        return not (phrase.get("which").startswith("the ") or (phrase.get("which") == "last" and own))
    if phrase.kind == "part" and _open(phrase) and not phrase.get("hour"):
        return bool(_IN_THE.search(lowered, max(0, phrase.start - 16), phrase.start))
    return True


def _named(phrase: Phrase, lowered: str) -> Phrase:
    """ "Of a Sunday morning" is any; "of a Sunday morning shooting" is one."""
    if phrase.kind == "weekday" and phrase.get("which").endswith((" a", " an")) and _NOUN.match(lowered, phrase.end):
        return replace(phrase, parts={**phrase.parts, "which": "a"})
    return phrase


# --- ranges ---------------------------------------------------------------------------------------

_FROM = re.compile(r"\b(?:from|between)\s+(?:(?:about|around|the)\s+)?$")
_TO = re.compile(r"\s+(?:to|through|until|till)\s+|\s*[-–—]\s*")
_AND = re.compile(r"\s+and\s+")
_LISTED = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+")
_BETWEEN = re.compile(r"\bbetween\s+(?:(?:about|around|the)\s+)?$")


def _with_ranges(found: list[Phrase], lowered: str) -> Iterator[Phrase]:
    """The phrases, each end of a range by itself; the first one of a range `opens` it."""
    apart = [end for phrase in found for end in _ends(phrase, lowered)]
    for left, right in pairwise(apart):
        opens = left.opens or _runs(left, right, lowered)
        parts = left.parts
        listed = opens or _LISTED.fullmatch(lowered, left.end, right.start)  # "9 May or 10 May 2023"
        if listed and left.kind in _YEARLESS and right.get("year") and not left.get("year"):
            parts = {**parts, "year": right.get("year")}
        yield left if parts is left.parts and opens == left.opens else replace(left, opens=opens, parts=parts)
    yield from apart[-1:]


def _ends(phrase: Phrase, lowered: str) -> tuple[Phrase, ...]:
    """Both ends of a range that was read as one phrase ("12-14 May", "6 to 8 p.m.", "1991-97")."""
    if phrase.ends is None:
        return (phrase,)
    first, second = dict(phrase.parts), dict(phrase.parts)
    if _is_one_night(phrase):
        return (replace(phrase, ends=None),)
    stop, start = phrase.ends
    for name in ("day", "year"):
        if last := first.pop(f"{name}_to", None):
            second[name] = last if name == "day" or len(last) == 4 else first["year"][:2] + last
    if "hour_from" in first:
        first["hour"], first["minute"] = first.pop("hour_from"), first.pop("minute_from", "")
        if int(first["hour"]) % 12 > int(second["hour"]) % 12:  # "11 to 2 p.m."
            first["half"] = "a"
    opens = "and" not in phrase.get("to") and "or" not in phrase.get("to")
    opens = opens or bool(_BETWEEN.search(lowered, max(0, phrase.start - 24), phrase.start))
    return (
        Phrase(phrase.kind, phrase.start, stop, first, opens=opens),
        Phrase(phrase.kind, start, phrase.end, second),
    )


def _is_one_night(phrase: Phrase) -> bool:
    """Whether two days are those that a night lies between: "the night of 3-4 May"."""
    if phrase.get("part") not in ("night", "overnight") or "and" in phrase.get("to") or "or" in phrase.get("to"):
        return False
    first, last = (re.sub(r"\D", "", phrase.get(name)) for name in ("day", "day_to"))
    return bool(first and last) and int(last) == int(first) + 1


def _runs(left: Phrase, right: Phrase, lowered: str) -> bool:
    """Whether the text between two phrases makes them a range."""
    gap = lowered[left.end : right.start]
    alike = left.kind == right.kind or {left.kind, right.kind} <= _DAYS
    if not alike or left.kind in ("duration", "set", "reference"):
        return False
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(lowered, max(0, left.start - 24), left.start))
    return bool(_TO.fullmatch(gap)) and (
        not gap.strip().isalpha() or bool(_FROM.search(lowered, max(0, left.start - 24), left.start))
    )
