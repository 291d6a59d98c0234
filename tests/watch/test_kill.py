"""The command itself: what it writes, how it ends, and that a hard kill loses nothing and tells everything."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rashomon.archive import Archive
from rashomon.watch.notebook import Notebook

REPORT = "A missile strike hit {0} on Friday, 30 May 2031. {1} people were killed, the mayor of {0} said."
TOWNS = ("Marvenka", "Oltren", "Sarvik", "Talvari", "Verasta", "Kordavia")

#: Enough folders that a kill falls between one that is safe and one that is not.
FILE = "".join(f'[[folder]]\npath = "{town}"\nevery = "1s"\n' for town in TOWNS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, town in enumerate(TOWNS, 11):
        (tmp_path / town).mkdir()
        (tmp_path / town / "a.txt").write_text(REPORT.format(town, number), encoding="utf-8")
        os.utime(tmp_path / town / "a.txt", (1_000_000_000, 1_000_000_000))
    (tmp_path / "feeds.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RASHOMON_")}
    return subprocess.Popen(
        [sys.executable, "-m", "rashomon", "watch", "feeds.toml", "--json", *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def events(lines: list[str]) -> dict[str, dict[str, Any]]:
    told = [json.loads(line) for line in lines if line.endswith("}\n")]
    return {each["event"]["id"]: each["event"] for each in told if "event" in each}


def test_a_kill_loses_nothing_and_the_next_run_tells_the_rest(folder: Path) -> None:
    first = started(folder)
    assert first.stdout is not None
    told = [first.stdout.readline()]
    first.send_signal(signal.SIGKILL)
    told += first.stdout.readlines()
    first.communicate()
    rest, _ = started(folder, "--once").communicate()
    found = events([*told, *rest.splitlines(keepends=True)])
    incidents = [event["incident_id"] for event in found.values() if event["kind"] == "incident"]
    with Archive(folder / "rashomon.db", create=False) as archive:
        assert archive.verify().holds
        assert Notebook(archive, "watch").waiting("here") == []
        assert len(archive.documents()) == len(TOWNS)
        assert sorted(incidents) == sorted(summary.incident_id for summary in archive.incidents().summaries)


def test_it_ends_when_it_is_asked_to(folder: Path) -> None:
    running = started(folder)
    assert running.stdout is not None
    assert '"kind":"incident"' in running.stdout.readline()
    running.send_signal(signal.SIGTERM)
    _, errors = running.communicate()
    assert running.returncode == 0
    assert "Traceback" not in errors


def test_a_file_that_says_something_unknown_is_wrong_usage(folder: Path) -> None:
    (folder / "feeds.toml").write_text('[[fead]]\nurl = "https://a.example/"\n', encoding="utf-8")
    wrong = started(folder, "--once")
    _, errors = wrong.communicate()
    assert wrong.returncode == 2
    assert "there is no 'fead'" in errors


def test_a_source_that_fails_is_a_problem_and_the_status_says_so(folder: Path) -> None:
    (folder / "feeds.toml").write_text('[[folder]]\npath = "nowhere"\n', encoding="utf-8")
    failing = started(folder, "--once")
    output, _ = failing.communicate()
    assert failing.returncode == 1
    assert json.loads(output)["problem"]["error"] == "no such folder"
