"""Which documents repeat others: copies, forwards, and passages reprinted inside a longer text.

What a document repeats depends on what there is, and not on the order in which it came: when documents come or go,
those whose answer may have changed are asked again, and no others. `readings` tells how texts are compared.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rashomon.linkage.blocking import key
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.readings import PASSAGE_WORDS, Reading, agreeing, likeness, read, share
from rashomon.model.incident import Echo, EchoKind
from rashomon.model.index import Index, Posting, Space
from rashomon.model.text import Document

#: Of the shingles of both: at this share and above, one text is a copy of the other.
COPY_SHARE = 0.7

#: What more documents than this have is the furniture of a site, not a report that went round.
COMMONPLACE = 40

#: A copy is looked for among the first so many that share a band with it.
FIRST = 64

_SPACES = (Space.BAND, Space.PRINT, Space.ADDRESS, Space.FORWARD)
_LATEST = datetime.max.replace(tzinfo=UTC)
_ALL = 2**31 - 1


def echoes(documents: Iterable[Document]) -> tuple[Echo, ...]:
    """The echoes among the documents, by document in the order of their clocks.

    The origin is the document that was published earliest; documents without a date come after those with one, in
    the order of their ids. A document may echo several origins by passages.
    """
    given = sorted({document.id: document for document in documents}.values(), key=_order)
    index = MemoryIndex()
    index.put_documents(given)
    add_texts(index, given)
    found = index.echoes([document.id for document in given])
    return tuple(echo for document in given for echo in found.get(document.id, ()))


def add_texts(index: Index, documents: Collection[Document]) -> set[str]:
    """Takes documents (which the index has) for what others may repeat; returns those whose echoes changed.

    Documents that were taken before are passed over.
    """
    new = [document for document in documents if not _is_known(index, document)]
    if not new:
        return set()
    texts = _Texts(index)
    index.post(posting for document in new for posting in texts.postings(document))
    came = {document.id for document in new}
    asked = came | _forwarding(index, new)
    for document in new:
        reading = texts.reading(document.id)
        asked |= _after_copies(texts, reading, came)
        asked |= _after_prints(index, reading, came)
    return _ask(index, texts, asked)


def drop_texts(index: Index, ids: Collection[str]) -> set[str]:
    """Takes documents out of what others may repeat; returns those whose echoes changed."""
    gone = set(ids)
    texts = _Texts(index)
    asked = {id for found in index.repeating(gone).values() for id in found}
    for id in sorted(index.documents(gone)):
        reading = texts.reading(id)
        asked |= _after_prints(index, reading, gone)
        for members in index.first(Space.BAND, reading.bands, most=_ALL).values():
            if len(members) > FIRST and id in members[:FIRST]:
                asked.update(members)
    index.unpost(_SPACES, gone)
    had = set(index.echoes(gone))
    index.put_echoes(dict.fromkeys(gone, ()))
    return had | _ask(index, _Texts(index), asked - gone)


def _order(document: Document) -> tuple[datetime, str]:
    """By the clock, those without one last."""
    return document.published or _LATEST, document.id


def _addresses(document: Document) -> set[str]:
    """What others may name the document by."""
    return {name for name in (document.id, document.external_id, document.url) if name}


def _address_key(name: str) -> int:
    return key(f"address:{name}")


def _is_known(index: Index, document: Document) -> bool:
    posted = index.first(Space.ADDRESS, [_address_key(document.id)], most=_ALL)
    return any(document.id in ids for ids in posted.values())


def _ask(index: Index, texts: "_Texts", ids: Collection[str]) -> set[str]:
    """Finds the echoes of these documents anew; returns those that have others than before."""
    before = index.echoes(ids)
    found = {id: texts.echoes(id) for id in sorted(ids)}
    changed = {id: told for id, told in found.items() if tuple(before.get(id, ())) != told}
    index.put_echoes(changed)
    return set(changed)


def _forwarding(index: Index, new: Iterable[Document]) -> set[str]:
    """The documents that say that they forward one of these."""
    names = {_address_key(name) for document in new for name in _addresses(document)}
    return {id for ids in index.first(Space.FORWARD, names, most=_ALL).values() for id in ids}


def _after_copies(texts: "_Texts", reading: Reading, came: Collection[str]) -> set[str]:
    """The earlier comers that may be copies of this one, or whose origin it pushed out of the first of a band."""
    index, id = texts.index, reading.document.id
    later: set[str] = set()
    asked: set[str] = set()
    for band, members in index.first(Space.BAND, reading.bands, most=FIRST + len(came)).items():
        old = [member for member in members if member not in came]
        if old and id in members[:FIRST]:
            all_members = index.first(Space.BAND, [band], most=_ALL)[band] if len(members) > FIRST else members
            later.update(all_members[all_members.index(id) + 1 :])
            pushed = [member for member in old[:FIRST] if members.index(member) >= FIRST]
            asked.update(id for ids in index.repeating(pushed).values() for id in ids)
    return asked | {other for other in later - set(came) if texts.may_be_copy(other, reading)}


def _after_prints(index: Index, reading: Reading, moved: Collection[str]) -> set[str]:
    """The other documents that share a fingerprint whose first place, or commonness, changes with those that move.

    That is asked while they are in the index: behind those that come, before those that go.
    """
    asked: set[str] = set()
    keys = {key for key, _ in reading.prints}
    for members in index.first(Space.PRINT, keys, most=COMMONPLACE + 1 + len(moved)).values():
        others = [id for id in members if id not in moved]
        turned = len(others) <= COMMONPLACE < len(members)
        first = len(others) <= COMMONPLACE and members[0] in moved
        if turned or first:
            asked.update(others[: COMMONPLACE + 1])
    return asked


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that two readings share: `length` of them, from `here` in the one and `there` in the other."""

    here: int
    there: int
    length: int


