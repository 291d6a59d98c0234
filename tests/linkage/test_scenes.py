"""Where a report is set that does not say where its happening was."""

from collections.abc import Sequence
from dataclasses import replace

from tests.factory import claim, document, extraction, place, span

from rashomon.linkage.incidents import link
from rashomon.linkage.scenes import located
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.text import Document

ORLA, VENN = (50.0, 30.0), (50.0, 32.0)


def incident_place(report: Document, named: Sequence[Toponym], where: Toponym | None = None) -> Toponym | None:
    """The place of the incident told in a report that names these places, and puts its claim at `where`."""
    told = claim(report, "were shot", count=2, place=where)
    return link([report], [replace(extraction(report, told), places=tuple(named))])[0].place


def test_an_incident_that_nobody_places_is_near_the_town_that_its_report_speaks_of() -> None:
    report = document("Two dead, Orla police say\n\nTwo men were shot at noon. A suspect from Venn was held in Orla.")
    first, second = (place(span(report, "Orla", i), ORLA) for i in (0, 1))
    found = incident_place(report, [first, place(span(report, "Venn"), VENN), second])
    assert found is not None
    assert (found.name, found.latitude, found.precision) == ("Orla", 50.0, PlacePrecision.NEAR)


def test_a_report_that_speaks_of_two_towns_as_much_is_set_in_neither() -> None:
    report = document("Two men were shot at noon. Police of Orla and of Venn are looking for a car.")
    assert incident_place(report, [place(span(report, "Orla"), ORLA), place(span(report, "Venn"), VENN)]) is None


def test_what_a_claim_says_stands() -> None:
    report = document("Two men were shot in Venn. Orla police and Orla hospital sent people to Orla.")
    there = place(span(report, "Venn"), VENN)
    named = [there, *(place(span(report, "Orla", i), ORLA) for i in range(3))]
    assert incident_place(report, named, there) == there


def test_a_street_that_no_gazetteer_has_lies_near_the_town() -> None:
    report = document("Orla: two men were shot on Elm Street.")
    street = replace(place(span(report, "Elm Street")), latitude=None, longitude=None, precision=PlacePrecision.NEAR)
    town = place(span(report, "Orla"), ORLA)
    found = located(street, town)
    assert found is not None
    assert (found.name, found.latitude, found.span) == ("Elm Street", 50.0, street.span)


def test_a_region_and_a_place_in_another_country_stay_as_they_are() -> None:
    report = document("Two men were shot on Elm Street, Orla and Venn.")
    town = place(span(report, "Orla"), ORLA)
    region = replace(place(span(report, "Venn"), VENN), precision=PlacePrecision.REGION)
    abroad = replace(place(span(report, "Elm Street")), latitude=None, longitude=None, country="XB")
    assert located(region, town) == region
    assert located(abroad, replace(town, country="XA")) == abroad
    assert located(None, None) is None
