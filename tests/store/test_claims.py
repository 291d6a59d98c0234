"""Claims of several extractors are kept beside one another; one of them is current."""

from dataclasses import replace

from tests.store.records import NOON, at, entry, mention, report, told

from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Span
from rashomon.store.records import Entry
from rashomon.store.sql import SqlStore


def _read_anew(number: int) -> Entry:
    """The same report, in which a newer extractor found one claim of the two, and read it otherwise."""
    older = entry(number)
    assert older.extraction is not None
    [first, _] = older.extraction.claims
    newer = replace(first, outcome=Outcome.CASUALTIES, extractor="x-2")
    return replace(older, extraction=replace(older.extraction, claims=(newer,)), extractor="x-2")


def test_a_newer_extractor_is_current_and_the_older_is_kept(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2)], at=NOON)
        assert writer.add([_read_anew(1)], at=at(1)) == ()
    with store.reading() as reader:
        [claim] = reader.claims_of(["d1"])
        assert (claim.id, claim.outcome) == ("d1c0", Outcome.CASUALTIES)
        assert reader.extractors("d1") == ("x-2", "x-1")
        assert reader.extraction("d1", "x-1") == told(report(1))
        assert reader.claims(["d1c0", "d1c1", "d9c9"]) == {"d1c0": claim, "d1c1": told(report(1)).claims[1]}
        assert reader.counts().claims == 3
        assert {claim.document_id: claim.extractor for claim in reader.all_claims()} == {"d1": "x-2", "d2": "x-1"}


def test_two_extractors_may_come_at_once(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), _read_anew(1)], at=NOON)
    with store.reading() as reader:
        assert reader.extractors("d1") == ("x-2", "x-1")
        assert len(reader.claims_of(["d1"])) == 1


def test_what_an_older_extractor_found_goes_when_asked_and_nothing_else(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2)], at=NOON)
        writer.add([_read_anew(1)], at=at(1))
        assert writer.drop_claims("x-1") == 2
        assert writer.drop_claims("x-2") == 0
    with store.reading() as reader:
        assert reader.extractors("d1") == ("x-2",)
        assert reader.extractors("d2") == ("x-1",)
        assert [claim.id for claim in reader.claims_of(["d2", "d1", "d2"])] == ["d2c0", "d2c1", "d1c0"]


def test_the_claims_of_an_incident_come_in_the_order_of_the_reports_clocks(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2), entry(3)], at=NOON)
        index = writer.index(at=NOON)
        index.put_mentions([mention(1, hour=2), mention(2, hour=1), mention(3, hour=None)])
        index.put_homes({"d1c0": "i1", "d2c0": "i1", "d3c0": "i1"})
    with store.reading() as reader:
        found = ["d2c0", "d2c1", "d1c0", "d1c1", "d3c0", "d3c1"]
        assert [claim.id for claim in reader.claims_of_incident("i1")] == found
        assert reader.incident_of_claim("d2c1") == "i1"
        assert reader.incident_of_claim("d9c9") is None
        assert reader.claims_of_incident("i2") == ()


def test_an_incident_has_the_claims_of_the_extractor_whose_mention_it_has(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1)], at=NOON)
        first = writer.index(at=NOON)
        first.put_mentions([mention(1)])
        first.put_homes({"d1c0": "i1"})
        writer.add([_read_anew(1)], at=at(1))
        second = writer.index(at=at(1))
        second.drop_mentions(["d1c0"])
        second.put_mentions([mention(1, *writer.claims_of(["d1"]))])
    with store.reading() as reader:
        assert [claim.outcome for claim in reader.claims_of_incident("i1")] == [Outcome.CASUALTIES]
        before = reader.claims_of_incident("i1", at=NOON)
        assert [claim.outcome for claim in before] == [Outcome.KILLED, Outcome.INJURED]


def test_no_figure_is_too_large(store: SqlStore) -> None:
    huge = entry(1)
    assert huge.extraction is not None
    figure = Quantity(span=Span(0, 1, "R"), raw="R", lower=-(10**30), upper=10**30)
    claims = tuple(replace(claim, quantity=figure) for claim in huge.extraction.claims)
    with store.writing() as writer:
        writer.add([replace(huge, extraction=replace(huge.extraction, claims=claims))], at=NOON)
    with store.reading() as reader:
        assert reader.claims_of(["d1"]) == claims
