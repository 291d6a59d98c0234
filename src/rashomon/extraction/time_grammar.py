"""Where a text speaks of time: phrases with their parts named, not yet counted from anything.

A closed grammar in two steps. Atoms ("Friday", "morning", "10 p.m.", "12 May", "three weeks ago") come from one
alternation, read from left to right; then neighbours that mean one time together ("10 p.m. on Friday", "January this
year") are joined. Patterns are matched against the sentence in lower case, with `_` for the space between words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.languages.lexicon import table

_WORDS = table("en", "time")


def _either(words: Mapping[str, object] | list[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


def _abbreviated(words: Mapping[str, object]) -> str:
    """The same for names that may be shortened with a full stop."""
    return "|".join(f"{w}\\.?" if len(w) <= 5 else w for w in sorted(words, key=lambda w: (-len(w), w)))


_TENS = "|".join(w for w, n in _WORDS["cardinals"].items() if n >= 20)
_ONES = "|".join(w for w, n in _WORDS["cardinals"].items() if n < 10)
_TEENS = "|".join(w for w, n in _WORDS["cardinals"].items() if 10 <= n < 20)
_BELOW_100 = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_NAMES = {
    "MONTH": _abbreviated(_WORDS["months"]),
    "WEEKDAY": _abbreviated(_WORDS["weekdays"]),
    "SEASON": _either(_WORDS["seasons"]),
    "PART": _either(_WORDS["parts"]),
    "HOLIDAY": _either(_WORDS["holidays"]),
    "REFERENCE": _either(_WORDS["references"]),
    "DEICTIC": _either(_WORDS["deictic"]),
    "DECADE": _either(_WORDS["decades"]),
    "ORDINAL": _either(_WORDS["ordinals"]),
    "UNIT": "|".join(w for w in _WORDS["units"] if w != "second"),
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)",
    "YEAR": r"(?:1[0-9]\d\d|20\d\d)(?![\d:%]|[.,]\d)",
    "SPELLED": rf"(?:nineteen (?:hundred(?: and)? )?{_BELOW_100}|two thousand(?: and)?(?: {_BELOW_100})?)",
    "NUMBER": rf"(?:\d{{1,4}}(?:\.\d)?|{_BELOW_100}|(?:an?|one) (?:hundred|dozen)|half a dozen|an?)",
    "BELOW": _BELOW_100,
    "VAGUE": _either(_WORDS["vague"]["words"]),
    "ABOUT": _either(_WORDS["approximate"]["words"]),
    "ZONE": r"(?:gmt|utc|e[sd]?t|c[sd]?t|p[sd]t|m[sd]t|bst|cest|cet|eest|eet|ist|msk|local(?: time)?|(?:[a-z]+ )?time)",
}  # fmt: skip

#: Kind → pattern, in order of preference at the same place. Names in capitals are the word lists above.
_PATTERNS: dict[str, str] = {
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[t ](?P<hour>[0-2]\d):(?P<minute>\d\d)(?::\d\d)?z?)?",
    "slashed": r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![/\d])",
    "dotted": r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    "clock": r"(?:(?P<near>(?:at )?(?:about|around|approximately)|(?:just|shortly|soon) (?:after|before)) )?"
    r"(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?[ -]?(?P<half>[ap]\.m\b\.?|[ap]m\b)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![:\d])(?: ?(?:hours|hrs))?"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d) ?(?=hours\b|hrs\b|gmt\b|utc\b|local time\b|est\b|edt\b)(?:hours|hrs)?"
    r"|(?P<hours>\d\d?|{BELOW}) o'clock"
    r"|(?P<named>noon|midnight|midday))"
    r"(?: ?\(?{ZONE}\b\)?)?(?: in the (?P<half_day>morning|afternoon|evening)| at (?P<at_night>night))?",
    "clock_of_part": r"(?P<hours>1[0-2]|[1-9]) in the (?P<half_day>morning|afternoon|evening)",
    "month_day": r"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}|(?:{ORDINAL})(?! ))(?: ?(?P<to>[-–]| to| and| through| or) ?(?P<day_to>{DAY})(?! {MONTH}))?"
    r"(?:,? (?P<year>{YEAR}))?",
    "day_month": r"(?P<day>{DAY})(?: ?(?P<to>[-–]| to| and| or) ?(?P<day_to>{DAY}))? (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
    "month": r"(?:(?P<which>last|this past|this coming|this|next|the previous|the following|mid|early|late)[ -])?"
    r"(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}|{SPELLED})|'s)?",
    "overnight": r"(?P<part>overnight)",
    "part": r"(?:(?P<which>last|this|that|the same|the previous|the next|the following|the|yesterday|tomorrow) )?"
    r"(?:(?P<mod>very early|early|late|later|earlier|mid)[ -](?:in the |that |this )?)?(?P<part>{PART})",
    "weekday": r"(?:(?P<which>last|this past|this coming|this|next|the previous|the following|the same|every|each|on an?|an?|that|past|coming) )?"
    r"(?P<weekday>{WEEKDAY})(?P<plural>s)?",
    "deictic": r"(?P<deictic>{DEICTIC})",
    "same_day": r"(?:the|that) (?:(?P<which>same|very same|next|following|previous|preceding|very next) )day"
    r"|(?P<that>that) day|the day (?P<beside>before|after)(?: (?P<weekday>last (?:{WEEKDAY})))?",
    "ago": r"(?:(?:{ABOUT}|more than|less than|over|at least|just|only) )?(?:(?P<number>{NUMBER})|(?P<vague>{VAGUE}))[ -](?P<unit>{UNIT})s?(?: and a half)?"
    r"[ -](?P<direction>ago|earlier|later|before|previously|after|afterwards?|from now|hence)"
    r"|(?P<bare>days|weeks|months|years|hours|minutes|decades) (?P<bare_direction>ago|earlier|later)",
    "year_ago": r"(?:the )?(?:comparable )?year-(?:ago|earlier)(?: (?P<ordinal>first|second|third|fourth))?(?: (?P<of>quarter|period))?",
    "quarter": r"(?:(?:the|its|a|this|their) )?(?:(?P<year_before>{YEAR}) )?(?:fiscal[- ])?"
    r"(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?P<unit>quarter|half)|q(?P<digit>[1-4]))"
    r"(?:(?: of|,)? (?:fiscal )?(?P<year>{YEAR}|this year|last year|next year))?",
    "period": r"(?P<which>the latest|the|latest|that|the current|this|last|next|the previous) (?:(?P<year_before>{YEAR}) )?(?P<unit>quarter|period)",
    "year_period": r"(?P<mod>year[- ]end)",
    "unit": r"(?P<which>last|this past|this coming|this|next|the past|past|the previous|previous|the preceding|the following|the next|the last|that same|that|the same"
    r"|the coming|the current|current|the latest) (?:(?:fiscal|calendar|school|full) )?(?P<unit>weekend|week|month|year|decade|century)(?:'s)?",
    "the_unit": r"the (?:fiscal |full )?(?P<unit>weekend|week|month)",
    "season": r"(?:(?P<which>last|this past|this coming|this|next|the previous|the following|the|in|of) )(?:early |late |mid-? ?)?(?P<season>{SEASON})"
    r"(?: (?:of )?(?P<year>{YEAR}|{SPELLED}))?|(?P<season_of>{SEASON}) (?:of )?(?P<year_of>{YEAR}|{SPELLED})",
    "holiday": r"(?:(?P<which>last|this|next) )?(?P<holiday>{HOLIDAY})",
    "decade": r"(?:the )?(?:(?P<mod>early|late|mid)[- ])?(?:(?P<decade>(?:1[5-9]|20)\d0)'?s|(?P<short>'?[2-9]0)'?s|(?<=the\s)(?P<named>{DECADE}))",
    "century": r"(?:(?P<which>this|last|the past) century|(?:the )?(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL})[- ]century)",
    "spelled_year": r"(?:the year )?(?P<year>{SPELLED})",
    "year": r"(?:the year |fiscal year |fiscal |fy ?|mid-|post-|pre-)?(?P<year>{YEAR})(?!-\d)|'(?P<short>[3-9]\d)(?!s)",
    "reference": r"(?P<reference>{REFERENCE})",
    "set": r"(?:every|each) (?:(?:other|single) )?(?:(?P<number>{NUMBER}) )?(?P<unit>{UNIT})s?|(?P<adverb>daily|weekly|monthly|hourly|annually|yearly|nightly)",
    "duration": r"(?:(?:the )?(?:past|last|next|first|coming|previous|following|another|at least|up to|over|more than|less than|nearly|almost|about|around) )*"
    r"(?:(?P<number>{NUMBER})|(?P<vague>{VAGUE}))[- ](?:(?:more|full|straight|consecutive) )?(?P<unit>{UNIT})s?(?P<half> and a half)?(?![- ]olds?)"
    r"|(?<=for\s)(?P<bare>days|weeks|months|years|hours|minutes|decades|centuries)",
}  # fmt: skip


def _expanded(pattern: str) -> str:
    """The pattern with its word lists; a space outside a character class is any stretch of white space."""
    for name, words in _NAMES.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{words})")
    return re.sub(r"(?<!\[) (?![-\]])", r"\\s+", pattern.replace(" ?", r"\s*"))


_RULES = {kind: re.compile(_expanded(pattern) + r"(?!\w)") for kind, pattern in _PATTERNS.items()}
_MASTER = re.compile(
    r"(?<![\w$£€])(?<!\d[.,:/])(?:"
    + "|".join(
        f"(?P<{kind}>{re.sub(r'[(][?]P<[a-z_0-9]+>', '(?:', rule.pattern)})" for kind, rule in _RULES.items()
    )
    + ")"
)

_PLAIN = str.maketrans("‐‑‒’‘\u00a0\u202f\u2009", "---'\u0027   ")

_DAYS = frozenset(
    {"month_day", "day_month", "weekday", "deictic", "same_day", "holiday", "slashed", "dotted", "iso"}
)
_YEARLESS = frozenset({"month", "season", "quarter", "month_day", "day_month", "holiday"})
_WITHIN_DAY = frozenset({"clock", "clock_of_part", "part", "overnight"})
_BEFORE_DAY = re.compile(r",?\s+(?:(?:on|of|in|to)\s+)?(?:the\s+)?|\s*,\s*")
_AFTER_DAY = re.compile(
    r",?\s+(?:at|in\s+the|in|about|around|at\s+about|at\s+around|during\s+the)?\s*|\s*,\s*"
)
_BEFORE_DATE = re.compile(r",?\s+(?:the\s+)?")
_BEFORE_YEAR = re.compile(r",?\s+(?:of\s+)?(?:fiscal\s+)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time as said: its kind (of `_PATTERNS`), its place in the sentence, and its parts by name, in lower case."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]

    def get(self, name: str) -> str:
        """A part as written, or nothing."""
        return self.parts.get(name, "")


def plain(text: str) -> str:
    """The text in lower case with plain hyphens, apostrophes and spaces, character for character."""
    if text.isascii():
        return text.lower()
    text = text.translate(_PLAIN)
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def phrases(text: str) -> list[Phrase]:
    """The times that a sentence speaks of, in the order of the text."""
    found: list[Phrase] = []
    for atom in _atoms(text, plain(text)):
        joined = _joined(found[-1], atom, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(atom)
    return [phrase for phrase in found if _stands(phrase, text)]


def _atoms(text: str, lowered: str) -> Iterator[Phrase]:
    at = 0
    while match := _MASTER.search(lowered, at):
        kind = match.lastgroup or ""
        at = match.end()
        if not _means_time(kind, match.start(), match.end(), text, lowered):
            at = _WORD_END.match(lowered, match.start()).end()  # type: ignore[union-attr]
            continue
        own = _RULES[kind].match(lowered, match.start())
        parts = {name: value for name, value in own.groupdict().items() if value} if own else {}
        yield Phrase(kind, match.start(), match.end(), parts)


_WORD_END = re.compile(r"\w+|.", re.DOTALL)
_MONTH_ALONE = re.compile(r"(?:may|march|mar|jan|august|april|june|sun|sat|mon|wed|dec)\.?", re.IGNORECASE)
_LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|during|through|throughout|to|between|for|and|or|early|late|mid|last|this|next|"
    r"before|after|every|each|on|the|a|an|its|his|her|their|previous)|-)\s*$"
)
_COUNTED = re.compile(r"\s*-?(?:" + _expanded(_either(_WORDS["counted"]["words"])) + r")\b")
_NAMES_A_NUMBER = re.compile(
    r"\b(?:no\.?|number|flight|room|highway|route|page|chapter|some|nearly|over|about|than|estimated|least|another|total\s+of)\s*$"
)


def _means_time(kind: str, start: int, end: int, text: str, lowered: str) -> bool:
    """Whether an atom is a time here: "may" the verb, "March" the walk and "1990 people" are none."""
    words = lowered[start:end]
    if kind in ("month", "weekday") and _MONTH_ALONE.fullmatch(words):
        if words.rstrip(".") in ("sun", "sat", "mon", "wed") and not words.endswith("."):
            return False
        if not text[start].isupper():
            return False
        leads = bool(_LEADS_TO_MONTH.search(lowered, max(0, start - 16), start))
        shouted = text[start:end].isupper() and len(words) > 2
        if words in ("may", "march") or shouted:
            return leads
        return leads or not re.match(r"\s+[A-Z]", text[end : end + 8])
    if kind in ("month_day", "day_month") and re.search(r"\b(?:may|march|sat|sun)\b", words):
        return any(c.isupper() for c in text[start:end])
    if kind == "year":
        return not _COUNTED.match(lowered, end) and (
            not words.isdigit() or not _NAMES_A_NUMBER.search(lowered, max(0, start - 16), start)
        )
    if kind == "dotted":
        return True
    return True


def _joined(left: Phrase, right: Phrase, text: str) -> Phrase | None:
    """The one time that two neighbours mean together."""
    gap = text[left.end : right.start].lower()
    if len(gap) > 16:
        return None
    if left.kind in _WITHIN_DAY and left.get("which") in ("", "the") and right.kind in _DAYS:
        return _merged(right, left, right) if _BEFORE_DAY.fullmatch(gap) else None
    if left.kind in _DAYS and right.kind in _WITHIN_DAY and right.get("which") in ("", "the"):
        return _merged(left, left, right) if _AFTER_DAY.fullmatch(gap) else None
    if left.kind in ("clock", "part") and right.kind in ("clock", "part") and left.kind != right.kind:
        return _merged(left, left, right) if _AFTER_DAY.fullmatch(gap) else None
    if left.kind == "weekday" and right.kind in ("month_day", "day_month", "iso", "slashed", "dotted"):
        return _merged(right, left, right) if _BEFORE_DATE.fullmatch(gap) else None
    if left.kind in ("month_day", "day_month") and right.kind == "weekday":
        return _merged(left, left, right) if gap.strip() == "," else None
    if left.kind in _YEARLESS and not left.get("year") and _BEFORE_YEAR.fullmatch(gap):
        if right.kind in ("year", "spelled_year") and left.kind != "month_day":
            return _merged(left, left, right)
        if right.kind == "unit" and right.get("unit") == "year":
            return Phrase(left.kind, left.start, right.end, {**left.parts, "year_which": right.get("which")})
    if left.kind == "unit" and left.get("unit") == "year" and right.kind in _YEARLESS and not gap.strip():
        return Phrase(right.kind, left.start, right.end, {**right.parts, "year_which": left.get("which")})
    return None


def _merged(kind: Phrase, left: Phrase, right: Phrase) -> Phrase:
    other = right if kind is left else left
    return Phrase(kind.kind, left.start, right.end, {**other.parts, **kind.parts})


_IN_THE = re.compile(
    r"\b(?:in|at|during|on|by|of|through|throughout|until|before|after|since|late|early)\s+(?:the\s+)?$"
)


def _stands(phrase: Phrase, text: str) -> bool:
    """Whether an atom that only helps others ("morning", "the fall") means a time by itself."""
    if phrase.kind == "part" and phrase.get("which") in ("", "the") and not phrase.get("hour"):
        return bool(_IN_THE.search(plain(text[max(0, phrase.start - 16) : phrase.start]))) or bool(
            phrase.get("which")
        )
    return True
