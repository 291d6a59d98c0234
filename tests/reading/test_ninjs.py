"""Items of ninjs in its three generations: fields, versions, and what is withdrawn; agencies are invented."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon import pipeline
from rashomon.model.ledger import Standing
from rashomon.model.text import Document, Medium, Status
from rashomon.reading.documents import Reading, read

TEXT = "Three people were killed in the blast at the market in Marvenka, the mayor said."


def one(**fields: Any) -> dict[str, Any]:
    """An item of the first generation."""
    return {
        "uri": "https://agency.example/items/17",
        "type": "text",
        "version": "1",
        "versioncreated": "2031-05-02T18:00:00+02:00",
        "pubstatus": "usable",
        "language": "en",
        "headline": "Blast in Marvenka",
        "body_xhtml": f"<div><p>{TEXT}</p><p>Two boats sank.</p></div>",
        "body_text": "Short.",
        "copyrightholder": "Northern Agency",
        **fields,
    }


def two(**fields: Any) -> dict[str, Any]:
    """An item of the second generation."""
    return {
        "standard": {"name": "ninjs", "version": "2.1"},
        "uri": "urn:agency:17",
        "version": "1",
        "firstcreated": "2031-05-02T17:00:00Z",
        "versioncreated": "2031-05-02T18:00:00Z",
        "pubstatus": "usable",
        "headlines": [{"role": "short", "value": "Blast"}, {"role": "main", "value": "Blast in Marvenka"}],
        "bodies": [
            {"role": "plain", "contenttype": "text/plain", "value": "Short."},
            {"role": "main", "contenttype": "text/html", "value": f"<p>{TEXT}</p><p>Two boats sank.</p>"},
        ],
        "infosources": [{"name": "Northern Agency", "uri": "x"}],
        **fields,
    }


def reading(*items: object) -> Reading:
    return read(json.dumps(items[0] if len(items) == 1 else items, indent=1).encode())


def only(*items: object) -> Document:
    found = reading(*items)
    assert found.problems == ()
    (document,) = found.documents
    return document


def test_an_item_of_the_first_generation() -> None:
    document = only(one())
    assert document.text == f"Blast in Marvenka\n\n{TEXT}\n\nTwo boats sank."
    assert (document.title, document.publisher) == ("Blast in Marvenka", "Northern Agency")
    assert (document.medium, document.status) == (Medium.NEWS, Status.CURRENT)
    assert document.external_id == document.url == "https://agency.example/items/17"
    assert document.published == datetime(2031, 5, 2, 16, tzinfo=UTC)
    assert document.updated is None


def test_an_item_of_the_second_generation() -> None:
    document = only(two())
    assert document.text == f"Blast in Marvenka\n\n{TEXT}\n\nTwo boats sank."
    assert (document.title, document.publisher) == ("Blast in Marvenka", "Northern Agency")
    assert (document.external_id, document.url) == ("urn:agency:17", None)
    assert document.published == datetime(2031, 5, 2, 17, tzinfo=UTC)
    assert document.updated == datetime(2031, 5, 2, 18, tzinfo=UTC)


def test_an_item_of_the_third_generation_is_one_of_the_second_in_other_letters() -> None:
    renamed = {"firstcreated": "firstCreated", "versioncreated": "versionCreated", "pubstatus": "pubStatus"}
    third = {renamed.get(key, key): value for key, value in two().items()}
    third["bodies"] = [{"role": "main", "contentType": "text/html", "value": two()["bodies"][1]["value"]}]
    assert only(third) == only(two())


def test_a_list_and_lines_of_items_are_read_too() -> None:
    items = [one(uri=f"urn:agency:{i}") for i in range(3)]
    lines = "\n".join(json.dumps(item) for item in items).encode()
    assert [each.external_id for each in reading(*items).documents] == ["urn:agency:0", "urn:agency:1", "urn:agency:2"]
    assert read(lines).documents == reading(*items).documents


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"body_xhtml": ""}, "Blast in Marvenka\n\nShort."),
        ({"body_xhtml": None, "body_text": None, "body_agency_text": "Long."}, "Blast in Marvenka\n\nLong."),
        ({"body_xhtml": 5, "body_text": "", "description_text": TEXT}, f"Blast in Marvenka\n\n{TEXT}"),
        ({"body_xhtml": "", "body_text": ""}, "Blast in Marvenka"),
        ({"headline": None}, f"{TEXT}\n\nTwo boats sank."),
        ({"body_xhtml": "", "body_text": f"{TEXT}\n\nTwo < three."}, f"Blast in Marvenka\n\n{TEXT}\n\nTwo < three."),
    ],
)
def test_the_text_is_the_best_there_is(fields: dict[str, object], text: str) -> None:
    assert only(one(**fields)).text == text


def test_a_later_version_supersedes() -> None:
    first, second, third = reading(
        one(), one(version="2", body_xhtml=f"<p>{TEXT} Two boats.</p>"), one(version="10", body_xhtml=f"<p>{TEXT}</p>")
    ).documents
    assert (first.supersedes, first.status) == (None, Status.CURRENT)
    assert (second.supersedes, second.status) == (first.id, Status.CORRECTED)
    assert (third.supersedes, third.status) == (second.id, Status.CORRECTED)


def test_a_version_without_a_number_is_told_by_its_time() -> None:
    later = one(version=None, versioncreated="2031-05-02T17:30:00Z", body_xhtml=f"<p>{TEXT} Two boats.</p>")
    first, second = reading(one(version=None), later).documents
    assert second.supersedes == first.id
    assert all(each.supersedes is None for each in reading(later, one(version=None)).documents)


@pytest.mark.parametrize("status", ["canceled", "Cancelled", "withheld"])
def test_what_is_withdrawn_does_not_count(status: str) -> None:
    found = reading(one(), one(version="2", pubstatus=status))
    first, second = found.documents
    assert first.id != second.id
    assert (second.status, second.supersedes) == (Status.WITHDRAWN, first.id)
    assert found.problems[0].note
    answer = pipeline.answer([json.dumps([one(), one(version="2", pubstatus=status)]).encode()])
    entries = [entry for ledger in answer.ledgers for entry in ledger.entries]
    assert entries
    assert {entry.standing for entry in entries} == {Standing.WITHDRAWN}


def test_a_notice_without_text_withdraws_too() -> None:
    notice = {"uri": "https://agency.example/items/17", "version": "2", "pubstatus": "canceled", "language": "en"}
    first, second = reading(one(), notice).documents
    assert (second.text, second.status, second.supersedes) == ("", Status.WITHDRAWN, first.id)


def test_an_item_of_nothing_is_told() -> None:
    assert "neither headline nor text" in reading({"uri": "urn:x", "pubstatus": "usable"}).problems[0].error


def test_a_row_with_an_address_is_a_row() -> None:
    (document,) = reading({"uri": "urn:x", "headline": "Blast", "text": TEXT}).documents
    assert (document.external_id, document.text) == (None, TEXT)
