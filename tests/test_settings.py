"""Where settings come from, which wins, and how a wrong one is told."""

from pathlib import Path

import pytest

from rashomon import settings
from rashomon.errors import SettingError
from rashomon.languages import english
from rashomon.settings import Settings


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(folder=tmp_path) == Settings()


def test_a_flag_overrules_the_environment_and_that_the_file(tmp_path: Path) -> None:
    (tmp_path / "rashomon.toml").write_text('rule = "ucdp"\nvictim_names = true\nenglish_model = "en_x"\n')
    environment = {"RASHOMON_RULE": "acled", "RASHOMON_VICTIM_NAMES": "no"}
    found = settings.load({"rule": "airwars", "english_model": None}, environment=environment, folder=tmp_path)
    assert found == Settings(rule="airwars", victim_names=False, english_model="en_x")


def test_the_environment_may_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("\ufeffvictim_names = true\n", encoding="utf-8")
    (tmp_path / "rashomon.toml").write_text('rule = "ucdp"\n')
    found = settings.load(environment={"RASHOMON_SETTINGS": str(path)}, folder=tmp_path)
    assert found == Settings(victim_names=True)


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_yes_as_people_write_it(value: str, tmp_path: Path) -> None:
    assert settings.load(environment={"RASHOMON_PARSE_ALL": value}, folder=tmp_path).parse_all is True


@pytest.mark.parametrize(
    ("file", "environment", "told"),
    [
        ("rules = 'range'", {}, r"rashomon\.toml: there is no setting 'rules'; there are english_model"),
        ("rule = 3", {}, r"rule is a text, not 3"),
        ("victim_names = 'yes'", {}, r"victim_names is true or false, not 'yes'"),
        ("fetch_seconds = 0", {}, r"fetch_seconds is a whole number above 0, not 0"),
        ("fetch_seconds = true", {}, r"fetch_seconds is a whole number above 0, not True"),
        ("", {"RASHOMON_FETCH_SECONDS": "soon"}, r"fetch_seconds is a whole number above 0, not 'soon'"),
        ("rule = ", {}, r"rashomon\.toml: this is no TOML"),
        ("", {"RASHOMON_RULE": "best"}, r"the environment: rule is one of range, .*not 'best'"),
        ("", {"RASHOMON_VICTIM_NAMES": "perhaps"}, r"victim_names is true or false, not 'perhaps'"),
        ("", {"RASHOMON_SETTINGS": "/nowhere/x.toml"}, r"x\.toml: the settings cannot be read: No such file"),
    ],
)
def test_a_wrong_setting_is_told(file: str, environment: dict[str, str], told: str, tmp_path: Path) -> None:
    (tmp_path / "rashomon.toml").write_text(file)
    with pytest.raises(SettingError, match=told):
        settings.load(environment=environment, folder=tmp_path)


def test_numbers_come_from_the_environment_too(tmp_path: Path) -> None:
    assert settings.load(environment={"RASHOMON_FETCH_SECONDS": " 5 "}, folder=tmp_path).fetch_seconds == 5


def test_other_variables_are_none_of_ours(tmp_path: Path) -> None:
    assert settings.load(environment={"RASHOMON_DATA": "somewhere"}, folder=tmp_path) == Settings()


def test_the_default_model_is_the_one_whose_files_are_checked() -> None:
    assert Settings().english_model == english.MODEL


def test_each_setting_says_what_it_does() -> None:
    assert all(setting.help.endswith(".") for setting in settings.SETTINGS)
    assert settings.SETTINGS[0].variable == "RASHOMON_ENGLISH_MODEL"
