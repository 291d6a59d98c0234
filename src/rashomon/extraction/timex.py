"""When: every time that a report speaks of, with the interval that it means.

Times are counted from the document's day of publication or from another time of the text, never from the
clock of the machine; where there is nothing to count from, an expression keeps its words and has no bounds.
`published` is UTC, and its date is taken for the reporter's: near midnight, far from Greenwich, "today" may
be off by one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from rashomon.extraction.time_grammar import WITHIN_DAY, Phrase, phrases, plain
from rashomon.extraction.time_reading import read
from rashomon.extraction.time_values import PUBLISHED, WORDS, Reading, Said, Setting
from rashomon.languages import calendar
from rashomon.model.claim import TimeExpression, TimePrecision
from rashomon.model.text import Document, Sentence, Span

#: Sentences. "The next day" is counted from a day that was said no longer ago than this.
_MEMORY = 6

#: Times that a year is named in a text that is about it.
_OFTEN = 3
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,])(?!\.\d)")

#: Of days that date words: what follows is not counted from them, as it did not happen then.
_MADE_PUBLIC = re.compile(rf"\b(?:{'|'.join(WORDS['lists']['made_public'])})\s+(?:on\s+)?$")

_GRAINS = list(TimePrecision)
_DAILY = (TimePrecision.DAY, TimePrecision.PART_OF_DAY, TimePrecision.MINUTE)


def times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """All times of a document, in the order of its text. The sentences need no tokens.

    >>> from rashomon.languages.sentences import split
    >>> document = Document(id="1", text="It was hit on Friday.", published=datetime(2024, 6, 9))
    >>> [(time.raw, time.value) for time in times(document, split(document.text))]
    [('Friday', '2024-06-07')]
    """
    published = document.published.date() if document.published else None
    setting = Setting(published=published, year=None if published else _main_year(document.text))
    found = _found(document.text, sentences, setting)
    return tuple(sorted(found, key=lambda time: (time.span.start, -time.span.end)))


def _main_year(text: str) -> int | None:
    """The year that a text is about: most of those that it names are that, or the first and the most frequent is.

    An account of one event also names years that it is compared with.
    """
    years = Counter(_YEAR.findall(text))
    year, times = next(iter(years.most_common(1)), ("", 0))
    about = times >= _OFTEN and (2 * times > years.total() or year == next(iter(years)))
    return int(year) if about else None


def _found(text: str, sentences: Sequence[Sentence], setting: Setting) -> Iterator[TimeExpression]:
    said_in = -_MEMORY
    for sentence in sentences:
        found = phrases(sentence.span.text)
        if not found:
            continue
        if sentence.index > said_in + 1:
            kept = setting.day if sentence.index <= said_in + _MEMORY else None
            setting = replace(setting, near=None, day=kept)
        lowered = plain(sentence.span.text)
        opening: TimeExpression | None = None
        for phrase in found:
            setting = replace(setting, future=_future(lowered, phrase))
            reading = read(phrase, setting)
            if reading is None:
                continue
            expression = _expression(text, sentence, phrase, reading)
            if opening:
                yield _range(text, opening, expression, setting.published)
            opening = expression if phrase.opens else None
            yield expression
            if phrase.kind == "duration" and phrase.get("unit") == "month" and expression.raw.startswith("the "):
                setting = replace(setting, period=None)  # "the nine months": what follows is compared with them
            if expression.earliest and not _MADE_PUBLIC.search(lowered, max(0, phrase.start - 24), phrase.start):
                setting = _after(setting, phrase, reading, expression)
                said_in = sentence.index if expression.precision in _DAILY else said_in


def _after(setting: Setting, phrase: Phrase, reading: Reading, expression: TimeExpression) -> Setting:
    """The setting of what follows a time that was said."""
    other = reading.anchor if reading.anchor and reading.anchor != PUBLISHED else None
    words = other if other and phrase.kind in WITHIN_DAY else expression.raw
    said = Said(reading.value, words, other or expression.raw)
    daily = expression.precision in _DAILY
    quarterly = phrase.kind == "quarter" or (phrase.kind == "period" and phrase.get("ended"))
    reported = quarterly and not phrase.get("year_before") and not setting.future
    return replace(
        setting,
        last=said,
        day=said if daily else setting.day,
        near=said if daily else setting.near,
        period=said if reported else setting.period,
    )


# --- tense ----------------------------------------------------------------------------------------


def _either(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(WORDS["tense"][key], key=lambda w: (-len(w), w)))


_DETERMINED = "".join(rf"(?<!\b{word} )" for word in WORDS["tense"]["determiners"])
_NO_NOUN = rf"(?!(?<=the )(?:{_either('no_tense_behind_the')})\b)"
_TENSE = re.compile(
    rf"(?:\b|(?='))(?:(?P<past>had been \w+(?: to \w+)?)|(?P<future>{_either('future')})"
    rf"|(?<!be )(?<!is )(?<!are )(?:{_NO_NOUN}(?:{_either('past')})"
    rf"|{_DETERMINED}(?!(?:{_either('adjectives')})\b)\w{{2,}}(?<!e)ed))\b"
)
_FIXED = re.compile(
    rf"(?<!to )(?<!not )(?<!n't )\b(?:{_either('fixed')})(?:\s+(?:\w+ly|again|here|there))?\s+(?:on\s+)?$"
)
_NO_VISIT = "".join(rf"(?<!\b{verb} )" for verb in WORDS["tense"]["visiting"])
_AHEAD = re.compile(rf"\b{_NO_VISIT}({_either('ahead')})\s+(?:the\s+|early\s+|late\s+|mid-)?$")
#: Characters around a time in which its verb is looked for; a longer sentence is a table without line ends.
_REACH = 400

#: What the present tense fixes to come; "the year is 2024" fixes nothing.
_FIXABLE = frozenset({"weekday", "month_day", "day_month"})

_BY_THEN = re.compile(r"\bhad\s+(?:\w+\s+){0,2}?\w+ed\b")
#: After "until Thursday": what held up to a day that is over.
_HAD_THEN = re.compile(r",?\s+(?:the\s+)?\w+\s+had\b")
#: Of "Monday is a holiday", at the start of a sentence.
_AS_SUBJECT = re.compile(r"\s+(?:is|will|marks)\b")
#: Before "through January": a stretch that figures were counted in.
_MEASURED = re.compile(r"\b(?:days|weeks|months|quarters|years|period)\s+$")
_SAYING = frozenset(WORDS["tense"]["saying"])
_DONE = frozenset(WORDS["tense"]["done"])
_HELD_OVER = frozenset(WORDS["tense"]["held_over"])


def _future(lowered: str, phrase: Phrase) -> bool | None:
    """Whether the nearest word of tense, first before the phrase, looks ahead; null where there is none."""
    if lowered.startswith("'s", phrase.end):
        return False
    last = None
    for match in _TENSE.finditer(lowered, max(0, phrase.start - _REACH), phrase.start):
        last = match
    if (
        phrase.kind == "weekday"
        and _AS_SUBJECT.match(lowered, phrase.end)
        and not lowered[: phrase.start].strip(" \"'")
    ):
        return True
    if ahead := _AHEAD.search(lowered, max(0, phrase.start - 24), phrase.start):
        if ahead[1] in ("until", "till", "through"):
            if _HAD_THEN.match(lowered, phrase.end) or _MEASURED.search(lowered, 0, ahead.start()):
                return False
            return last is None or last["future"] is not None or last.group() in _HELD_OVER
        return not (
            _BY_THEN.search(lowered, max(0, phrase.start - 60), phrase.start) or _HAD_THEN.match(lowered, phrase.end)
        )
    if phrase.kind in _FIXABLE and _FIXED.search(lowered, max(0, phrase.start - 40), phrase.start):
        return True
    if last is None:
        last = _TENSE.search(lowered, phrase.end, phrase.end + _REACH)
        if last and last.group() in _SAYING:
            return None
        if last and last.group() in _DONE:
            return False
    return None if last is None else last["future"] is not None


# --- expressions ----------------------------------------------------------------------------------

#: How far "about 6 p.m." may be off, and how long "shortly after midnight" lasts.
_ABOUT = timedelta(minutes=30)
_SHORTLY = timedelta(hours=1)


def _expression(text: str, sentence: Sentence, phrase: Phrase, reading: Reading) -> TimeExpression:
    span = Span.of(text, sentence.span.start + phrase.start, sentence.span.start + phrase.end)
    bounds = calendar.interval(reading.value) if reading.type in ("DATE", "TIME") else None
    earliest, latest, precision = bounds or (None, None, TimePrecision.RELATIVE)
    if earliest and latest and precision is TimePrecision.MINUTE:
        earliest, latest = _loose(phrase, earliest, latest)
    return TimeExpression(
        span=span,
        raw=span.text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        anchor=reading.anchor if bounds else None,
        type=reading.type,
        value=reading.value,
    )


def _range(text: str, first: TimeExpression, last: TimeExpression, published: date | None) -> TimeExpression:
    """From the first to the last: TIMEX3 has it as a duration with two ends, ISO 8601 as "first/last"."""
    earliest, latest = first.earliest, last.latest
    if earliest is None or latest is None or first.latest is None:
        earliest = latest = None
    elif earliest >= latest:
        earliest, latest = _wrapped(earliest, latest, published)
    span = Span.of(text, first.span.start, last.span.end)
    known = earliest is not None
    return TimeExpression(
        span=span,
        raw=span.text,
        earliest=earliest,
        latest=latest,
        precision=max(first.precision, last.precision, key=_GRAINS.index) if known else TimePrecision.RELATIVE,
        anchor=first.anchor if known else None,
        type="DURATION",
        value=f"{first.value}/{last.value}",
    )


_WEEK = timedelta(days=7)


def _wrapped(
    earliest: datetime, latest: datetime, published: date | None
) -> tuple[datetime, datetime] | tuple[None, None]:
    """The ends of "from Saturday to Monday", said on Sunday, when both days were read as past."""
    if published is None or earliest - _WEEK >= latest:
        return None, None
    if latest.date() <= published + timedelta(days=1):
        return earliest - _WEEK, latest
    return earliest, latest + _WEEK


def _loose(phrase: Phrase, earliest: datetime, latest: datetime) -> tuple[datetime, datetime]:
    near = phrase.get("near")
    if near.endswith("after"):
        return earliest, earliest + _SHORTLY
    if near.endswith("before"):
        return earliest - _SHORTLY, earliest
    return (earliest - _ABOUT, latest + _ABOUT) if near else (earliest, latest)
