"""Whether two mentions are of one incident: a readable list of features, each with its reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf, log

from rashomon.languages.lexicon import words
from rashomon.linkage.drafts import excluding
from rashomon.linkage.names import hidden
from rashomon.linkage.overlap import Standing, clock, distance_km, gap, is_wide, place_standing
from rashomon.model.claim import Outcome, PlacePrecision, Toponym
from rashomon.model.incident import Feature, Figure, Judgement, Link, Mention

#: The sum of the scores from which two mentions are the same incident, and up to which they are different
#: ones.
SAME, DIFFERENT = 3.0, 0.5

#: Kilometres, beyond the extent of both: two accounts name the suburb or the city, but not another city.
NEAR_KM = 8.0

#: Days between two dates that may still be one night told by its evening and by its morning.
ONE_NIGHT = timedelta(days=1)

#: A handful of reports cannot tell which names are rare: as if so many other reports had been read before, of
#: which one in PRIOR_SHARE has any name.
PRIOR_REPORTS, PRIOR_SHARE = 300, 500

#: Weights of names: of so many that both could share, so small a part is what any two reports of a war share.
MANY, FEW = 25.0, 0.15

#: A report tells of what happened this long before; what is older is told as the past of the news.
NEWS_DAYS = timedelta(days=3)

#: What it may add at most that reports are few, so that two of them more likely speak of one incident, and by
#: how much it grows with fewer (per e-fold); from which scores on other features are clues that they do, and
#: from which one of place or names is enough.
TOGETHER, FEWER = 1.0, 0.35
_CLUES = {"place": 0.6, "time": 1.0, "names": 0.7, "victims": 1.0}
_STRONG = 1.2

#: Many incidents end in one hospital.
_HOSPITAL = words("en", "linkage", "aftermath.hospitals")

_SHORT, _WEEK = timedelta(days=2), timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of how many documents each name stands (as `hidden` hashes it), and each place."""

    documents: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> "Rarity":
        """The rarity of the names of these mentions, counted once a document."""
        by_document: dict[str, set[str]] = {}
        for mention in mentions:
            by_document.setdefault(mention.document_id, set()).update(_names_of(mention))
            by_document[mention.document_id].update(map(_place_key, _places(mention)))
        return cls(len(by_document), Counter(word for words in by_document.values() for word in words))

    def weight(self, name: str) -> float:
        """How much it tells that two mentions share the name: minus the logarithm of how many do."""
        share = (self.counts.get(name, 0) + PRIOR_REPORTS / PRIOR_SHARE) / (self.documents + PRIOR_REPORTS)
        return -log(min(1.0, share))

    def share_of_most(self, name: str) -> float:
        """The weight as a part, 0 to 1, of the weight of a name that no report has had."""
        return min(1.0, self.weight(name) / log(PRIOR_SHARE))


def _place_key(place: Toponym) -> str:
    return f"place:{place.gazetteer_id or place.name.casefold()}"


def _names_of(mention: Mention) -> frozenset[str]:
    return mention.victims | frozenset(map(hidden, mention.words))


def compare(left: Mention, right: Mention, rarity: Rarity, *, echo: str = "") -> Link:
    """The judgement on two mentions with its features.

    `echo` says in words that one repeats the other, where it does: then their dates are not compared, since
    the copy counts its days from another date of publication than the words were written on. A feature with
    the score -inf forbids the link whatever the others say.
    """
    features = (
        *_report(left, right),
        *_place(left, right, rarity),
        *(_echo(echo, left, right) if echo else _time(left, right)),
        *_event(left, right),
        *_victims(left, right, rarity),
        *(() if echo else _names(left, right, rarity)),
        *_figures(left.figures, right.figures),
        *_published(left, right),
    )
    features = (*features, *_together(features, left, right, rarity.documents))
    return Link(left=left.claim_ids[0], right=right.claim_ids[0], judgement=_judgement(features), features=features)


def score(link: Link) -> float:
    """The sum of a link's features; -inf where one forbids it."""
    return sum(feature.score for feature in link.features)


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


