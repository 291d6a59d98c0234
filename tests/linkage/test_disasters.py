"""A disaster of many places and days is one happening; that of another year is not."""

from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage.disasters import of_disaster
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Claim, Event, Outcome, Scope
from rashomon.model.text import Document

ORLA, VENN = (50.0, 30.0), (50.0, 32.0)


def told(where: Document, *claims: Claim) -> list[list[str]]:
    """The evidence of each mention's claims."""
    evidence = {made.id: made.evidence.text for made in claims}
    return [[evidence[id] for id in found.claim_ids] for found in mentions(where, extraction(where, *claims))]


def test_a_flood_of_two_provinces_on_two_days_is_one_mention() -> None:
    page = document("Floods in Orla killed three people on 4 May 2031. Venn was flooded on 6 May, five died.")
    orla, venn = place(span(page, "Orla"), ORLA), place(span(page, "Venn"), VENN)
    fourth = time(span(page, "4 May 2031"), "2031-05-04", "2031-05-05")
    sixth = time(span(page, "6 May"), "2031-05-06", "2031-05-07")
    three = claim(page, "killed three people", count=3, event=Event.FLOOD, place=orla, time=fourth)
    flooded = claim(page, "Venn was flooded", Outcome.OCCURRED, event=Event.FLOOD, place=venn, time=sixth)
    five = claim(page, "five died", count=5, place=venn, time=sixth)
    assert told(page, three, flooded, five) == [["killed three people", "Venn was flooded", "five died"]]


def test_a_flood_of_another_year_keeps_apart() -> None:
    page = document("Floods in 2031 killed three people. Floods in 2019 killed thirty people.")
    now = time(span(page, "2031"), "2031-01-01", "2032-01-01")
    before = time(span(page, "2019"), "2019-01-01", "2020-01-01")
    three = claim(page, "killed three people", count=3, event=Event.FLOOD, time=now)
    thirty = claim(page, "killed thirty people", count=30, event=Event.FLOOD, time=before)
    assert told(page, three, thirty) == [["killed three people"], ["killed thirty people"]]


def test_without_years_another_season_keeps_apart() -> None:
    page = document("Floods on 4 May killed three people. A storm on 9 November killed two people.")
    may = time(span(page, "4 May"), "2031-05-04", "2031-05-05")
    november = time(span(page, "9 November"), "2030-11-09", "2030-11-10")
    three = claim(page, "killed three people", count=3, event=Event.FLOOD, time=may)
    two = claim(page, "killed two people", count=2, event=Event.STORM, time=november)
    assert told(page, three, two) == [["killed three people"], ["killed two people"]]


def test_violence_in_a_report_of_a_disaster_keeps_apart() -> None:
    page = document("A storm killed three people. Hail fell. A gunman killed two people.")
    three = claim(page, "killed three people", count=3, event=Event.STORM)
    hail = claim(page, "Hail fell", Outcome.OCCURRED, event=Event.STORM)
    two = claim(page, "killed two people", count=2, event=Event.SHOOTING)
    assert told(page, three, hail, two) == [["killed three people", "Hail fell"], ["killed two people"]]


def test_most_firm_events_tell_what_a_report_is_about() -> None:
    page = document("A flood came. A fire broke out. A man was shot. An old storm killed two.")
    flood = claim(page, "A flood came", Outcome.OCCURRED, event=Event.FLOOD)
    fire = claim(page, "A fire broke out", Outcome.OCCURRED, event=Event.FIRE)
    shot = claim(page, "A man was shot", Outcome.INJURED, 1, event=Event.SHOOTING)
    storm = claim(page, "An old storm killed two", count=2, event=Event.STORM, scope=Scope.BACKGROUND)
    assert of_disaster([flood, fire])
    assert not of_disaster([flood, shot, storm])
    assert not of_disaster([])


def test_a_year_keeps_apart_from_a_day_without_one() -> None:
    page = document("A quake on Sunday killed three people. A quake in 2009 killed thirty people.")
    sunday = time(span(page, "Sunday"), "2031-09-14", "2031-09-15")
    before = time(span(page, "2009"), "2009-01-01", "2010-01-01")
    three = claim(page, "killed three people", count=3, event=Event.EARTHQUAKE, time=sunday)
    thirty = claim(page, "killed thirty people", count=30, event=Event.EARTHQUAKE, time=before)
    assert told(page, three, thirty) == [["killed three people"], ["killed thirty people"]]


def test_what_a_storm_struck_is_no_attack_of_its_own() -> None:
    page = document(
        "Orla struck the coast. The storm killed three people. Hail fell. Rain fell. Gunmen hit a bus and killed two."
    )
    struck = claim(page, "Orla struck the coast", Outcome.OCCURRED, event=Event.STRIKE)
    three = claim(page, "The storm killed three people", count=3, event=Event.STORM)
    hail = claim(page, "Hail fell", Outcome.OCCURRED, event=Event.STORM)
    rain = claim(page, "Rain fell", Outcome.OCCURRED, event=Event.STORM)
    convoy = claim(page, "Gunmen hit a bus and killed two", count=2, event=Event.STRIKE)
    assert told(page, struck, three, hail, rain, convoy) == [
        ["Orla struck the coast", "The storm killed three people", "Hail fell", "Rain fell"],
        ["Gunmen hit a bus and killed two"],
    ]


def test_a_boat_lost_in_a_storm_is_of_the_storm() -> None:
    page = document("A boat sank in the storm and twenty people died. The storm killed four people in Orla. It rained.")
    twenty = claim(page, "twenty people died", count=20, event=Event.CRASH)
    four = claim(page, "killed four people", count=4, event=Event.STORM, place=place(span(page, "Orla"), ORLA))
    rain = claim(page, "It rained", Outcome.OCCURRED, event=Event.STORM)
    assert told(page, twenty, four, rain) == [["twenty people died", "killed four people", "It rained"]]


def test_what_a_paragraph_tells_of_another_year_s_fire_is_of_that_fire() -> None:
    page = document(
        "The wildfire of 2031 hurt one person.\n\nThe fires of 2019 were worse. They killed two people.\n\n"
        "Three houses burned."
    )
    now = time(span(page, "2031"), "2031-01-01", "2032-01-01")
    before = time(span(page, "2019"), "2019-01-01", "2020-01-01")
    one = claim(page, "hurt one person", Outcome.INJURED, 1, event=Event.WILDFIRE, time=now)
    worse = claim(page, "The fires of 2019 were worse", Outcome.OCCURRED, event=Event.WILDFIRE, time=before)
    two = claim(page, "killed two people", count=2)
    three = claim(page, "Three houses burned", Outcome.DESTROYED, 3)
    assert told(page, one, worse, two, three) == [
        ["hurt one person", "Three houses burned"],
        ["The fires of 2019 were worse", "killed two people"],
    ]
