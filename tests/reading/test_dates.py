"""Dates of publication as people write them; none is guessed."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.dates import clock


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-02T18:00Z",
        "2031-05-02 18:00",
        "2031-05-02T20:00:00+0200",
        "2031-05-02T20:00:00.0000000+02:00",
        "2031-05-02 13:00:00 -05",
        "2031-05-02 18:00:00 UTC",
        "20310502T180000Z",
        "2031/05/02 18:00",
        "Fri, 02 May 2031 20:00:00 +0200",
        "Fri, 2 May 2031 18:00:00 GMT",
        "May 2, 2031 6:00 PM",
        "2 May 2031 18:00",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert clock(text) == datetime(2031, 5, 2, 18, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2031-05-02", "20310502", "2031/05/02", "2 May 2031", "May 2, 2031"])
def test_a_date_alone_is_its_midnight(text: str) -> None:
    assert clock(text) == datetime(2031, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2031", "2031-05", "203105", "May 2031", "03/04/2031", "2031-02-30", "2031-W18-5",
     "1933200000", "0001-01-01T00:00+14:00", "yesterday at 18:00", "18:00"],
)  # fmt: skip
def test_what_would_have_to_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        clock(text)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))
def test_iso_dates_come_back(moment: datetime) -> None:
    assert clock(moment.isoformat()) == moment.replace(tzinfo=UTC)


@given(st.text(max_size=40))
def test_nothing_but_a_value_error_is_raised(text: str) -> None:
    with suppress(ValueError):
        assert clock(text).tzinfo is UTC
