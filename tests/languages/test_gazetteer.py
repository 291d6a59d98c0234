"""The compiled gazetteer: names to places, in many spellings; and its build."""

import importlib.util
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import ModelError
from rashomon.languages import gazetteer
from rashomon.languages.gazetteer import candidates, sounding
from rashomon.languages.placenames import place_key, sound_key


@pytest.mark.parametrize(
    ("name", "id", "kind"),
    [
        ("Luhansk", "702658", "city"),
        ("Lugansk", "702658", "city"),
        ("LUGANSK", "702658", "city"),
        ("Луганськ", "702658", "city"),
        ("Khan Younis", "281124", "city"),
        ("Khān Yūnis", "281124", "city"),
        ("Bureij", "281161", "city"),
        ("St. Louis", "4407066", "city"),
        ("Saint Louis", "4407066", "city"),
        ("Kentucky", "6254925", "region"),
        ("Laurel County", "4297480", "district"),
        ("Oxfordshire", "2640726", "district"),
        ("U.S.", "6252001", "country"),
        ("UK", "2635167", "country"),
        ("DRC", "203312", "country"),
        ("Türkiye", "298795", "country"),
    ],
)
def test_a_name_in_any_spelling_has_its_bearer(name: str, id: str, kind: str) -> None:
    assert (id, kind) in {(place.id, place.kind) for place in candidates(name)}


def test_the_best_known_bearer_comes_first() -> None:
    assert [place.country for place in candidates("Paris")][:2] == ["FR", "US"]


def test_an_area_without_a_number_says_so() -> None:
    assert candidates("Donbas")[0].id.startswith("area:")


def test_capitals_are_marked() -> None:
    assert [place.admin1 for place in candidates("Washington") if place.capital] == ["DC"]


@pytest.mark.parametrize("name", ["", " ", "Xqzvvk", "the", "'", "123"])
def test_nobody_bears_other_names(name: str) -> None:
    assert candidates(name) == ()


def test_a_large_country_is_placed_in_its_middle() -> None:
    russia = candidates("Russia")[0]
    assert (russia.latitude, russia.longitude) == (60.0, 100.0)


def test_a_missing_file_says_how_to_build_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "GAZETTEER", tmp_path / "gazetteer.sqlite")
    gazetteer._database.cache_clear()
    with pytest.raises(ModelError, match="pip install"):
        gazetteer.bearers("nobody has asked for this name")
    gazetteer._database.cache_clear()


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    key = place_key(name)
    assert key == key.strip()
    assert place_key(key) == key


TOWNS = {
    "1": {"geonameid": 1, "name": "Alderby", "latitude": 54.1, "longitude": -1.2, "countrycode": "GB"}
    | {"population": 900, "admin1code": "ENG", "alternatenames": ["Al-Derby", "ALD", "Альдерби"]},
    "2": {"geonameid": 2, "name": "Bolsk", "latitude": 50.3, "longitude": 30.1, "countrycode": "UA"}
    | {"population": 700, "admin1code": "13", "alternatenames": ["Больск", "City of Bolsk"]},
    "3": {"geonameid": 3, "name": "Çınar", "latitude": 38.0, "longitude": 40.0, "countrycode": "TR"}
    | {"population": 4_000, "admin1code": "21", "alternatenames": []},
}


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The build hook, with three towns for GeoNames."""
    spec = importlib.util.spec_from_file_location("build_gazetteer", Path(__file__).parents[2] / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_gazetteer", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "_read", lambda name: TOWNS if name == "cities500" else {})
    return module


def test_the_same_data_give_the_same_bytes(builder: ModuleType, tmp_path: Path) -> None:
    builder.build(tmp_path / "first.sqlite")
    builder.build(tmp_path / "second.sqlite")
    assert (tmp_path / "first.sqlite").read_bytes() == (tmp_path / "second.sqlite").read_bytes()


def test_the_build_keeps_the_names_that_reports_use(builder: ModuleType, tmp_path: Path) -> None:
    builder.build(tmp_path / "small.sqlite")
    with closing(sqlite3.connect(tmp_path / "small.sqlite")) as database:
        kept = {
            number: {key for (key,) in database.execute("SELECT key FROM alias WHERE place = ?", (number,))}
            for number in (1, 2, 3)
        }
    assert kept == {1: {"alderby", "al derby"}, 2: {"bolsk", "больск"}, 3: set()}


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Tel Rifaat", "Tall Rif‘at"),
        ("Jisr al-Shughour", "Jisr ash Shughūr"),
        ("Maaret al-Noaman", "Ma‘arrat an Nu‘mān"),
        ("Ras al-Ain", "Ra’s al ‘Ayn"),
        ("Qamishlo", "Al Qāmishlī"),
        ("Deir Ezzor", "Deir ez-Zor"),
    ],
)
def test_an_arabic_name_is_known_by_its_consonants(spelled: str, name: str) -> None:
    assert name in [place.name for place in sounding(spelled)]


@pytest.mark.parametrize("name", ["Hama", "Monday", "Зернове", ""])
def test_a_name_of_few_consonants_is_known_by_its_spelling_only(name: str) -> None:
    assert sound_key(name) == ""
    assert sounding(name) == ()


@given(st.text(max_size=40))
def test_what_a_name_sounds_like_does_not_hang_on_its_case_and_marks(name: str) -> None:
    assert sound_key(place_key(name)) == sound_key(name)