def _place(left: Mention, right: Mention, rarity: Rarity) -> Iterable[Feature]:
    """The standing of the two places that agree best: a report may name a town, a street and a hospital."""
    pairs = [(here, there) for here in _places(left) for there in _places(right)]
    if not pairs:
        return
    standings = [place_standing(here, there, near_km=NEAR_KM) for here, there in pairs]
    best = min(range(len(pairs)), key=lambda i: (_BEST.index(standings[i]), -_same_place(*pairs[i])))
    here, there = pairs[best]
    standing = standings[best]
    names = here.name if here.name == there.name else f"{here.name} and {there.name}"
    apart = distance_km(here, there)
    if standing is Standing.APART:
        far = f", {apart:.0f} km apart" if apart is not None else ""
        yield Feature(name="place", score=-inf, detail=f"{names} are different places{far}")
    elif standing is Standing.SAME:
        points = _same_place(here, there) * min(rarity.share_of_most(_place_key(p)) for p in (here, there))
        yield Feature(name="place", score=round(points, 3), detail=f"both in {names}")
    elif standing is Standing.NEAR:
        yield Feature(name="place", score=-0.7, detail=f"{names} are close by ({apart or 0:.0f} km)")
    elif standing is Standing.CONTAINS:
        yield Feature(name="place", score=0.3, detail=f"of {names} one lies in the other")


_BEST = (Standing.SAME, Standing.NEAR, Standing.CONTAINS, Standing.UNKNOWN, Standing.APART)


def _places(mention: Mention) -> tuple[Toponym, ...]:
    return mention.places or ((mention.place,) if mention.place else ())


def _same_place(left: Toponym, right: Toponym) -> float:
    if PlacePrecision.COUNTRY in (left.precision, right.precision):
        return 0.2
    if is_wide(left) or is_wide(right) or not _HOSPITAL.isdisjoint(left.name.lower().split()):
        return 0.6
    return 2.0


def _time(left: Mention, right: Mention) -> Iterable[Feature]:
    apart = gap((left.earliest, left.latest), (right.earliest, right.latest))
    if apart is None:
        yield from _clock(left, right)
        return
    days = f"{_said(left)} and {_said(right)}"
    if apart > ONE_NIGHT:
        follow_up = _may_be_news_day(left, right) or _may_be_news_day(right, left)
        points = -2.0 if follow_up and _shared_victims(left, right) else -inf
        yield Feature(name="time", score=points, detail=f"{days} are {apart.days} days apart")
    elif apart > timedelta(0) or _only_touch(left, right):
        yield Feature(name="time", score=-1.5, detail=f"{days} follow on each other")
    else:
        width = max(_width(left), _width(right))
        points = 2.0 if width <= _SHORT else 1.0 if width <= _WEEK else 0.2
        # On one day much happens: without a place that both give, the day says half as much.
        yield Feature(name="time", score=points if _one_place(left, right) else points / 2, detail=f"{days} meet")


def _one_place(left: Mention, right: Mention) -> bool:
    return any(
        place_standing(here, there, near_km=0) is Standing.SAME and not is_wide(here)
        for here in _places(left)
        for there in _places(right)
    )


def _may_be_news_day(late: Mention, early: Mention) -> bool:
    """Whether a follow-up's date is counted from its own day, long after the other's.

    Then it may be that of a court or a hospital, and not of what happened.
    """
    if late.time is None or late.time.anchor is None or late.published is None or early.published is None:
        return False
    if late.earliest is None or early.earliest is None or late.earliest < early.earliest:
        return False
    own = late.published.replace(tzinfo=None) - late.earliest
    return own <= NEWS_DAYS and late.published - early.published > NEWS_DAYS


def _only_touch(left: Mention, right: Mention) -> bool:
    return left.latest == right.earliest or right.latest == left.earliest


def _width(mention: Mention) -> timedelta:
    if mention.earliest is None or mention.latest is None:
        return timedelta.max
    return mention.latest - mention.earliest


def _said(mention: Mention) -> str:
    """The interval as a day or two days; the words of the text where it has no date."""
    if mention.earliest is None and mention.latest is None:
        return f"“{mention.time.raw}”" if mention.time else "no time"
    first = f"{mention.earliest:%Y-%m-%d}" if mention.earliest else "…"
    if mention.latest is None:
        return f"{first} to …"
    last = f"{mention.latest - timedelta(seconds=1):%Y-%m-%d}"
    return first if first == last else f"{first} to {last}"


def _clock(left: Mention, right: Mention) -> Iterable[Feature]:
    """Weekdays without a date: little for, and something against."""
    if left.time is None or right.time is None:
        return
    here, there = clock(left.time).weekday, clock(right.time).weekday
    if here is None or there is None:
        return
    raw = f"“{left.time.raw}” and “{right.time.raw}”"
    if here == there:
        yield Feature(name="time", score=0.7, detail=f"the same weekday: {raw}")
    else:
        yield Feature(name="time", score=-1.5, detail=f"different weekdays: {raw}")


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


