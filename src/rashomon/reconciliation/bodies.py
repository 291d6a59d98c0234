"""One body under a longer and a shorter name: "the civil protection agency" is "Civil Protection Agency of Verasta"."""

from collections.abc import Iterable, Mapping

from rashomon.languages.lexicon import words
from rashomon.model.claim import Party, PartyKind

#: Those of whom there is one in a place; papers, hospitals, armed groups and people bear like names.
_BODIES = frozenset(
    {PartyKind.OFFICIAL, PartyKind.MILITARY, PartyKind.POLICE, PartyKind.RESCUE, PartyKind.MEDICAL, PartyKind.MONITOR}
)
#: "Police" and "the ministry" may be anybody's; "the health ministry" is that of the place.
_LEAST = 2


def fuller_names(parties: Iterable[Party]) -> Mapping[str, Party]:
    """For the key of each body named without its place the party that has the same name and a place besides.

    The parties are those who speak of one incident. A name that fits two longer ones ("the army") stands by itself.
    """
    known = {party.key: party for party in parties if party.kind in _BODIES}
    found = {}
    for key, party in known.items():
        longer = [other for other in known.values() if _adds_a_place(party, other)]
        if len(longer) == 1:
            found[key] = longer[0]
    return {key: party for key, party in found.items() if party.key not in found}


def _adds_a_place(short: Party, full: Party) -> bool:
    bodies = words("en", "parties", "key.bodies")
    ours, theirs = set(short.key.split()), set(full.key.split())
    return (
        short.kind is full.kind
        and short.side in (None, full.side)
        and len(ours) >= _LEAST
        and ours < theirs
        and not bodies.isdisjoint(ours)
        and bodies.isdisjoint(theirs - ours)
    )
