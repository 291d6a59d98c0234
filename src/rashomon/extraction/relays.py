"""Who passed it on: "told AFP", "X, citing Y", "X quoted Y as saying", "accounts circulating through Y"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extraction import speech
from rashomon.extraction.cues import Cue
from rashomon.extraction.tallies import can_speak
from rashomon.languages.lexicon import words
from rashomon.languages.parties import party
from rashomon.model.claim import PartyKind
from rashomon.model.text import Sentence

_TABLE = "discourse"


@dataclass(slots=True)
class Chain:
    """By the anchor of a cue: who speaks in its place, through whom, and the cues that only pass on."""

    speakers: dict[int, int] = field(default_factory=dict)
    via: dict[int, tuple[int, ...]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)


def relays(sentence: Sentence, cues: Sequence[Cue], language: str = "en") -> Chain:
    """The chains of one sentence, in token indices."""
    chain = Chain()
    if not cues:
        return chain
    citing = words(language, _TABLE, "relays.verbs")
    for i, token in enumerate(sentence.tokens):
        if token.pos == "VERB" and token.lemma in citing:
            _cited(sentence, i, cues, chain, language)
        elif token.pos == "VERB" and token.lemma in words(language, _TABLE, "relays.circulating"):
            _circulating(sentence, i, cues, chain, language)
    told = words(language, _TABLE, "relays.told")
    for cue in cues:
        if cue.lemma in told:
            for j in sentence.related(cue.anchor, "obj", "iobj"):
                if _is_outlet(sentence, j, language):
                    chain.via[cue.anchor] = (*chain.via.get(cue.anchor, ()), j)
    return chain


def _is_outlet(sentence: Sentence, noun: int, language: str) -> bool:
    """Whether a hearer publishes what it is told: "AFP", "state television", and not "reporters"."""
    kind = party(speech.name(sentence, noun).text).kind
    return kind is PartyKind.MEDIA and sentence.tokens[noun].lemma not in words(language, _TABLE, "relays.hearers")


def _cited(sentence: Sentence, verb: int, cues: Sequence[Cue], chain: Chain, language: str) -> None:
    """The object of "cite" or "quote" speaks; its subject passes on."""
    tokens = sentence.tokens
    objects = sentence.related(verb, "obj")
    if not objects or not speech.pieces(sentence, objects):
        return
    cited = objects[0]
    relay = speech.subject(sentence, verb)
    if not can_speak(sentence, cited, language):
        return
    said = next((c for c in cues if c.anchor != verb and _is_said_by(sentence, c, verb, cited)), None)
    if said is not None:
        chain.speakers[said.anchor] = cited
        if relay is not None:
            chain.via[said.anchor] = (relay,)
        chain.dropped.add(verb)
        return
    if tokens[verb].lower not in ("citing", "quoting") and tokens[verb].relation != "acl:relcl":
        return
    report = _report(sentence, verb, relay, [c for c in cues if c.anchor != verb], language)
    if report is not None and report.speaker is not None and report.speaker != cited:
        chain.speakers[report.anchor] = cited
        chain.via[report.anchor] = (report.speaker,)
        chain.dropped.add(verb)


def _report(sentence: Sentence, verb: int, relay: int | None, cues: Sequence[Cue], language: str) -> Cue | None:
    """The cue whose words are those of whom the verb cites: the last before it, of the same speaker where one is."""
    reports = [c for c in cues if c.lemma in words(language, _TABLE, "relays.reports")]
    own = [c for c in reports if c.speaker is not None and _is_of(sentence, c.speaker, verb, relay)]
    return next((c for c in reversed(own or reports) if c.anchor < verb), next(iter(own or reports), None))


def _is_of(sentence: Sentence, speaker: int, verb: int, relay: int | None) -> bool:
    """Whether who cites is the speaker of a cue or among them: "sources, such as Orlat TV citing doctors, said"."""
    below = sentence.subtree(speaker)
    return relay == speaker or verb in below or relay in below


def _is_said_by(sentence: Sentence, cue: Cue, verb: int, cited: int) -> bool:
    """Whether a cue is what the cited party says: "cited sources suggesting that", "quoted him as saying"."""
    tokens = sentence.tokens
    token = tokens[cue.anchor]
    relative = any(tokens[j].features.endswith("PronType=Rel") for j in sentence.related(cue.anchor, "nsubj"))
    if token.relation in ("acl", "acl:relcl") and token.head is not None:
        return token.head == cited or (relative and speech.antecedent(sentence, token.head) == cited)
    if token.head != verb or cue.anchor < cited:
        return False
    if speech.preposition(sentence, cue.anchor) == "as" or (token.relation == "advcl" and relative):
        return True
    told = token.lower.endswith("ing") and cue.lemma in ("report", "state", "say") and not cue.owns_source
    return told and "VerbForm=Fin" in tokens[verb].features


def _circulating(sentence: Sentence, verb: int, cues: Sequence[Cue], chain: Chain, language: str) -> None:
    """ "Witnesses described blasts, with accounts circulating through X": the channel passed it on."""
    tokens = sentence.tokens
    noun = tokens[verb].head
    if noun is None or tokens[noun].lemma not in words(language, _TABLE, "relays.nouns"):
        return
    cue = cues[0]
    for j in sentence.children[verb]:
        if (
            tokens[j].relation == "obl"
            and speech.preposition(sentence, j) in words(language, _TABLE, "relays.channels")
            and (tokens[j].pos == "PROPN" or party(speech.name(sentence, j).text).kind is PartyKind.MEDIA)
        ):
            chain.via[cue.anchor] = (*chain.via.get(cue.anchor, ()), j)