def _shared_victims(left: Mention, right: Mention) -> frozenset[str]:
    """The names of victims of one that the other has too, as victims or otherwise."""
    if not left.victims and not right.victims:
        return frozenset()
    return (left.victims & _names_of(right)) | (right.victims & _names_of(left))


def _victims(left: Mention, right: Mention, rarity: Rarity) -> Iterable[Feature]:
    """The names of the dead tell one incident from another better than anything, and are not shown."""
    shared = _shared_victims(left, right)
    if shared:
        points = min(4.0, 0.35 * sum(map(rarity.weight, sorted(shared))))
        count = "a word" if len(shared) == 1 else f"{len(shared)} words"
        yield Feature(name="victims", score=round(points, 3), detail=f"{count} of the victims' names in both")
    elif min(len(left.victims), len(right.victims)) >= 2:
        yield Feature(name="victims", score=-1.5, detail="they name other victims")


def _names(left: Mention, right: Mention, rarity: Rarity) -> Iterable[Feature]:
    """Names that both have, beyond the place's own; that they share none tells where both have several."""
    places = _place_words(left) | _place_words(right)
    mine, other = ({word: rarity.weight(hidden(word)) for word in mention.words - places} for mention in (left, right))
    shared = sorted(mine.keys() & other.keys(), key=lambda word: (-mine[word], word))
    weight = sum(mine[word] for word in shared)
    if shared:
        extent = min(sum(mine[word] for word in sorted(mine)), sum(other[word] for word in sorted(other)))
        points = min(4.0, 0.1 * weight + 3.0 * weight / (extent + 10.0))
        if extent >= MANY and weight < FEW * extent:
            points -= 1.0
        listed = ", ".join(shared[:5]) + (f" and {len(shared) - 5} more" if len(shared) > 5 else "")
        yield Feature(name="names", score=round(points, 3), detail=f"both have {listed}")
    elif min(len(mine), len(other)) >= 4 and not _shared_victims(left, right):
        yield Feature(name="names", score=-1.0, detail="they share no name")


def _place_words(mention: Mention) -> set[str]:
    return {word for place in _places(mention) for word in f"{place.name} {place.raw}".lower().split()}


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
    points = 0.2 if known <= 1 else 0.5 if known <= 4 else 1.0
    return points if outcome in (Outcome.KILLED, Outcome.INJURED) else points / 2


def _figure(figure: Figure) -> str:
    if figure.lower == figure.upper:
        return str(figure.lower)
    if figure.upper is None:
        return f"at least {figure.lower}"
    return f"{figure.lower}–{figure.upper}" if figure.lower is not None else f"at most {figure.upper}"


def _together(found: tuple[Feature, ...], left: Mention, right: Mention, documents: int) -> Iterable[Feature]:
    """Of a handful of reports read together, more speak of one incident than of thousands.

    This only adds to what the two say: two clues of place, time and names, or one strong one, in reports of
    the same days.
    """
    if documents >= PRIOR_REPORTS or left.published is None or right.published is None:
        return
    clues = sum(_CLUES[feature.name] <= feature.score for feature in found if feature.name in _CLUES)
    strong = any(feature.score >= _STRONG for feature in found if feature.name in ("place", "names"))
    if (clues >= 2 or strong) and abs(left.published - right.published) <= _SHORT:
        points = min(TOGETHER, FEWER * log(PRIOR_REPORTS / max(2, documents)))
        yield Feature(name="together", score=round(points, 3), detail=f"{documents} reports are read together")


def _published(left: Mention, right: Mention) -> Iterable[Feature]:
    """Weak evidence only: follow-ups come months later, and on one day much happens."""
    if left.published is None or right.published is None:
        return
    days = abs(left.published - right.published).days
    points = 0.7 if days <= 2 else 0.2 if days <= 14 else 0.0 if days <= 60 else -0.7 if days <= 365 else -1.5
    if points > 0 and gap((left.earliest, left.latest), (right.earliest, right.latest)) is not None:
        points = 0.2  # when it happened is known better than by when it was written about
    if points:
        yield Feature(name="published", score=points, detail=f"published {days} days apart")
