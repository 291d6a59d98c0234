"""The index in the database keeps and finds what linking gives it: see `model.index.Index`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.records import NOON, at, entry, mention

from rashomon.model.incident import Echo, EchoKind
from rashomon.model.index import Index, Pair, Posting, Space
from rashomon.store.sql import SqlStore

_KEYS = st.integers(min_value=-4, max_value=4) | st.sampled_from([-(2**63), 2**63 - 1])


@contextmanager
def _index(store: SqlStore, hour: int = 0) -> Iterator[Index]:
    with store.writing() as writer:
        yield writer.index(at=at(hour))


def _posting(member: str, *keys: int, hour: int | None = 0, group: int = 0, space: Space = Space.BAND) -> Posting:
    return Posting(space, member, clock=None if hour is None else at(hour), group=group, keys=keys)


def test_members_come_by_their_clocks_those_without_one_last(store: SqlStore) -> None:
    with _index(store) as index:
        index.post([_posting("c", 1, hour=None), _posting("b", 1, 2, hour=1), _posting("a", 1, hour=1)])
        index.post([_posting("e", 1, hour=-400_000), _posting("É", 2, hour=1), _posting("d", 1, space=Space.PRINT)])
    with _index(store) as index:
        assert index.first(Space.BAND, [1, 2, 3], most=9) == {1: ["e", "a", "b", "c"], 2: ["b", "É"]}
        assert index.first(Space.BAND, [1], most=2) == {1: ["e", "a"]}
        assert index.first(Space.NAME, [1], most=2) == {}
        assert index.first(Space.BAND, [], most=2) == {}


@given(
    postings=st.lists(
        st.builds(
            _posting,
            st.sampled_from("abcdef"),
            hour=st.none() | st.integers(0, 2),
            group=st.integers(0, 2),
            space=st.sampled_from(list(Space)),
        ),
        max_size=12,
        unique_by=lambda posting: (posting.space, posting.member),
    ),
    keys=st.lists(st.sets(_KEYS, max_size=4), min_size=12, max_size=12),
    gone=st.sets(st.sampled_from("abcdef")),
    spaces=st.sets(st.sampled_from(list(Space))),
    most=st.integers(1, 3),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_it_finds_what_a_list_finds(
    store: SqlStore, *, postings: list[Posting], keys: list[set[int]], gone: set[str], spaces: set[Space], most: int
) -> None:
    posted = [replace(posting, keys=tuple(some)) for posting, some in zip(postings, keys, strict=False)]
    asked = sorted(set().union(*keys))
    with _index(store) as index:
        index.post(posted)
        index.unpost(spaces, gone)
        left = [posting for posting in posted if posting.space not in spaces or posting.member not in gone]
        for space in Space:
            first, spread = {}, {}
            for key in asked:
                here = [posting for posting in left if posting.space is space and key in posting.keys]
                here.sort(key=lambda posting: (posting.clock is None, posting.clock or NOON, posting.member))
                if here:
                    first[key] = [posting.member for posting in here][:most]
                    spread[key] = min(most, len({posting.group for posting in here}))
            assert index.first(space, asked, most=most) == first
            for member in "abx":
                clock = next((posting.clock for posting in left if posting.member == member), at(1))
                assert index.around(space, asked, clock=clock, member=member, most=most) == _around(
                    left, space, asked, (clock is None, clock or NOON, member), most
                )
            assert index.spread(space, asked, most=most) == spread
        index.unpost(list(Space), "abcdef")
        assert not any(index.first(space, asked, most=1) for space in Space)


def _around(
    postings: list[Posting], space: Space, keys: list[int], place: tuple[bool, datetime, str], most: int
) -> dict[int, tuple[list[str], list[str]]]:
    """What stands on either side of a place among the members of each key, nearest first."""
    found = {}
    for key in keys:
        order = sorted(
            (posting.clock is None, posting.clock or NOON, posting.member)
            for posting in postings
            if posting.space is space and key in posting.keys
        )
        before = [one[2] for one in reversed(order) if one < place][:most]
        behind = [one[2] for one in order if one > place][:most]
        if before or behind:
            found[key] = (before, behind)
    return found


def test_mentions_are_kept_and_forgotten_with_their_pairs(store: SqlStore) -> None:
    first, second, third = mention(1), mention(2), replace(mention(2), claim_ids=("d2c1",), start=0)
    with _index(store) as index:
        index.put_documents(entry(number).document for number in (1, 2))
        index.put_mentions([first, second, third])
        index.put_pairs([Pair("d1c0", "d2c0", 3.5), Pair("d2c0", "d2c1", -1.0, forbidden=True)])
    with _index(store, 1) as index:
        assert index.sizes() == (2, 3)
        assert index.all_mentions() == ["d1c0", "d2c0", "d2c1"]
        assert index.mentions(["d1c0", "d2c1", "d9c9"]) == {"d1c0": first, "d2c1": third}
        assert index.mentions_of(["d1", "d2", "d3"]) == {"d1": ["d1c0"], "d2": ["d2c1", "d2c0"]}
        index.put_mentions([first, replace(second, background=True)])
        index.drop_mentions(["d2c1", "d9c9"])
        assert index.sizes() == (2, 2)
        assert index.mentions(["d2c0", "d2c1"]) == {"d2c0": replace(second, background=True)}
        assert index.pairs(["d2c0"]) == [Pair("d1c0", "d2c0", 3.5)]
        index.drop_mentions(["d2c0"])
        assert index.sizes() == (1, 1)
        assert index.pairs(["d1c0", "d2c0"]) == []
        index.put_mentions([second])
        assert index.sizes() == (2, 2)


def test_of_a_pair_the_last_word_stands(store: SqlStore) -> None:
    with _index(store) as index:
        index.put_pairs([Pair("a", "c", 1.0), Pair("a", "b", 1.0), Pair("b", "c", 1.0)])
        index.put_pairs([Pair("a", "b", 2.0, forbidden=True)])
        index.drop_pairs([("b", "c"), ("x", "y")])
        assert index.pairs("abc") == [Pair("a", "b", 2.0, forbidden=True), Pair("a", "c", 1.0)]
        assert index.pairs("b") == [Pair("a", "b", 2.0, forbidden=True)]


def test_echoes_are_those_that_were_put_last(store: SqlStore) -> None:
    def echo(document: str, origin: str) -> Echo:
        return Echo(document_id=document, origin_id=origin, kind=EchoKind.COPY, share=0.9)

    with _index(store) as index:
        index.put_echoes({"d3": [echo("d3", "d2"), echo("d3", "d1")], "d2": [echo("d2", "d1")]})
        assert index.echoes(["d3", "d2", "d1"]) == {
            "d3": [echo("d3", "d2"), echo("d3", "d1")],
            "d2": [echo("d2", "d1")],
        }
        assert index.repeating(["d1", "d2", "d3"]) == {"d1": ["d2", "d3"], "d2": ["d3"]}
        index.put_echoes({"d3": [], "d2": [echo("d2", "d0")]})
        assert index.echoes(["d3", "d2"]) == {"d2": [echo("d2", "d0")]}


def test_a_mention_is_in_one_incident_at_a_time(store: SqlStore) -> None:
    with _index(store) as index:
        index.put_homes({"m1": "i1", "m2": "i1", "m3": "i2"})
        index.put_homes({"m1": "i1", "m2": "i2"})
        assert index.homes(["m1", "m2", "m3", "m4"]) == {"m1": "i1", "m2": "i2", "m3": "i2"}
        assert index.members(["i1", "i2", "i3"]) == {"i1": ["m1"], "i2": ["m2", "m3"]}
        index.drop_homes(["m1", "m4"])
        assert index.members(["i1", "i2"]) == {"i2": ["m2", "m3"]}
