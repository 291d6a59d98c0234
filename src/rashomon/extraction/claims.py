"""Document → claims: joins what the finders found, each claim with its source and its evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rashomon.extraction import attribution, parts, timex, toponym
from rashomon.extraction.adding import beside_another
from rashomon.extraction.context import Context, context
from rashomon.extraction.deaths import deaths
from rashomon.extraction.endings import endings
from rashomon.extraction.event import event_of, events, is_effect
from rashomon.extraction.happening import Happening
from rashomon.extraction.harm import harms
from rashomon.extraction.headlines import telegraphic
from rashomon.extraction.heads import left_edge, right_edge
from rashomon.extraction.history import of_follow_up, of_history
from rashomon.extraction.identifying import identified
from rashomon.extraction.identity import Mentioned, People, described
from rashomon.extraction.leaving import leaves, took_another
from rashomon.extraction.leftovers import leftovers
from rashomon.extraction.leftovers import parts as parts_behind
from rashomon.extraction.mixed import mixed
from rashomon.extraction.modality import cue_modality, modality, polarity
from rashomon.extraction.passages import placed
from rashomon.extraction.plurals import of_plural
from rashomon.extraction.pronouns import is_by_several, of_those_before
from rashomon.extraction.quantity import quantities
from rashomon.extraction.recounted import recounted
from rashomon.extraction.roles import is_done_by_somebody
from rashomon.extraction.scope import is_of_longer, scope
from rashomon.extraction.short_joining import misread, united
from rashomon.extraction.short_lists import named_lists
from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.superseded import superseded
from rashomon.extraction.things import means_of, things
from rashomon.extraction.tolls import is_set_right, modality_of_toll, without_tallied
from rashomon.extraction.victims import victims
from rashomon.extraction.wholes import as_some, some, told_out
from rashomon.languages.parties import party
from rashomon.model.claim import (
    OUTCOMES,
    Act,
    Attribution,
    Claim,
    Extraction,
    Modality,
    Outcome,
    OutcomeFamily,
    Party,
    Polarity,
    Quantity,
    Scope,
)
from rashomon.model.text import Document, Kind, Sentence, Span

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED})

#: Named in every claim, so that a later extractor's claims stand apart from this one's.
EXTRACTOR = "rashomon-en-1"


def extract(document: Document, sentences: Sequence[Sentence]) -> Extraction:
    """All that one document says: its claims, in the order of the text, and what else was found."""
    times = timex.times(document, sentences)
    places = toponym.toponyms(document, sentences)
    found = context(document, attribution.attributions(document, sentences), times, places)
    report = _Report(document, found, People(document, sentences))
    claims: list[Claim] = []
    for sentence in sentences:
        claims += _claims(report, sentence, claims)
    claims += [_short_claim(report, heading, short) for heading, short in named_lists(document, sentences)]
    claims += _statements(document, sentences, found, claims)
    claims = sorted(_distinct(claims), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.outcome))
    claims = of_follow_up(document, of_history(document, sentences, times, claims))
    claims = placed(sentences, places, found.attributions, claims)
    persons = report.persons_of(claims)
    return Extraction(
        document_id=document.id,
        claims=parts.related(
            endings(deaths(claims, persons, report.members_of(claims), document.reading_place), document.text),
            report.anaphoric,
            report.acted,
            persons,
        ),
        attributions=found.attributions,
        times=times,
        places=places,
    )


@dataclass(slots=True)
class _Report:
    """One document in work, with what its claims are joined with.

    `anaphoric` are the ids of claims that count people told before, `acted` of those whose clause says who did
    it, `by_several` that several did; `persons` are those whom a figure counts one by one, by what it counts and
    where, `members` those whom a sum counts beside others.
    """

    document: Document
    found: Context
    people: People
    anaphoric: set[str] = field(default_factory=set)
    by_several: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)
    persons: dict[tuple[Outcome, int, int], tuple[Mentioned, ...]] = field(default_factory=dict)
    members: dict[tuple[Outcome, int, int], tuple[Mentioned, ...]] = field(default_factory=dict)

    def persons_of(self, claims: Sequence[Claim]) -> dict[str, tuple[Mentioned, ...]]:
        """The persons whom each claim tells of one by one, by its id."""
        return {claim.id: self.persons[place] for claim in claims if (place := _place_of(claim)) in self.persons}

    def members_of(self, claims: Sequence[Claim]) -> dict[str, tuple[Mentioned, ...]]:
        """The persons whom each claim tells of singly beside others, by its id."""
        return {claim.id: self.members[place] for claim in claims if (place := _place_of(claim)) in self.members}


def _claims(report: _Report, sentence: Sentence, before: Sequence[Claim]) -> list[Claim]:
    """The claims of one sentence, `before` being those of the sentences before it."""
    counts = quantities(sentence)
    hurt = list(mixed(sentence, without_tallied(sentence, harms(sentence, counts))))
    both = {f.quantity.span for h in hurt if h.outcome is Outcome.CASUALTIES and (f := h.figure) and f.quantity}
    pieces = [one for one in telegraphic(sentence, counts) if one.outcome not in _HURT or one.quantity.span not in both]
    short = [_short_claim(report, sentence, one) for one in pieces]
    taken: set[tuple[Outcome, int, int]] = set()
    told: list[Claim] = []
    if sentence.tokens:
        happenings = (*hurt, *things(sentence, counts), *events(sentence))
        doers = [sentence.tokens[one.agent].span for one in happenings if one.agent is not None]
        for happening in happenings:
            if happening.outcome is Outcome.OCCURRED and _told_by(sentence, happening, told):
                continue
            claim = _claim(report, sentence, happening, [*doers, *_of_others(sentence, happening, hurt)])
            claim = of_those_before(claim, sentence, happening, [*before, *told], report.by_several)
            if claim.attribution.act is Act.DENIES and is_effect(sentence, happening):
                continue
            key = _place_of(claim)
            if key not in taken and not misread(claim, sentence.tokens[happening.trigger].span, short):
                taken.add(key)
                told.append(claim)
                if happening.figure and happening.figure.anaphoric:
                    report.anaphoric.add(claim.id)
                report.by_several |= {claim.id} if is_by_several(sentence, happening) else set()
                if happening.outcome in _HURT and is_done_by_somebody(sentence, happening.trigger):
                    report.acted.add(claim.id)
    if short:
        told = [identified(claim) for claim in united(told, short)]
    told = [beside_another(_of_whole(sentence, claim, told), before, told) for claim in told]
    opened = parts_behind(sentence, _unclaimed(counts, told), _wholes(told))
    added = [_short_claim(report, sentence, one) for one in opened]
    parted = some(sentence, _unclaimed(counts, told + added), [*before, *told, *added])
    added += [_short_claim(report, sentence, one) for one in parted]
    for one in leftovers(sentence, _unclaimed(counts, told + added)):
        over = [c for c in told if c.outcome is one.outcome and one.quantity.span.within(c.evidence)]
        mistaken = [claim for claim in over if took_another(claim, one.quantity, told)]
        if all(claim in mistaken or leaves(claim, one.quantity) for claim in over):
            told = [claim for claim in told if claim not in mistaken]
            added.append(_short_claim(report, sentence, told_out(sentence, one, told)))
    opened = parts_behind(sentence, _unclaimed(counts, told + added), _wholes(told + added))
    added += [_short_claim(report, sentence, one) for one in opened]
    earlier = superseded(sentence, _unclaimed(counts, told + added), [*told, *added])
    added += [_short_claim(report, sentence, one) for one in earlier]
    again = recounted(sentence, _unclaimed(counts, told + added), report.found.attributions, [*before, *told, *added])
    return [*told, *added, *(_short_claim(report, sentence, one) for one in again)]


def _of_whole(sentence: Sentence, claim: Claim, told: Sequence[Claim]) -> Claim:
    """The claim, as one of a part where its figure is of some of the harmed."""
    part = as_some(sentence, claim, told)
    return claim if part is claim else identified(part)


def _wholes(claims: Sequence[Claim]) -> list[tuple[Outcome, Quantity]]:
    """What the claims count of people harmed."""
    return [(c.outcome, c.quantity) for c in claims if c.quantity and OUTCOMES[c.outcome].family is OutcomeFamily.HARM]


def _unclaimed(quantities: Sequence[Quantity], claims: Sequence[Claim]) -> list[Quantity]:
    used = {claim.quantity.span for claim in claims if claim.quantity}
    return [quantity for quantity in quantities if not any(quantity.span.within(span) for span in used)]


def _told_by(sentence: Sentence, happening: Happening, told: Sequence[Claim]) -> bool:
    """Whether another claim of the sentence already says that the thing happened."""
    trigger = sentence.tokens[happening.trigger].span
    return any(trigger.within(claim.evidence) for claim in told)


def _place_of(claim: Claim) -> tuple[Outcome, int, int]:
    """Two triggers that count the same words with the same outcome are one claim."""
    span = claim.quantity.span if claim.quantity else claim.evidence
    return claim.outcome, span.start, span.end


def _of_others(sentence: Sentence, happening: Happening, told: Sequence[Happening]) -> Iterator[Span]:
    """What is said of other figures of the outcome only: "50 deaths and eight deaths in Velm"."""
    own = happening.figure
    for one in told:
        other = one.figure
        if own and other and one.outcome is happening.outcome and own.last < other.first and other.head < other.last:
            yield sentence.cover(other.head, other.last)


def _claim(report: _Report, sentence: Sentence, happening: Happening, not_where: Sequence[Span]) -> Claim:
    """The claim of what a clause tells; `not_where` are the words of which no place is where it happened."""
    document, found = report.document, report.found
    evidence = sentence.cover(happening.first, happening.last)
    trigger = sentence.tokens[happening.trigger].span
    told = found.attribution(trigger, sentence.index)
    actor = _actor(sentence, happening.agent) if happening.outcome is Outcome.RESPONSIBLE else None
    if happening.own and actor and happening.agent is not None:
        told = _of_itself(sentence, happening, actor, told, evidence)
    if happening.toll and is_set_right(sentence, happening.trigger):
        told = replace(told, act=Act.CORRECTS)
    figure = happening.figure
    quantity = of_plural(sentence, happening, figure) if figure else None
    against = not happening.denied and polarity(sentence, happening.trigger) is Polarity.NEGATED
    negated = told.act is Act.DENIES or against
    if quantity and quantity.modifier == "no reports":
        negated = True
    elif quantity and quantity.upper == 0 and _only_unreported(sentence, happening):
        quantity, negated = replace(quantity, lower=None, upper=None), True
    persons = report.people.of(sentence, figure) if happening.outcome in _HURT else ()
    claim = identified(
        Claim(
            id="",
            document_id=document.id,
            evidence=evidence,
            attribution=told,
            outcome=happening.outcome,
            event=happening.event or event_of(sentence, happening.trigger, harmed=happening.outcome in _HURT),
            actor=actor,
            means=means_of(sentence, happening.first, happening.last),
            quantity=replace(quantity, unit=happening.unit) if quantity and happening.unit else quantity,
            victims=described(victims(sentence, happening), persons),
            polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
            modality=_modality(sentence, happening, told),
            scope=scope(sentence, happening),
            time=found.time(evidence, trigger, sentence.span),
            place=found.place(evidence, trigger, sentence.span, not_where),
            sentence=sentence.index,
            extractor=EXTRACTOR,
        )
    )
    if persons:
        report.persons[_place_of(claim)] = persons
    elif happening.outcome is Outcome.INJURED and (members := report.people.among(sentence, figure)):
        report.members[_place_of(claim)] = members
    return claim


def _short_claim(report: _Report, sentence: Sentence, short: Short) -> Claim:
    """The claim of a pattern: who says it, when and where it happened are found as for a clause."""
    document, found = report.document, report.found
    told = found.attribution(short.quantity.span, sentence.index)
    place = short.quantity.span
    near = next((i for i, token in enumerate(sentence.tokens) if token.span.end > place.start), None)
    own = short.modality is not Modality.ASSERTED
    quantity = replace(short.quantity, unit=short.unit) if short.unit else short.quantity
    one = short.outcome in _HURT and quantity.upper == 1
    persons = report.people.within(sentence, quantity.span) if one else ()
    claim = identified(
        Claim(
            id="",
            document_id=document.id,
            evidence=short.evidence,
            attribution=told,
            outcome=short.outcome,
            event=event_of(sentence, near, harmed=short.outcome in _HURT),
            quantity=quantity,
            victims=described(short.victims, persons),
            polarity=Polarity.NEGATED if short.negated or told.act is Act.DENIES else Polarity.AFFIRMED,
            modality=short.modality if own else found.cue_modality(told, cue_modality),
            scope=_short_scope(sentence, short, near),
            time=found.time(short.evidence, place, sentence.span),
            place=found.place(short.evidence, place, sentence.span),
            sentence=sentence.index,
            extractor=EXTRACTOR,
        )
    )
    if persons:
        report.persons[_place_of(claim)] = persons
    return claim


def _short_scope(sentence: Sentence, short: Short, near: int | None) -> Scope:
    """What a pattern's figure counts; in prose, the sentence around it tells that too, in a headline a longer time."""
    if short.scope is not Scope.TOTAL or near is None or sentence.kind is not Kind.PROSE:
        longer = short.scope is Scope.TOTAL and is_of_longer(sentence)
        return Scope.CUMULATIVE if longer else short.scope
    return scope(sentence, Happening(trigger=near, outcome=short.outcome, first=near, last=near))


