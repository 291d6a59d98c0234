"""Victims, names and ages that two mentions have in common, or do not."""

from collections.abc import Iterable

from rashomon.linkage.blocking import name_key
from rashomon.linkage.names import hidden
from rashomon.linkage.profiles import Profile
from rashomon.linkage.rarity import Rarity
from rashomon.model.incident import Feature

#: Points for the names of victims, by weight, and the most that they and other names can give.
VICTIMS, MOST = 0.35, 4.0

#: A single word may be anybody's first name: so much less, and at least this.
ALONE, LEAST = 0.9, 0.2

#: Points for other names: by their weight, and by the part that they are of the names of the mention that has
#: fewer; as if it had so much weight more, and each of its names this weight.
WEIGHT, PART, MORE, EACH = 0.1, 3.0, 10.0, 5.0

#: Names: of so many that both could share, so small a part by weight is what any two reports of a war share.
MANY, FEW = 5, 0.15

#: Names beyond the place's own, or one of a victim, that two reports share where one is a follow-up of the other.
FOLLOWED = 2


def shared_victims(left: Profile, right: Profile) -> frozenset[str]:
    """The names of victims of one that the other has too, as victims or otherwise."""
    mine, other = left.mention.victims, right.mention.victims
    return (mine & right.names) | (other & left.names) if mine or other else frozenset()


def shared_names(left: Profile, right: Profile) -> frozenset[str]:
    """The words of names that both have, but for those of the places of either."""
    return (left.mention.words & right.mention.words) - left.place_words - right.place_words


def follows(left: Profile, right: Profile) -> bool:
    """Whether the two share names as a report and its follow-up do."""
    return len(shared_names(left, right)) >= FOLLOWED or bool(shared_victims(left, right))


def victims(left: Profile, right: Profile, rarity: Rarity) -> Iterable[Feature]:
    """The names of the dead tell one incident from another better than anything, and are not shown."""
    shared = shared_victims(left, right)
    if shared:
        points = VICTIMS * sum(rarity.weight(name_key(name)) for name in sorted(shared))
        points = min(MOST, points) if len(shared) > 1 else max(LEAST, points - ALONE)
        count = "a word" if len(shared) == 1 else f"{len(shared)} words"
        yield Feature(name="victims", score=round(points, 3), detail=f"{count} of the victims' names in both")
    elif min(len(left.mention.victims), len(right.mention.victims)) >= 2:
        yield Feature(name="victims", score=-1.5, detail="they name other victims")


def ages(left: Profile, right: Profile) -> Iterable[Feature]:
    """The ages of victims: all of the fewer in common are nearly a name, and none within a year are others'."""
    mine, others = set(left.mention.ages), set(right.mention.ages)
    if not mine or not others:
        return
    shared = sorted(mine & others)
    if shared:
        whole = len(shared) == min(len(mine), len(others))
        points = 0.2 if not whole else 1.0 if len(shared) == 1 else 1.5
        listed = ", ".join(map(str, shared))
        yield Feature(name="ages", score=points, detail=f"victims aged {listed} in both")
    elif _other_ages(left.mention.ages, right.mention.ages):
        yield Feature(name="ages", score=-1.2, detail="their victims are of other ages")
    else:
        yield Feature(name="ages", score=-0.4, detail="their victims are nearly of one age")


def _other_ages(mine: tuple[int, ...], others: tuple[int, ...]) -> bool:
    return all(abs(one - other) > 1 for one in mine for other in others)


def names(left: Profile, right: Profile, rarity: Rarity) -> Iterable[Feature]:
    """Names that both have, beyond the place's own; that they share none tells where both have several."""
    places = left.place_words | right.place_words
    fewer = min(len(left.mention.words - places), len(right.mention.words - places))
    weights = {word: rarity.weight(name_key(hidden(word))) for word in shared_names(left, right)}
    shared = sorted((word for word in weights if weights[word]), key=lambda word: (-weights[word], word))
    if shared:
        weight, extent = sum(weights[word] for word in shared), fewer * EACH
        points = min(MOST, WEIGHT * weight + PART * weight / (extent + MORE))
        if fewer >= MANY and weight < FEW * extent:
            points -= 1.0
        listed = ", ".join(shared[:5]) + (f" and {len(shared) - 5} more" if len(shared) > 5 else "")
        yield Feature(name="names", score=round(points, 3), detail=f"both have {listed}")
    elif fewer >= 4 and not shared_victims(left, right):
        yield Feature(name="names", score=-1.0, detail="they share no name")
