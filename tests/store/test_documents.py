"""Documents are kept whole, with their versions and with where they came from."""

from dataclasses import replace
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model import test_codec  # noqa: F401 # says how clock times and numbers are drawn
from tests.store.records import NOON, at, entry, report

from rashomon.model.claim import Extraction
from rashomon.model.text import Capture, Document
from rashomon.store.records import DocumentQuery, Entry
from rashomon.store.sql import SqlStore

_NUMBERS = count(1)
_WHOLE = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def _renamed(document: Document, extraction: Extraction, capture: Capture) -> Entry:
    """The same with ids that are in no store yet."""
    id = f"h{next(_NUMBERS)}"
    claims = tuple(replace(claim, id=f"{id}c{i}", document_id=id) for i, claim in enumerate(extraction.claims))
    return Entry(
        document=replace(document, id=id, supersedes=None),
        captures=(replace(capture, document_id=id, raw_sha256=sha256(capture.raw_sha256.encode()).hexdigest()),),
        extraction=replace(extraction, document_id=id, claims=claims),
        extractor="x-1",
    )


@given(document=st.from_type(Document), extraction=st.from_type(Extraction), capture=st.from_type(Capture))
@_WHOLE
def test_what_enters_comes_back_as_it_was(
    store: SqlStore, document: Document, extraction: Extraction, capture: Capture
) -> None:
    given = _renamed(document, extraction, capture)
    with store.writing() as writer:
        assert writer.add([given], at=NOON) == (given.document.id,)
    with store.reading() as reader:
        kept = reader.document(given.document.id)
        assert kept is not None
        assert kept.document == given.document
        assert reader.captures([given.document.id]) == given.captures
        assert reader.extraction(given.document.id) == given.extraction
        assert reader.claims_of([given.document.id]) == given.extraction.claims if given.extraction else ()


@pytest.mark.parametrize("text", ["a\0b", "half a \ud83d face", "\ufffe\uffff", "𐍈 and Ґ"])
def test_no_character_is_too_odd(store: SqlStore, text: str) -> None:
    document = report(1, text=text, title=text, url=f"https://example.org/{text}", external_id=text)
    with store.writing() as writer:
        writer.add([Entry(document=document, note=text)], at=NOON)
    with store.reading() as reader:
        kept = reader.document("d1")
        assert kept is not None
        assert kept.document == document


def test_a_document_that_is_there_gets_only_what_it_lacks(store: SqlStore) -> None:
    first = entry(1)
    again = replace(first, captures=(*first.captures, replace(first.captures[0], retrieved=NOON)))
    with store.writing() as writer:
        assert writer.add([first, first], at=NOON) == ("d1",)
        assert writer.add([again, entry(2)], at=at(1)) == ("d2",)
    with store.reading() as reader:
        assert reader.captures(["d1"]) == again.captures
        assert len(reader.claims_of(["d1", "d2"])) == 4
        kept = reader.document("d1")
        assert kept is not None
        assert kept.entered == NOON
        assert list(reader.raw_hashes()) == [f"{1:064x}", f"{2:064x}"]


def test_what_is_raised_takes_all_of_it_back(store: SqlStore) -> None:
    def fail() -> None:
        with store.writing() as writer:
            writer.add([entry(1), entry(2)], at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as reader:
        assert reader.counts().documents == reader.counts().claims == 0
        assert reader.search("Oltren") == ()


def test_a_newer_version_takes_the_place_of_the_older_one_and_both_are_kept(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.add([entry(1), entry(2, supersedes="d1")], at=NOON)
        writer.add([entry(3, supersedes="d2")], at=at(1))
    with store.reading() as reader:
        assert [(kept.document.id, kept.superseded_by) for kept in reader.versions("d2")] == [
            ("d1", "d2"),
            ("d2", "d3"),
            ("d3", None),
        ]
        assert [kept.document.id for kept in reader.documents(DocumentQuery(current=True))] == ["d3"]
        assert [kept.document.id for kept in reader.other_versions(["d3"])] == ["d1", "d2"]
        assert [hit.document_id for hit in reader.search("Oltren")] == ["d3"]
        assert {claim.document_id for claim in reader.all_claims()} == {"d3"}
        assert len(reader.claims_of(["d1"])) == 2


def test_a_page_that_goes_back_to_what_it_said_is_current_again(store: SqlStore) -> None:
    first = entry(1)
    with store.writing() as writer:
        writer.add([first], at=NOON)
        writer.add([entry(2, supersedes="d1")], at=at(1))
        writer.add([replace(first, document=replace(first.document, supersedes="d2"))], at=at(2))
    with store.reading() as reader:
        assert [(kept.document.id, kept.superseded_by) for kept in reader.versions("d1")] == [
            ("d1", None),
            ("d2", "d1"),
        ]
        assert [kept.document.id for kept in reader.documents(DocumentQuery(current=True))] == ["d1"]


def test_what_is_not_read_yet_is_kept_with_the_reason_until_it_is(store: SqlStore) -> None:
    read = entry(1)
    with store.writing() as writer:
        writer.add([replace(read, extraction=None, extractor="", note="the language is not read")], at=NOON)
    with store.reading() as reader:
        [kept] = reader.documents(DocumentQuery(unread=True))
        assert kept.note == "the language is not read"
        assert reader.extraction("d1") is None
        assert [hit.document_id for hit in reader.search("killed")] == ["d1"]
    with store.writing() as writer:
        writer.add([read], at=at(1))
    with store.reading() as reader:
        assert reader.documents(DocumentQuery(unread=True)) == ()
        kept_now = reader.document("d1")
        assert kept_now is not None
        assert kept_now.note == ""
        assert len(reader.claims_of(["d1"])) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (DocumentQuery(), ["d3", "d2", "d1"]),
        (DocumentQuery(limit=1, offset=1), ["d2"]),
        (DocumentQuery(url="https://a.example/2"), ["d2"]),
        (DocumentQuery(publisher="Paper 1"), ["d1"]),
        (DocumentQuery(language="uk"), ["d3"]),
        (DocumentQuery(external_id="post 2"), ["d2"]),
        (DocumentQuery(published_from=NOON), ["d3"]),
        (DocumentQuery(published_to=NOON), ["d2", "d1"]),
        (DocumentQuery(unread=False, current=True, publisher="Paper 9"), []),
    ],
)
def test_documents_are_listed_newest_first_by_what_is_asked(
    store: SqlStore, query: DocumentQuery, found: list[str]
) -> None:
    entries = [
        entry(1),
        entry(2, url="https://a.example/2", external_id="post 2"),
        entry(3, language="uk", published=at(5)),
    ]
    with store.writing() as writer:
        writer.add(entries, at=NOON)
    with store.reading() as reader:
        assert [kept.document.id for kept in reader.documents(query)] == found
