"""When: every time that a report speaks of, with the interval that it means.

Times are counted from the document's day of publication or from another time of the text, never from the clock of
the machine; where there is nothing to count from, an expression keeps its words and no bounds. `published` is UTC and
its date is taken as the reporter's day: near midnight, far from Greenwich, "today" may be off by one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rashomon.extraction.time_grammar import Phrase, phrases, plain
from rashomon.extraction.time_reading import Reading, Said, Setting, read
from rashomon.languages import calendar
from rashomon.languages.lexicon import table
from rashomon.model.claim import TimeExpression, TimePrecision
from rashomon.model.text import Document, Sentence, Span

_WORDS = table("en", "time")


def _words(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(_WORDS["tense"][key], key=lambda w: (-len(w), w)))


_TENSE = re.compile(
    rf"(?:\b|(?='))(?:(?P<future>{_words('future')})|(?P<past>{_words('past')}|\w{{2,}}ed))\b"
)


def times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """All times of a document, in the order of its text. The sentences need no tokens.

    >>> from datetime import datetime
    >>> from rashomon.languages.sentences import split
    >>> document = Document(id="1", text="It was hit on Friday.", published=datetime(2024, 6, 9))
    >>> [(time.raw, time.value) for time in times(document, split(document.text))]
    [('Friday', '2024-06-07')]
    """
    published = document.published.date() if document.published else None
    return tuple(_found(document.text, sentences, Setting(published=published)))


def _found(text: str, sentences: Sequence[Sentence], setting: Setting) -> Iterator[TimeExpression]:
    near, paragraph = -1, -1
    for sentence in sentences:
        found = phrases(sentence.span.text)
        if setting.near and (sentence.index > near + 1 or sentence.paragraph != paragraph):
            setting = replace(setting, near=None)
        if not found:
            continue
        lowered = plain(sentence.span.text)
        for phrase in found:
            setting = replace(setting, future=_future(lowered, phrase))
            reading = read(phrase, setting)
            expression = _expression(text, sentence, phrase, reading)
            yield expression
            if expression.earliest and reading.type in ("DATE", "TIME"):
                setting = _after(setting, reading, expression)
                if expression.precision in (
                    TimePrecision.DAY,
                    TimePrecision.PART_OF_DAY,
                    TimePrecision.MINUTE,
                ):
                    near, paragraph = sentence.index, sentence.paragraph


def _after(setting: Setting, reading: Reading, expression: TimeExpression) -> Setting:
    """The setting of what follows a time that was said."""
    said = Said(reading.value, expression.raw)
    day = expression.precision in (TimePrecision.DAY, TimePrecision.PART_OF_DAY, TimePrecision.MINUTE)
    return replace(
        setting,
        last=said,
        near=said if day else setting.near,
        period=said if "-Q" in reading.value or "-H" in reading.value else setting.period,
    )


def _future(lowered: str, phrase: Phrase) -> bool | None:
    """Whether the nearest word of tense before the phrase, else after it, looks ahead; null where there is none."""
    last = None
    for match in _TENSE.finditer(lowered, 0, phrase.start):
        last = match
    last = last or _TENSE.search(lowered, phrase.end)
    return None if last is None else last["future"] is not None


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


#: How far "about 6 p.m." may be off, and how long "shortly after midnight" lasts.
_ABOUT = timedelta(minutes=30)
_SHORTLY = timedelta(hours=1)


def _loose(phrase: Phrase, earliest: datetime, latest: datetime) -> tuple[datetime, datetime]:
    near = phrase.get("near")
    if near.endswith("after"):
        return earliest, earliest + _SHORTLY
    if near.endswith("before"):
        return earliest - _SHORTLY, earliest
    return (earliest - _ABOUT, latest + _ABOUT) if near else (earliest, latest)
