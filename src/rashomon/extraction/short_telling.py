"""Groups in short texts with what came of them: "3 dead", "boy, 7, shot", "kills five", "8 drones downed"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction.short_groups import Group, group_at, groups_at, together
from rashomon.extraction.short_pieces import Pieces, is_acting, match, one_person, phrases
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality, Outcome, Quantity, Scope, Severity, Victims
from rashomon.model.text import Span

#: Words that may stand between a group and what happened to it.
_BETWEEN = 4

#: What each kind of group may suffer; groups without a noun are people, or the things named before them.
_PEOPLE, _MUNITIONS, _OBJECTS = "people", "munitions", "objects"

_ACTING_ON = {
    _MUNITIONS: frozenset({Outcome.INTERCEPTED, Outcome.LAUNCHED}),
    _OBJECTS: frozenset({Outcome.DESTROYED, Outcome.DAMAGED}),
    _PEOPLE: frozenset({
        Outcome.KILLED, Outcome.INJURED, Outcome.TRAPPED, Outcome.DISPLACED, Outcome.DETAINED,
        Outcome.ABDUCTED, Outcome.RESCUED, Outcome.RELEASED, Outcome.EVACUATED,
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A figure with its outcome, and the words that say so. `unit` is the noun of a thing."""

    outcome: Outcome
    evidence: Span
    quantity: Quantity
    scope: Scope = Scope.TOTAL
    modality: Modality = Modality.ASSERTED
    victims: Victims | None = None
    unit: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a group up to piece `last`."""

    last: int
    outcome: Outcome
    hedged: bool = False
    added: bool = False
    severity: Severity | None = None


def told_at(pieces: Pieces, i: int, before: Sequence[Short]) -> tuple[int, list[Short]]:
    """What begins at piece i tells, and where it ends; `before` is what the line told so far."""
    last, found = _of_elliptic(pieces, i, before)
    if not found:
        last, found = _of_acting(pieces, i)
    if not found:
        last, found = _of_lives(pieces, i)
    if not found:
        last, found = _of_groups(pieces, i, before)
    if not found:
        last, found = _of_possessive(pieces, i)
    if not found:
        return i, []
    found += _death_of(pieces, last, found)
    end, parts = _parts(pieces, last, found[0])
    return end, found + parts


def _of_groups(pieces: Pieces, i: int, before: Sequence[Short]) -> tuple[int, list[Short]]:
    """ "3 dead", "woman, 2 children shot dead", "two children among nine dead"."""
    if pieces[i].quantity is None and pieces.word(i - 1) in ("no", "by"):
        return i, []
    found = groups_at(pieces, i)
    if not found:
        return i, []
    last = found[-1].last
    if pieces.word(last) == "among":
        return _among(pieces, found, last + 1)
    inserted, last = _inserted(pieces, last)
    told = outcome_after(pieces, last, _kind(found, before))
    if told is None:
        return i, []
    if company := _company(pieces, told.last):
        found, told = [*found, *company], replace(told, last=company[-1].last)
    read = list(shorts(pieces, found, told, _unit(found, before)))
    return told.last, [*read, *part_shorts(pieces, inserted, told)]


def _inserted(pieces: Pieces, i: int) -> tuple[list[Group], int]:
    """Parts between the group and what happened to it: "nine men, including two guards, killed"."""
    j = i + (pieces.word(i) in (",", "("))
    if pieces.word(j) not in words("en", "headlines", "told.including"):
        return [], i
    parts = groups_at(pieces, j + 1)
    if not parts:
        return [], i
    last = parts[-1].last
    return parts, last + (pieces.word(last) in (",", ")"))


def _company(pieces: Pieces, i: int) -> list[Group]:
    """Those who suffered it too: "killed along with seven others"."""
    if pieces.word(i) in ("along", "together"):
        i += 1
    if pieces.word(i) not in ("with", "alongside"):
        return []
    found = groups_at(pieces, i + 1)
    return found if found and found[0].kind in (None, _PEOPLE) and pieces[i + 1].quantity else []


def _among(pieces: Pieces, part: Sequence[Group], i: int) -> tuple[int, list[Short]]:
    """ "Two children among nine dead", "girl among the dead": a part, and its whole if that has a figure."""
    if pieces.word(i) in ("the", "those", "at"):
        i += 1
    whole = groups_at(pieces, i)
    told = outcome_after(pieces, whole[-1].last if whole else i, _PEOPLE)
    if told is None:
        return i, []
    found = list(shorts(pieces, whole, told, None)) if whole else []
    evidence = pieces.span(part[0].first, told.last - 1)
    for group, _ in together(pieces, part)[:1]:
        found.append(
            Short(
                outcome=told.outcome,
                evidence=evidence,
                quantity=group.quantity,
                scope=Scope.SUBSET,
                victims=group.victims(),
                modality=Modality.HEDGED if told.hedged else Modality.ASSERTED,
            )
        )
    return told.last, found


def outcome_after(pieces: Pieces, i: int, kind: str) -> Told | None:
    """What is told, from piece i on, of a group of that kind that ends there."""
    hedged = added = False
    severity: Severity | None = None
    for j in range(i, i + _BETWEEN + 1):
        found = match(pieces, j, phrases(f"after.{kind}"))
        if found is not None and not (kind == _PEOPLE and _has_object(pieces, found[0], j)):
            last, outcome = found
            severity = severity or _severity(pieces, j, last)
            if severity is None and pieces.word(last) in _severities():
                severity, last = _severities()[pieces.word(last)], last + 1
            return Told(last, Outcome(outcome), hedged, added, severity)
        word = pieces.word(j)
        if word in words("en", "headlines", "told.hedged"):
            hedged = True
        elif word in words("en", "headlines", "told.adding"):
            added = True
        elif word in _severities():
            severity = _severities()[word]
        elif word not in words("en", "headlines", "told.words") and not (word == "," and j == i):
            return None
    return None


def _has_object(pieces: Pieces, i: int, verb: int) -> bool:
    """Whether whoever stands before the verb did it to those who follow: "man shot his brother"."""
    if not is_acting(pieces.word(verb)):
        return False
    if pieces.word(i) in words("en", "headlines", "object.opens"):
        return True
    group = group_at(pieces, i)
    return group is not None and outcome_after(pieces, group.last, _PEOPLE) is None


@cache
def _severities() -> dict[str, Severity]:
    told = table("en", "events")["severity"]
    return {word: Severity(name) for name, listed in told.items() for word in listed}


@cache
def _acting_rows() -> dict[str, tuple[Outcome, ...]]:
    """Acting words → the outcomes that they may tell, as their object is."""
    found: dict[str, tuple[Outcome, ...]] = {}
    for name, listed in table("en", "headlines")["acting"].items():
        for phrase in listed:
            found[phrase] = (*found.get(phrase, ()), Outcome(name))
    return found


def _severity(pieces: Pieces, first: int, last: int) -> Severity | None:
    return next(
        (_severities()[word] for j in range(first, last) if (word := pieces.word(j)) in _severities()), None
    )


def _kind(found: Sequence[Group], before: Sequence[Short]) -> str:
    kind = found[-1].kind
    if kind is None and found[-1].lemma is None and before and before[-1].unit:
        return _OBJECTS if before[-1].outcome in _ACTING_ON[_OBJECTS] else _MUNITIONS
    return kind if kind in (_MUNITIONS, _OBJECTS) else _PEOPLE


def _unit(found: Sequence[Group], before: Sequence[Short]) -> str | None:
    group = found[-1]
    if group.kind in (_MUNITIONS, _OBJECTS):
        return f"{group.narrowed} {group.lemma}" if group.narrowed else group.lemma
    return before[-1].unit if before and group.lemma is None else None


def shorts(
    pieces: Pieces, found: Sequence[Group], told: Told, unit: str | None, *, first: int | None = None
) -> Iterator[Short]:
    """One short for the sum of the groups, then one for each of several; things count each for itself."""
    kinds = {group.kind for group in found}
    rows = [(g, False) for g in found] if kinds & {_MUNITIONS, _OBJECTS} else together(pieces, found)
    start = found[0].first if first is None else first
    evidence = pieces.span(start, max(told.last, found[-1].last) - 1)
    for group, part in rows:
        thing = group.lemma if group.kind in (_MUNITIONS, _OBJECTS) else unit
        if group.narrowed and thing == group.lemma:
            thing = f"{group.narrowed} {thing}"
        quantity = group.quantity
        unreported = quantity.modifier == "no reports"
        if not unreported and quantity.lower is None and quantity.upper is None:
            continue
        yield Short(
            outcome=told.outcome,
            evidence=evidence,
            quantity=quantity,
            scope=Scope.SUBSET if part else Scope.INCREMENT if group.added or told.added else Scope.TOTAL,
            modality=Modality.HEDGED if told.hedged else Modality.ASSERTED,
            victims=_with_severity(group.victims(), told),
            unit=thing,
            negated=unreported,
        )


def _with_severity(victims: Victims | None, told: Told) -> Victims | None:
    if told.severity is None or told.outcome is not Outcome.INJURED:
        return victims
    return replace(victims or Victims(), severity=told.severity)


def _of_acting(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Blast kills five", "killing 3, wounding 9", "downed 6 of 8 drones", "death of teen"."""
    found = match(pieces, i, phrases("acting"))
    if found is None:
        return i, []
    last = found[0]
    if pieces.word(last) in ("his", "her", "their", "a", "an", "the"):
        last += 1
    groups = groups_at(pieces, last) or _modified(pieces, last)
    if not groups or not _whole(pieces, groups) or _is_compound(pieces, i, last, groups[0]):
        return i, []
    kind = groups[0].kind or _PEOPLE
    outcome = _acting_outcome(pieces, i, found[0], kind)
    if outcome is None:
        return i, []
    told = Told(groups[-1].last, outcome)
    after = outcome_after(pieces, groups[-1].last, kind if kind in (_MUNITIONS, _OBJECTS) else _PEOPLE)
    if after is not None and after.outcome is not outcome:
        return i, []
    if outcome is Outcome.KILLED and (own := _oneself(pieces, groups[-1].last)):
        groups = [*groups, own]
        told = replace(told, last=own.last)
    return groups[-1].last, list(shorts(pieces, groups, told, None, first=i))


