"""The words of a language, kept as data: `words/<language>/<table>.toml`, the same tables for each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """One table of words, as its file has it. Raises FileNotFoundError where there is no such file."""
    path = files("rashomon.languages") / "words" / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(language: str, name: str, key: str) -> frozenset[str]:
    """One list of a table as a set; `key` may be dotted ("cues.speech")."""
    value: Any = table(language, name)
    for part in key.split("."):
        value = value[part]
    return frozenset(value)
