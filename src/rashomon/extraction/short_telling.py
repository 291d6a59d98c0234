"""Groups in short texts with what came of them: "3 dead", "boy, 7, shot", "8 drones downed"."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extraction.short_deeds import death_of, of_acting, of_lives, of_possessive
from rashomon.extraction.short_groups import Group, group_at, groups_at, modified, together
from rashomon.extraction.short_outcomes import (
    MUNITIONS,
    OBJECTS,
    PEOPLE,
    SUFFERED_BY,
    Short,
    Told,
    outcome_after,
    part_shorts,
    severities,
    shorts,
)
from rashomon.extraction.short_pieces import Pieces
from rashomon.languages.lexicon import words
from rashomon.model.claim import Modality, Outcome, Scope


def told_at(pieces: Pieces, i: int, before: Sequence[Short]) -> tuple[int, list[Short]]:
    """What begins at piece i tells, and where it ends; `before` is what the line told so far."""
    last, found = _of_elliptic(pieces, i, before)
    if not found:
        last, found = of_acting(pieces, i)
    if not found:
        last, found = of_lives(pieces, i)
    if not found:
        last, found = _of_groups(pieces, i, before)
    if not found:
        last, found = of_possessive(pieces, i)
    if not found:
        return i, []
    found += death_of(pieces, last, found)
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
    return found if found and found[0].kind in (None, PEOPLE) and pieces[i + 1].quantity else []


def _among(pieces: Pieces, part: Sequence[Group], i: int) -> tuple[int, list[Short]]:
    """ "Two children among nine dead", "girl among the dead": a part, and its whole if that has a figure."""
    if pieces.word(i) in ("the", "those", "at"):
        i += 1
    whole = groups_at(pieces, i)
    told = outcome_after(pieces, whole[-1].last if whole else i, PEOPLE)
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


def _kind(found: Sequence[Group], before: Sequence[Short]) -> str:
    kind = found[-1].kind
    if kind is None and found[-1].lemma is None and before and before[-1].unit:
        return OBJECTS if before[-1].outcome in SUFFERED_BY[OBJECTS] else MUNITIONS
    return kind if kind in (MUNITIONS, OBJECTS) else PEOPLE


def _unit(found: Sequence[Group], before: Sequence[Short]) -> str | None:
    group = found[-1]
    if group.kind in (MUNITIONS, OBJECTS):
        return f"{group.narrowed} {group.lemma}" if group.narrowed else group.lemma
    return before[-1].unit if before and group.lemma is None else None


def _of_elliptic(pieces: Pieces, i: int, before: Sequence[Short]) -> tuple[int, list[Short]]:
    """A figure with only how it went, among those told as hurt: "9 hurt, two seriously"."""
    if pieces[i].quantity is None or not before:
        return i, []
    group = group_at(pieces, i)
    if group is None:
        return i, []
    told = outcome_after(pieces, group.last, PEOPLE)
    last = group.last
    severity = severities().get(pieces.word(last))
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
    groups = groups_at(pieces, j) or (modified(pieces, j) if opened else [])
    if not groups or whole.unit:
        return i, []
    bracketed = pieces.word(i) == "(" and pieces.word(groups[-1].last) == ")" and groups[-1].lemma is not None
    of_them = pieces.word(groups[0].first + 1) == "of" and pieces.word(groups[0].first + 2) in words(
        "en", "headlines", "told.them"
    )
    if not (opened or bracketed or of_them):
        return i, []
    severity = severities().get(pieces.word(groups[-1].last))
    if groups[-1].lemma is None and severity is None and not opened:
        return i, []
    last = groups[-1].last + (severity is not None)
    after = outcome_after(pieces, groups[-1].last, PEOPLE)
    if after is not None and after.outcome is not whole.outcome:
        return i, []
    told = Told(last, whole.outcome, whole.modality is Modality.HEDGED, severity=severity)
    return last, part_shorts(pieces, groups, told)
