"""Sources set beside what they say by a mark, without a clause: "3 dead – governor", "Mayor: …", "LEE: …"."""

import re
from dataclasses import dataclass

from rashomon.languages.gazetteer import candidates
from rashomon.languages.lexicon import words
from rashomon.languages.parties import party
from rashomon.model.claim import PartyKind
from rashomon.model.text import Kind, Sentence

_COLON = re.compile(r"(?P<source>[^:“”\"‘]{2,80}?)(?P<cue>:)\s+(?P<content>\S.*)", re.DOTALL)
_DASH = re.compile(r"(?P<content>.{12,}?)(?P<cue>\s+(?:[–—-]|--)\s+)(?P<source>[^–—:]{2,50}?)\.?", re.DOTALL)
_PREFIX = re.compile(
    r"(?:exclusive|breaking|update|watch|video|live|opinion|analysis|fact check|photos|listen)\b\s*[–—:-]\s*",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?P<cue>Said|Added|Stated|Continued|Wrote|Tweeted|Asked|Replied|Explained)\s+(?P<source>[A-Z][^:,“\"]{1,60}?)[:,]\s+"
    r"(?P<content>[“\"‘].*)",
    re.DOTALL,
)
_PART = r"(?:[A-Z][\w.’'-]*|of|the|for|de|al|bin|van|von|and|&|\([^)]*\))"
_NAME = re.compile(rf"{_PART}(?:\s+{_PART})*")
#: People. A place as large is hardly a person's name.
_CITY = 300_000
_MARKS = frozenset("“\"‘'")


@dataclass(frozen=True, slots=True)
class Label:
    """Where source, cue and content stand in the text, as (start, end)."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


def is_trusted(sentence: Sentence, found: Label, known: frozenset[str]) -> bool:
    """Whether a label names somebody: a kind of party, a `known` last name, or one who is quoted."""
    start = sentence.span.start
    source = sentence.span.text[found.source[0] - start : found.source[1] - start].strip()
    if source.lower() in words("en", "discourse", "labels.nobody"):
        return False
    if source.lower().split(" ")[-1] in words("en", "discourse", "labels.figures"):
        return False
    says = any(t.pos in ("VERB", "AUX", "ADJ") for t in sentence.tokens if t.span.start >= found.content[0])
    quoted = sentence.span.text[found.content[0] - start] in _MARKS
    if quoted or (says and party(source).kind is not PartyKind.OTHER):
        return True
    return says and party(source).key.split(" ")[-1] in known


def label(sentence: Sentence, *, first: bool) -> Label | None:
    """The source that a mark sets beside what it says. `first` tells the document's first sentence."""
    text = sentence.span.text
    headline = first or sentence.kind is Kind.HEADLINE
    skipped = _PREFIX.match(text)
    begin = skipped.end() if skipped else 0
    if found := _INVERTED.fullmatch(text):
        return _placed(found, sentence.span.start)
    if ":" in text and (found := _COLON.fullmatch(text, begin)):
        source, content = found.group("source"), found.group("content")
        quoted = content[0] in _MARKS
        if _speaks(source, trusted=headline or quoted or source.isupper()) and (quoted or not _is_place(source)):
            return _placed(found, sentence.span.start)
    if headline and (found := _DASH.fullmatch(text, begin)) and _closes(found.group("source")):
        return _placed(found, sentence.span.start)
    return None


def _speaks(source: str, *, trusted: bool) -> bool:
    """Whether the words before a colon name somebody."""
    if not trusted or len(source.split()) > 8:
        return False
    return _NAME.fullmatch(source.strip()) is not None or (
        len(source.split()) <= 4 and party(source).kind is not PartyKind.OTHER
    )


def _is_place(source: str) -> bool:
    """Whether the words are where a report is from or of, as "MUMBAI: ..." and "Afghanistan: ..." tell, and nobody."""
    best = next(iter(candidates(source.strip())), None) if party(source).kind is PartyKind.OTHER else None
    return best is not None and (best.kind in ("country", "region") or best.population >= _CITY)


def _closes(source: str) -> bool:
    """Whether the words behind a dash name who says it, rather than the site the page is from."""
    kind = party(source).kind
    if len(source.split()) > 6 or source.isupper():
        return False
    if kind is PartyKind.MEDIA:
        return source[:1].islower()
    return kind is not PartyKind.OTHER or source.lower() in ("report", "reports")


def _placed(found: re.Match[str], start: int) -> Label:
    source, cue, content = ((start + a, start + b) for a, b in map(found.span, ("source", "cue", "content")))
    return Label(source, cue, content)
