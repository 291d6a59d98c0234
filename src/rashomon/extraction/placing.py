"""Which places of a sentence are none where it happened: whose somebody is, where an outlet sits, what lies beside."""

import re
from functools import cache

from rashomon.extraction.hometowns import is_home
from rashomon.languages.lexicon import table
from rashomon.languages.numerals import numeral_words
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.text import Span

#: Behind a colon, the first of the places that a figure is told out by: "13 deaths: nine in Orlat, four in Velm".
_TOLD_OUT = re.compile(rf":\s+(?:\d|(?:{'|'.join(sorted(numeral_words('en')))})\b)", re.I)

#: Names of sources before a place: "outlets such as Orlat Times in Tarn".
_SOURCES = "|".join(table("en", "places")["owned"]["sources"])
_IN_SOURCES = re.compile(
    rf"\b(?:{_SOURCES})(?:\s(?:on|in)\s[\w\s]{{1,30}}?)?,?\s(?:such as|including|like|namely)\s"
    r"(?:(?:[A-Z@][\w.’'/-]*|[a-z]{1,3}-[A-Z]\w*|and|or|in|of|the|from|based)[\s,(]+)*$"
)

#: A country of so many capitals is one in letters ("U.S.", "UAE").
_LETTERS = 4

#: Before a country, what is of it wherever it is; "in the state of" tells where.
_OF_ITS = re.compile(rf"(?<!\bin the )\b(?:{'|'.join(table('en', 'places')['owned']['of'])}) of (?:the )?$", re.I)

#: Before a place where somebody sits or comes from ("based in Orlat"), that a border parts from here, or all of whose
#: dead somebody lists.
_ELSEWHERE = re.compile(
    r"\b(?:(?:based|headquartered|born|raised|registered|licensed)(?: (?:and|or) \w+)? (?:in|at|out of)|borders? with"
    r"|(?:lists?|records?|database|register) of (?:the )?(?:\w+ )?(?:fatalities|victims|deaths|dead|killed) in)"
    r"\s(?:the\s)?(?:(?:city|town|village|country)\sof\s)?$",
    re.I,
)

#: Behind a place, what it was shot at and missed.
_MISSED = re.compile(r",?\s(?:that\s|which\s)?(?:fell short|misfired|missed)\b", re.I)

#: Behind a building or a body, those who work for it, wherever they were: "Orlat hospital staff".
_STAFF = re.compile(
    r"(?:['’]s)?\s(?:workers?|employees?|staff(?:ers)?|officials?|personnel|crews?|teams?|spokes\w+|directors?|doctors?|nurses?)\b"
)

#: Between two places, that the first lies beside the second: "Velm, just south of Orlat".
_BESIDE = re.compile(
    r"(?:\s(?:city|town|village|area|camp|district))?,?\s\(?(?:just\s|about\s|some\s)?(?:\d+\s?(?:km|kilomet\w+|miles?)\s)?"
    r"(?:to\sthe\s)?(?:north|south|east|west)[\w-]*\s(?:of|countryside\sof)\s(?:the\s)?(?:(?:city|town|village)\s(?:of\s)?)?",
    re.I,
)


def is_where(place: Toponym, trigger: Span, sentence: Span) -> bool:
    """Whether a sentence may tell that it happened there.

    Not where somebody comes from, where an outlet sits, whose army is meant, or what a rocket missed.
    """
    start, end = max(0, place.span.start - sentence.start), place.span.end - sentence.start
    return not (
        _owns(place, sentence)
        or is_home(place, sentence)
        or _IN_SOURCES.search(sentence.text, 0, start)
        or _ELSEWHERE.search(sentence.text, 0, start)
        or _MISSED.match(sentence.text, end)
        or (_is_body(place) and _STAFF.match(sentence.text, end))
        or _TOLD_OUT.search(sentence.text, max(0, trigger.end - sentence.start), start)
    )


def _is_body(place: Toponym) -> bool:
    """Whether it may be a building or an authority: "Orlat clinic", "Orlat municipality"."""
    return place.gazetteer_id is None or place.precision is PlacePrecision.DISTRICT


def lies_beside(place: Toponym, other: Toponym, sentence: Span) -> bool:
    """Whether the other place is only named to tell where the first one lies: "Velm, south of Orlat"."""
    start, end = place.span.end - sentence.start, other.span.start - sentence.start
    return 0 < start < end and _BESIDE.fullmatch(sentence.text, start, end) is not None


def _owns(place: Toponym, sentence: Span) -> bool:
    """Whether a country only says whose somebody or something is: "U.S. soldiers", "the president of Orlat".

    "Orlat strikes" may well be strikes there; those of a country in letters or with an apostrophe are its own.
    """
    if place.precision is not PlacePrecision.COUNTRY:
        return False
    if _OF_ITS.search(sentence.text, 0, max(0, place.span.start - sentence.start)):
        return True
    by_letters = not any(letter.islower() for letter in place.raw) and len(place.raw.replace(".", "")) <= _LETTERS
    return _owned(by_letters).match(sentence.text, place.span.end - sentence.start) is not None


@cache
def _owned(by_letters: bool) -> re.Pattern[str]:
    theirs, done = (("|".join(table("en", "places")["owned"][name])) for name in ("theirs", "done"))
    behind = rf"\s+(?:[\w-]+\s+)?(?:{theirs})\b"
    its = rf"\s+(?:[\w-]+\s+)?(?:{theirs}|{done})\b"
    return re.compile(
        rf"\|\w|-(?:led|backed|made|supplied|supported)\b|['’]s?{its}|{its if by_letters else behind}", re.I
    )
