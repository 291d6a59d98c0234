"""Titles without the names of the outlets that they stand behind."""

import pytest

from rashomon.reading.titles import without_site


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Three shot outside Orlanda mill :: KVRZ.com", "Three shot outside Orlanda mill"),
        ("Three shot outside Orlanda mill - KVRZ-TV News 9 | Orlanda, Tarn", "Three shot outside Orlanda mill"),
        ("Two Dead In Mill Fire - Orlanda Daily Courier", "Two Dead In Mill Fire"),
        ("Mill fire kills two | Tarn Valley", "Mill fire kills two"),
        ("Two people - a man and a boy - are shot in Orlanda", "Two people - a man and a boy - are shot in Orlanda"),
        ("3 dead, 12 hurt in market blast – governor", "3 dead, 12 hurt in market blast – governor"),
        ("3 dead in market blast - 12 hurt", "3 dead in market blast - 12 hurt"),
        (
            "Mill fire kills two people in Orlanda | The Tarn Observatory For Mills",
            "Mill fire kills two people in Orlanda",
        ),
        (
            "Mill fire kills two in Orlanda - Tarn Times Mill fire kills two in Orlanda - Tarn Times",
            "Mill fire kills two in Orlanda",
        ),
        (
            "Mill fire kills two in Orlanda - Mill fire kills two in Tarn",
            "Mill fire kills two in Orlanda - Mill fire kills two in Tarn",
        ),
        ("Orlanda", "Orlanda"),
        ("", ""),
    ],
)
def test_the_name_of_the_outlet_is_left_out(title: str, headline: str) -> None:
    assert without_site(title) == headline


def test_the_publisher_is_known_by_name() -> None:
    assert without_site("MILL FIRE KILLS TWO - 24 heures", "24 heures") == "MILL FIRE KILLS TWO"
