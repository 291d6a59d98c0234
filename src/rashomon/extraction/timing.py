"""When something was said, and which times of a sentence are those of what it tells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.extraction.time_values import PUBLISHED
from rashomon.languages.lexicon import table
from rashomon.model.claim import Attribution, TimeExpression, Voice
from rashomon.model.text import Span

#: What opens a clause that a time belongs to, and not to what was told before.
_CLAUSE = re.compile(r"\b(?:which|who|whom|whose|where|because|since|when|after|before|while)\b", re.I)

#: Behind a year, what it belongs to: another event by its name, or money.
_THING = re.compile(
    r"['’]s\s+[A-Z]|\s+(?:[A-Z]\w*\.?\s+|[A-Z]{2,3}\s?)?(?:USD|dollars?|pesos?|euros?|yen|rupees?)\b|\s+[A-Z]{3}\)"
)

#: Characters between a cue and a time that tells when it was said ("said on Monday", "said in a statement
#: late Friday").
_SAID_REACH = 32

#: A time that begins a sentence, and the speaker right behind it: "On Monday, the ministry said that".
_BEGINNING = re.compile(
    r"(?:^|[.!?:;”\"\n]\s+)(?:\w+(?:\s+\w+){0,3},\s+)?(?:(?:on|in|at|late|early|later)\s+)*(?:the\s+)?$", re.I
)
_THEN_SPEAKER = re.compile(
    r",?\s*(?:(?:the|an?|one|another|its|his|her|their|some|several)\s+)?(?:(?!and\b|but\b)[\w’'/-]+\s+){0,2}"
)
_BEGINNING_REACH = 48

#: Before a time, words that give things to the public, and words from somebody: it is no time of what these tell.
_PUBLIC, _WORDS = ("|".join(table("en", "time")["lists"][name]) for name in ("made_public", "words"))
_MADE_PUBLIC = re.compile(
    rf"\b(?:(?:{_PUBLIC})(?:\s+(?:on|to)\s+[A-Z][\w/]*)?"
    rf"|(?:{_WORDS})\s+(?:from|by)(?:\s+[\w@’'-]+){{1,4}}?)\s+on\s+(?:the\s+)?$"
)

#: What somebody posted may be of another day than the report: "yesterday" in it is not counted from the report.
_POSTING = frozenset({"posted", "tweeted", "wrote", "writing", "posting", "captioned", "shared"})

#: Before a time from which on something went on.
_SINCE = re.compile(r"\bsince\s+(?:(?:about|around|the|early|late)\s+)*$", re.I)

#: Between a time and what was done to people, that the time is of what came later: "spoke on Monday after two died".
_AFTER = re.compile(r"\bafter\b", re.I)
_LATER_DEED = re.compile(
    r"\b(?:spoke|said|told|announced|appeared|arraigned|charged|sentenced|convicted|mourned|condemned)\b", re.I
)


#: What is done to whoever did it: the day of "arrested on Thursday in the death of two" is not theirs.
_JUSTICE = re.compile(
    r"\b(?:arrest(?:ed|s)?|charg(?:ed|es)|sentenced|indicted|convicted|plead(?:ed|s)?|pled|arraigned|jailed|accused|acquitted|booked)\b",
    re.I,
)


def said_at(text: str, attribution: Attribution, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """When an attribution was said, by its own sentence."""
    if not attribution.cue:
        return None
    cue, speaker = attribution.cue[-1], attribution.span
    for time in times:
        if not _told(time):
            continue
        if any(time.span.overlaps(piece) for piece in attribution.content):
            continue
        if 0 <= time.span.start - cue.end <= _SAID_REACH and speaker is not None:
            return time
    return next((t for t in times if _told(t) and (_is_theirs(t, speaker) or _leads_to(text, t, attribution))), None)


def _is_theirs(time: TimeExpression, speaker: Span | None) -> bool:
    """Whether the time is that of the words which say it: "posts and reports on 13 May confirmed"."""
    if speaker is None or not time.span.within(speaker):
        return False
    return _CLAUSE.search(speaker.text, 0, time.span.start - speaker.start) is None


def _leads_to(text: str, time: TimeExpression, attribution: Attribution) -> bool:
    """Whether a sentence begins with the time and the speaker: "On Monday, the ministry said that"."""
    speaker, start = attribution.span, time.span.start
    if speaker is None or speaker.start > attribution.cue[0].start or start >= speaker.end:
        return False
    if speaker.start > time.span.end and not _THEN_SPEAKER.fullmatch(text, time.span.end, speaker.start):
        return False
    if any(time.span.overlaps(piece) for piece in attribution.content):
        return False
    return _BEGINNING.search(text, max(0, start - _BEGINNING_REACH), start) is not None


def begins_with_time(attribution: Attribution) -> bool:
    """Whether it was said at the time that the sentence begins with."""
    return attribution.said_at is not None and attribution.said_at.span.start < attribution.cue[0].start


def _told(time: TimeExpression) -> bool:
    """Whether the expression tells a time of its own, not a length of time, "now" or "formerly"."""
    return time.earliest is not None or (time.type in ("DATE", "TIME") and not (time.value or "").endswith("_REF"))


def _of_a_thing(time: TimeExpression, sentence: Span) -> bool:
    """Whether a year only says which thing is meant: "2013's Orla", "40 million (2019 dollars)"."""
    return _THING.match(sentence.text, max(0, time.span.end - sentence.start)) is not None


def _of_words(time: TimeExpression, trigger: Span, sentence: Span) -> bool:
    """Whether a day is that of the words which tell it: "posts uploaded on Monday", "a list released on 26 May"."""
    found = _MADE_PUBLIC.search(sentence.text, 0, max(0, time.span.start - sentence.start))
    return found is not None and sentence.start + found.start() not in range(trigger.start, trigger.end)


def of_another_clause(time: TimeExpression, trigger: Span, sentence: Span) -> bool:
    """Whether a time is that of another clause than the trigger's.

    Behind it: "a camp, which was founded in 1948". Before it: "spoke on Monday after two people were hurt", "was
    arrested on Monday in the death of two".
    """
    if time.span.end <= trigger.start:
        between = sentence.text[time.span.end - sentence.start : max(0, trigger.start - sentence.start)]
        if _is_of_justice(sentence.text[: max(0, trigger.start - sentence.start)]):
            return True
        later = _LATER_DEED.search(sentence.text, 0, time.span.start - sentence.start)
        return later is not None and _AFTER.search(between) is not None
    between = sentence.text[max(0, trigger.end - sentence.start) : max(0, time.span.start - sentence.start)]
    return _CLAUSE.search(between) is not None


def _is_of_justice(before: str) -> bool:
    """Whether what leads to a harm is what was done about it, with no clause of its own between."""
    done = next(reversed(list(_JUSTICE.finditer(before))), None)
    return done is not None and _CLAUSE.search(before, done.end()) is None and "," not in before[done.end() :]


def in_a_post(time: TimeExpression, attributions: Sequence[Attribution]) -> bool:
    """Whether a time that is counted from the report's day stands in the words of what somebody posted some day."""
    if time.anchor != PUBLISHED:
        return False
    return any(
        any(time.span.within(piece) and (a.voice is Voice.DIRECT or _quoted(time, piece)) for piece in a.content)
        and not _POSTING.isdisjoint(word for cue in a.cue for word in cue.text.lower().split())
        for a in attributions
    )


def _quoted(time: TimeExpression, piece: Span) -> bool:
    before = piece.text[: time.span.start - piece.start]
    return "“" in before or '"' in before


def going_on(time: TimeExpression, sentence: Span) -> TimeExpression:
    """The time, without an end where the words tell since when: "clashes that have gone on since Monday"."""
    since = _SINCE.search(sentence.text, 0, max(0, time.span.start - sentence.start))
    return replace(time, latest=None) if since and time.earliest is not None else time


def tells_when(time: TimeExpression, trigger: Span, sentence: Span) -> bool:
    """Whether a time may be when what a sentence tells happened, and not the year of a thing or the day of a post."""
    return _told(time) and not _of_a_thing(time, sentence) and not _of_words(time, trigger, sentence)
