"""The command: what it writes where, how it ends, and how soon it is there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from tests.presentation.answers import ANSWER

import rashomon
from rashomon.cli.main import run
from rashomon.errors import ModelError
from rashomon.model.answer import Answer
from rashomon.model.ledger import Problem
from rashomon.samples import SAMPLES
from rashomon.settings import Settings

FINE = replace(ANSWER, problems=())


class FakePipeline(ModuleType):
    """Stands for the pipeline: tells what it was called with, and answers what it was told to."""

    def __init__(self) -> None:
        super().__init__("rashomon.pipeline")
        self.given: Answer | Exception = FINE
        self.sources: Sequence[str] = ()
        self.settings = Settings()

    def answer(self, sources: Sequence[str], *, settings: Settings) -> Answer:
        self.sources, self.settings = sources, settings
        if isinstance(self.given, Exception):
            raise self.given
        return self.given

    def each(self, sources: Sequence[str], *, settings: Settings) -> Iterator[Answer]:
        for _ in range(3):
            yield self.answer(sources, settings=settings)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakePipeline:
    fake = FakePipeline()
    monkeypatch.setitem(sys.modules, "rashomon.pipeline", fake)
    monkeypatch.setattr(rashomon, "pipeline", fake, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return fake


def _run(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["rashomon", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
    return int(ended.value.code or 0)


def test_text_is_what_one_gets_unasked(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a.html", "b") == 0
    out, err = capsys.readouterr()
    assert out.startswith("Strike, Marvenka\n")
    assert err == ""
    assert list(pipeline.sources) == ["a.html", "b"]
    assert pipeline.settings == Settings()


def test_each_names_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--each") == 0
    headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("# ")]
    assert headings == ["# Oltren Gazette, 2031-05-02 18:00 UTC: Strike on Marvenka"] * 3


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal_unless_unwanted(
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert _run("read", "a") == 0
    assert ("\x1b[1m" in capsys.readouterr().out) is coloured


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == 1


def test_each_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--each", "--json") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == [1, 1, 1]


def test_claims_are_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--claims") == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["c4", "c5"]


def test_csv_is_two_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--csv") == 0
    claims, balances = capsys.readouterr().out.split("\n\n")
    assert claims.startswith("claim_id,")
    assert len(claims.splitlines()) == 3
    assert balances.startswith("incident_id,")
    assert len(balances.splitlines()) == 4


def test_csv_goes_to_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("read", "a", "--csv", "--each", "--out", str(tmp_path / "new" / "out")) == 0
    assert capsys.readouterr().out == ""
    assert len((tmp_path / "new" / "out" / "claims.csv").read_text().splitlines()) == 7
    assert (tmp_path / "new" / "out" / "balances.csv").read_text().startswith("incident_id,")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert _run("read", "a", "--csv", "--out", str(tmp_path / "file")) == 1
    assert "the tables cannot be written there: File exists" in capsys.readouterr().err


@pytest.mark.parametrize("form", [(), ("--json",), ("--claims",), ("--csv",)])
def test_a_problem_is_told_and_sets_the_exit_status(
    form: tuple[str, ...], pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.given = ANSWER
    assert _run("read", "a", *form) == 1
    out, err = capsys.readouterr()
    assert "this is a picture" in (err if form in (("--claims",), ("--csv",)) else out)


def test_what_was_left_out_as_it_should_be_fails_nothing(pipeline: FakePipeline) -> None:
    pipeline.given = replace(FINE, problems=(Problem(input="a", error="2 posts have no text", note=True),))
    assert _run("read", "a") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "a", "--json", "--csv"),
        ("read", "a", "--claims", "--json"),
        ("read", "a", "--out", "folder"),
        ("read", "a", "--rule", "best"),
        ("read", "a", "--colour"),
        ("write",),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err


def test_flags_become_settings(pipeline: FakePipeline) -> None:
    assert _run("read", "a", "--rule", "ucdp", "--names") == 0
    assert pipeline.settings == Settings(rule="ucdp", victim_names=True)


def test_names_are_given_if_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _run("read", "a", "--claims")
    assert json.loads(capsys.readouterr().out.splitlines()[1])["victims"]["names"] is None
    monkeypatch.setenv("RASHOMON_VICTIM_NAMES", "yes")
    _run("read", "a", "--claims")
    assert json.loads(capsys.readouterr().out.splitlines()[1])["victims"]["names"][0]["text"] == "Ada Lorn"


def test_a_missing_model_is_told_without_a_traceback(
    pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.given = ModelError("the English model is missing: pip install it")
    assert _run("read", "a") == 1
    assert capsys.readouterr().err == "rashomon: the English model is missing: pip install it\n"


def test_what_is_no_unicode_is_escaped(pipeline: FakePipeline, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.given = replace(FINE, documents=(replace(FINE.documents[0], title="\ud800"),))
    assert _run("read", "a", "--json") == 0
    assert json.loads(capsys.readouterr().out)["documents"][0]["title"] == "\ud800"


def test_the_samples_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("samples") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [f"sample:{name}" for name in SAMPLES]


def test_the_settings_in_force_are_a_settings_file(
    pipeline: FakePipeline,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RASHOMON_RULE", "airwars")
    assert _run("settings") == 0
    (tmp_path / "rashomon.toml").write_text(capsys.readouterr().out)
    monkeypatch.delenv("RASHOMON_RULE")
    assert _run("read", "a") == 0
    assert pipeline.settings == Settings(rule="airwars")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--version") == 0
    assert capsys.readouterr().out == f"rashomon {version('rashomon')}\n"


def _process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


HEAVY = ("spacy", "trafilatura", "numpy", "lxml", "sqlite3", "rich", "charset_normalizer")


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['rashomon', '--help']\n"
        "from rashomon.cli.main import run\n"
        "try: run()\n"
        "except SystemExit as ended: assert not ended.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    found = _process("-c", program)
    assert "Usage: rashomon" in found.stdout
    assert found.stdout.splitlines()[-1] == "[]", found.stderr


def test_it_runs_as_a_module() -> None:
    assert _process("-m", "rashomon", "--version").stdout == f"rashomon {version('rashomon')}\n"


def test_a_reader_that_stops_early_is_no_error() -> None:
    program = (
        "import sys; sys.argv = ['rashomon', 'read', 'x', '--json', '--each']\n"
        "from tests.test_cli import FakePipeline, FINE\n"
        "import rashomon; from rashomon.cli.main import run\n"
        "fake = FakePipeline(); fake.each = lambda sources, settings: (FINE for _ in range(10_000))\n"
        "sys.modules['rashomon.pipeline'] = rashomon.pipeline = fake\n"
        "run()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith('{"schema":1')
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141
