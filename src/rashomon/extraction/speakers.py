"""Who is meant: definite noun phrases, pronouns and short names led back to the party named before."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, takewhile

from rashomon.extraction import speech
from rashomon.extraction.nominal import owner
from rashomon.languages.lexicon import table, words
from rashomon.languages.parties import party
from rashomon.model.claim import Party, PartyKind
from rashomon.model.text import Kind, Sentence, Span, Token

_TABLE = "parties"
#: Sentences back in which a second party that fits makes a definite noun phrase ambiguous.
_RIVALS = 4
#: Mentions that a definite noun phrase may look back on: a long report, and not a whole archive in one file.
_REMEMBERED = 400
#: Sentences back in which a pronoun looks for whom it means.
_PRONOUN_REACH = 3
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_PRONOUNS = {"he": "male", "she": "female", "they": "many", "it": "body"}
_NOBODY = frozenset(
    {
        "i",
        "we",
        "you",
        "who",
        "which",
        "that",
        "what",
        "there",
        "this",
        "these",
        "those",
        "one",
        "some",
        "many",
        "others",
        "all",
    }
)
#: Behind these a name is a place's rather than a person's.
_WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "across",
        "of",
        "around",
        "outside",
        "through",
        "over",
        "on",
        "during",
    }
)
_NO_MENTION = frozenset({"compound", "nmod:poss", "appos", "amod", "flat", "obl:unmarked"})
_COLLECTIVE = frozenset(
    {PartyKind.MEDIA, PartyKind.ARMED_GROUP, PartyKind.MILITARY, PartyKind.POLICE, PartyKind.MONITOR}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom a source means: `span` are the words here, `inherited_from` the sentence that named the party."""

    party: Party | None = None
    span: Span | None = None
    inherited_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Somebody who was named: `rank` 2 for a source, 1 for a subject, 0 for others."""

    party: Party
    head: str
    words: frozenset[str]
    sentence: int
    section: int
    rank: int
    kind: str
    gender: str | None
    named_in: int


@dataclass(slots=True)
class Discourse:
    """What has been named so far in a document; sentences are told in the order of the text."""

    language: str = "en"
    section: int = 0
    _known: deque[_Known] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _by_key: dict[str, _Known] = field(default_factory=dict)
    _by_last_word: dict[str, dict[str, _Known]] = field(default_factory=dict)

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence: a headline after the first sentence opens a section of its own."""
        if sentence.kind is Kind.HEADLINE and sentence.index:
            self.section += 1

    def source(self, sentence: Sentence, head: int, span: Span | None = None) -> Source:
        """The party that the noun or pronoun at `head` means; it is remembered as one who spoke."""
        found = self._resolve(sentence, head, span)
        if found.party is not None:
            self._remember(sentence, head, found, rank=2)
        return found

    def leave(self, sentence: Sentence, quoted: Callable[[int], bool] = lambda _: False) -> None:
        """End a sentence: its other names are remembered, subjects before the rest.

        Names at positions that are `quoted` are left out: they are spoken of, and do not speak next.
        """
        for head, rank in _mentions(sentence):
            if quoted(sentence.tokens[head].span.start):
                continue
            if not any(
                known.sentence == sentence.index and known.head == sentence.tokens[head].lemma
                for known in islice(reversed(self._known), 6)
            ):
                self._remember(sentence, head, self._resolve(sentence, head, None), rank=rank)

    def last_names(self) -> frozenset[str]:
        """The last words of the names of all parties named so far, in lower case."""
        return frozenset(self._by_last_word)

    def _resolve(self, sentence: Sentence, head: int, span: Span | None) -> Source:
        token = sentence.tokens[head]
        span = span or speech.name(sentence, head)
        if token.pos == "PRON":
            return self._pronoun(sentence, head, span)
        by = owner(sentence, head) if self._is_written(token) else None
        if by is not None and by != head:
            meant = self._resolve(sentence, by, None)
            return self._renamed(meant, span) if by in sentence.subtree(head) else meant
        document = self._apposed(sentence, head)
        if document is not None:
            return self._renamed(self._resolve(sentence, document, None), span)
        if token.pos == "PROPN" and not self._is_common(token.lower):
            return self._short_name(sentence, head, span)
        if _is_definite(sentence, head, titles=words(self.language, _TABLE, "heads.person")):
            return self._definite(sentence, head, span)
        return Source(party=_party(sentence, head, self.language), span=span)

    def _is_written(self, token: Token) -> bool:
        """Whether a noun is something that somebody gives out: a statement, an estimate."""
        sorts = ("document", "estimate", "picture")
        return any(token.lemma in words(self.language, _TABLE, f"heads.{sort}") for sort in sorts)

    def _is_common(self, word: str) -> bool:
        return word in words(self.language, _TABLE, "heads.body") or word in words(
            self.language, _TABLE, "heads.person"
        )

    def _apposed(self, sentence: Sentence, head: int) -> int | None:
        """What tells who a source is: of "one source, a post by @orsk," the post."""
        if sentence.tokens[head].lemma not in words(self.language, _TABLE, "kinds.anonymous"):
            return None
        told = (j for j in sentence.related(head, "appos") if self._is_written(sentence.tokens[j]))
        return next((j for j in told if owner(sentence, j) is not None), None)

    def _pronoun(self, sentence: Sentence, head: int, span: Span) -> Source:
        token = sentence.tokens[head]
        if "PronType=Rel" in token.features:
            verb = token.head
            noun = sentence.tokens[verb].head if verb is not None else None
            if noun is not None and sentence.tokens[verb or 0].relation == "acl:relcl":
                return self._renamed(self._resolve(sentence, speech.antecedent(sentence, noun), None), span)
        wanted = _PRONOUNS.get(token.lower)
        if wanted is None:
            if token.lower not in _NOBODY and len(span.text.split()) > 1:
                return Source(party=party(span.text, language=self.language), span=span)
            return Source(span=span)
        found = self._last(sentence.index, wanted)
        return Source(span=span) if found is None else self._inherited(found, span)

    def _last(self, index: int, wanted: str) -> _Known | None:
        """The latest that a pronoun may mean; none where two of one sentence and rank fit."""
        near = takewhile(lambda k: index - k.sentence <= _PRONOUN_REACH, reversed(self._known))
        fitting = [k for k in reversed(list(near)) if _fits(k, wanted)]
        if not fitting:
            return None
        latest = max(k.sentence for k in fitting)
        nearest = [k for k in fitting if k.sentence == latest]
        rank = max(k.rank for k in nearest)
        best = [k for k in nearest if k.rank == rank]
        return best[-1] if len({k.party.key for k in best}) == 1 else None

    def _short_name(self, sentence: Sentence, head: int, span: Span) -> Source:
        own = _party(sentence, head, self.language)
        last = own.key.split(" ")[-1]
        fuller = {
            known.party.key: known
            for known in self._by_last_word.get(last, {}).values()
            if len(known.party.key) > len(own.key)
            and known.kind == "person"
            and set(own.key.split(" ")) <= set(known.party.key.split(" "))
        }
        if len(fuller) == 1:
            known = next(iter(fuller.values()))
            return self._inherited(known, span)
        same = self._by_key.get(own.key)
        if same is not None and (len(same.party.name) > len(own.name) or same.party.kind is not own.kind):
            return self._inherited(same, span)
        return Source(party=own, span=span)

    def _definite(self, sentence: Sentence, head: int, span: Span) -> Source:
        token = sentence.tokens[head]
        lemma = token.lower if token.pos == "PROPN" else token.lemma
        others = table(self.language, _TABLE)["heads"]["again"].get(lemma, ())
        extra = {sentence.tokens[j].lower for j in _within_name(sentence, head)} - {token.lower}
        names = {lemma, token.lower, *others}
        plural = "Number=Plur" in token.features
        document = lemma in words(self.language, _TABLE, "heads.document")
        fitting = [
            known
            for known in self._known
            if (extra <= known.words)
            and ((document and known.rank == 2) or (names & known.words and plural == (known.kind == "many")))
        ]
        if document:
            fitting = [k for k in fitting if sentence.index - k.sentence <= _PRONOUN_REACH and not extra]
        fitting = [known for known in fitting if known.rank] or fitting
        here = [known for known in fitting if known.section == self.section]
        found = self._only(here or fitting, lemma)
        if found is not None:
            return self._inherited(found, span)
        return Source(party=_party(sentence, head, self.language), span=span)

    def _only(self, fitting: list[_Known], lemma: str) -> _Known | None:
        if not fitting:
            return None
        latest = fitting[-1]
        rivals = [k for k in fitting if latest.sentence - k.sentence < _RIVALS and k.party.key != latest.party.key]
        if not rivals:
            return latest
        exact = [k for k in (latest, *rivals) if lemma in k.words]
        return exact[0] if len({k.party.key for k in exact}) == 1 else None

    def _add(self, known: _Known) -> None:
        self._known.append(known)
        self._by_key[known.party.key] = known
        self._by_last_word.setdefault(known.party.key.split(" ")[-1], {})[known.party.key] = known

    def _sort_of(self, sentence: Sentence, head: int, named: Party, rank: int) -> str:
        """What a pronoun may stand for: one who speaks is a person; a thing that is spoken of is nobody."""
        sort = _sort(sentence, head, named, self.language)
        known = sentence.tokens[head].lemma in _sorts(self.language) or named.kind is not PartyKind.OTHER
        if sort == "many" and rank < 2 and not known and sentence.tokens[head].pos == "NOUN":
            return "other"
        if sort == "other" and rank == 2 and sentence.tokens[head].pos == "NOUN":
            return "person"
        return sort

    def _inherited(self, known: _Known, span: Span) -> Source:
        return Source(party=known.party, span=span, inherited_from=known.named_in)

    def _renamed(self, found: Source, span: Span) -> Source:
        return Source(party=found.party, span=span, inherited_from=found.inherited_from)

    def _remember(self, sentence: Sentence, head: int, found: Source, rank: int) -> None:
        if found.party is None:
            return
        tokens = sentence.tokens
        own = {tokens[j].lower for j in _within_name(sentence, head)} | {
            tokens[j].lower for a in sentence.related(head, "appos") for j in speech.subtree(sentence, [a])
        }
        named = frozenset(
            w for word in own | {w.lower() for w in found.party.name.split()} for w in (word, word.rstrip("."))
        )
        before = self._by_key.get(found.party.key)
        self._add(
            _Known(
                party=found.party,
                head=tokens[head].lemma,
                words=named | (before.words if before else frozenset()),
                sentence=sentence.index,
                section=self.section,
                rank=rank,
                kind=before.kind if before else self._sort_of(sentence, head, found.party, rank),
                gender=(before.gender if before else None) or _gender(named, self.language),
                named_in=sentence.index if found.inherited_from is None else found.inherited_from,
            )
        )


