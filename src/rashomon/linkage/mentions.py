"""One report's claims as mentions: which of them speak of the same happening.

The text is walked in its order. A claim joins the mention being told, or another one that its own time and
place fit better, unless something forbids it: another place, a time that cannot be the same, a kind of event
that excludes the other. Words of the text that bring in a new happening open a mention of their own.
"""

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property, partial
from itertools import takewhile

from rashomon.languages.sentences import split
from rashomon.linkage.disasters import of_disaster, other_disaster, without_blows
from rashomon.linkage.drafts import ONE_ACCOUNT, Draft, affinity, elsewhere, event_time, forbidden
from rashomon.linkage.finishing import Finish, reading_place
from rashomon.linkage.openings import Opening, opening
from rashomon.model.claim import Claim, Extraction, Modality, Outcome, Scope
from rashomon.model.incident import Mention
from rashomon.model.text import Document, Kind, Sentence

_ASIDE = frozenset({Scope.BACKGROUND, Scope.CUMULATIVE})
_UNREAL = frozenset({Modality.EXPECTED, Modality.HYPOTHETICAL})


def mentions(document: Document, extraction: Extraction) -> tuple[Mention, ...]:
    """The happenings that a report speaks of, in the order of the text; each claim is in exactly one."""
    claims = sorted(extraction.claims, key=lambda claim: (document.reading_place(claim.evidence.start), claim.id))
    if not claims:
        return ()
    disaster = of_disaster(claims)
    if disaster:
        claims = [without_blows(claim) for claim in claims]
    walk = _Walk(document, of_disaster=disaster)
    later = {claim.id: claim for claim in claims}
    waiting: list[Claim] = []
    for claim in claims:
        del later[claim.id]
        if _parent(claim) in later and claim.scope not in _ASIDE:
            waiting.append(claim)
        else:
            walk.take(claim)
    for claim in waiting:
        walk.take(claim)
    return walk.finished(extraction)


def _parent(claim: Claim) -> str | None:
    return claim.part_of or claim.out_of


