"""The pages tell the truth: what they show is what the program writes, and nothing users meet is left out."""

import dataclasses
import re
from functools import cache
from pathlib import Path

import pytest
from docs.generate import PAGES, ROOT, filled
from typer.main import get_command

from rashomon.cli.main import app
from rashomon.presentation.rows import BalanceRow, ClaimRow
from rashomon.settings import SETTINGS

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
TEXTS = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_show_what_the_program_writes(path: Path) -> None:
    assert filled(_text(path)) == _text(path), "stale: run `python -m docs.generate`"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", _text(path))):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        found = path.parent / file if file else path
        assert found.exists(), target
        assert not anchor or anchor in _anchors(found), target


def _anchors(path: Path) -> set[str]:
    headings = _HEADING.findall(_FENCE.sub("", _text(path)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_tells_a_section_twice(path: Path) -> None:
    sections = re.findall(r"^## .+$", _FENCE.sub("", _text(path)), re.MULTILINE)
    assert len(sections) == len(set(sections))


def test_every_command_and_option_is_told() -> None:
    page = _text(ROOT / "docs" / "cli.md")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert f"## rashomon {name}\n" in page
        for option in command.params:
            assert all(flag in page for flag in option.opts if flag.startswith("-")), option.opts


def test_every_setting_is_told() -> None:
    page = _text(ROOT / "docs" / "settings.md")
    for setting in SETTINGS:
        assert f"| `{setting.name}` |" in page
        assert setting.variable in page


def test_every_column_is_told() -> None:
    page = _text(ROOT / "docs" / "json.md")
    for row in (ClaimRow, BalanceRow):
        assert all(f"| `{field.name}` |" in page for field in dataclasses.fields(row))


def test_the_readme_begins_with_the_two_commands() -> None:
    commands = re.findall(r"^\$ (.+?)(?:\s+#.*)?$", _text(ROOT / "README.md"), re.MULTILINE)
    assert commands[0] == "make demo"
    assert commands[1].startswith("rashomon read sample:")


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```$", _text(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})
    assert "Meridian killed" in capsys.readouterr().out


def test_the_changelog_tells_of_what_is_to_come() -> None:
    assert "\n## Unreleased\n" in _text(ROOT / "CHANGELOG.md")
