"""Where the words of a mention stood first: two mentions of one place of one text repeat each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.incident import Echo, EchoKind, Mention
from rashomon.model.index import Index

#: Characters. A passage was moved along with what stands in it; its words may have been set anew.
_SHIFT = 40

_WORDS = {
    EchoKind.COPY: "one report is a copy of the other",
    EchoKind.FORWARD: "one report forwards the other",
    EchoKind.PASSAGE: "they stand in the same passage, reprinted",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a document (characters), and how its words came from there; empty where they are its own."""

    document_id: str
    start: int
    words: str = ""


class Origins:
    """The origins of mentions by an index's echoes, asked once each: they hold while the echoes do not change."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._echoes: dict[str, Sequence[Echo]] = {}

    def ask(self, documents: Iterable[str]) -> None:
        """Asks for the echoes of these documents, and of what they repeat, in one question for each step back."""
        todo: Collection[str] = set(documents) - self._echoes.keys()
        while todo:
            found = self._index.echoes(todo)
            self._echoes.update((id, found.get(id, ())) for id in todo)
            todo = {echo.origin_id for echoes in found.values() for echo in echoes} - self._echoes.keys()

    def of(self, mention: Mention) -> Origin:
        """Where a mention's words stood first: a copy of a copy leads to the first one."""
        origin = Origin(mention.document_id, mention.start)
        seen = {mention.document_id}
        while (before := _before(origin, self.echoes(origin.document_id))) and before.document_id not in seen:
            seen.add(before.document_id)
            origin = Origin(before.document_id, before.start, origin.words or before.words)
        return origin

    def repeats(self, left: Mention, right: Mention) -> str:
        """In words, that one repeats the other or both a third; empty where they do not."""
        here, there = self.of(left), self.of(right)
        if here.document_id != there.document_id or abs(here.start - there.start) > _SHIFT:
            return ""
        return here.words or there.words

    def echoes(self, document_id: str) -> Sequence[Echo]:
        """What a document repeats."""
        if document_id not in self._echoes:
            self.ask([document_id])
        return self._echoes[document_id]


def speaking_after(index: Index, documents: Iterable[str]) -> set[str]:
    """These documents, and all that repeat them, or repeat what repeats them."""
    found: set[str] = set()
    todo: Collection[str] = set(documents)
    while todo:
        found |= set(todo)
        todo = {id for ids in index.repeating(todo).values() for id in ids} - found
    return found


def _before(origin: Origin, echoes: Sequence[Echo]) -> Origin | None:
    for echo in echoes:
        here, there = echo.passage, echo.origin_passage
        if here is not None and there is not None and here.start <= origin.start < here.end:
            return Origin(echo.origin_id, there.start + origin.start - here.start, _WORDS[echo.kind])
        if origin.start < 0 and echo.kind is not EchoKind.PASSAGE:
            return Origin(echo.origin_id, origin.start, _WORDS[echo.kind])  # in a title, set below the text
    return None
