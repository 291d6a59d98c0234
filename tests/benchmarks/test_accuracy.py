"""Floors hold, rise by themselves and sink only for a reason; samples are the same everywhere."""

import gzip
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy import floors, page
from benchmarks.accuracy.measures import MEASURES
from benchmarks.accuracy.measuring import Score
from benchmarks.accuracy.scoring import Tally
from benchmarks.accuracy.sets import SETS, is_sampled

TODAY = date(2031, 5, 2)
ROOT = Path(__file__).parents[2]
BY_NAME = {measure.name: measure for measure in MEASURES}
NAME = "dronestrikes-killed-ranges"


def _score(value: float, n: int = 10) -> Score:
    return Score(BY_NAME[NAME], value, n)


def _pinned(value: float) -> floors.Floors:
    return {NAME: floors.Floor(value=value, date=date(2030, 1, 1), n=10, rows="every row")}


def test_measures_have_names_of_their_own_and_known_sets() -> None:
    assert len(BY_NAME) == len(MEASURES)
    assert {measure.set for measure in MEASURES} == set(SETS)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_of_nothing_is_no_score(measure: Any) -> None:
    assert measure.read(Counter()) is None


def test_what_is_gained_over_calling_all_doubtful() -> None:
    tally: Tally = Counter(events=4, doubtful=2, called=2, right=2)
    assert BY_NAME["uw-gain"].read(tally) == pytest.approx(100 - 200 / 3)


def test_a_score_may_lie_half_a_point_under_its_floor() -> None:
    assert floors.sunk([_score(39.5)], _pinned(40)) == []
    assert floors.sunk([_score(39.4)], _pinned(40)) == [_score(39.4)]
    assert floors.sunk([_score(1)], {}) == []


def test_floors_rise_and_do_not_sink_by_themselves() -> None:
    for value, pinned in ((41.2344, 41.234), (39.0, 40.0)):
        found = floors.raised([_score(value)], _pinned(40), sample=False, today=TODAY)
        assert found[NAME].value == pinned
    assert floors.raised([_score(5)], {}, sample=False, today=TODAY)[NAME].date == TODAY


def test_a_lowered_floor_keeps_why() -> None:
    found = floors.lowered(_score(30), _pinned(40), because="a set was corrected", sample=False, today=TODAY)
    assert found[NAME].value == 30
    assert found[NAME].lowered == (floors.Lowering(was=40, date=TODAY, because="a set was corrected"),)
    with pytest.raises(ValueError, match="no floor above"):
        floors.lowered(_score(50), _pinned(40), because="no", sample=False, today=TODAY)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    lowered = floors.lowered(_score(30), _pinned(40), because='"quoted" – \\', sample=True, today=TODAY)
    told = {"sample": lowered, "all": _pinned(40)}
    floors.write(told, tmp_path / "floors.toml")
    assert floors.read(tmp_path / "floors.toml") == told


def test_the_floors_that_ship_belong_to_measures() -> None:
    for pinned in floors.read().values():
        assert set(pinned) <= set(BY_NAME)


def test_the_table_tells_what_sank() -> None:
    [_, line] = page.terminal([_score(30, n=9)], _pinned(40)).splitlines()
    assert line.split() == [NAME, "9", "30.0", "40.0", "42", "SUNK,", "floor", "over", "10"]


def test_a_sample_is_chosen_by_the_id_alone() -> None:
    chosen = [i for i in range(2000) if is_sampled(f"row/{i}", 20)]
    assert 340 < len(chosen) < 460
    assert set(chosen) <= {i for i in range(2000) if is_sampled(f"row/{i}", 50)}
    assert all(is_sampled(f"row/{i}", 100) for i in range(50))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one small set of our own."""
    texts = ["A strike killed 3-5 people in Oldport.", "Up to 4 people were killed in a strike on Tarn."]
    rows = [
        {"id": f"{i}", "split": "dev", "lang": "en", "text": text, "gold": {"killed": [3, 5]}}
        for i, text in enumerate(texts)
    ]
    with gzip.open(tmp_path / "dronestrikes.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_the_command_tells_the_table(data: Path) -> None:
    command = ["-m", "benchmarks.accuracy", "--data", str(data), "--set", "dronestrikes", "--processes", "1"]
    out = data / "out.json"
    done = subprocess.run(
        [sys.executable, *command, "--out", str(out), "--predictions", str(data / "found")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    [score] = json.loads(out.read_text(encoding="utf-8"))["scores"]
    assert (score["name"], score["n"], score["value"]) == (NAME, 2, 50.0)
    assert NAME in done.stdout
    found = (data / "found" / "dronestrikes.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(found[0]) == {"id": "0", "answer": {"killed": [3, 5]}}
    pinned = floors.read()["all"].get(NAME)
    assert done.returncode == (1 if pinned and pinned.value > 50.5 else 0)


def test_a_lowering_needs_its_reason(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.accuracy", "--data", str(data), "--lower-floor", NAME],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--because" in done.stderr


def test_the_page_tells_every_measure() -> None:
    told = page.PAGE.read_text(encoding="utf-8")
    missing = [measure.name for measure in MEASURES if f"| {measure.title} |" not in told]
    assert not missing, "run `python -m benchmarks.accuracy --write-docs`"
