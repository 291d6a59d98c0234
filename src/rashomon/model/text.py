"""What is read: documents, and the pieces of them that everything later points at."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

#: What stands between a text and a title set below it.
BELOW = "\n\n"


class Medium(StrEnum):
    """Where a document comes from."""

    NEWS = "news"
    TELEGRAM = "telegram"
    STATEMENT = "statement"
    FEED = "feed"
    ARCHIVE = "archive"
    FILE = "file"


class Status(StrEnum):
    """What became of a document since it was published."""

    CURRENT = "current"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What a stretch of text is: full sentences, a headline without them, or an item of a list."""

    PROSE = "prose"
    HEADLINE = "headline"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of `Document.text`, half-open: `document.text[start:end] == text`, always."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span of `text` from `start` to `end`."""
        return cls(start, end, text[start:end])

    def shifted(self, by: int) -> "Span":
        """The same words, counted from `by` characters earlier."""
        return Span(self.start + by, self.end + by, self.text)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether every character of this one lies in the other."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it was read. `published` is UTC, and null where the source states none."""

    id: str
    text: str
    medium: Medium = Medium.FILE
    title: str = ""
    publisher: str = ""
    language: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    external_id: str | None = None
    url: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    supersedes: str | None = None
    status: Status = Status.CURRENT

    def reading_place(self, start: int) -> int:
        """Where a character comes in the order of reading: a title set below the text (`BELOW`) comes first."""
        if self.title and self.text.endswith(BELOW + self.title) and start >= len(self.text) - len(self.title):
            return start - len(self.text)
        return start


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One taking of a document's bytes; one document may be captured many times.

    `input` names where it was found, down to the line, item or record; `offset` is where its bytes begin in the
    input, null where they are all of it. `retrieved` is UTC, and null for a local file.
    """

    document_id: str
    raw_sha256: str
    input: str = ""
    offset: int | None = None
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with its place in the sentence's tree.

    `pos` is a UPOS tag, `relation` a Universal Dependencies relation, `head` the index of the governing token
    within the sentence (null at a root, and in languages without a parser), `features` are
    Universal Dependencies features as written in CoNLL-U ("Number=Plur|Tense=Past").
    """

    span: Span
    lemma: str
    pos: str
    relation: str | None = None
    head: int | None = None
    features: str = ""

    @property
    def text(self) -> str:
        """The word as written."""
        return self.span.text

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.span.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; `tokens` are empty where nothing in it called for a parse.

    `children[i]` are the indices of the tokens that token i governs, in the order of the text.
    """

    index: int
    span: Span
    tokens: tuple[Token, ...] = ()
    kind: Kind = Kind.PROSE
    quoted: bool = False
    paragraph: int = 0
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head is not None:
                below[token.head].append(i)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    def subtree(self, i: int) -> list[int]:
        """Token i and all that it governs, directly or not, in the order of the text."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(self.children[j])
        return sorted(found)

    def ancestors(self, i: int) -> list[int]:
        """The tokens that govern token i, nearest first."""
        found = []
        head = self.tokens[i].head
        while head is not None:
            found.append(head)
            head = self.tokens[head].head
        return found

    def related(self, i: int, *relations: str) -> list[int]:
        """The children of token i with one of the relations; "nsubj" also takes "nsubj:pass"."""
        return [
            j
            for j in self.children[i]
            if (relation := self.tokens[j].relation or "") in relations or relation.partition(":")[0] in relations
        ]

    def cover(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        start, end = self.tokens[first].span.start, self.tokens[last].span.end
        return Span(start, end, self.span.text[start - self.span.start : end - self.span.start])