def _party(sentence: Sentence, head: int, language: str) -> Party:
    """The party as it is named here; an apposition tells its kind or its name ("the mayor, Ann Lee")."""
    tokens = sentence.tokens
    span = speech.name(sentence, head)
    for j in sentence.related(head, "appos"):
        role = speech.name(sentence, j).text
        if tokens[head].pos != "PROPN" and tokens[j].pos == "PROPN":
            return party(role, role=span.text, language=language)
        return party(span.text, role=role, language=language)
    return party(span.text, language=language)


def _is_definite(sentence: Sentence, head: int, titles: frozenset[str]) -> bool:
    """Whether a noun points back: "the ministry", and not "the ministry of Norland" or "a ministry".

    A person may be meant by a title with the place it is held in: "the Tarn County sheriff".
    """
    tokens = sentence.tokens
    determined = False
    is_title = tokens[head].lower in titles
    for j in sentence.children[head]:
        if tokens[j].relation == "det" and tokens[j].lower in _DEFINITE:
            determined = True
        elif tokens[j].relation in ("nmod", "nmod:poss", "acl", "acl:relcl", "appos", "conj") or (
            tokens[j].pos == "PROPN" and not is_title
        ):
            return False
    return determined


def _within_name(sentence: Sentence, head: int) -> Iterator[int]:
    """The words of a name that carry meaning: no determiners, prepositions or marks."""
    for j in speech.subtree(
        sentence,
        [head],
        [k for k in sentence.children[head] if sentence.tokens[k].relation in ("acl", "acl:relcl", "appos", "conj")],
    ):
        if sentence.tokens[j].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            yield j


