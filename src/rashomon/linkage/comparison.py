"""Whether two mentions are of one incident: a readable list of features, each with its reason.

What forbids a link depends on the two mentions alone. All other scores fall, if anything, while more reports come
in, since names and places grow commoner.
"""

from collections.abc import Iterable
from datetime import timedelta
from math import inf, log

from rashomon.linkage import people, settings
from rashomon.linkage.drafts import excluding
from rashomon.linkage.profiles import Profile
from rashomon.linkage.rarity import Rarity
from rashomon.model.claim import Outcome
from rashomon.model.incident import Feature, Figure, Judgement, Link, Mention

#: The sum of the scores from which two mentions are the same incident, and up to which they are different
#: ones.
SAME, DIFFERENT = 3.0, 0.5

#: So many reports, or more, are no handful.
PRIOR_REPORTS = 300

#: What it may add at most that reports are few, so that two of them more likely speak of one incident, and by
#: how much it grows with fewer (per e-fold); from which scores on other features are clues that they do, and
#: from which one of place or names is enough.
TOGETHER, FEWER = 1.0, 0.35
_CLUES = {"place": 0.6, "time": 1.0, "names": 0.7, "victims": 1.0}
_STRONG = 1.2

_SHORT = timedelta(days=2)


def compare(left: Profile, right: Profile, rarity: Rarity, *, echo: str = "") -> Link:
    """The judgement on two mentions with its features.

    `echo` says in words that one repeats the other, where it does: then their dates are not compared, since
    the copy counts its days from another date of publication than the words were written on. A feature with
    the score -inf forbids the link whatever the others say.
    """
    one, other = left.mention, right.mention
    features = (
        *_report(one, other),
        *settings.place(left, right, rarity),
        *settings.streets(left, right),
        *(_echo(echo, one, other) if echo else settings.time(left, right)),
        *_event(one, other),
        *people.victims(left, right, rarity),
        *people.ages(left, right),
        *(() if echo else people.names(left, right, rarity)),
        *_figures(one.figures, other.figures),
        *settings.published(left, right),
    )
    features = (*features, *_together(features, one, other, rarity.documents))
    return Link(left=one.id, right=other.id, judgement=_judgement(features), features=features)


def score(link: Link) -> float:
    """The sum of a link's features; -inf where one forbids it."""
    return sum(feature.score for feature in link.features)


def points(link: Link) -> float:
    """The sum of the features that do not forbid."""
    return sum(feature.score for feature in link.features if feature.score != -inf)


def forbids(left: Profile, right: Profile, *, echo: bool = False) -> bool:
    """Whether a feature forbids that two mentions are of one incident: `compare` gives one -inf."""
    return (
        left.mention.document_id == right.mention.document_id
        or _exclude(left, right)
        or (not echo and settings.other_time(left, right))
        or settings.other_place(left, right)
    )


def settings_forbid(left: Profile, right: Profile) -> bool:
    """Whether events, times and places that two mentions give for themselves forbid it: if not, nothing else does."""
    return _exclude(left, right) or settings.apart(left, right)


def _exclude(left: Profile, right: Profile) -> bool:
    return excluding(set(left.mention.events), set(right.mention.events))


def _judgement(features: tuple[Feature, ...]) -> Judgement:
    total = sum(feature.score for feature in features)
    if total >= SAME:
        return Judgement.SAME
    return Judgement.DIFFERENT if total <= DIFFERENT else Judgement.UNSURE


def _report(left: Mention, right: Mention) -> Iterable[Feature]:
    if left.document_id == right.document_id:
        yield Feature(name="report", score=-inf, detail="one report tells the two apart")


def _echo(reason: str, left: Mention, right: Mention) -> Iterable[Feature]:
    """Of words that say neither when nor where nor how many, many are a site's and no report's."""
    telling = [mention for mention in (left, right) if mention.place or mention.time or mention.figures]
    yield Feature(name="echo", score=4.0 if telling else 1.0, detail=reason)


def _event(left: Mention, right: Mention) -> Iterable[Feature]:
    if not left.events or not right.events:
        return
    shared = [event for event in left.events if event in right.events]
    both = f"{left.events[0]} and {right.events[0]}"
    if excluding(set(left.events), set(right.events)):
        yield Feature(name="event", score=-inf, detail=f"{both} exclude each other")
    elif shared:
        yield Feature(name="event", score=0.7, detail=f"both tell of a {shared[0]}")
    elif left.family is right.family:
        yield Feature(name="event", score=0.3, detail=f"{both} may be one event under two names")
    else:
        yield Feature(name="event", score=-0.7, detail=f"{both} are events of different kinds")


def _figures(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> Iterable[Feature]:
    """The same toll speaks for one incident; a different one may be another account, and forbids nothing."""
    for outcome in sorted({figure.outcome for figure in left} & {figure.outcome for figure in right}):
        here = [figure for figure in left if figure.outcome is outcome]
        there = [figure for figure in right if figure.outcome is outcome]
        same = [figure for figure in here if figure in there]
        if same:
            detail = f"both give {_figure(same[0])} {outcome}"
            yield Feature(name="figures", score=_figure_points(same[0], outcome), detail=detail)
        else:
            detail = f"{_figure(here[0])} and {_figure(there[0])} {outcome}"
            yield Feature(name="figures", score=-0.2, detail=detail)


def _figure_points(figure: Figure, outcome: Outcome) -> float:
    """A small toll is common among incidents, a large one is nearly a name."""
    known = max(figure.lower or 0, figure.upper or 0)
    if outcome is Outcome.KILLED:
        return 0.5 if known <= 1 else 0.8 if known <= 4 else 1.3
    points = 0.2 if known <= 1 else 0.4 if known <= 4 else 1.0
    return points if outcome is Outcome.INJURED else points / 2


def _figure(figure: Figure) -> str:
    if figure.lower == figure.upper:
        return str(figure.lower)
    if figure.upper is None:
        return f"at least {figure.lower}"
    return f"{figure.lower}–{figure.upper}" if figure.lower is not None else f"at most {figure.upper}"


def _together(found: tuple[Feature, ...], left: Mention, right: Mention, documents: int | None) -> Iterable[Feature]:
    """Of a handful of reports read together, more speak of one incident than of thousands.

    This only adds to what the two say: two clues of place, time and names, or one strong one, in reports of
    the same days.
    """
    if documents is None or left.published is None or right.published is None:
        return
    clues = sum(_CLUES[feature.name] <= feature.score for feature in found if feature.name in _CLUES)
    strong = any(feature.score >= _STRONG for feature in found if feature.name in ("place", "names"))
    if (clues >= 2 or strong) and abs(left.published - right.published) <= _SHORT:
        points = min(TOGETHER, FEWER * log(PRIOR_REPORTS / max(2, documents)))
        yield Feature(name="together", score=round(points, 3), detail=f"about {documents} reports are read together")
