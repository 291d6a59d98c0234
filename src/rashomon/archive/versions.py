"""Which document is a new version of which, and what changed from the one to the other."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rashomon.archive.records import Change, ChangeKind
from rashomon.languages.sentences import split
from rashomon.model.text import Capture, Document, Medium

#: Of the three-word runs of the shorter text: less than this, and an address has another report, not a new version.
LIKENESS = 0.5

_GLOBAL = re.compile(r"(?:urn|tag|https?):", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_RUN = 3


def is_version(new: Document, old: Document, *, same_input: bool) -> bool:
    """Whether `new` is the page, post or row of `old`, read again and found changed.

    A channel's numbers are its own, and an id that is an address or a URN is nobody else's. Elsewhere an address or
    a publisher's own number may be that of a front page or be given twice, so the texts have to be alike, too, or
    title and date the same; numbers of rows count only within the same input.
    """
    if new.id == old.id or new.medium is not old.medium:
        return False
    alike = (new.external_id, new.publisher) == (old.external_id, old.publisher)
    numbered = bool(new.external_id and new.publisher) and alike
    if (numbered and new.medium is Medium.TELEGRAM) or (alike and _GLOBAL.match(new.external_id or "")):
        return True
    if not (new.url and new.url == old.url) and not (numbered and same_input):
        return False
    if new.title and new.title == old.title and new.published and new.published == old.published:
        return True
    return likeness(new.text, old.text) >= LIKENESS


def is_older(new: Document, taken: Capture, old: Document, captures: Sequence[Capture]) -> bool:
    """Whether the version that came now is the older one: by the clocks of the reports, else by those of the takings.

    Where neither tell, what comes later is newer.
    """
    mine, other = new.updated or new.published, old.updated or old.published
    if mine and other and mine != other:
        return mine < other
    times = [capture.retrieved for capture in captures if capture.retrieved]
    return taken.retrieved is not None and bool(times) and taken.retrieved < min(times)


def is_back(taken: Capture, captures: Sequence[Capture]) -> bool:
    """Whether a former version is there again: it was taken after every taking of the one that took its place."""
    times = [capture.retrieved for capture in captures]
    return taken.retrieved is not None and all(time is not None and taken.retrieved > time for time in times)


def likeness(left: str, right: str) -> float:
    """How many of the three-word runs of the shorter text the other has, from 0 to 1."""
    mine, other = _runs(left), _runs(right)
    return len(mine & other) / max(1, min(len(mine), len(other)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """The sentences that went and came, in the order of the texts; those that moved are told as both."""
    return tuple(_changes(old, new))


def _changes(old: Document, new: Document) -> Iterator[Change]:
    before, after = split(old.text), split(new.text)
    matcher = SequenceMatcher(None, [_plain(s.span.text) for s in before], [_plain(s.span.text) for s in after], False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield from (Change(kind=ChangeKind.REMOVED, span=sentence.span) for sentence in before[i:j])
            yield from (Change(kind=ChangeKind.ADDED, span=sentence.span) for sentence in after[k:m])


def _plain(text: str) -> str:
    return " ".join(text.split())
