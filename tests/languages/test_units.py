"""Units: one name for each, and what is a kind of what."""

import pytest

from rashomon.languages.units import ancestors, canonical, comparable, is_kind_of, plural


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("cruise missiles", "cruise missile"),
        ("Grad rockets", "rocket"),
        ("two apartment buildings", "apartment building"),
        ("blocks of flats", "apartment building"),
        ("homes", "house"),
        ("people", "person"),
        ("families", "family"),
        ("buses", "bus"),
        ("police officers", "police officer"),
        ("grain silos", "grain silo"),
        ("aircraft", "aircraft"),
        ("", ""),
    ],
)
def test_one_name(written: str, unit: str) -> None:
    assert canonical(written) == unit
    assert canonical(unit) == unit


def test_an_apartment_building_is_a_building() -> None:
    assert ancestors("apartment building")[:2] == ("residential building", "building")
    assert is_kind_of("apartment building", "building")
    assert not is_kind_of("building", "apartment building")
    assert comparable("building", "school")
    assert not comparable("school", "house")


@pytest.mark.parametrize(
    ("unit", "several"),
    [
        ("missile", "missiles"),
        ("person", "people"),
        ("family", "families"),
        ("church", "churches"),
        ("bus", "buses"),
    ],
)
def test_plurals(unit: str, several: str) -> None:
    assert plural(unit) == several
    assert canonical(several) == unit
