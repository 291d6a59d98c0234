"""The patterns of the time grammar, by kind.

Patterns are matched against a sentence in lower case. `{NAME}` is a list of words, a space is any stretch
of white space, a named group is a part that the reading asks for.
"""

import re
from collections.abc import Iterable

from rashomon.languages.lexicon import table

_WORDS = table("en", "time")


def either(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in _longest_first(words))


def _shortened(words: Iterable[str]) -> str:
    """The same for names; those that shorten another may end with a full stop."""
    known = _longest_first(words)
    return "|".join(f"{w}\\.?" if any(w != full and full.startswith(w) for full in known) else w for w in known)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))


def _cardinals(numbers: range) -> str:
    return either(w for w, n in _WORDS["cardinals"].items() if n in numbers)


_BELOW_100 = (
    f"(?:(?:{_cardinals(range(20, 100))})(?:[- ](?:{_cardinals(range(1, 10))}))?"
    f"|{_cardinals(range(10, 20))}|{_cardinals(range(1, 10))})"
)

_NAMES = {
    "MONTH": _shortened(_WORDS["months"]),
    "WEEKDAY": _shortened(_WORDS["weekdays"]),
    "SEASON": either(_WORDS["seasons"]),
    "PART": either(_WORDS["parts"]),
    "HOLIDAY": either(_WORDS["holidays"]),
    "REFERENCE": either(_WORDS["references"]),
    "DEICTIC": either(_WORDS["deictic"]),
    "DECADE": either(_WORDS["decades"]),
    "ORDINAL": either(_WORDS["ordinals"]),
    "UNIT": either(w for w in _WORDS["units"] if w != "second"),
    "VAGUE": either(_WORDS["lists"]["vague"]),
    "VERB": either(w for key in ("past", "future", "linking") for w in _WORDS["tense"][key]),
    "COUNTED": either(_WORDS["lists"]["counted"]),
    "EVENT": rf"(?! (?:{either(_WORDS['lists']['no_event'])})\b)(?=(?P<event> [\w\"'$]))",
    "NO_NOUN": either(_WORDS["lists"]["no_noun"]),
    "ABOUT": either(_WORDS["lists"]["approximate"]),
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)",
    "YEAR": r"(?:1\d\d\d|20\d\d)(?!\d|:\d|%|[.,]\d)",
    "SPELLED": rf"nineteen (?:hundred(?: and)? )?{_BELOW_100}|two thousand(?: and)?(?: {_BELOW_100})?",
    "BELOW": _BELOW_100,
    "NUMBER": rf"\d{{1,4}}(?:\.\d)?|{_BELOW_100}|(?:an?|one) (?:hundred|dozen)|half a dozen|an?",
    "ZONE": r"gmt|utc|[ecmp][sd]?t|bst|cest|cet|eest|eet|ist|msk|local(?: time)?|(?:[a-z]+ )?time",
    "WHICH": "last|this past|this coming|this|next|the previous|the following",
}

