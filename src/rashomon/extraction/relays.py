"""Who passed it on: "told AFP", "X, citing Y", "X quoted Y as saying", "accounts circulating through Y"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.extraction import speech
from rashomon.extraction.cues import Cue
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
    if not _can_speak(sentence, cited, language):
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
    reports = [
        c for c in cues if c.anchor != verb and c.lemma in ("report", "say", "state", "write", "add", "announce")
    ]
    report = max((c for c in reports if c.anchor < verb), key=lambda c: c.anchor, default=None) or next(
        iter(reports), None
    )
    if report is not None and report.speaker is not None and report.speaker != cited:
        chain.speakers[report.anchor] = cited
        chain.via[report.anchor] = (report.speaker,)
        chain.dropped.add(verb)


def _can_speak(sentence: Sentence, noun: int, language: str) -> bool:
    """Whether a noun may be somebody, and not a reason ("citing bad weather")."""
    token = sentence.tokens[noun]
    heads = (words(language, "parties", f"heads.{sort}") for sort in ("person", "body", "document"))
    return (
        token.pos == "PROPN"
        or party(speech.name(sentence, noun).text).kind is not PartyKind.OTHER
        or any(token.lemma in listed for listed in heads)
    )


def _is_said_by(sentence: Sentence, cue: Cue, verb: int, cited: int) -> bool:
    """Whether a cue is what the cited party says: "cited sources suggesting that", "quoted him as saying"."""
    token = sentence.tokens[cue.anchor]
    if token.relation in ("acl", "acl:relcl") and token.head == cited:
        return True
    return token.head == verb and speech.preposition(sentence, cue.anchor) == "as"


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
