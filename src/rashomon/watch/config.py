"""What is watched, how often, and who is told: a file in TOML, in which every unknown word is an error."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rashomon.errors import SettingError

#: Seconds between two looks where the file names none.
EVERY = 900.0

#: The least seconds between two looks: at a server that is somebody else's, and at a folder.
LEAST_REMOTE, LEAST_FOLDER = 60.0, 1.0

#: Entries of the outgoing feed where the file says nothing else, and at most.
ENTRIES, MOST_ENTRIES = 100, 1_000

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")


class SourceKind(StrEnum):
    """What a source is: a feed, whose items are reports; a page, which is one; a folder of files."""

    FEED = "feed"
    PAGE = "page"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something to look at every so many seconds. With `pages`, the page that a feed's item leads to is read, too."""

    kind: SourceKind
    where: str
    every: float = EVERY
    pages: bool = False

    @property
    def key(self) -> str:
        """What the source is remembered by."""
        return f"{self.kind}:{self.where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that is told of events. With a `secret`, each message is signed."""

    url: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed in Atom of the newest events, written to a file; `link` is the address that it is published at."""

    path: Path
    title: str = "rashomon"
    link: str = ""
    entries: int = ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What is watched and who is told. `name` keeps apart what several watchers of one archive remember."""

    sources: tuple[Source, ...]
    name: str = "watch"
    webhook: Webhook | None = None
    feed: Feed | None = None


def load(path: Path, *, environment: Mapping[str, str]) -> Config:
    """The configuration in a file; paths in it start at its folder. Raises SettingError, which names the place."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return parsed(tomllib.loads(text), str(path), folder=path.parent, environment=environment)
    except OSError as error:
        raise SettingError(f"{path}: the file cannot be read: {error.strerror}") from error
    except ValueError as error:
        if isinstance(error, SettingError):
            raise
        raise SettingError(f"{path}: this is no TOML: {error}") from error


def parsed(given: Mapping[str, Any], name: str, *, folder: Path, environment: Mapping[str, str]) -> Config:
    """The configuration that a TOML document gives; `name` is told in errors. Raises SettingError."""
    top = _Table(given, name)
    every = top.duration("every", EVERY)
    sources: dict[str, Source] = {}
    for kind in SourceKind:
        for number, each in enumerate(top.tables(kind.value), 1):
            source = _source(kind, _Table(each, f"{name}: [[{kind}]] {number}"), every, folder)
            if source.key in sources:
                raise SettingError(f"{name}: [[{kind}]] {number}: {source.where} is watched already")
            sources[source.key] = source
    webhook, feed = top.table("webhook"), top.table("atom")
    found = Config(
        sources=tuple(sources.values()),
        name=top.text("name", "watch"),
        webhook=None if webhook is None else _webhook(_Table(webhook, f"{name}: [webhook]"), environment),
        feed=None if feed is None else _feed(_Table(feed, f"{name}: [atom]"), folder),
    )
    top.finish()
    if not sources:
        raise SettingError(f"{name}: nothing is watched: name a [[feed]], a [[page]] or a [[folder]]")
    return found


def _source(kind: SourceKind, table: "_Table", every: float, folder: Path) -> Source:
    remote = kind is not SourceKind.FOLDER
    least = LEAST_REMOTE if remote else LEAST_FOLDER
    where = table.address("url") if remote else str(folder / table.text("path"))
    source = Source(
        kind=kind,
        where=where,
        every=max(least, every) if "every" not in table else table.duration("every", every, least=least),
        pages=table.truth("pages") if kind is SourceKind.FEED else False,
    )
    table.finish()
    return source


def _webhook(table: "_Table", environment: Mapping[str, str]) -> Webhook:
    variable = table.text("secret_variable", "")
    if variable and not environment.get(variable):
        raise SettingError(f"{table.name}: the secret should be in the variable {variable}, which is not set")
    webhook = Webhook(url=table.address("url"), secret=environment[variable] if variable else "")
    table.finish()
    return webhook


def _feed(table: "_Table", folder: Path) -> Feed:
    feed = Feed(
        path=folder / table.text("file"),
        title=table.text("title", "rashomon"),
        link=table.address("link") if "link" in table else "",
        entries=table.number("entries", ENTRIES, most=MOST_ENTRIES),
    )
    table.finish()
    return feed


class _Table:
    """A table of the file, whose keys are asked for one by one; what nobody asked for is an error."""

    def __init__(self, given: Mapping[str, Any], name: str) -> None:
        self.name = name
        self._given = given
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._given

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self._wrong(key, "a text", value)
        return value

    def address(self, key: str) -> str:
        value = self.text(key).strip()
        try:
            parts = urlsplit(value)
        except ValueError:
            raise self._wrong(key, "an address", value) from None
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise self._wrong(key, "an address that begins with https:// or http://", value)
        return value

    def truth(self, key: str) -> bool:
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", value)
        return value

    def number(self, key: str, default: int, *, most: int) -> int:
        value = self._value(key, default)
        if type(value) is not int or not 1 <= value <= most:
            raise self._wrong(key, f"a whole number from 1 to {most}", value)
        return value

    def duration(self, key: str, default: float, *, least: float = 1.0) -> float:
        """Seconds, written "90s", "15m", "2h" or "1d"."""
        if key not in self._given:
            self._asked.append(key)
            return default
        value = self._value(key, None)
        match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise self._wrong(key, 'a time such as "90s", "15m", "2h" or "1d"', value)
        seconds = float(match.group(1)) * _SECONDS[match.group(2)]
        if seconds < least:
            raise self._wrong(key, f"at least {least:g} seconds", value)
        return seconds

    def table(self, key: str) -> Mapping[str, Any] | None:
        value = self._value(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, f"a table [{key}]", value)
        return value if key in self._given else None

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong(key, f"a list of tables [[{key}]]", value)
        return value

    def finish(self) -> None:
        """Raises SettingError where the file has a key that nobody asked for."""
        for key in self._given:
            if key not in self._asked:
                raise SettingError(f"{self.name}: there is no {key!r}; there are {', '.join(self._asked)}")

    def _value(self, key: str, default: Any) -> Any:
        self._asked.append(key)
        if key in self._given:
            return self._given[key]
        if default is None:
            raise SettingError(f"{self.name}: {key!r} is missing")
        return default

    def _wrong(self, key: str, wanted: str, value: object) -> SettingError:
        told = repr(value)
        return SettingError(f"{self.name}: {key} is {wanted}, not {told if len(told) < 80 else told[:77] + '...'}")
