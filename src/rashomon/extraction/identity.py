"""Who is who in a report: the phrases for single people joined into persons.

A name goes with a name that it is a shorter form of, "he" with whoever was last spoken of and can be meant,
"the driver" with the last driver. Two phrases of one clause are two people: who shoots is not who is shot.
What is not joined may still be one person, told of anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rashomon.extraction.clauses import subject
from rashomon.extraction.heads import antecedent
from rashomon.extraction.joining import Figure
from rashomon.extraction.persons import GROWN, SEXES, Form, Phrase, phrases
from rashomon.extraction.roles import beside, roles, twins
from rashomon.languages.lexicon import words
from rashomon.model.claim import Victims
from rashomon.model.text import Document, Sentence, Span

#: Sentences. "He" goes no further back.
_REACH = 3
#: Points of a score. A pronoun that two fit nearly as well means neither.
_MARGIN = 2
#: Sentences. "The driver" may, in a report that has one.
_FAR = 40

_GENERAL = words("en", "nouns", "general.nouns")
_GROWN_UP = words("en", "nouns", "grown.nouns")
_VICTIMS = frozenset({"victim", "deceased", "decedent"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a person was spoken of: the place of the sentence in the reading, and the token."""

    place: int
    token: int
    subject: bool


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom phrases of one report tell of, with all that they say.

    `name` is the name in its fullest form, `sure` that it is a person's; `harmed` marks who was hurt or killed
    in some phrase, `attacker` who hurt others, `killer` who killed them or is suspected of it, `held` who is in
    the hands of the law, and `speaks` who is a source.
    """

    number: int
    name: Span | None = None
    words: tuple[str, ...] = ()
    ages: set[int] = field(default_factory=set)
    sex: str | None = None
    child: bool | None = None
    nouns: set[str] = field(default_factory=set)
    attacker: bool = False
    killer: bool = False
    held: bool = False
    harmed: bool = False
    sure: bool = False
    speaks: bool = False
    seen: list[_Seen] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)

    def may_be(self, other: "Person") -> bool:
        """Whether both can be one person: nothing that is said of the one speaks against the other."""
        if other.number in self.apart:
            return False
        if self.words and other.words and not is_short_for(self.words, other.words):
            return False
        return not (
            (self.ages and other.ages and not self.ages & other.ages)
            or (self.sex and other.sex and self.sex != other.sex)
            or (self.child is not None and other.child is not None and self.child != other.child)
        )


def is_short_for(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: "Reed" is short for "Ann Reed", "Bo Reed" is somebody else."""
    if len(left) == 1 or len(right) == 1:
        return bool(set(left) & set(right))
    return left[-1] == right[-1] and (left[0] == right[0] or left[0][:1] == right[0] or right[0][:1] == left[0])


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person as one phrase tells of them."""

    person: Person
    sex: str | None = None
    pronoun: bool = False

    def is_same(self, other: "Mentioned") -> bool:
        """Whether both tell of one person."""
        return self.person is other.person

    def may_be(self, other: "Mentioned") -> bool:
        """Whether both may tell of one person. Whom a pronoun means is too unsure to speak against it."""
        if self.pronoun or other.pronoun:
            left, right = (one.sex if one.pronoun else one.person.sex for one in (self, other))
            return not (left and right and left != right)
        return self.is_same(other) or self.person.may_be(other.person)


class People:
    """The persons of one document, by the tokens that stand for them; read when first asked for."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self.persons: list[Person] = []
        self._document, self._sentences = document, sentences
        self._count = 0
        self._unread = -1
        self._at: dict[tuple[int, int], Person] = {}

    @cached_property
    def _read_all(self) -> bool:
        order = sorted(self._sentences, key=lambda sentence: self._document.reading_place(sentence.span.start))
        for place, sentence in enumerate(order):
            if sentence.tokens:
                self._read(sentence, place)
            else:
                self._unread = place
        return True

    def _mentioned(self, sentence: Sentence, token: int) -> Mentioned | None:
        person = self._at.get((sentence.index, token)) if self._read_all else None
        if person is None:
            return None
        sex = SEXES.get(sentence.tokens[token].lower)
        return Mentioned(person, sex, pronoun=sex is not None)

    def of(self, sentence: Sentence, figure: Figure | None) -> tuple[Mentioned, ...]:
        """The persons that a figure counts, one by one; none where it counts people without telling of each."""
        if figure is None or figure.quantity is None:
            return ()
        heads = figure.joined or (figure.head,)
        found = tuple(filter(None, (self._mentioned(sentence, head) for head in heads)))
        return found if len(found) == figure.quantity.lower == figure.quantity.upper else ()

    def among(self, sentence: Sentence, figure: Figure | None) -> tuple[Mentioned, ...]:
        """The persons told of singly among those whom a sum counts: her of "she and three others"."""
        heads = figure.joined if figure else ()
        return tuple(filter(None, (self._mentioned(sentence, head) for head in heads)))

    def within(self, sentence: Sentence, span: Span) -> tuple[Mentioned, ...]:
        """The person whom the words of a span stand for, by the last of them."""
        last = next((i for i, token in enumerate(sentence.tokens) if token.span.end == span.end), None)
        found = None if last is None else self._mentioned(sentence, last)
        return (found,) if found else ()

    def _read(self, sentence: Sentence, place: int) -> None:
        found = {phrase.token: phrase for phrase in phrases(sentence)}
        same, played = dict(twins(sentence, found)), roles(sentence)
        for token, phrase in found.items():
            twin = self._at.get((sentence.index, same[token])) if token in same else None
            at = _Place(sentence, place, acting=token in played.attackers, suffering=token in played.harmed)
            person = twin or self._person(phrase, at)
            self._tell(sentence, phrase, person, place)
            person.attacker = person.attacker or token in played.attackers
            person.killer = person.killer or token in played.killers
            person.held = person.held or token in played.held
            person.harmed = person.harmed or token in played.harmed
            person.speaks = person.speaks or (token in played.speakers and bool(phrase.name or phrase.noun))

    def _person(self, phrase: Phrase, at: "_Place") -> Person:
        """The person whom a phrase tells of, a new one where nobody known is meant."""
        match phrase.form:
            case Form.SELF:
                known = self._self(at.sentence, phrase)
            case Form.PRONOUN:
                known = self._meant(phrase, at)
            case Form.NAME:
                known = self._of_name(phrase)
            case Form.KNOWN:
                known = self._spoken_of(phrase, at)
            case Form.NEW:
                known = None
        if known is None:
            self._count += 1
            known = Person(number=self._count)
            if phrase.form not in (Form.PRONOUN, Form.SELF):
                self.persons.append(known)
        return known

    def _tell(self, sentence: Sentence, phrase: Phrase, person: Person, place: int) -> None:
        i = phrase.token
        relation = sentence.tokens[i].relation or ""
        self._at[sentence.index, i] = person
        near = bool(person.seen) and person.seen[-1].place == place
        person.seen.append(_Seen(place, i, relation.startswith("nsubj")))
        if len(phrase.words) > len(person.words):
            person.name, person.words = phrase.name, phrase.words
        person.ages |= phrase.ages
        if phrase.form is not Form.PRONOUN or near:
            person.sex = person.sex or phrase.sex
        person.child = phrase.child if person.child is None else person.child
        person.attacker = person.attacker or phrase.attacker
        person.killer = person.killer or phrase.attacker
        person.sure = person.sure or phrase.form is not Form.NAME or phrase.is_personal
        if phrase.noun:
            person.nouns.add(phrase.noun)
        if phrase.owner is not None and (owner := self._at.get((sentence.index, phrase.owner))):
            person.owners.add(owner.number)
            _part(person, owner)
        for other in beside(sentence, phrase):
            if (neighbour := self._at.get((sentence.index, other))) and neighbour is not person:
                _part(person, neighbour)

    def _self(self, sentence: Sentence, phrase: Phrase) -> Person | None:
        verb = sentence.tokens[phrase.token].head
        while verb is not None:
            who = subject(sentence, verb)
            if who is not None and (person := self._at.get((sentence.index, antecedent(sentence, who)))):
                return person
            if sentence.tokens[verb].relation == "acl:relcl" and (head := sentence.tokens[verb].head) is not None:
                return self._at.get((sentence.index, head))
            verb = sentence.tokens[verb].head
        return None

    def _meant(self, phrase: Phrase, at: "_Place") -> Person | None:
        """Whom a pronoun means: of those last spoken of, one of its part in the sentence first.

        Nobody where two may be meant as well, and nobody who only speaks in another sentence.
        """
        subject_ = (at.sentence.tokens[phrase.token].relation or "").startswith("nsubj")
        scores: list[tuple[float, Person]] = []
        for person in self._near(phrase, at, _REACH):
            seen = person.seen[-1]
            if seen.place < self._unread:
                continue  # a sentence between, which nobody has parsed, may tell of others
            if not person.harmed and (not person.sure or (person.speaks and seen.place < at.place)):
                continue
            score = -10.0 * (at.place - seen.place)
            score += 4 * any(s.subject is subject_ for s in person.seen if s.place == seen.place)
            score += 2 * person.harmed + 3 * person.sure + 2 * (person.sex == phrase.sex)
            score -= 6 * (at.suffering and person.held)
            scores.append((score, person))
        scores.sort(key=lambda pair: -pair[0])
        if not scores or (len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN):
            return None
        return scores[0][1]

    def _of_name(self, phrase: Phrase) -> Person | None:
        for person in reversed(self.persons):
            if person.words and phrase.words and is_short_for(person.words, phrase.words) and _fits(person, phrase):
                return person
        return None

    def _spoken_of(self, phrase: Phrase, at: "_Place") -> Person | None:
        """Whom "the driver" or "his wife" means: the last of that noun, or one whom a general noun can mean."""
        near = [] if phrase.other else self._near(phrase, at, _FAR)
        if at.acting:
            near = [person for person in near if person.attacker or not person.harmed]
        elif at.suffering:
            near = [p for p in near if p.harmed and not p.attacker] or near
        if phrase.owner is not None:
            owner = self._at.get((at.sentence.index, phrase.owner))
            kin = [p for p in near if phrase.noun in p.nouns]
            kin = [p for p in kin if owner is None or not p.owners or owner.number in p.owners]
            return kin[-1] if kin else None
        same = [p for p in near if phrase.noun and phrase.noun in p.nouns] or [p for p in near if phrase.ages & p.ages]
        if same:
            return same[-1]
        if phrase.attacker:
            return next((p for p in reversed(near) if p.attacker), None)
        if phrase.noun in _VICTIMS:
            return next((p for p in reversed(near) if p.harmed and not p.attacker), None)
        if phrase.noun in _GENERAL or not phrase.noun:
            close = [p for p in near if at.place - p.seen[-1].place <= _REACH and p.sure and not p.speaks]
            return next((p for p in reversed(close) if p.harmed), None) or (close[-1] if close else None)
        return None

    def _near(self, phrase: Phrase, at: "_Place", reach: int) -> list[Person]:
        """Who may be meant, the last spoken of last: nobody of the same clause."""
        others = {id(self._at.get((at.sentence.index, j))) for j in beside(at.sentence, phrase)}
        found = [
            person
            for person in self.persons
            if at.place - person.seen[-1].place <= reach and id(person) not in others and _fits(person, phrase)
        ]
        return sorted(found, key=lambda person: (person.seen[-1].place, person.seen[-1].token))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands: its sentence, the sentence's place in the reading, and who does or suffers harm."""

    sentence: Sentence
    place: int
    acting: bool
    suffering: bool


