"""Reports that come one by one, in any order, give what they give together; and what goes leaves no trace."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage import echoes, pairing
from rashomon.linkage.incidents import described
from rashomon.linkage.linking import Changes, update
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Event, Scope
from rashomon.model.codec import dumps
from rashomon.model.incident import Judgement, Link, Mention
from rashomon.model.index import Space
from rashomon.model.text import Document

Report = tuple[Document, tuple[Mention, ...]]

TOWNS = {"Orla": (50.0, 30.0), "Venn": (50.05, 30.0), "Tarrow": (54.0, 30.0)}
NAMES = ("Mara Tennick", "Joss Ordway", "Ilse Brandauer", "Tove Harrow", "Anders Pell")
STOCK = " ".join(f"furniture{n}" for n in range(26))
WIRE = " ".join(f"passage{n}" for n in range(30))


def report(
    *,
    number: int = 0,
    town: str = "Orla",
    day: int | None = 3,
    published: int | None = 4,
    names: Sequence[str] = (),
    extra: str = "",
    aside: bool = False,
) -> Report:
    """A report of a strike; its text differs from another's by its number alone."""
    where, when = (f" in {town}" if town else ""), (f" on May {day}" if day else "")
    text = f"A strike{where}{when} killed 4 people. Relatives mourned {' and '.join(names) or 'them'}. {extra}"
    made = document(
        f"{text} Number{number}.", published=f"2030-05-{published:02}" if published else None, publisher=f"P{number}"
    )
    told = claim(
        made,
        "killed 4 people",
        count=4,
        event=Event.STRIKE,
        scope=Scope.BACKGROUND if aside else Scope.TOTAL,
        place=place(span(made, town), TOWNS[town]) if town else None,
        time=time(span(made, f"May {day}"), f"2030-05-{day:02}", f"2030-05-{day + 1:02}") if day else None,
    )
    return made, mentions(made, extraction(made, told))


class Archive:
    """An index with what is done to it."""

    def __init__(self) -> None:
        self.index = MemoryIndex()
        self._numbers = count(1)

    def new_id(self, _: Sequence[str]) -> str:
        """An id that was not given before."""
        return f"i{next(self._numbers)}"

    def add(self, *reports: Report, said: Sequence[Link] = (), again: Iterable[str] = ()) -> Changes:
        """Takes reports in together."""
        documents = [made for made, _ in reports]
        self.index.put_documents(documents)
        echoing = echoes.add_texts(self.index, documents)
        told = {made.id: found for made, found in reports}
        return update(self.index, told, echoing=echoing, new_id=self.new_id, said=lambda: said, again=[*again])

    def drop(self, *reports: Report) -> Changes:
        """Takes reports out together."""
        ids = [made.id for made, _ in reports]
        return update(self.index, {}, ids, echoing=echoes.drop_texts(self.index, ids), new_id=self.new_id)

    def parts(self) -> dict[str, tuple[str, ...]]:
        """The mentions of each incident."""
        homes = self.index.homes(self.index.all_mentions())
        return {id: tuple(members) for id, members in self.index.members(set(homes.values())).items()}

    def told(self, some: Sequence[Report]) -> object:
        """All that it knows of these reports, but for the ids of incidents."""
        parts = sorted(self.parts().values())
        incidents = described(self.index, {str(number): part for number, part in enumerate(parts)})
        return (
            [dumps(incident) for incident in incidents],
            self.index.pairs(self.index.all_mentions()),
            sorted((id, tuple(found)) for id, found in self.index.echoes([made.id for made, _ in some]).items()),
        )


def _word(ids: Sequence[str], judgement: Judgement, day: int = 1) -> Link:
    at = datetime(2030, 6, day, tzinfo=UTC)
    return Link(left=ids[0], right=ids[1], judgement=judgement, judge="Ada Lorn", judged_at=at)


reports = st.builds(
    report,
    number=st.integers(0, 40),
    town=st.sampled_from(["", *TOWNS]),
    day=st.sampled_from([None, 3, 4, 9]),
    published=st.sampled_from([None, 4, 5, 11]),
    names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    extra=st.sampled_from(["", STOCK, WIRE, f"{WIRE} {STOCK}"]),
    aside=st.booleans(),
)
several = st.lists(reports, min_size=1, max_size=9, unique_by=lambda made: made[0].id)


