"""Attribution across sentences: quotations that run on, and sources inside the words of other sources."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extraction.quotations import Quotation, Quotations
from rashomon.extraction.speakers import Source
from rashomon.model.claim import Act, Party
from rashomon.model.text import Sentence, Span

#: Characters. Shorter quotations that open a sentence are titles and single words, not speech that runs on.
_SPEECH = 12
#: Cues to either side of a quotation among which its speaker is looked for.
_NEAR = 12


@dataclass(slots=True)
class Draft:
    """An attribution in the making: `content` are character pairs, `quoted` the quotations among them."""

    sentence: int
    paragraph: int
    source: Source
    cue: tuple[Span, ...]
    content: list[tuple[int, int]]
    anchor: int
    lemma: str = ""
    act: Act = Act.STATES
    via: tuple[Party, ...] = ()
    quoted: list[Quotation] = field(default_factory=list)

    def holds(self, position: int) -> bool:
        """Whether the character at `position` is part of what is said."""
        return any(start <= position < end for start, end in self.content)

    def add(self, quotation: Quotation) -> None:
        """One more quotation of the same speaker."""
        self.quoted.append(quotation)
        self.content = joined([*self.content, (quotation.start, quotation.end)])


def joined(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces in order, those that overlap or touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def run_on(drafts: Sequence[Draft], quoted: Quotations, sentences: Sequence[Sentence]) -> None:
    """Give each quotation that opens a sentence, and that nobody is said to say, to the speaker around it.

    That is whose direct speech stands before it, in its paragraph or the one before, else after it.
    """
    if not drafts:
        return
    opening = {sentence.span.start: sentence for sentence in sentences}
    ordered = sorted(drafts, key=lambda draft: draft.anchor)
    anchors = [draft.anchor for draft in ordered]
    for quotation in quoted.found:
        sentence = opening.get(quotation.start)
        if sentence is None or quotation.end - quotation.start < _SPEECH:
            continue
        at = bisect_left(anchors, quotation.start)
        near = ordered[max(0, at - _NEAR) : at + _NEAR]
        if any(draft.sentence == sentence.index or draft.holds(quotation.start) for draft in near):
            continue
        speaker = _before(ordered[max(0, at - _NEAR) : at], sentence, sentences) or _after(
            ordered[at : at + 1], quotation, sentence
        )
        if speaker is not None:
            speaker.add(quotation)


def _before(ordered: Sequence[Draft], sentence: Sentence, sentences: Sequence[Sentence]) -> Draft | None:
    """The latest direct speech, where no other cue follows it and no paragraph lies between."""
    if not ordered:
        return None
    latest = max((draft for draft in ordered if draft.quoted), key=_reach, default=None)
    if latest is None or any(d.anchor > _reach(latest) and d.sentence != latest.sentence for d in ordered):
        return None
    if latest.paragraph == sentence.paragraph:
        return latest
    previous = sentences[sentence.index - 1]
    opens = previous.paragraph != sentence.paragraph
    ends = _reach(latest) >= previous.span.start
    return latest if opens and ends else None


def _reach(draft: Draft) -> int:
    """The last character that a draft has to do with."""
    return max(draft.anchor, draft.quoted[-1].end - 1 if draft.quoted else 0)


def _after(following: Sequence[Draft], quotation: Quotation, sentence: Sentence) -> Draft | None:
    for draft in following:
        if draft.quoted and draft.paragraph == sentence.paragraph and draft.quoted[0].start > quotation.end:
            return draft
    return None


def nested(drafts: Sequence[Draft], speech: frozenset[str]) -> list[Draft]:
    """Drafts without those that stand inside another's words of the same sentence, but for reports of speech.

    What remains inside another was passed on by its speaker, who is put before the other relays.
    """
    kept = []
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    for draft in drafts:
        beside = by_sentence[draft.sentence]
        around = [other for other in beside if other is not draft and other.holds(draft.anchor)]
        if not around:
            kept.append(draft)
        elif draft.source.party is not None and draft.lemma in speech:
            for other in around:
                relay = other.source.party
                if relay is None or other.act in (Act.DENIES, Act.REACTS):
                    continue
                if relay.key != draft.source.party.key:
                    draft.via = (*draft.via, relay)
            kept.append(draft)
    return kept
