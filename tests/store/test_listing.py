"""Incidents are listed by what is asked, with facets, and reports are found by their words."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests import factory
from tests.store.records import NOON, at, entry, heading, mention

from rashomon.model.claim import Event, EventFamily, Outcome
from rashomon.model.ledger import Agreement
from rashomon.store.records import Box, IncidentQuery, Order, Summary, Total
from rashomon.store.sql import SqlStore


def _summary(
    id: str, *outcomes: Outcome, day: int | None = None, country: str | None = None, **fields: object
) -> Summary:
    where = factory.place(factory.span(factory.document("Oltren"), "Oltren"), country=country)
    made = Summary(
        incident_id=id,
        title=f"Strike {id}",
        event=Event.STRIKE,
        family=EventFamily.VIOLENCE,
        earliest=datetime(2031, 6, day) if day else None,
        latest=datetime(2031, 6, day + 1) if day else None,
        place=where if country else None,
        totals=tuple(Total(outcome=outcome, lower=1, upper=2, agreement=Agreement.SINGLE) for outcome in outcomes),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


_SUMMARIES = (
    _summary("i1", Outcome.KILLED, Outcome.INJURED, day=1, country="XA", claims=5, published=at(3)),
    _summary("i2", Outcome.KILLED, day=3, country="XB", agreement=Agreement.CONFLICTING, claims=9),
    _summary("i3", day=20, country="XA", family=EventFamily.DISASTER, claims=1, published=at(9)),
    _summary("i4", Outcome.DAMAGED, claims=2),
)


def _fill(store: SqlStore) -> SqlStore:
    """Four incidents, the first two of them told by reports."""
    words = "In Oltren {} people were killed and {} were hurt"
    with store.writing() as writer:
        writer.add([entry(1), entry(2, text=words.format(3, 4) + " on Lindgate street")], at=NOON)
        index = writer.index(at=NOON)
        index.put_mentions([mention(1), mention(2)])
        index.put_homes({"d1c0": "i1", "d2c0": "i2"})
        writer.put_headings([heading(summary.incident_id) for summary in _SUMMARIES], at=NOON)
        writer.put_summaries(_SUMMARIES)
    return store


@pytest.fixture(scope="module")
def listed(shared: SqlStore) -> SqlStore:
    """A store with these incidents, to be read alone."""
    return _fill(shared)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (IncidentQuery(), ["i3", "i2", "i1", "i4"]),
        (IncidentQuery(order=Order.OLDEST), ["i1", "i2", "i3", "i4"]),
        (IncidentQuery(order=Order.PUBLISHED), ["i3", "i1", "i4", "i2"]),
        (IncidentQuery(order=Order.CLAIMS), ["i2", "i1", "i4", "i3"]),
        (IncidentQuery(families=("disaster",)), ["i3"]),
        (IncidentQuery(countries=("XA", "XZ")), ["i3", "i1"]),
        (IncidentQuery(agreements=("conflicting",)), ["i2"]),
        (IncidentQuery(outcomes=("injured", "damaged")), ["i1", "i4"]),
        (IncidentQuery(outcomes=("kill",)), []),
        (IncidentQuery(outcomes=("%",)), []),
        (IncidentQuery(period="2031-06", countries=("XB",)), ["i2"]),
        (IncidentQuery(period="2031"), ["i3", "i2", "i1"]),
        (IncidentQuery(period="2030"), []),
        (IncidentQuery(period="2031-12"), []),
        (IncidentQuery(period="9999"), []),
        (IncidentQuery(earliest=datetime(2031, 6, 3, 12), latest=datetime(2031, 6, 20)), ["i2"]),
        (IncidentQuery(earliest=datetime(2031, 6, 4)), ["i3"]),
        (IncidentQuery(latest=datetime(2031, 6, 3)), ["i1"]),
        (IncidentQuery(words="lindgate oltren"), ["i2"]),
        (IncidentQuery(words="oltren"), ["i2", "i1"]),
        (IncidentQuery(words="nowhere"), []),
        (IncidentQuery(words="«»"), []),
        (IncidentQuery(limit=2, offset=1), ["i2", "i1"]),
    ],
)
def test_incidents_are_listed_by_what_is_asked(listed: SqlStore, query: IncidentQuery, found: list[str]) -> None:
    with listed.reading() as reader:
        page = reader.incidents(query)
    assert [summary.incident_id for summary in page.summaries] == found
    assert page.total == (4 if query.limit == 2 else len(found))


def test_a_page_tells_what_the_incidents_have_in_common(listed: SqlStore) -> None:
    with listed.reading() as reader:
        facets = reader.incidents(IncidentQuery(outcomes=("killed",), limit=1)).facets
    assert [(facet.name, facet.value, facet.count) for facet in facets] == [
        ("agreement", "conflicting", 1),
        ("agreement", "unreported", 1),
        ("country", "XA", 1),
        ("country", "XB", 1),
        ("family", "violence", 2),
        ("month", "2031-06", 2),
        ("outcome", "killed", 2),
        ("outcome", "injured", 1),
        ("year", "2031", 2),
    ]


def test_a_box_may_cross_the_date_line(store: SqlStore) -> None:
    points = {"i1": (10.0, 179.0), "i2": (10.0, -179.0), "i3": (10.0, 0.0), "i4": (60.0, 179.5)}
    summaries = [_summary(id, day=1, country="XA") for id in points]
    placed = [
        replace(s, place=replace(s.place, latitude=points[s.incident_id][0], longitude=points[s.incident_id][1]))
        for s in summaries
        if s.place
    ]
    with store.writing() as writer:
        writer.put_summaries(placed)
    with store.reading() as reader:
        for box, found in (
            (Box(south=0, west=170, north=20, east=-170), {"i1", "i2"}),
            (Box(south=-5, west=-1, north=20, east=1), {"i3"}),
            (Box(south=20, west=-180, north=90, east=180), {"i4"}),
        ):
            page = reader.incidents(IncidentQuery(box=box))
            assert {summary.incident_id for summary in page.summaries} == found


def test_summaries_are_a_cache(store: SqlStore) -> None:
    with _fill(store).writing() as writer:
        writer.drop_summaries(["i2"])
        assert list(writer.unsummarised()) == ["i2"]
        writer.put_summaries([_SUMMARIES[1], replace(_SUMMARIES[0], title="Anew")])
        assert writer.summaries(["i1", "i2", "i9"])["i1"].title == "Anew"
        writer.drop_summaries()
        writer.merge("i4", "i1", at=NOON)
        assert list(writer.unsummarised()) == ["i1", "i2", "i3"]
        assert writer.incidents().total == 0


_TEXTS = {
    1: "In Oltren 2 people were killed and 3 were hurt at the central market, café, no. 007, 1e5",
    2: "Oltren: 3 people were killed and 4 were hurt. Удар по городу Харьков, у дома стояла ёлка",
    3: "Oltren: 4 people were killed and 5 were hurt. Харькову помогают",
    4: "Oltren: 5 people were killed and 6 were hurt. Київ: об’єкт пошкоджено, їх троє",
}
_SOUGHT = {
    "market": {"d1"},
    "MARKETS": set(),
    "market*": {"d1"},
    '"central market"': {"d1"},
    '"market central"': set(),
    "Харьков": {"d2"},
    "харьков*": {"d2", "d3"},
    "удар елка": {"d2"},
    "київ": {"d4"},
    "об'єкт": {"d4"},
    "обєкт": set(),
    "єкт об": {"d4"},
    "їх": {"d4"},
    "іх": set(),
    "1e5": {"d1"},
    "007": {"d1"},
    "and or not": set(),
    "' OR 1=1 -- \\ : & | ! ( ) <->": set(),
    "": set(),
    "cafe": {"d1"},
    "headline": {"d1"},
}


def test_reports_are_found_by_their_words_in_any_language(store: SqlStore) -> None:
    entries = [entry(number, text=text) for number, text in _TEXTS.items()]
    entries[0] = replace(entries[0], document=replace(entries[0].document, title="A headline"))
    with store.writing() as writer:
        writer.add(entries, at=NOON)
    with store.reading() as reader:
        for words, found in _SOUGHT.items():
            hits = reader.search(words)
            assert {hit.document_id for hit in hits} == found, words
            for hit in hits:
                told = _TEXTS[int(hit.document_id[1:])]
                assert all(told[span.start : span.end] == span.text for span in hit.words)


def test_a_hit_names_the_incidents_that_its_report_tells_of(listed: SqlStore) -> None:
    with listed.reading() as reader:
        [hit] = reader.search("lindgate")
        assert (hit.document_id, hit.incident_ids) == ("d2", ("i2",))
        assert [span.text for span in hit.words] == ["Lindgate"]
        both = [hit.document_id for hit in reader.search("oltren")]
        assert sorted(both) == ["d1", "d2"]
        assert [hit.document_id for hit in reader.search("oltren", limit=1, offset=1)] == both[1:]


def test_a_very_long_report_is_taken_in(store: SqlStore) -> None:
    words = " ".join(f"word{number}" for number in range(150_000))
    text = f"In Oltren 2 people were killed and 3 were hurt {words}"
    with store.writing() as writer:
        writer.add([entry(1, text=text)], at=NOON)
    with store.reading() as reader:
        assert len(reader.search("word40000")) == 1
        kept = reader.document("d1")
        assert kept is not None
        assert kept.document.text == text
