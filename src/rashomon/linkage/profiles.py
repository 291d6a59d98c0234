"""A mention made ready for comparing: what is asked of it again and again, worked out once."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from rashomon.languages.lexicon import words
from rashomon.linkage.blocking import name_keys, place_name, places
from rashomon.linkage.names import hidden
from rashomon.linkage.overlap import hour, is_hospital, is_wide, yearless
from rashomon.model.claim import Toponym
from rashomon.model.incident import Mention

_COMMON = words("en", "linkage", "names.common")


#: Longer than this, an interval names no day.
_SHORT = timedelta(days=2)


@dataclass(frozen=True)
class Profile:
    """A mention with its names, places and times as comparing wants them."""

    mention: Mention

    @cached_property
    def names(self) -> frozenset[str]:
        """Its names, the victims' among them, as `hidden` hashes them."""
        return self.mention.victims | frozenset(map(hidden, self.mention.words))

    @cached_property
    def name_keys(self) -> tuple[int, ...]:
        """The keys of its names."""
        return name_keys(self.mention)

    @cached_property
    def places(self) -> tuple[Toponym, ...]:
        """All its places."""
        return places(self.mention)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words of its places' names."""
        return frozenset(word for place in self.places for word in f"{place.name} {place.raw}".lower().split())

    @cached_property
    def own_places(self) -> frozenset[str]:
        """What its places are known by that tell it from others: no regions, no hospitals."""
        return frozenset(place_name(place) for place in self.places if not is_wide(place) and not is_hospital(place))

    @cached_property
    def place_names(self) -> tuple[frozenset[str], ...]:
        """The telling words of each name of its places; a hospital's are none."""
        said = {
            frozenset(() if is_hospital(place) else (w for w in name.lower().split() if w not in _COMMON))
            for place in self.places
            for name in (place.name, place.raw)
            if is_hospital(place) or any(w not in _COMMON for w in name.lower().split())
        }
        return tuple(sorted(said, key=sorted))

    @cached_property
    def minutes(self) -> tuple[int, ...]:
        """The minutes of the day that its times give."""
        return tuple(minute for time in self.mention.times if (minute := hour(time)) is not None)

    @cached_property
    def streets(self) -> frozenset[str]:
        """The words of the streets that it names."""
        return frozenset(street for street in self.mention.streets if " " not in street)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Its streets with a number."""
        return self.mention.streets - self.streets

    @cached_property
    def yearless(self) -> frozenset[str]:
        """The days of an unknown year that its own times give."""
        return frozenset(day for time in self.mention.times if (day := yearless(time)))

    @cached_property
    def width(self) -> timedelta:
        """How long its interval is."""
        if self.mention.earliest is None or self.mention.latest is None:
            return timedelta.max
        return self.mention.latest - self.mention.earliest

    @cached_property
    def day(self) -> str:
        """The day that it gives, empty where it gives none or several."""
        return self.mention.earliest.date().isoformat() if self.mention.earliest and self.width <= _SHORT else ""

    @cached_property
    def said(self) -> str:
        """The interval as a day or two days; the words of the text where it has no date."""
        earliest, latest = self.mention.earliest, self.mention.latest
        if earliest is None and latest is None:
            return f"“{self.mention.time.raw}”" if self.mention.time else "no time"
        first = f"{earliest:%Y-%m-%d}" if earliest else "…"
        if latest is None:
            return f"{first} to …"
        last = f"{latest - timedelta(seconds=1):%Y-%m-%d}"
        return first if first == last else f"{first} to {last}"

    @cached_property
    def setting(self) -> Hashable:
        """Where, when and what it says for itself: two with the same setting forbid the same links."""
        given = frozenset((p.gazetteer_id, p.name, p.country, p.admin1, p.precision) for p in self.places)
        return given, self.mention.earliest, self.mention.latest, frozenset(self.mention.events)

    def has_words(self, said: frozenset[str]) -> bool:
        """Whether all these words are among its names."""
        return all(word in self.mention.words or hidden(word) in self.mention.victims for word in said)