class _Texts:
    """The texts of an index, each read once, and what they repeat as things stand."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._readings: dict[str, Reading] = {}

    def reading(self, id: str) -> Reading:
        """The reading of a document that the index has."""
        if id not in self._readings:
            self._readings[id] = read(self.index.documents([id])[id])
        return self._readings[id]

    def postings(self, document: Document) -> Iterator[Posting]:
        """What the index keeps of a document's words and addresses."""
        reading = self._readings[document.id] = read(document)
        forwarded = [_address_key(document.forwarded_from)] if document.forwarded_from else []
        spaces: tuple[tuple[Space, Iterable[int]], ...] = (
            (Space.BAND, reading.bands),
            (Space.PRINT, (key for key, _ in reading.prints)),
            (Space.ADDRESS, map(_address_key, _addresses(document))),
            (Space.FORWARD, forwarded),
        )
        group = key(f"document:{document.id}")
        for space, keys in spaces:
            if once := tuple(sorted(set(keys))):
                yield Posting(space, document.id, document.published, group, once)

    def may_be_copy(self, id: str, origin: Reading) -> bool:
        """Whether a later document may be found a copy of this one, by which it was not till now."""
        for echo in self.index.echoes([id]).get(id, ()):
            if echo.kind is EchoKind.FORWARD:
                return False
            if echo.kind is EchoKind.COPY and _order(self.reading(echo.origin_id).document) < _order(origin.document):
                return False
        return likeness(self.reading(id), origin) >= COPY_SHARE

    def echoes(self, id: str) -> tuple[Echo, ...]:
        """What a document repeats."""
        reading = self.reading(id)
        if (forwarded := self._forwarded(reading)) is not None:
            return (self._echo(reading, forwarded, EchoKind.FORWARD, self._longest(reading, forwarded)),)
        if (copied := self._copied(reading)) is not None:
            return (self._echo(reading, copied, EchoKind.COPY, self._longest(reading, copied)),)
        return tuple(self._echo(reading, origin, EchoKind.PASSAGE, run) for origin, run in self._passages(reading))

    def _echo(self, reading: Reading, origin: Reading, kind: EchoKind, run: _Run | None) -> Echo:
        return Echo(
            document_id=reading.document.id,
            origin_id=origin.document.id,
            kind=kind,
            share=round(share(reading, origin), 3),
            passage=reading.span(run.here, run.here + run.length) if run else None,
            origin_passage=origin.span(run.there, run.there + run.length) if run else None,
        )

    def _forwarded(self, reading: Reading) -> Reading | None:
        """The earliest other document by the name of which the document says that it forwards it."""
        name = reading.document.forwarded_from
        if not name:
            return None
        named = self.index.first(Space.ADDRESS, [_address_key(name)], most=2).get(_address_key(name), ())
        return next((self.reading(id) for id in named if id != reading.document.id), None)

    def _copied(self, reading: Reading) -> Reading | None:
        """The earliest document that the document is a copy of."""
        near = self.index.first(Space.BAND, reading.bands, most=FIRST).values()
        others = {id for ids in near for id in ids} - {reading.document.id}
        found = sorted((self.reading(id) for id in others), key=lambda other: _order(other.document))
        earlier = (other for other in found if _order(other.document) < _order(reading.document))
        return next((other for other in earlier if likeness(reading, other) >= COPY_SHARE), None)

    def _passages(self, reading: Reading) -> list[tuple[Reading, _Run]]:
        """The longest passage that the document has from each document that had a fingerprint of it first."""
        prints = reading.prints
        members = self.index.first(Space.PRINT, {key for key, _ in prints}, most=COMMONPLACE + 1)
        common = {key for key, ids in members.items() if len(ids) > COMMONPLACE}
        best: dict[str, _Run] = {}
        covered = -1
        for key_, place in prints:
            first = members[key_][0]
            if key_ in common or first == reading.document.id or place < covered:
                continue
            origin = self.reading(first)
            there = next(there for other, there in origin.prints if other == key_)
            run = _extended(reading, place, origin, there)
            if run.length >= PASSAGE_WORDS:
                covered = run.here + run.length
                if not _is_furniture(prints, run, common) and (first not in best or run.length > best[first].length):
                    best[first] = run
        origins = sorted((self.reading(id) for id in best), key=lambda origin: _order(origin.document))
        return [(origin, best[origin.document.id]) for origin in origins]

    def _longest(self, reading: Reading, origin: Reading) -> _Run | None:
        """The longest passage that two documents share, null where it is shorter than PASSAGE_WORDS."""
        places: dict[int, list[int]] = {}
        for key_, place in origin.prints:
            places.setdefault(key_, []).append(place)
        runs = _distinct(reading.prints, lambda place, there: _extended(reading, place, origin, there), places)
        best = max(runs, key=lambda run: (run.length, -run.here), default=None)
        short = len(reading.hashes) < PASSAGE_WORDS
        return best if best and (short or best.length >= PASSAGE_WORDS) else None


def _is_furniture(prints: Sequence[tuple[int, int]], run: _Run, common: Collection[int]) -> bool:
    """Whether much of a run (a third of its fingerprints) is what very many documents have."""
    inside = [key for key, place in prints if run.here <= place < run.here + run.length]
    return 3 * sum(key in common for key in inside) >= len(inside)


def _extended(reading: Reading, here: int, origin: Reading, there: int) -> _Run:
    mine, other = reading.hashes, origin.hashes
    back = agreeing(mine[:here][::-1], other[:there][::-1])
    ahead = agreeing(mine[here:], other[there:])
    return _Run(here - back, there - back, back + ahead)


def _distinct(
    prints: Sequence[tuple[int, int]], extended: Callable[[int, int], _Run], places: Mapping[int, Sequence[int]]
) -> Iterator[_Run]:
    """The runs that fingerprints lead to, skipping those that lie in the run found last."""
    covered = -1
    for key_, place in prints:
        if place < covered:
            continue
        for there in places.get(key_, ())[:4]:
            run = extended(place, there)
            covered = max(covered, run.here + run.length)
            yield run
