"""Whether anything forbids that two groups of mentions are one: no pair across them may be forbidden.

In a burst, most reports give one place and one day. So it is asked once for each two settings that occur, and only
where those alone would forbid it for each two mentions, one of which may name the other's place or day besides.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from rashomon.linkage.comparison import settings_forbid
from rashomon.linkage.judgements import Judged
from rashomon.linkage.pairing import Pairing
from rashomon.linkage.profiles import Profile


class Bans:
    """What was asked once is kept: what forbids a link depends on the two mentions alone, and on their echoes."""

    def __init__(self, pairing: Pairing, people: Judged) -> None:
        self._pairing = pairing
        self._people = people
        self._settings: dict[tuple[Hashable, Hashable], bool] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def between(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether one of these and one of those are forbidden to be one."""
        some, others = self._pairing.profiles(left), self._pairing.profiles(right)
        if not {one.mention.document_id for one in some}.isdisjoint(other.mention.document_id for other in others):
            return True
        here, there = _by_setting(some), _by_setting(others)
        return self._people.forbids(left, right) or any(
            self._pair(one.mention.id, other.mention.id)
            for mine in here.values()
            for its in there.values()
            if self._differ(mine[0], its[0])
            for one in mine
            for other in its
        )

    def _differ(self, one: Profile, other: Profile) -> bool:
        pair = (one.setting, other.setting)
        if pair not in self._settings:
            self._settings[pair] = settings_forbid(one, other)
        return self._settings[pair]

    def _pair(self, one: str, other: str) -> bool:
        if (one, other) not in self._pairs:
            self._pairs[one, other] = self._pairing.forbidden(one, other)
        return self._pairs[one, other]


def _by_setting(profiles: Sequence[Profile]) -> Mapping[Hashable, Sequence[Profile]]:
    found: dict[Hashable, list[Profile]] = defaultdict(list)
    for profile in profiles:
        found[profile.setting].append(profile)
    return found
