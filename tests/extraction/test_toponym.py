"""Places in texts: by cases, and by laws that hold for any text."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extraction.toponym import toponyms
from rashomon.languages.sentences import split
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.text import Document

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "places.yaml").read_text(encoding="utf-8")
)


def found(text: str, **known: Any) -> tuple[Toponym, ...]:
    return toponyms(Document(id="d", text=text, **known), split(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    told = [f"{place.raw} | {place.name} | {place.country or '-'} | {place.precision}" for place in found(case["text"])]
    assert told == case["places"]


def test_a_listed_place_has_its_record_and_where_it_lies() -> None:
    [place] = found("Explosions shook Lugansk.")
    assert (place.gazetteer_id, place.country, place.admin1) == ("702658", "UA", "14")
    assert place.latitude == pytest.approx(48.57, abs=0.1)
    assert place.longitude == pytest.approx(39.31, abs=0.1)
    assert place.radius_km is not None
    assert place.radius_km > 1


def test_a_building_lies_near_the_town_named_beside_it() -> None:
    complex_, town = found("The Samar Medical Complex near Khan Younis was hit.")
    assert (complex_.latitude, complex_.longitude) == (town.latitude, town.longitude)
    assert complex_.gazetteer_id is None
    assert complex_.precision is PlacePrecision.NEAR


def test_a_building_without_a_town_lies_nowhere() -> None:
    [place] = found("A fire broke out near the Tervan Oak monument area.")
    assert (place.latitude, place.longitude, place.radius_km, place.country) == (None, None, None, None)


def test_a_building_in_a_country_is_not_in_its_middle() -> None:
    camp, country = found("The Tervan camp in Sudan was raided.")
    assert (camp.country, camp.latitude) == ("SD", None)
    assert country.latitude is not None


def test_one_name_means_one_place_in_a_document() -> None:
    text = "A fire burned in Paris, Texas. Paris has two fire engines. Sheriffs closed Paris."
    assert {place.admin1 for place in found(text) if place.raw == "Paris"} == {"TX"}


def test_what_a_text_speaks_of_decides_between_namesakes() -> None:
    ohio = found("Sheriffs from Columbus and Cincinnati in Ohio met in Dublin.")
    ireland = found("Irish police from Cork and Galway met in Dublin.")
    assert (ohio[-1].country, ohio[-1].admin1) == ("US", "OH")
    assert ireland[-1].country == "IE"


def test_the_publishers_country_decides_where_the_text_does_not() -> None:
    text = "A bus stopped in London."
    assert found(text)[0].country == "GB"
    assert found(text, url="https://example.ca/news/1")[0].country == "CA"


def test_an_address_that_cannot_be_read_tells_nothing() -> None:
    assert found("A bus stopped in London.", url="http://[broken/")[0].country == "GB"


def test_a_town_in_the_publishers_address_is_no_person() -> None:
    text = "Trenton lost again."
    assert found(text) == ()
    assert [place.raw for place in found(text, url="https://trentonledger.example.com/1")] == ["Trenton"]


def test_a_place_once_sure_is_known_again() -> None:
    text = "Fire crews in Mobile, Alabama, were tired. Volunteers thanked Mobile."
    assert [place.raw for place in found(text)] == ["Mobile", "Alabama", "Mobile"]


def test_names_are_read_across_wrapped_lines() -> None:
    text = (
        "The rebels had come on foot in the night, and marched all the way to San\n"
        "Salvador before the army knew of it and closed the roads behind them, which\n"
        "lead to the north and to the sea, while the people of the town stayed in their\n"
        "houses and waited for what the morning would bring to them and to the old\n"
        "quarter by the river, where most of the shots had been heard."
    )
    assert found(text)[0].name == "San Salvador"


PIECES = """
Paris Texas KYIV said in near the of and Mr St. U.S. Gaza strip camp, counties Street (Mopti) — 5 al-Shifa
Georgia's Khan Younis region O'Neil D-Ohio . ; Їжак é
"""
words = st.sampled_from([*PIECES.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=60))
def test_spans_hold_for_any_text(text: str) -> None:
    places = found(text)
    assert all(text[p.span.start : p.span.end] == p.span.text == p.raw for p in places)
    assert all(left.span.end <= right.span.start for left, right in pairwise(places))
    assert places == found(text)
    for place in places:
        assert (place.latitude is None) == (place.longitude is None) == (place.radius_km is None)
        assert place.gazetteer_id is None or place.latitude is not None
