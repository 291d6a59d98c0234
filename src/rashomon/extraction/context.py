"""Who speaks, when and where, around a stretch of a document's text."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction.hometowns import is_home, may_be_home
from rashomon.languages.lexicon import table
from rashomon.languages.numerals import numeral_words
from rashomon.languages.parties import party
from rashomon.model.claim import (
    Act,
    Attribution,
    Modality,
    Party,
    PartyKind,
    PlacePrecision,
    TimeExpression,
    Toponym,
    Voice,
)
from rashomon.model.text import Document, Span

#: What opens a clause that a time belongs to, and not to what was told before.
_CLAUSE = re.compile(r"\b(?:which|who|whom|whose|where|because|since|when|after|before|while)\b", re.I)

#: Behind a year, what it belongs to: another event by its name, or money.
_THING = re.compile(
    r"['’]s\s+[A-Z]|\s+(?:[A-Z]\w*\.?\s+|[A-Z]{2,3}\s?)?(?:USD|dollars?|pesos?|euros?|yen|rupees?)\b|\s+[A-Z]{3}\)"
)

#: Behind a colon, the first of the places that a figure is told out by: "13 deaths: nine in Orlat, four in Velm".
_TOLD_OUT = re.compile(rf":\s+(?:\d|(?:{'|'.join(sorted(numeral_words('en')))})\b)", re.I)

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

#: Names of sources before a place: "outlets such as Orlat Times in Tarn".
_SOURCES = "|".join(table("en", "places")["owned"]["sources"])
_IN_SOURCES = re.compile(
    rf"\b(?:{_SOURCES})(?:\s(?:on|in)\s[\w\s]{{1,30}}?)?,?\s(?:such as|including|like|namely)\s"
    r"(?:(?:[A-Z@][\w.’'/-]*|[a-z]{1,3}-[A-Z]\w*|and|or|in|of|the|from|based)[\s,(]+)*$"
)

#: A country of so many capitals is one in letters ("U.S.", "UAE").
_LETTERS = 4

#: What an outlet has said before and no longer says.
_EARLIER = re.compile(r"\b(?:earlier|previous) (?:version|headline|post|tweet)s?\b", re.I)

#: Before a country, what is of it wherever it is; "in the state of" tells where.
_OF_ITS = re.compile(rf"(?<!\bin the )\b(?:{'|'.join(table('en', 'places')['owned']['of'])}) of (?:the )?$", re.I)

_BROAD = {PlacePrecision.COUNTRY: 2, PlacePrecision.REGION: 1}


@dataclass(frozen=True, slots=True)
class Context:
    """What was found in a document, asked by place in the text."""

    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Toponym, ...]
    publisher: Party | None

    def attribution(self, span: Span, sentence: int) -> Attribution:
        """Who says the span: the attribution with the least content around it, or the publisher."""
        around = [a for a in self.attributions if any(span.within(piece) for piece in a.content)]
        if around:
            return min(around, key=lambda a: sum(len(piece.text) for piece in a.content))
        via = (self.publisher,) if self.publisher else ()
        return Attribution(voice=Voice.PUBLISHER, via=via, sentence=sentence)

    def time(self, evidence: Span, trigger: Span, sentence: Span) -> TimeExpression | None:
        """When it happened: a time in the evidence, else in the sentence, but not when it was said."""
        said = {a.said_at.span for a in self.attributions if a.said_at and not _begins(a)}
        near = [
            t
            for t in self.times
            if t.span.within(sentence)
            and t.span not in said
            and _told(t)
            and not _of_a_thing(t, sentence)
            and not _of_words(t, trigger, sentence)
            and (t.span.within(evidence) or not _of_another(t, trigger, sentence))
        ]
        return min(near, key=lambda t: (not t.span.within(evidence), _apart(t.span, trigger)), default=None)

    def place(self, evidence: Span, trigger: Span, sentence: Span, not_where: Sequence[Span] = ()) -> Toponym | None:
        """Where it happened: a place in the evidence, else in the sentence; not in who says it, nor in `not_where`."""
        speakers = [a.span for a in self.attributions if a.span and a.span.overlaps(sentence)]
        near = [
            p
            for p in self.places
            if p.span.within(sentence)
            and not any(p.span.within(speaker) for speaker in speakers)
            and not any(p.span.overlaps(other) for other in not_where)
            and not _owns(p, sentence)
            and not _IN_SOURCES.search(sentence.text, 0, max(0, p.span.start - sentence.start))
            and not is_home(p, sentence)
            and not _TOLD_OUT.search(
                sentence.text, max(0, trigger.end - sentence.start), max(0, p.span.start - sentence.start)
            )
        ]
        return min(
            near,
            key=lambda p: (
                may_be_home(p, sentence),
                not p.span.within(evidence),
                _BROAD.get(p.precision, 0),
                _apart(p.span, trigger),
            ),
            default=None,
        )

    def cue_modality(self, told: Attribution, read: Callable[[Iterable[str]], Modality]) -> Modality:
        """What the cue of an attribution makes of its content, by its words as written."""
        return read(word for cue in told.cue for word in cue.text.lower().split())


def context(
    document: Document,
    attributions: Sequence[Attribution],
    times: tuple[TimeExpression, ...],
    places: tuple[Toponym, ...],
) -> Context:
    """The context of one document.

    Attributions get the time at which they were said, and the publisher last in `via`. A time that begins the sentence
    ("On Monday, police said") may be that of what they tell as well: it stays one of those that a claim may have.
    """
    publisher = replace(party(document.publisher), kind=PartyKind.MEDIA) if document.publisher else None
    return Context(
        attributions=tuple(_joined(document.text, attribution, times, publisher) for attribution in attributions),
        times=times,
        places=places,
        publisher=publisher,
    )


def _joined(
    text: str, attribution: Attribution, times: Sequence[TimeExpression], publisher: Party | None
) -> Attribution:
    if attribution.span and _EARLIER.search(attribution.span.text):
        attribution = replace(attribution, party=None, span=None, act=Act.WITHDRAWS, voice=Voice.PUBLISHER)
    attribution = _without_date(text, attribution, times)
    via = attribution.via
    if publisher and publisher not in via and attribution.party != publisher:
        via = (*via, publisher)
    return replace(attribution, via=via, said_at=attribution.said_at or _said_at(text, attribution, times))


def _said_at(text: str, attribution: Attribution, times: Sequence[TimeExpression]) -> TimeExpression | None:
    if not attribution.cue:
        return None
    cue = attribution.cue[-1]
    for time in times:
        if not _told(time):
            continue
        if any(time.span.overlaps(piece) for piece in attribution.content):
            continue
        if 0 <= time.span.start - cue.end <= _SAID_REACH and attribution.span is not None:
            return time
    return next((time for time in times if _told(time) and _leads_to(text, time, attribution)), None)


def _without_date(text: str, attribution: Attribution, times: Sequence[TimeExpression]) -> Attribution:
    """An attribution whose speaker does not begin with the end of a date: "on May 3, 2023 Orlat Agency reported"."""
    speaker = attribution.span
    date = next((t for t in times if speaker and t.span.start < speaker.start < t.span.end < speaker.end), None)
    if speaker is None or date is None:
        return attribution
    start = date.span.end + len(text[date.span.end : speaker.end]) - len(text[date.span.end : speaker.end].lstrip(", "))
    span = Span.of(text, start, speaker.end)
    return replace(attribution, span=span, party=party(span.text) if attribution.party else None)


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


def _begins(attribution: Attribution) -> bool:
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


def _of_another(time: TimeExpression, trigger: Span, sentence: Span) -> bool:
    """Whether a time after the trigger is in a clause of its own ("a camp, which was founded in 1948")."""
    between = sentence.text[max(0, trigger.end - sentence.start) : max(0, time.span.start - sentence.start)]
    return _CLAUSE.search(between) is not None


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


def _apart(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)
