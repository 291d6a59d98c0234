"""The sample reports: complete, clean, and such that there is something to reconcile."""

import pytest

from rashomon.reading.documents import Reading, read
from rashomon.samples import SAMPLES, reports

FURNITURE = (
    "cookies",
    "newsletter",
    "Get a summary",
    "No time to read",
    "Share",
    "Ferry timetable",
    "Read also",
    "By Meridian staff",
    "All rights reserved",
    "Next Article",
    "motorway",
)


@pytest.fixture(params=SAMPLES)
def reading(request: pytest.FixtureRequest) -> Reading:
    return read(f"sample:{request.param}")


def test_each_has_six_reports_or_more_and_all_are_read(reading: Reading) -> None:
    assert len(reading.documents) >= 6
    assert reading.problems == ()


def test_each_report_tells_who_published_it_when_under_which_title(reading: Reading) -> None:
    for document in reading.documents:
        assert document.publisher
        assert document.published is not None
        assert document.title
        assert document.language == "en"


def test_none_of_the_furniture_is_left(reading: Reading) -> None:
    for document in reading.documents:
        assert not [line for line in FURNITURE if line in document.text], document.text


def test_they_are_told_in_all_kinds_of_media() -> None:
    documents = read("sample:all").documents
    assert {document.medium for document in documents} >= {"news", "telegram", "statement"}
    assert any(document.forwarded_from for document in documents)
    assert any(document.external_id for document in documents)


def test_what_there_is_not() -> None:
    with pytest.raises(KeyError):
        reports("atlantis")