#: In order of preference at the same place of a text.
_PATTERNS = {
    "iso": (
        r"(?P<year>\d{4})(?:-(?P<month>\d\d)-(?P<day>\d\d)|/(?P<month_between>\d\d)/(?P<day_behind>\d\d)(?![/\d]))"
        r"(?:[t ](?P<hour24>[0-2]\d):(?P<minute24>\d\d)(?::\d\d)?z?)?"
    ),
    "slashed": r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![/\d])",
    "dotted": (
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"
        r"|(?P<day_short>[0-3]\d)\.(?P<month_short>[01]\d)\.(?P<year_short>\d\d)(?!\.?\d)"
    ),
    "dashed": r"(?P<day>\d{1,2})-(?P<month>{MONTH})-(?P<year>{YEAR})",
    "clock": (
        r"(?:(?P<near>(?:about|around|approximately|roughly)"
        r"|(?:just|shortly|soon) (?:after|before)) )?"
        r"(?:(?:(?P<hour_from>1[0-2]|0?[1-9])(?:[:.](?P<minute_from>[0-5]\d))?(?P<to> ?[-–] ?| to | and ))?"
        r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?[ -]?(?P<half>[ap]\.m\b\.?|[ap]m\b)"
        r"|(?<!\|.)(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![:\d])(?: ?(?:hours|hrs))?"
        r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?: ?(?=(?:hours|hrs|gmt|utc|local time)\b)(?:hours|hrs)?"
        r"|(?= on \d| (?:today|yesterday)\b| [(\[]\d{4} (?:gmt|utc))|(?:(?<=\bat\s0\d\d\d)"
        r"|(?<=\bat\sapproximately\s\d\d\d\d)|(?<=\bat\sabout\s\d\d\d\d))(?![-\d]))"
        r"|(?P<hours>\d\d?|{BELOW}) o'clock|(?P<named>noon|midnight|midday))"
        r"(?: ?\(?{ZONE}\b\)?)?(?: (?:in the|at) (?P<half_day>morning|afternoon|evening|night))?"
    ),
    "clock_of_part": (
        r"(?P<hours>1[0-2]|[1-9]) in the (?P<half_day>morning|afternoon|evening)"
        r"|(?:(?P<near>about|around|approximately|roughly|(?:just|shortly|soon) (?:after|before)) |(?<=\bat\s))"
        r"(?P<hours_of>1[0-2]|[1-9])(?= (?:on )?(?:{WEEKDAY}|this|last|yesterday|tomorrow) (?:{PART})\b)"
    ),
    "month_day": (
        r"(?!(?:(?<=\bin\s)|(?<=\bend\sof\s)|(?<=\bstart\sof\s)|(?<=beginning\sof\s))"
        r"{MONTH} \d\d? {COUNTED}\b)"  # "in May 20 people died"
        r"(?:(?P<which>{WHICH}) )?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}|{ORDINAL}(?! ))"
        r"(?:(?P<to> ?[-–] ?| to | and | through | or )(?P<day_to>{DAY})(?! {MONTH}))?"
        r"(?:,? (?P<year>{YEAR}))?"
    ),
    "day_month": (
        r"(?:(?P<day>{DAY})(?:(?P<to> ?[-–/] ?| to | and | or )(?P<day_to>{DAY}))? (?:of )?"
        r"|(?:the )?(?P<day_named>{ORDINAL}) of )(?P<month>{MONTH})"
        r"(?:,? (?P<year>{YEAR})| (?P<year_short>[4-9]\d)(?= ?(?:\(|--)))?"
    ),
    "month": (
        r"(?:(?P<which>{WHICH}|mid|early|late)[ -])?(?P<month>{MONTH})"
        r"(?:,? (?:of )?(?P<year>{YEAR}|{SPELLED})|'s)?"
    ),
    "day_of_month": (
        r"(?:(?<=\bon\s)|(?<=ing\sof\s)|(?<=noon\sof\s)|(?<=night\sof\s)|(?<=hours\sof\s))"
        r"the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?! of\b)(?=\s*(?:[.,;:)]|$)| (?:{NO_NOUN})\b)"
    ),
    "overnight": "(?P<part>overnight)",
    "part_beside": r"(?<!\bin\s)(?<!during\s)the (?P<part>{PART}) (?P<beside>before|after)(?! last\b)(?:{EVENT})?",
    "part": (
        r"(?:(?P<which>last|this|that|the same|the previous|the next|the following|the|yesterday|tomorrow) )?"
        r"(?:(?P<mod>very early|early|late|later|earlier|mid)[ -](?:in the |that |this )?)?(?P<part>{PART})"
        r"(?! before last\b)"
    ),
    "weekday": (
        r"(?:(?P<which>{WHICH}|the prior|the preceding|the same|every|each"
        r"|(?:on|was|is|for|of|like) an?|an?|that|past|coming) )?"
        r"(?P<weekday>{WEEKDAY})(?:(?P<plural>s)| (?:the )?(?P<day_of>\d\d?(?:st|nd|rd|th))"
        r"(?! (?:of|street|st|avenue|ave|grade|floor|precinct|district|{MONTH})\b))?"
    ),
    "deictic": "(?P<deictic>{DEICTIC})",
    "same_day": (
        r"(?:the|that) (?P<which>same|very same|next|following|previous|preceding|very next) day"
        r"|(?P<that>that) day|the day (?P<beside>before|after)(?: last (?P<weekday>{WEEKDAY})|{EVENT})?"
    ),
    "weekdays_ago": (
        r"(?P<number>{NUMBER}) (?P<weekday>{WEEKDAY})s? ago"
        r"|(?P<number_of_weeks>{NUMBER}) weeks? ago (?:on |last )?(?P<weekday_then>{WEEKDAY})"
    ),
    "ago": (
        r"(?:(?:{ABOUT}|more than|less than|over|at least|just|only) )?"
        r"(?:(?P<number>{NUMBER})|(?P<vague>{VAGUE}))"
        r"(?P<and_half> and a half)?[- ](?P<unit>{UNIT})s?(?P<a_half> and a half)?[- ]"
        r"(?:(?P<counted_from>before|after)(?= [\w\"'$])"
        r"|(?P<direction>ago|earlier|later|before|previously|after|afterwards?|from now|hence"
        r"|from(?= (?:today|tomorrow|{WEEKDAY})\b)))"
        r"|(?P<bare>days|weeks|months|years|hours|minutes|decades) (?P<bare_direction>ago|earlier|later)"
        r"|half an? (?P<halved>year|decade|century) (?P<halved_direction>ago)"
    ),
    "year_ago": (
        r"(?:the )?(?:comparable )?(?:year-(?:ago|earlier|before)|prior-year)"
        r"(?: (?P<ordinal>first|second|third|fourth))?(?: (?P<of>quarter|period))?"
        r"|(?:the )?(?:same|comparable|corresponding) (?P<of_then>quarter|period) (?:(?:of|in) )?"
        r"(?:last year|a year (?:ago|earlier|before)|the (?:previous|prior) year|the year (?:before|earlier))"
    ),
    "quarter": (
        r"(?:(?:the|its|a|this|their) )?(?:(?P<year_before>{YEAR})(?:'s)? )?(?:fiscal[- ])?"
        r"(?:(?P<ordinal>first|second|third|fourth|last|latter|1st|2nd|3rd|4th)[- ]"
        r"(?P<unit>quarter|half)|q(?P<digit>[1-4]))"
        r"(?:(?: of|,)? (?:fiscal )?(?P<year>{YEAR}|this year|last year|next year|the year))?"
    ),
    "period": (
        r"(?P<which>the latest|the current|the previous|the|latest|that|this|last|next) "
        r"(?:(?P<year_before>{YEAR}) )?(?P<unit>quarter|period)"
        r"(?:(?= end(?:ed|ing) (?P<ended>{MONTH})\b))?"
    ),
    "year_end": "year[- ]end",
    "unit": (
        r"(?P<which>{WHICH}|the past|past|previous|the preceding|the next|the last|that same|that|the same"
        r"|the coming|the current|current|the latest|the prior|prior) (?:(?:fiscal|calendar|school|full) )?"
        r"(?P<unit>weekend|week|month|year|decade|century)(?:'s)?"
    ),
    "unit_beside": "the (?P<unit>week|month|year) (?P<beside>before|after|earlier)(?:{EVENT})?",
    "the_unit": (
        r"the (?P<unit>weekend|week|month)(?!-| to (?:{MONTH}|{DAY})\b)(?:(?=(?P<ended> end(?:ed|ing)\b)))?"
        r"|the (?:full|fiscal) year"
        r"|(?:(?<=for\s)|(?<=in\s)|(?<=end\sof\s)|(?<=months\sof\s)|(?<=start\sof\s)|(?<=beginning\sof\s))"
        r"the year(?! end(?:ed|ing)| \d| to {MONTH}\b)"
    ),
    "season": (
        r"(?P<which>{WHICH}|the|in|of) (?:early |late |mid-?)?(?P<season>{SEASON})"
        r"(?: (?:of )?(?P<year>{YEAR}|{SPELLED}))?"
        r"|(?P<season_of>{SEASON}) (?:of )?(?P<year_of>{YEAR}|{SPELLED})"
    ),
    "holiday": "(?:(?P<which>last|this|next) )?(?P<holiday>{HOLIDAY})(?P<weekend> weekend)?",
    "decade": (
        r"(?:the )?(?:(?:early|late|mid)[- ])?'?"
        r"(?:(?P<decade>(?:1[5-9]|20)\d0)'?s|(?:(?<=the\s)|(?<=the\slate\s)|(?<=the\searly\s)|(?<='))(?P<short>[2-9]0)'?s"
        r"|(?:(?<=the\s)|(?<=the\slate\s)|(?<=the\searly\s)|(?<=the\smid\s)|(?<=\slate-)|(?<=\smid-)|(?<=\searly-))(?P<named>{DECADE}))"
    ),
    "century": (
        r"(?P<which>this|last|the past) century"
        r"|(?:the )?(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL})[- ]century"
    ),
    "spelled_year": "(?:the year )?(?P<year>{SPELLED})",
    "year": (
        r"(?:the year |fiscal year |fiscal |fy ?|mid-|post-|pre-)?(?P<year>{YEAR})"
        r"(?:(?P<to> ?[-–] ?)(?P<year_to>{YEAR}|\d\d(?![\d,])))?(?!-\d)|(?<=\s')(?P<short>[3-9]\d)(?!s)"
    ),
    "set": (
        r"(?:every|each) (?:(?:other|single) )?(?:(?P<number>{NUMBER}) )?(?P<unit>{UNIT})s?"
        r"|(?P<adverb>daily|weekly|monthly|hourly|annually|yearly|nightly)"
    ),
    "duration": (
        r"(?:recent|coming) (?P<recent>days|weeks|months|years|decades)|"
        r"(?:(?:the )?(?:past|last|next|first|coming|previous|following|another|at least|up to|over|more than"
        r"|less than|nearly|almost|about|around) ){0,3}(?:(?P<number>{NUMBER})|(?P<vague>{VAGUE}))"
        r"[- ](?:(?:more|full|straight|consecutive) )?(?P<unit>{UNIT})s?(?: and a half)?(?![- ]olds?)"
        r"|(?<=for\s)(?P<bare>days|weeks|months|years|hours|minutes|decades|centuries)"
    ),
    "reference": (
        r"(?P<reference>{REFERENCE})|(?<!more\s)(?<!most\s)(?P<recent>recent)(?=\s[a-z])"
        r"|(?:(?<=\bwill\s)|(?<=\bmay\s)|(?<=\bmight\s)|(?<=\bcould\s)|(?<=\bto\s))(?P<soon>soon)(?=\s[a-z])"
        r"|(?P<current>current)(?=\s(?!(?:{VERB})\b)[a-z]{3,}(?<!ed)\b)"
    ),
}