def _is_compound(pieces: Pieces, i: int, last: int, group: Group) -> bool:
    """Whether the acting word only names a kind of person: "shooting suspect", "stabbing victim"."""
    if last != i + 1 or not pieces.word(i).endswith("ing") or pieces[group.first].quantity is not None:
        return False
    if group.lemma in words("en", "headlines", "compound.nouns"):
        return True
    return (
        i > 0
        and pieces.is_word(i - 1)
        and pieces.word(i - 1) not in words("en", "headlines", "compound.after")
    )


def _oneself(pieces: Pieces, i: int) -> Group | None:
    """The one who did it, dead too: "kills wife, 2 sons, then himself"."""
    for j in range(i, i + 5):
        word = pieces.word(j)
        if word in words("en", "headlines", "oneself.pronouns"):
            span = pieces.span(j, j)
            return Group(j, j + 1, Quantity(span=span, raw=span.text, lower=1, upper=1))
        if word not in words("en", "headlines", "oneself.before"):
            return None
    return None


def _of_possessive(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Teen's shooting death", "15-year-old's murder"."""
    piece = pieces[i]
    word = piece.word
    if not word.endswith("'s") or not one_person(word.removesuffix("'s")):
        return i, []
    for j in range(i + 1, i + 4):
        outcome = _deeds().get(pieces.word(j))
        if outcome is not None:
            fatal = any(pieces.word(k) in ("fatal", "deadly") for k in range(i + 1, j))
            if outcome is Outcome.INJURED and pieces.word(j + 1) in ("death", "suspect", "victim"):
                continue
            span = pieces.span(i, i)
            quantity = Quantity(span=span, raw=span.text, lower=1, upper=1)
            evidence = pieces.span(i, j)
            return j + 1, [
                Short(outcome=Outcome.KILLED if fatal else outcome, evidence=evidence, quantity=quantity)
            ]
        if pieces.word(j) not in words("en", "headlines", "deeds.before"):
            return i, []
    return i, []


@cache
def _deeds() -> dict[str, Outcome]:
    """Nouns of what was done to somebody: "death", "murder", "shooting"."""
    return {
        word: Outcome(name)
        for name in ("killed", "injured")
        for word in table("en", "headlines")["deeds"][name]
    }


def _death_of(pieces: Pieces, i: int, found: Sequence[Short]) -> list[Short]:
    """ "Boy, 7, shot in the head, dies": the death of the one just told to be hurt."""
    hurt = found[0]
    if len(found) != 1 or hurt.outcome is not Outcome.INJURED or hurt.quantity.upper != 1 or hurt.negated:
        return []
    for j in range(i, min(i + 9, len(pieces))):
        word = pieces.word(j)
        dead = word in words("en", "headlines", "deeds.dies") or (
            word == "killed" and pieces.word(j - 1) == ","
        )
        if dead:
            start = hurt.evidence.start - pieces.sentence.span.start
            text = pieces.sentence.span.text
            evidence = Span.of(text, start, pieces[j].end).shifted(pieces.sentence.span.start)
            return [replace(hurt, outcome=Outcome.KILLED, evidence=evidence, victims=_unhurt(hurt.victims))]
        if pieces[j].quantity is not None or (group_at(pieces, j) and pieces.word(j - 1) not in ("by", "of")):
            return []
        if word in (".", ";", ":"):
            return []
    return []


def _unhurt(victims: Victims | None) -> Victims | None:
    return replace(victims, severity=None) if victims and (victims.groups or victims.ages) else None


def _acting_outcome(pieces: Pieces, i: int, end: int, kind: str) -> Outcome | None:
    """The outcome of the acting words for groups of that kind: "destroyed 3 drones" intercepts them."""
    allowed = _ACTING_ON.get(kind, frozenset())
    outcomes = _acting_rows()[" ".join(pieces.word(j) for j in range(i, end))]
    return next((outcome for outcome in outcomes if outcome in allowed), None)


def _modified(pieces: Pieces, i: int) -> list[Group]:
    """One person after words that tell of them: "shooting death of Brooklyn teen"."""
    group = group_at(pieces, i, joined=True)
    return [group] if group is not None else []


def _whole(pieces: Pieces, groups: Sequence[Group]) -> bool:
    """Whether the figure counts people or things, rather than a noun that no list knows ("kills 3 jobs")."""
    group = groups[-1]
    if group.lemma is not None or group.other:
        return True
    following = pieces[group.last]
    if not pieces.is_word(group.last) or following.word in words("en", "headlines", "function.words"):
        return True
    if following.word in words("en", "nouns", "others.nouns"):
        return False
    return following.capital or following.word.endswith("ly") or following.word.endswith("ing")


def _of_lives(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Flood claims 12 lives"."""
    if pieces.word(i) not in words("en", "headlines", "lives.verbs"):
        return i, []
    quantity = pieces[i + 1].quantity
    last = i + 2
    while pieces.word(last) in words("en", "headlines", "told.adding"):
        last += 1
    if quantity is None or pieces.word(last) not in words("en", "headlines", "lives.nouns"):
        return i, []
    group = Group(i + 1, last + 1, quantity, added=last > i + 2)
    return last + 1, list(shorts(pieces, [group], Told(last + 1, Outcome.KILLED), None, first=i))


def _of_elliptic(pieces: Pieces, i: int, before: Sequence[Short]) -> tuple[int, list[Short]]:
    """A figure with only how it went, among those told as hurt: "9 hurt, two seriously"."""
    if pieces[i].quantity is None or not before:
        return i, []
    group = group_at(pieces, i)
    if group is None:
        return i, []
    told = outcome_after(pieces, group.last, _PEOPLE)
    last = group.last
    severity = _severities().get(pieces.word(last))
    if not any(one.outcome is Outcome.INJURED and one.scope is not Scope.SUBSET for one in before):
        return i, []
    if told is None and severity is not None:
        told = Told(last + 1, Outcome.INJURED, severity=severity)
    if told is None or told.outcome is not Outcome.INJURED or told.severity is None:
        return i, []
    found = shorts(pieces, [group], told, None)
    return told.last, [replace(short, scope=Scope.SUBSET) for short in found]


def _parts(pieces: Pieces, i: int, whole: Short) -> tuple[int, list[Short]]:
    """Parts told behind the whole: ", including 4 children", "(2 children)", ", 3 of them women"."""
    j = i
    while pieces.word(j) in (",", "(", "–", "—", "-"):
        j += 1
    opened = pieces.word(j) in words("en", "headlines", "told.including")
    if opened:
        j += 1 + (pieces.word(j + 1) == ".")
    elif pieces.word(j) == "among" and pieces.word(j + 1) in words("en", "headlines", "told.them"):
        j, opened = j + 2, True
    groups = groups_at(pieces, j) or (_modified(pieces, j) if opened else [])
    if not groups or whole.unit:
        return i, []
    bracketed = pieces.word(i) == "(" and pieces.word(groups[-1].last) == ")" and groups[-1].lemma is not None
    of_them = pieces.word(groups[0].first + 1) == "of" and pieces.word(groups[0].first + 2) in words(
        "en", "headlines", "told.them"
    )
    if not (opened or bracketed or of_them):
        return i, []
    severity = _severities().get(pieces.word(groups[-1].last))
    if groups[-1].lemma is None and severity is None and not opened:
        return i, []
    last = groups[-1].last + (severity is not None)
    after = outcome_after(pieces, groups[-1].last, _PEOPLE)
    if after is not None and after.outcome is not whole.outcome:
        return i, []
    told = Told(last, whole.outcome, whole.modality is Modality.HEDGED, severity=severity)
    return last, part_shorts(pieces, groups, told)


def part_shorts(pieces: Pieces, parts: Sequence[Group], told: Told) -> list[Short]:
    """Each group as a part of what was told of all."""
    return [
        Short(
            outcome=told.outcome,
            evidence=pieces.span(group.first, group.last - 1),
            quantity=group.quantity,
            scope=Scope.SUBSET,
            modality=Modality.HEDGED if told.hedged else Modality.ASSERTED,
            victims=_with_severity(group.victims(), told),
        )
        for group in parts
        if group.quantity.lower is not None or group.quantity.upper is not None
    ]
