"""How much it tells that two mentions share a name or a place: the fewer others have it, the more.

Counts are taken in powers of four, so that a score changes seldom while reports come in, and only ever falls.
What counts is not the number of reports but of the settings that have a name (a place and a fortnight): a name
that a hundred reports of one incident have is still rare, one that comes up every month is not.
"""

from collections.abc import Collection, Mapping

from rashomon.model.index import Index, Space

#: Settings (or reports) are counted up to this; what more have tells nothing.
MOST = 257

#: By level: settings that have a name, up to 1, 4, 16, 64, 256, and more. About the natural logarithm of one
#: in 1500, divided by their number.
_NAME = (7.3, 6.3, 5.0, 3.6, 2.2, 0.0)

#: By level: reports that name a place in one fortnight. Of the points for a place that both give, so much is left
#: where so much happens.
_PLACE = (1.0, 0.95, 0.75, 0.5, 0.3, 0.1)

#: More reports than this are no handful.
HANDFUL = 256


def level(count: int) -> int:
    """0 for one or none, 1 up to 4, 2 up to 16, 3 up to 64, 4 up to 256, 5 above."""
    return min(len(_NAME) - 1, ((max(1, count) - 1).bit_length() + 1) // 2)


def levels(index: Index, space: Space, keys: Collection[int]) -> Mapping[int, int]:
    """The level of each key."""
    counts = index.spread(space, keys, most=MOST)
    return {key: level(counts.get(key, 0)) for key in keys}


def handful(documents: int) -> int | None:
    """How many reports are read together, in powers of two, and null where they are many."""
    return None if documents > HANDFUL else 1 << max(1, (documents - 1).bit_length())


class Rarity:
    """The rarity of names and places by an index, asked once each: it holds while the index does not change.

    `documents` is the `handful` of reports that are read together.
    """

    def __init__(self, index: Index) -> None:
        self.documents = handful(index.sizes()[0])
        self._index = index
        self._names: dict[int, int] = {}
        self._places: dict[int, int] = {}

    def ask(self, names: Collection[int]) -> None:
        """Takes the levels of these names together."""
        unknown = [name for name in names if name not in self._names]
        if unknown:
            self._names.update(levels(self._index, Space.NAME, unknown))

    def weight(self, name: int) -> float:
        """How much it tells that two mentions share the name."""
        self.ask((name,))
        return _NAME[self._names[name]]

    def share(self, place: int) -> float:
        """What is left, 0 to 1, of the points for a place, by how much happens there."""
        if place not in self._places:
            self._places.update(levels(self._index, Space.PLACE, (place,)))
        return _PLACE[self._places[place]]
