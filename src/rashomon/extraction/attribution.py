"""Who says what in a document: cues, their sources led back to parties, and all that each says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.extraction import relays, speech
from rashomon.extraction.carrying import carried
from rashomon.extraction.contents import content
from rashomon.extraction.cues import Cue, verbs
from rashomon.extraction.labels import Label, is_trusted, label
from rashomon.extraction.nominal import nominal
from rashomon.extraction.quotations import Quotations, quotations
from rashomon.extraction.running import Draft, nested, run_on
from rashomon.extraction.speakers import Discourse, Source
from rashomon.languages.lexicon import table, words
from rashomon.languages.parties import party
from rashomon.model.claim import Act, Attribution, Voice
from rashomon.model.text import Document, Sentence, Span

_TABLE = "attribution"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the sentences of one document are read with."""

    text: str
    language: str
    quoted: Quotations
    discourse: Discourse


def attributions(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Every attribution of a document, in the order of its cues. Parsed sentences only are read.

    A piece of text may be the content of several, one inside another: the shortest is nearest to it. What
    nobody is said to say is the publisher's own and has no attribution.
    """
    language = document.language or "en"
    quoted = quotations(document.text, sentences)
    discourse = Discourse(language)
    reading = _Reading(document.text, language, quoted, discourse)
    drafts: list[Draft] = []
    labels: list[tuple[Sentence, Label]] = []
    for sentence in sentences:
        if not sentence.tokens:
            continue
        discourse.enter(sentence)
        found = _of_sentence(reading, sentence)
        if not found and (marked := label(sentence, first=sentence.index == 0)):
            labels.append((sentence, marked))
        drafts.extend(found)
        discourse.leave(sentence, lambda position: quoted.at(position) is not None)
    names = discourse.last_names() if labels else frozenset()
    drafts += [_labelled(document.text, s, at, quoted) for s, at in labels if is_trusted(s, at, names)]
    drafts = nested(drafts, words(language, _TABLE, "chained"))
    run_on(drafts, quoted, sentences)
    drafts += carried(drafts, sentences, language)
    ordered = sorted(drafts, key=lambda draft: (draft.sentence, draft.anchor))
    return tuple(_finished(document.text, draft) for draft in ordered)


def _of_sentence(reading: _Reading, sentence: Sentence) -> list[Draft]:
    cues = sorted(
        (*verbs(sentence, reading.language), *nominal(sentence, reading.language)), key=lambda cue: cue.anchor
    )
    chain = relays.relays(sentence, cues, reading.language)
    drafts = []
    for cue in cues:
        if cue.anchor in chain.dropped or _is_quoted(cue, reading.quoted):
            continue
        draft = _draft(reading, cue, chain)
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


def _draft(reading: _Reading, cue: Cue, chain: relays.Chain) -> Draft | None:
    sentence = cue.sentence
    said, quotes = content(reading.text, cue, reading.quoted)
    if not said:
        return None
    speaker = chain.speakers.get(cue.anchor, cue.speaker)
    named = speech.pieces(sentence, cue.source)
    source = Source()
    if speaker is not None:
        span = named[0] if named and speaker == cue.speaker else None
        source = reading.discourse.source(sentence, speaker, span)
    return Draft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        source=source,
        cue=speech.pieces(sentence, cue.words),
        lemma=cue.lemma,
        content=said,
        act=_act(cue, reading.language),
        via=tuple(
            found.party
            for j in chain.via.get(cue.anchor, ())
            if (found := reading.discourse.source(sentence, j)).party is not None
        ),
        quoted=quotes,
        anchor=sentence.tokens[cue.anchor].span.start,
    )


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
    act = _acts(language).get(cue.lemma, Act(nouns.get(cue.lemma, Act.STATES)))
    return Act.WITHDRAWS if act is Act.CORRECTS and _is_of_words(cue, language) else act


def _is_of_words(cue: Cue, language: str) -> bool:
    """Whether what is set right is what somebody said: "corrected a report that six had died"."""
    said = words(language, _TABLE, "nouns.said")
    return any(cue.sentence.tokens[j].lemma in said for j in cue.sentence.related(cue.anchor, "obj"))


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