class _Walk:
    """The way through one document: the drafts so far, and the one that is being told."""

    def __init__(self, document: Document, *, of_disaster: bool) -> None:
        self.document = document
        self.of_disaster = of_disaster
        self.sentences = split(document.text)
        self.starts = [sentence.span.start for sentence in self.sentences]
        self.sections = _sections(self.sentences)
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.section = 0
        self.opened = -1
        self.left: tuple[int, Draft] | None = None
        self.home: dict[str, Draft] = {}
        self._sentence_of: dict[str, int] = {}
        self.told: list[tuple[int, Draft]] = []

    def take(self, claim: Claim) -> None:
        """Puts a claim into the draft that it belongs to, a new one where it belongs to none."""
        sentence = self._sentence(claim)
        if claim.scope in _ASIDE:
            self._put(claim, self._aside(claim, sentence), sentence)
        else:
            self._put(claim, self._whole(claim, sentence) or self._foreground(claim, sentence), sentence)

    def _sentence(self, claim: Claim) -> int:
        return max(0, bisect_right(self.starts, claim.evidence.start) - 1)

    def _whole(self, claim: Claim, sentence: int) -> Draft | None:
        """The draft of the figure that the claim is a part of, unless the text has moved on from it."""
        parent = _parent(claim)
        draft = self.home.get(parent) if parent else None
        if draft is None or draft.aside is not None:
            return None
        if self._sentence_of[parent or ""] == sentence:
            return draft
        moved = self._opening(claim, sentence).another or forbidden(draft, claim, strict=False)
        return None if moved else draft

    def _put(self, claim: Claim, draft: Draft, sentence: int) -> None:
        draft.add(claim, sentence)
        self.home[claim.id] = draft
        self._sentence_of[claim.id] = sentence
        self.told.append((sentence, draft))

    def _new(self, aside: Scope | None = None) -> Draft:
        draft = Draft(aside=aside)
        self.drafts.append(draft)
        return draft

    def _aside(self, claim: Claim, sentence: int) -> Draft:
        """Background and running totals keep to themselves, together while the text stays with them."""
        for draft in reversed(self.drafts):
            if draft.aside is not claim.scope or forbidden(draft, claim, strict=False):
                continue
            if sentence - draft.last_sentence <= 1 or affinity(draft, claim) >= 2:
                return draft
        return self._new(claim.scope)

    def _foreground(self, claim: Claim, sentence: int) -> Draft:
        told = [draft for draft in self.drafts if draft.aside is None]
        if not told:
            self.current = self._new()
            self.section = self.sections[sentence] if self.sections else 0
            return self.current
        if self.left is not None and self.left[0] != sentence:
            self.current, self.left = self.left[1], None
        if self.sections[sentence] != self.section:
            self.section, self.current = self.sections[sentence], told[0]
        if claim.outcome is not Outcome.STATEMENT:
            before, self.current = self.current, self._chosen(claim, sentence, told)
            if before is not None and self.current not in told and self._looks_back(before, claim, sentence):
                self.left = sentence, before
        return self.current or told[0]

    def _looks_back(self, draft: Draft, claim: Claim, sentence: int) -> bool:
        """Whether a sentence only speaks of an earlier day in passing, so that the text goes on with the draft.

        It brings in no event and no place: "a cousin told of the death of Ali a week earlier".
        """
        time = event_time(claim)
        if time is None or time.latest is None or draft.earliest is None:
            return False
        if claim.place is not None or claim.outcome is Outcome.OCCURRED:
            return False
        brings_in = self.opened == sentence or self._opening(claim, sentence).event
        return not brings_in and time.latest <= draft.earliest - ONE_ACCOUNT

    def _chosen(self, claim: Claim, sentence: int, told: list[Draft]) -> Draft:
        if self.of_disaster and not other_disaster(told[0], claim):
            aside = self.current if self.current is not told[0] and self._goes_on(claim, sentence) else None
            return aside or told[0]
        new = self._opening(claim, sentence)
        if self.current is not None and not new.another and self._in_one_breath(self.current, claim, sentence):
            return self.current
        if new.dated and self.current is not None and not elsewhere(self.current, claim, strict=False):
            self.current.redate(claim)
            return self.current
        if new.another:
            self.opened = sentence
            return self._new()
        fitting = [draft for draft in told if not forbidden(draft, claim, strict=bool(new.event), opening=new)]
        if new.event and self.current not in fitting:
            self.opened = sentence
        if not fitting:
            return told[0] if self._leads_on(claim, sentence, told) else self._new()
        best = max(fitting, key=lambda draft: (self._pull(draft, claim), draft is self.current, -told.index(draft)))
        if best is self.current or affinity(best, claim) > 0:
            return best
        return self._new()

    def _leads_on(self, claim: Claim, sentence: int, told: list[Draft]) -> bool:
        """Whether the first that the text tells goes on with its title, wherever it puts that: both tell of as many.

        A title names the province, the text a village in it or one that has many namesakes.
        """
        if len(told) > 1 or claim.quantity is None or sentence in self._headings:
            return False
        draft, given = told[0], (claim.quantity.lower, claim.quantity.upper)
        above = all(self._sentence_of[one.id] in self._headings for one in draft.claims)
        return (
            above
            and not forbidden(draft, replace(claim, place=None), strict=False)
            and any(
                one.outcome is claim.outcome and one.quantity and (one.quantity.lower, one.quantity.upper) == given
                for one in draft.claims
            )
        )

    @cached_property
    def _headings(self) -> set[int]:
        """The sentences of the title, and the lines above the text."""
        lines = takewhile(lambda i: self.sentences[i].kind is Kind.HEADLINE, range(len(self.sentences)))
        return self._titles() | set(lines)

    def _goes_on(self, claim: Claim, sentence: int) -> bool:
        """Whether a claim stands in the paragraph that told of another disaster, without a time or place of its own."""
        if self.current is None or event_time(claim) is not None:
            return False
        if claim.place is not None and affinity(self.current, claim) < 2:
            return False
        paragraphs = {self.sentences[i].paragraph for i in (self.current.last_sentence, sentence)}
        return len(paragraphs) == 1

    def _in_one_breath(self, draft: Draft, claim: Claim, sentence: int) -> bool:
        """Whether the sentence tells of the draft and says something else of it here, wherever it puts that.

        Who is killed in a town and hurt on its campus is hurt by one thing; a second toll in a second town is
        that of a second one.
        """
        if draft.last_sentence != sentence or forbidden(draft, replace(claim, place=None), strict=False):
            return False
        return not any(
            told.outcome is claim.outcome and self._sentence_of[told.id] == sentence for told in draft.claims
        )

    def _pull(self, draft: Draft, claim: Claim) -> float:
        return affinity(draft, claim) + (1.0 if draft is self.current else 0.0)

    def _opening(self, claim: Claim, sentence: int) -> Opening:
        """What the sentence brings in, for its first claim at or behind these words."""
        if not self.sentences or self.opened == sentence or claim.modality in _UNREAL:
            return Opening()
        found = opening(self.sentences[sentence].span.text)
        behind = claim.evidence.end > self.sentences[sentence].span.start + found.at
        return found if behind else Opening()

    def finished(self, extraction: Extraction) -> tuple[Mention, ...]:
        place = partial(reading_place, self.document)
        drafts = sorted(self.drafts, key=lambda draft: min(map(place, draft.claims)))
        lead = max(drafts, key=lambda draft: (draft.aside is None, len(draft.claims)))
        owners = _owners(len(self.sentences), self.told, self._titles(), lead)
        finish = Finish(self.document, extraction, self.sentences, owners)
        return tuple(finish.mention(draft, leading=draft is lead) for draft in drafts)

    def _titles(self) -> set[int]:
        """The sentences of a title set below the text."""
        return {i for i, start in enumerate(self.starts) if self.document.reading_place(start) < 0}


def _sections(sentences: list[Sentence]) -> list[int]:
    """The number of the section that each sentence stands in: a line without a full sentence begins one."""
    found, number, prose = [], 0, False
    for sentence in sentences:
        if sentence.kind is Kind.HEADLINE and prose:
            number, prose = number + 1, False
        prose = prose or sentence.kind is not Kind.HEADLINE
        found.append(number)
    return found


def _owners(count: int, told: list[tuple[int, Draft]], titles: set[int], lead: Draft) -> list[Draft]:
    """The draft that each sentence tells of: by its own first claim, else as the sentence before it.

    A title without a claim is of what the report leads with.
    """
    first: dict[int, Draft] = {}
    for sentence, draft in sorted(told, key=lambda pair: pair[0]):
        first.setdefault(sentence, draft)
    found: list[Draft] = []
    owner = next(iter(first.values()), lead)
    for i in range(count):
        owner = first.get(i, lead if i in titles else owner)
        found.append(owner)
    return found
