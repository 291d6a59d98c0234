"""What a file of things to watch may say, and how what it may not is told."""

from pathlib import Path

import pytest

from rashomon.errors import SettingError
from rashomon.watch.config import Config, SourceKind, load

WHOLE = """
name = "desk"
every = "30m"

[[feed]]
url = "https://courier.example/feed.xml"
every = "10m"
pages = true

[[page]]
url = "https://courier.example/live"

[[folder]]
path = "incoming"
every = "5s"

[webhook]
url = "https://desk.example/hook"
secret_variable = "HOOK_SECRET"

[atom]
file = "out/events.atom"
title = "Desk"
entries = 20
"""


def given(tmp_path: Path, text: str, **environment: str) -> Config:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment=environment)


def test_all_that_a_file_may_say(tmp_path: Path) -> None:
    config = given(tmp_path, WHOLE, HOOK_SECRET="quiet")
    feed, page, folder = config.sources
    assert (config.name, feed.kind, feed.every, feed.pages) == ("desk", SourceKind.FEED, 600, True)
    assert (page.key, page.every) == ("page:https://courier.example/live", 1800)
    assert (folder.where, folder.every) == (str(tmp_path / "incoming"), 5)
    assert config.webhook is not None
    assert config.feed is not None
    assert (config.webhook.secret, config.feed.path, config.feed.entries) == ("quiet", tmp_path / "out/events.atom", 20)
    assert "quiet" not in repr(config)


def test_little_is_enough(tmp_path: Path) -> None:
    config = given(tmp_path, '[[page]]\nurl = "https://courier.example/"\n')
    assert [source.every for source in config.sources] == [900]
    assert (config.name, config.webhook, config.feed) == ("watch", None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nothing is watched"),
        ("[[feed]]\n", r"\[\[feed\]\] 1: 'url' is missing"),
        ("[[feed]]\nur1 = 'x'\nurl = 'https://a.example/'", r"\[\[feed\]\] 1: there is no 'ur1'; there are url"),
        ("[[feed]]\nurl = 'a.example'", r"\[\[feed\]\] 1: url is an address that begins with https"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "url is an address that begins with https"),
        ("[[feed]]\nurl = 'https://[::1'", "url is an address"),
        ("[[feed]]\nurl = 7", "url is a text, not 7"),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = '5s'", "every is at least 60 seconds, not '5s'"),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = 5", "every is a time such as"),
        ("[[feed]]\nurl = 'https://a.example/'\npages = 'yes'", "pages is true or false, not 'yes'"),
        ("[[page]]\nurl = 'https://a.example/'\npages = true", r"\[\[page\]\] 1: there is no 'pages'"),
        ("[[page]]\nurl = 'https://a.example/'\n[[page]]\nurl = 'https://a.example/'", r"2: .* is watched already"),
        ("[[folder]]\npath = ''", "path is a text, not ''"),
        ("page = 'x'", r"page is a list of tables \[\[page\]\]"),
        ("webhook = 'x'\n[[folder]]\npath = 'x'", r"webhook is a table \[webhook\]"),
        ("[webhook]\n[[folder]]\npath = 'x'", r"\[webhook\]: 'url' is missing"),
        (
            "[webhook]\nurl = 'https://a.example/'\nsecret_variable = 'NONE'\n[[folder]]\npath = 'x'",
            "the variable NONE, which is not set",
        ),
        ("[atom]\nfile = 'x'\nentries = 0\n[[folder]]\npath = 'x'", "entries is a whole number from 1 to 1000"),
        ("feeds = 3\n[[folder]]\npath = 'x'", "there is no 'feeds'; there are every, feed"),
        ("name = ", "this is no TOML"),
    ],
)
def test_what_it_may_not_say_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingError, match=told) as failed:
        given(tmp_path, text)
    assert "feeds.toml" in str(failed.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="cannot be read"):
        load(tmp_path / "nowhere.toml", environment={})
