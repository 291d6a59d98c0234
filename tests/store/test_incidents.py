"""Incidents keep their ids, lead on from old ones, and can be seen as they stood."""

from tests.store.records import NOON, at, entry, heading, mention

from rashomon.model.incident import Feature, Judgement, Link
from rashomon.store.sql import SqlStore


def _link(left: str, right: str, judgement: Judgement = Judgement.SAME) -> Link:
    return Link(
        left=left, right=right, judgement=judgement, features=(Feature(name="place", score=1.0, detail="same"),)
    )


def test_an_incident_comes_with_its_mentions_and_links(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2), entry(3)], at=NOON)
        index = writer.index(at=NOON)
        index.put_mentions([mention(1, hour=None), mention(2), mention(3)])
        index.put_homes({"d1c0": "i1", "d2c0": "i1", "d3c0": "i2"})
        writer.put_headings([heading("i1"), heading("i2", "Flood")], at=NOON)
        writer.put_links([_link("d1c0", "d2c0"), _link("d2c0", "d3c0", Judgement.UNSURE), _link("x", "y")], at=NOON)
    with store.reading() as reader:
        found = reader.incident("i1")
        assert found is not None
        assert found.title == "Strike in Oltren"
        assert [one.id for one in found.mentions] == ["d2c0", "d1c0"]
        assert found.links == (_link("d1c0", "d2c0"), _link("d2c0", "d3c0", Judgement.UNSURE))
        assert reader.incident("i3") is None


def test_ids_are_given_once(store: SqlStore) -> None:
    with store.writing() as writer:
        given = [writer.new_incident_id() for _ in range(3)]
    with store.writing() as writer:
        given.append(writer.new_incident_id())
    assert given == ["i1", "i2", "i3", "i4"]


def test_an_old_id_leads_to_the_incident_that_it_went_into(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.put_headings([heading("i1"), heading("i2"), heading("i3")], at=NOON)
        writer.merge("i1", "i2", at=at(1))
        writer.merge("i2", "i3", at=at(2))
    with store.reading() as reader:
        assert [reader.resolve(id) for id in ("i1", "i2", "i3", "i4")] == ["i3", "i3", "i3", None]
        found = reader.incident("i1")
        assert found is not None
        assert (found.id, found.former_ids) == ("i3", ("i1", "i2"))
        for hour, id, former in ((0, "i1", ()), (1, "i2", ("i1",)), (2, "i3", ("i1", "i2"))):
            then = reader.incident("i1", at=at(hour))
            assert then is not None
            assert (then.id, then.former_ids) == (id, former)


def test_an_incident_that_was_merged_can_come_back(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.put_headings([heading("i1"), heading("i2")], at=NOON)
        writer.merge("i1", "i2", at=at(1))
        writer.put_headings([heading("i1")], at=at(2))
    with store.reading() as reader:
        assert [reader.resolve("i1", at=at(hour)) for hour in (0, 1, 2)] == ["i1", "i2", "i1"]
        found = reader.incident("i2")
        assert found is not None
        assert found.former_ids == ()


def test_an_incident_can_be_seen_as_it_stood(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2)], at=NOON)
        index = writer.index(at=NOON)
        index.put_mentions([mention(1), mention(2)])
        index.put_homes({"d1c0": "i1"})
        writer.put_headings([heading("i1", "A strike")], at=NOON)
        writer.put_links([_link("d1c0", "d2c0", Judgement.UNSURE)], at=NOON)
    with store.writing() as writer:
        later = writer.index(at=at(2))
        later.put_homes({"d1c0": "i2", "d2c0": "i1"})
        writer.put_headings([heading("i1", "A strike, twice told")], at=at(2))
        writer.put_links([_link("d1c0", "d2c0", Judgement.DIFFERENT)], at=at(2))
    with store.reading() as reader:
        assert reader.incident("i1", at=at(-1)) is None
        for hour, title, members, judgement in (
            (0, "A strike", ["d1c0"], Judgement.UNSURE),
            (1, "A strike", ["d1c0"], Judgement.UNSURE),
            (2, "A strike, twice told", ["d2c0"], Judgement.DIFFERENT),
            (3, "A strike, twice told", ["d2c0"], Judgement.DIFFERENT),
        ):
            found = reader.incident("i1", at=at(hour))
            assert found is not None
            assert (found.title, [one.id for one in found.mentions]) == (title, members)
            assert [link.judgement for link in found.links] == [judgement]
        assert [claim.id for claim in reader.claims_of_incident("i1", at=at(1))] == ["d1c0", "d1c1"]
        assert [claim.id for claim in reader.claims_of_incident("i1")] == ["d2c0", "d2c1"]
        assert reader.incidents_changed(NOON, at(2)) == ("i1", "i2")
        assert reader.incidents_changed(at(2), at(9)) == ()
