"""One body under several names: "the civil protection agency" and "Civil Protection Agency of Verasta"."""

from collections.abc import Iterable, Mapping

from rashomon.languages.lexicon import words
from rashomon.model.claim import Party, PartyKind

#: Those of whom there is one in a place; papers, hospitals, armed groups and people bear like names.
_BODIES = frozenset(
    {PartyKind.OFFICIAL, PartyKind.MILITARY, PartyKind.POLICE, PartyKind.RESCUE, PartyKind.MEDICAL, PartyKind.MONITOR}
)
#: What the names of outlets are read as.
_OUTLETS = frozenset({PartyKind.MEDIA, PartyKind.OTHER})
#: "The ministry" may be any; "the health ministry" is that of the place, and so are the police.
_LEAST = 2


def fuller_names(parties: Iterable[Party]) -> Mapping[str, Party]:
    """For the key of each body named without its place the party that has the same name and a place besides.

    The parties are those who speak of one incident. A name that fits two places ("the army") stands by itself. An
    outlet is one with and without "news" and "agency" behind its name.
    """
    given = list(parties)
    known = {party.key: party for party in given if party.kind in _BODIES}
    found = {key: _fuller(party, list(known.values())) for key, party in sorted(known.items())}
    fuller = {key: party for key, party in found.items() if party is not None and found[party.key] is None}
    return fuller | _outlets([party for party in given if party.kind in _OUTLETS])


def _outlets(parties: Iterable[Party]) -> dict[str, Party]:
    """For the key of each outlet under a second name the party with the shortest: "Orsk" for "Orsk News Agency"."""
    by_name: dict[tuple[str, ...], dict[str, Party]] = {}
    for party in parties:
        said = party.key.split()
        while said and said[-1] in words("en", "parties", "key.outlets"):
            said.pop()
        by_name.setdefault(tuple(said), {})[party.key] = party
    found: dict[str, Party] = {}
    for name, known in by_name.items():
        if name and any(party.kind is PartyKind.MEDIA for party in known.values()):
            first = min(known.values(), key=_length)
            found |= {key: first for key in known if key != first.key}
    return found


def _fuller(party: Party, known: list[Party]) -> Party | None:
    """The one that a party's name is short for, else the shortest that differs in who speaks for the body only."""
    holders = [other for other in known if _holds_office(party, other)]
    if len(holders) == 1:
        return holders[0]
    longer = [other for other in known if _adds_a_place(party, other)]
    nearest = [other for other in longer if not any(_adds_a_place(between, other) for between in longer)]
    if len({_name(other) for other in nearest}) == 1:
        return min(nearest, key=_length)
    alike = [other for other in known if other.kind is party.kind and _name(other) == _name(party)]
    shortest = min(alike, key=_length)
    return shortest if shortest.key != party.key else None


def _holds_office(office: Party, holder: Party) -> bool:
    """Whether a party is who an office alone may stand for: "the mayor" for "Mayor Ann Reed"."""
    titled = set(office.key.split()) <= set(holder.name.casefold().replace(",", " ").split())
    return (
        office.key in words("en", "parties", "key.offices")
        and office.kind is holder.kind
        and office.side in (None, holder.side)
        and titled
        and office.key != holder.key
    )


def _adds_a_place(short: Party, full: Party) -> bool:
    bodies = words("en", "parties", "key.bodies")
    ours, theirs = _name(short), _name(full)
    return (
        short.kind is full.kind
        and short.side in (None, full.side)
        and (len(ours) >= _LEAST or short.kind is PartyKind.POLICE)
        and ours < theirs
        and not bodies.isdisjoint(ours)
        and bodies.isdisjoint(theirs - ours)
    )


def _name(party: Party) -> frozenset[str]:
    """The words of a body's name: those of the police end where one is named who speaks for them ("chief Ann Hale")."""
    said, ranks = party.key.split(), words("en", "parties", "key.ranks")
    if party.kind is not PartyKind.POLICE or ("police" not in said and not ranks.issuperset(said)):
        return frozenset(said)
    end = next((i for i, word in enumerate(said) if word in ranks), len(said))
    return frozenset({*said[:end], "police"})


def _length(party: Party) -> tuple[int, str]:
    return len(party.key), party.key
