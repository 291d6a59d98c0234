"""Names listed below the word for what happened to them: "Killed:", then a name on each line."""

import re
from collections.abc import Iterator, Sequence

from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.short_pieces import Pieces, match, phrases
from rashomon.model.claim import OUTCOMES, Outcome, OutcomeFamily, Quantity, Victims
from rashomon.model.text import Document, Sentence, Span

_NAME = re.compile(
    r"[\W\d_]*(?P<name>[^\W\d_a-zа-я][\w.'’-]+(?:\s+(?:al-|bin|ibn|de|van|von|abu)?\s*[^\W\d_a-zа-я][\w.'’-]*){1,4})"
    r"\s*(?:[,;(–—-]+\s*(?:aged?\s+)?(?P<age>\d{1,3})\b(?!\s*(?:[:/]|%))[^\n]{0,40})?[).;,]*"
)

_NUMBER = re.compile(r"\d{1,3}[.)]")

#: Words of a heading such as "Those killed in the blast:".
_LONGEST_LABEL = 8

#: Years. A higher figure behind a name is no age.
_OLDEST = 110


def named_lists(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Short]]:
    """Each list of two names or more below a heading, with the heading: as many people at the least."""
    for n, heading in enumerate(sentences):
        outcome = _outcome(heading) if heading.span.text.endswith(":") else None
        if outcome is None:
            continue
        found = []
        for item in sentences[n + 1 :]:
            if _NUMBER.fullmatch(item.span.text):
                continue
            named = _NAME.fullmatch(item.span.text)
            if named is None:
                break
            found.append((item, named))
        if len(found) > 1:
            yield heading, _listed(document, heading, outcome, found)


def _outcome(heading: Sentence) -> Outcome | None:
    pieces = Pieces(heading, ())
    if len(pieces) > _LONGEST_LABEL:
        return None
    for i in range(len(pieces)):
        found = match(pieces, i, phrases("labels"))
        if found and OUTCOMES[Outcome(found[1])].family in (OutcomeFamily.HARM, OutcomeFamily.CUSTODY):
            return Outcome(found[1])
    return None


def _listed(
    document: Document, heading: Sentence, outcome: Outcome, found: Sequence[tuple[Sentence, re.Match[str]]]
) -> Short:
    names = tuple(Span.of(item.span.text, *named.span("name")).shifted(item.span.start) for item, named in found)
    ages = [int(named["age"]) for _, named in found if named["age"]]
    span = Span.of(document.text, names[0].start, found[-1][0].span.end)
    return Short(
        outcome=outcome,
        evidence=Span.of(document.text, heading.span.start, span.end),
        quantity=Quantity(span=span, raw=span.text, lower=len(found), modifier="named"),
        victims=Victims(names=names, ages=tuple(age for age in ages if age <= _OLDEST)),
    )