def _of_itself(
    sentence: Sentence, happening: Happening, actor: Party, told: Attribution, evidence: Span
) -> Attribution:
    """Who claims or denies responsibility speaks of itself, whoever passes it on."""
    verb = sentence.tokens[happening.trigger]
    negated = polarity(sentence, happening.trigger) is Polarity.NEGATED
    agent = happening.agent if happening.agent is not None else happening.trigger
    through = (told.party,) if told.party and told.party.key != actor.key else ()
    return Attribution(
        party=actor,
        span=sentence.cover(left_edge(sentence, agent), agent),
        act=Act.DENIES if negated or verb.lemma == "deny" else Act.CONCEDES,
        cue=(verb.span,),
        content=(evidence,),
        via=(*through, *told.via),
        sentence=sentence.index,
    )


def _only_unreported(sentence: Sentence, happening: Happening) -> bool:
    """ "No injuries were reported" says that nobody reports any, not that there are none."""
    head = sentence.tokens[happening.trigger].head
    return head is not None and sentence.tokens[head].lemma in (
        "report",
        "confirm",
        "record",
        "announce",
        "word",
    )


def _modality(sentence: Sentence, happening: Happening, told: Attribution) -> Modality:
    also = [happening.figure.head] if happening.figure else []
    own = modality(sentence, happening.trigger, also=also)
    if own is Modality.ASSERTED and happening.toll:
        own = modality_of_toll(sentence, happening.trigger)
    if own is not Modality.ASSERTED:
        return own
    by_cue = cue_modality(word for cue in told.cue for word in _lemmas(sentence, cue))
    # what is expected hangs on the cue: "she is expected to name the five who were killed" tells of five dead
    inside = all(cue.within(sentence.span) for cue in told.cue)
    return own if by_cue is Modality.EXPECTED and inside else by_cue