def expanded(pattern: str) -> str:
    """The pattern with its word lists, and with white space where it has a space."""
    for name, words in _NAMES.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{words})")
    return re.sub(r"(?<!\[) (?![-\]])", r"\\s+", pattern.replace(" ?", r"\s*"))


#: Kind → its pattern, with its parts by name.
RULES = {kind: re.compile(rf"(?:{expanded(pattern)})(?!\w|'(?!s\b)\w)") for kind, pattern in _PATTERNS.items()}

#: All at once, each kind a group of its name.
MASTER = re.compile(
    r"\b(?<![$£€])(?<!\d[.,:/])(?=\w)(?:"
    + "|".join(f"(?P<{kind}>{re.sub(r'[(][?]P<[a-z_0-9]+>', '(?:', rule.pattern)})" for kind, rule in RULES.items())
    + ")"
)


def _last_words(*tables: str) -> set[str]:
    return {re.split(r"\W+", words)[-1] for name in tables for words in _WORDS[name]}


_NAMES_OF_TIME = _last_words(
    "months", "weekdays", "seasons", "parts", "units", "decades", "holidays", "references", "dating", "deictic"
)
_TRIGGERS = frozenset(_NAMES_OF_TIME | {f"{word}s" for word in _NAMES_OF_TIME} | set(_WORDS["lists"]["triggers"]))
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


def may_speak_of_time(lowered: str) -> bool:
    """Whether a sentence holds a figure or a word without which no pattern matches; asked first for speed."""
    return _DIGIT.search(lowered) is not None or not _TRIGGERS.isdisjoint(_LETTERS.findall(lowered))