def _mentions(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Heads that may be meant later, with their rank: subjects, objects and full names."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.pos not in ("PROPN", "NOUN"):
            continue
        relation = token.relation or ""
        if relation in ("nsubj", "nsubj:pass"):
            yield i, 1
        elif relation in ("obj", "obl:agent") or (token.pos == "PROPN" and relation not in _NO_MENTION):
            yield i, 0


@cache
def _sorts(language: str) -> dict[str, str]:
    heads = table(language, _TABLE)["heads"]
    return {word: sort for sort in ("document", "body", "person") for word in heads[sort]}


def _sort(sentence: Sentence, head: int, named: Party, language: str) -> str:
    """person, many, body, document or other: what a pronoun may stand for."""
    token = sentence.tokens[head]
    if "Number=Plur" in token.features or token.lower == "police" or sentence.related(head, "conj"):
        return "many"
    sort = _sorts(language).get(token.lemma) or _sorts(language).get(token.lower)
    if sort is not None:
        return sort
    if token.pos == "PROPN":
        if speech.preposition(sentence, head) in _WHERE:
            return "other"
        return "body" if named.kind in _COLLECTIVE else "person"
    return "other"


def _gender(named: frozenset[str], language: str) -> str | None:
    male = words(language, _TABLE, "gender.male") & named
    female = words(language, _TABLE, "gender.female") & named
    return None if bool(male) == bool(female) else "male" if male else "female"


def _fits(known: _Known, wanted: str) -> bool:
    if wanted == "many":
        return known.kind in ("many", "body")
    if wanted == "body":
        return known.kind in ("body", "document")
    return known.kind == "person" and known.gender in (None, wanted)