def _lemmas(sentence: Sentence, cue: Span) -> list[str]:
    return [token.lemma for token in sentence.tokens if token.span.overlaps(cue)] or cue.text.lower().split()


def _actor(sentence: Sentence, agent: int | None) -> Party | None:
    if agent is None:
        return None
    first = left_edge(sentence, agent)
    while first < agent and sentence.tokens[first].pos in ("DET", "PUNCT"):
        first += 1
    return party(sentence.cover(first, max(agent, right_edge(sentence, agent))).text)


def _statements(
    document: Document, sentences: Sequence[Sentence], found: Context, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """A claim for each attribution by somebody whose content holds no other claim: a reaction, an opinion."""
    said = {id(claim.attribution) for claim in claims}
    for told in found.attributions:
        if id(told) in said or told.party is None or not told.content:
            continue
        evidence = max(told.content, key=lambda span: span.end - span.start)
        if evidence.text.count(" ") < 2:
            continue
        if any(evidence.within(claim.evidence) and claim.attribution.party == told.party for claim in claims):
            continue
        sentence = sentences[told.sentence]
        lemmas = [lemma for cue in told.cue for lemma in _lemmas(sentence, cue)]
        yield identified(
            Claim(
                id="",
                document_id=document.id,
                evidence=evidence,
                attribution=told,
                outcome=Outcome.STATEMENT,
                modality=cue_modality(lemmas),
                polarity=Polarity.NEGATED if told.act is Act.DENIES else Polarity.AFFIRMED,
                sentence=told.sentence,
                extractor=EXTRACTOR,
            )
        )


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in claims}.values())