@pytest.fixture(params=["few", "as they are"])
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with limits so low that a handful of reports crosses them."""
    if request.param == "few":
        monkeypatch.setattr(pairing, "NEIGHBOURS", {Space.BLOCK: 2, Space.NAME: 1})
        monkeypatch.setattr(echoes, "COMMONPLACE", 2)
        monkeypatch.setattr(echoes, "FIRST", 2)


law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("limits")
@law
@given(several, st.randoms(use_true_random=False), st.integers(1, 4))
def test_one_by_one_in_any_order_is_as_all_at_once(some: list[Report], order: random.Random, size: int) -> None:
    together, apart = Archive(), Archive()
    together.add(*some)
    shuffled = order.sample(some, len(some))
    for start in range(0, len(shuffled), size):
        apart.add(*shuffled[start : start + size])
    assert apart.told(some) == together.told(some)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_crowd_of_one_place_and_time_comes_in_any_order(seed: int) -> None:
    """More than are compared with one another, with names that cross the levels of rarity."""
    source = random.Random(seed)
    crowd = [
        report(
            number=number,
            day=source.choice([3, 3, 4]),
            published=source.choice([4, 4, 5, None]),
            names=source.sample(NAMES, source.randrange(3)),
            extra=source.choice(["", f"They stood at {source.randrange(100, 110)} Elm Street."]),
        )
        for number in range(3 * pairing.NEIGHBOURS[Space.BLOCK])
    ]
    together, apart = Archive(), Archive()
    together.add(*crowd)
    gone = source.sample(crowd, 20)
    for made in source.sample(crowd, len(crowd)):
        apart.add(made)
    assert apart.told(crowd) == together.told(crowd)
    apart.drop(*gone)
    fewer = Archive()
    fewer.add(*(made for made in crowd if made not in gone))
    assert apart.told(crowd) == fewer.told(crowd)


@pytest.mark.usefixtures("limits")
@law
@given(several, st.data())
def test_what_goes_leaves_no_trace(some: list[Report], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(some), unique_by=lambda made: made[0].id))
    kept = [made for made in some if made not in gone]
    archive, other = Archive(), Archive()
    archive.add(*some)
    archive.drop(*gone)
    other.add(*kept)
    assert archive.told(some) == other.told(some)
    archive.add(*gone)
    whole = Archive()
    whole.add(*some)
    assert archive.told(some) == whole.told(some)


@pytest.mark.usefixtures("limits")
@law
@given(several, st.data())
def test_a_report_read_again_is_as_if_it_had_been_read_so_at_first(some: list[Report], data: st.DataObject) -> None:
    made, found = data.draw(st.sampled_from(some))
    other_words = tuple(replace(mention, words=frozenset({"tove", "harrow", "brandauer"})) for mention in found)
    archive, other = Archive(), Archive()
    archive.add(*some)
    archive.add((made, other_words))
    other.add(*[(made, other_words) if one is made else (one, told) for one, told in some])
    assert archive.told(some) == other.told(some)


@law
@given(several)
def test_changes_tell_every_incident_that_has_other_mentions(some: list[Report]) -> None:
    archive, known = Archive(), dict[str, tuple[str, ...]]()
    for made in some:
        changes = archive.add(made)
        known = {id: part for id, part in known.items() if id not in changes.ended} | dict(changes.parts)
        assert known == archive.parts()


def test_taking_in_what_is_there_changes_nothing() -> None:
    archive = Archive()
    made = report(names=NAMES[:2])
    archive.add(made)
    assert archive.add(made) == Changes(parts={}, ended={})


def test_an_incident_keeps_its_id_while_reports_join_it() -> None:
    archive = Archive()
    archive.add(report(number=1))
    archive.add(report(number=2))
    archive.add(report(number=3, published=3))
    assert list(archive.parts()) == ["i1"]


def test_an_incident_that_goes_into_another_leads_to_it() -> None:
    archive = Archive()
    archive.add(report(number=1, town="Orla", day=3, published=4), report(number=2, town="Orla", day=3, published=5))
    archive.add(report(number=3, town="Tarrow", day=9, published=11))
    first, second = archive.parts()
    [left] = [id for id, part in archive.parts().items() if len(part) == 2]
    [right] = {first, second} - {left}
    ids = [archive.parts()[left][0], archive.parts()[right][0]]
    word = _word(ids, Judgement.SAME)
    changes = archive.add(said=[word], again=ids)
    assert changes.ended == {right: left}
    assert len(changes.parts[left]) == 3
    back = archive.add(again=ids)
    assert sorted(map(len, archive.parts().values())) == [1, 2]
    assert left in back.parts


def test_a_person_s_word_outlasts_what_comes_later() -> None:
    archive = Archive()
    one, other = report(number=1), report(number=2)
    archive.add(one, other)
    assert len(archive.parts()) == 1
    ids = [one[1][0].id, other[1][0].id]
    word = _word(ids, Judgement.DIFFERENT)
    archive.add(said=[word], again=ids)
    assert len(archive.parts()) == 2
    archive.add(report(number=3), said=[word])
    homes = archive.index.homes(ids)
    assert homes[ids[0]] != homes[ids[1]]


def test_a_new_version_of_a_report_stays_in_its_incident() -> None:
    archive = Archive()
    old, new = report(number=1), report(number=2, town="Tarrow", day=9)
    archive.add(old)
    documents = [new[0]]
    archive.index.put_documents(documents)
    echoing = echoes.drop_texts(archive.index, [old[0].id]) | echoes.add_texts(archive.index, documents)
    changes = update(
        archive.index,
        {new[0].id: new[1]},
        [old[0].id],
        echoing=echoing,
        versions={new[0].id: old[0].id},
        new_id=archive.new_id,
    )
    assert list(changes.parts) == ["i1"]
    assert not changes.ended
