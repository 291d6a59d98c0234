"""One body under a longer and a shorter name."""

from rashomon.languages.parties import party
from rashomon.reconciliation.bodies import fuller_names


def told(*names: str) -> dict[str, str]:
    """The short names with the fuller ones, by what they are called."""
    parties = {made.key: made for made in map(party, names)}
    return {parties[key].name: full.name for key, full in fuller_names(parties.values()).items()}


def test_a_body_named_without_its_place_is_the_one_that_is_named_with_it() -> None:
    short, full = "the civil protection agency", "Civil Protection Agency of Verasta"
    assert told(short, full) == {short: full}
    assert told("police", "Orla police", "Orla police chief Joss Ordway") == {
        "police": "Orla police",
        "Orla police chief Joss Ordway": "Orla police",
    }
    assert told("officers", "police", "a police spokesman") == {"officers": "police", "a police spokesman": "police"}


def test_two_that_it_could_be_are_none() -> None:
    assert told("the health ministry", "Orlat's health ministry", "the Verasta health ministry") == {}


def test_what_may_be_anybody_s_stands_by_itself() -> None:
    assert (
        told("the army", "Verasta army", "a hospital", "the Sarvik hospital", "police", "state police", "Orla police")
        == {}
    )


def test_a_part_of_a_body_is_another_body() -> None:
    assert told("the health ministry", "the health ministry emergency department") == {}


def test_who_speaks_changes_with_nothing_but_those_who_speak() -> None:
    names = ("the fire service", "Orla Fire Service", "residents", "The Orla Post")
    assert told(*names) == told(*reversed(names)) == {"the fire service": "Orla Fire Service"}


def test_an_office_is_the_one_who_is_named_with_it() -> None:
    assert told("the mayor", "Mayor Ann Reed") == {"the mayor": "Mayor Ann Reed"}
    assert told("the mayor", "Mayor Ann Reed", "Mayor Tom Orr") == {}
    assert told("the mayor", "Governor Ann Reed") == {}
