"""Who says what in a document: cues, their sources led back to parties, and all that each says."""

import re
from collections.abc import Sequence
from functools import cache

from rashomon.extraction import relays, speech
from rashomon.extraction.carrying import carried
from rashomon.extraction.cues import Cue, verbs
from rashomon.extraction.labels import Label, is_trusted, label
from rashomon.extraction.nominal import nominal
from rashomon.extraction.quotations import Quotation, Quotations, quotations
from rashomon.extraction.running import Draft, joined, nested, run_on
from rashomon.extraction.speakers import Discourse, Source
from rashomon.languages.lexicon import table, words
from rashomon.languages.parties import party
from rashomon.model.claim import Act, Attribution, Voice
from rashomon.model.text import Document, Sentence, Span

_TABLE = "attribution"
#: Characters of a sentence that is but source and cue.
_CUE_ALONE = 200
_BREAK = re.compile(r"[:;]\s+(?=\S)")
_ENDS = frozenset(",.?!…")
_BEFORE_CUE = re.compile(r"[\s,.;—–-]*")
_AFTER_CUE = re.compile(r"[\s,:;.—–-]*(?:that\s+)?")


def attributions(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Every attribution of a document, in the order of its cues. Parsed sentences only are read.

    A piece of text may be the content of several, one inside another: the shortest is nearest to it. What
    nobody is said to say is the publisher's own and has no attribution.
    """
    language = document.language or "en"
    quoted = quotations(document.text, sentences)
    discourse = Discourse(language)
    drafts: list[Draft] = []
    labels: list[tuple[Sentence, Label]] = []
    for sentence in sentences:
        if not sentence.tokens:
            continue
        discourse.enter(sentence)
        found = _of_sentence(document.text, sentence, quoted, discourse, language)
        if not found and (marked := label(sentence, first=sentence.index == 0)):
            labels.append((sentence, marked))
        drafts.extend(found)
        discourse.leave(sentence)
    names = discourse.last_names() if labels else frozenset()
    drafts += [_labelled(document.text, s, at, quoted) for s, at in labels if is_trusted(s, at, names)]
    drafts = nested(drafts, words(language, _TABLE, "chained"))
    run_on(drafts, quoted, sentences)
    drafts += carried(drafts, sentences, language)
    ordered = sorted(drafts, key=lambda draft: (draft.sentence, draft.anchor))
    return tuple(_finished(document.text, draft) for draft in ordered)


def _of_sentence(
    text: str, sentence: Sentence, quoted: Quotations, discourse: Discourse, language: str
) -> list[Draft]:
    cues = sorted((*verbs(sentence, language), *nominal(sentence, language)), key=lambda cue: cue.anchor)
    chain = relays.relays(sentence, cues, language)
    drafts = []
    for cue in cues:
        if cue.anchor in chain.dropped or _is_quoted(cue, quoted):
            continue
        draft = _draft(text, cue, chain, quoted, discourse, language)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _is_quoted(cue: Cue, quoted: Quotations) -> bool:
    """Whether a cue is part of what somebody else says: both verb and source inside one quotation."""
    tokens = cue.sentence.tokens
    around = quoted.at(tokens[cue.anchor].span.start)
    if around is None:
        return False
    return not cue.source or around.start <= tokens[cue.source[0]].span.start < around.end


def _draft(
    text: str, cue: Cue, chain: relays.Chain, quoted: Quotations, discourse: Discourse, language: str
) -> Draft | None:
    sentence = cue.sentence
    content, quotes = _content(text, cue, quoted)
    if not content:
        return None
    speaker = chain.speakers.get(cue.anchor, cue.speaker)
    named = speech.pieces(sentence, cue.source)
    source = Source()
    if speaker is not None:
        span = named[0] if named and speaker == cue.speaker else None
        source = discourse.source(sentence, speaker, span)
    return Draft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        source=source,
        cue=speech.pieces(sentence, cue.words),
        lemma=cue.lemma,
        content=content,
        act=_act(cue, language),
        via=tuple(
            found.party
            for j in chain.via.get(cue.anchor, ())
            if (found := discourse.source(sentence, j)).party is not None
        ),
        quoted=quotes,
        anchor=sentence.tokens[cue.anchor].span.start,
    )


def _content(text: str, cue: Cue, quoted: Quotations) -> tuple[list[tuple[int, int]], list[Quotation]]:
    """The characters that a cue attributes, whole quotations included, and those quotations."""
    sentence, tokens = cue.sentence, cue.sentence.tokens
    found = [(span.start, span.end) for span in speech.pieces(sentence, cue.content)]
    group = sorted((*cue.words, *(cue.source if cue.owns_source else ())))
    start, end = tokens[group[0]].span.start, tokens[group[-1]].span.end
    quotes: list[Quotation] = []
    if cue.takes_quotation:
        before, after = (
            _before(text, sentence, quoted, start),
            _after(text, sentence, quoted, end, tokens[max(cue.last, group[-1])].span.end),
        )
        if before is None and after is None and not found:
            before = _sentence_before(text, sentence, quoted, start)
        elif before is not None and found and all(a >= end for a, _ in found):
            before = None if after is None else before
        if after is not None and text[after.end - 2] in _ENDS:
            found = [(a, min(b, after.end) if a >= end else b) for a, b in found if a < after.end]
        if cue.frame == "bare" and before is None and after is not None:
            found = [(a, b) for a, b in found if quoted.between(a, b) or a >= end]
        quotes = [quotation for quotation in (before, after) if quotation is not None]
        if before is not None and before.start <= sentence.span.start + 1:
            found = [(a, b) for a, b in found if a >= end and after is not None and a < after.end]
    for a, b in found:
        for quotation in quoted.between(a, b):
            if quotation not in quotes and (quotation.end <= start or quotation.start >= end):
                quotes.append(quotation)
    found = [_behind_colon(text, a, b, quoted) if b <= start else (a, b) for a, b in found]
    pieces = joined([*found, *((quotation.start, quotation.end) for quotation in quotes)])
    return pieces, sorted(quotes, key=lambda quotation: quotation.start)


def _behind_colon(text: str, start: int, end: int, quoted: Quotations) -> tuple[int, int]:
    """What stands behind the last colon or semicolon of a piece before its cue, unless that is in a quotation."""
    for match in reversed(list(_BREAK.finditer(text, start, end))):
        if quoted.at(match.start()) is None:
            return match.end(), end
    return start, end


def _before(text: str, sentence: Sentence, quoted: Quotations, start: int) -> Quotation | None:
    """The quotation of this sentence that ends right before a cue and its source, but for commas and dashes."""
    found = quoted.between(max(sentence.span.start, start - 4), start)
    near = found[-1] if found else None
    if near is None or not sentence.span.start < near.end <= start:
        return None
    return near if _BEFORE_CUE.fullmatch(text, near.end, start) else None


def _sentence_before(text: str, sentence: Sentence, quoted: Quotations, start: int) -> Quotation | None:
    """The quotation that ends with the sentence before, where this one holds but the cue: "“Who knows?” He asked."""
    opening = sentence.span.start
    if start > opening + 1 or len(sentence.span.text) > _CUE_ALONE:
        return None
    found = quoted.between(max(0, opening - 3), opening)
    near = found[-1] if found else None
    return near if near is not None and not text[near.end : opening].strip() else None


def _after(text: str, sentence: Sentence, quoted: Quotations, *ends: int) -> Quotation | None:
    """The quotation that begins right behind a cue and its source; behind a colon also in the next paragraph."""
    for end in ends:
        found = quoted.between(end, end + 8)
        near = found[0] if found else None
        if near is None or near.start < end or not _AFTER_CUE.fullmatch(text, end, near.start):
            continue
        if near.start < sentence.span.end or ":" in text[end : near.start]:
            return near
    return None


def _labelled(text: str, sentence: Sentence, found: Label, quoted: Quotations) -> Draft:
    """A headline or line of a transcript whose source stands before a colon or behind a dash."""
    span = Span.of(text, *found.source)
    return Draft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        source=Source(party=party(span.text), span=span),
        cue=(Span.of(text, *_stripped(text, *found.cue)),),
        content=[found.content],
        quoted=list(quoted.between(*found.content)),
        anchor=found.cue[0],
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _acts(language: str) -> dict[str, Act]:
    acts = table(language, _TABLE)["acts"]
    return {lemma: Act(act) for act, lemmas in acts.items() if act in set(Act) for lemma in lemmas}


def _act(cue: Cue, language: str) -> Act:
    """What the verb does, or the noun that is its subject ("clarifications from the ministry indicated")."""
    nouns = table(language, _TABLE)["acts"]["nouns"]
    if cue.speaker is not None:
        act = nouns.get(cue.sentence.tokens[cue.speaker].lemma)
        if act is not None:
            return Act(act)
    return _acts(language).get(cue.lemma, Act(nouns.get(cue.lemma, Act.STATES)))


def _finished(text: str, draft: Draft) -> Attribution:
    return Attribution(
        party=draft.source.party,
        span=draft.source.span,
        act=draft.act,
        voice=_voice(draft),
        cue=draft.cue,
        content=tuple(Span.of(text, start, end) for start, end in draft.content),
        via=draft.via,
        inherited_from=draft.source.inherited_from,
        sentence=draft.sentence,
    )


def _voice(draft: Draft) -> Voice:
    """Direct where at least half of what is said stands in quotation marks."""
    said = sum(end - start for start, end in draft.content)
    marked = sum(quotation.end - quotation.start for quotation in draft.quoted)
    return Voice.DIRECT if marked * 2 >= said else Voice.INDIRECT