def _fits(person: Person, phrase: Phrase) -> bool:
    """Whether the phrase can be of the person."""
    return not (
        (person.sex and phrase.sex and person.sex != phrase.sex)
        or (person.ages and phrase.ages and not person.ages & phrase.ages)
        or (person.child is not None and phrase.child is not None and person.child != phrase.child)
        or (phrase.words and person.words and not is_short_for(person.words, phrase.words))
    )


def _part(left: Person, right: Person) -> None:
    left.apart.add(right.number)
    right.apart.add(left.number)


def described(victims: Victims | None, mentioned: Sequence[Mentioned]) -> Victims | None:
    """Who is harmed, with what the report says of these persons elsewhere: a name, an age, that they did it."""
    if not mentioned:
        return victims
    persons = [one.person for one in mentioned]
    known = victims or Victims()
    names = tuple(person.name for person in persons if person.name and person.sure)
    ages = tuple(age for person in persons for age in sorted(person.ages)[:1])
    years = ages if not known.ages and len(ages) == len(persons) else known.ages
    groups = {"suspects"} if all(person.killer for person in persons) else set()
    if len(years) == len(persons) and max(years) < GROWN and all(_is_young(person) for person in persons):
        groups.add("children")
    found = replace(
        known,
        names=names if len(names) == len(persons) else known.names,
        ages=years,
        groups=tuple(sorted({*known.groups, *groups})) if groups else known.groups,
    )
    return None if found == Victims() else found


def _is_young(person: Person) -> bool:
    """Whether somebody's age tells of a child, and no word for them of a grown person ("his wife")."""
    return len(person.ages) == 1 and max(person.ages) < GROWN and person.nouns.isdisjoint(_GROWN_UP)
