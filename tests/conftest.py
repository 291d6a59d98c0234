"""Tells at the end of a run how many of the sentences in tests/cases are read right, by file."""

import inspect
import re
from collections import defaultdict
from collections.abc import Generator

import pytest

_FILE = re.compile(r"\"(\w+)\.yaml\"")

#: The file of cases that a test stands for, by the test's id; and the tests that passed, by file.
_FILES = pytest.StashKey[dict[str, str]]()
_PASSED = pytest.StashKey[dict[str, list[bool]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Room for what is counted."""
    config.stash[_FILES] = {}
    passed: dict[str, list[bool]] = defaultdict(list)
    config.stash[_PASSED] = passed


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note the tests that are one of a module's CASES."""
    for item in items:
        if isinstance(item, pytest.Function) and (cases := getattr(item.module, "CASES", None)):
            values = [mark.args[1] for mark in item.iter_markers("parametrize")]
            if any(value is cases or value == range(len(cases)) for value in values):
                [*_, name] = _FILE.findall(inspect.getsource(item.module)) or [""]
                config.stash[_FILES][item.nodeid] = name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a case when it was called, or could not be."""
    report = yield
    name = item.config.stash[_FILES].get(item.nodeid)
    if name and (report.when == "call" or report.failed):
        item.config.stash[_PASSED][name].append(report.passed)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table of shares."""
    for name, passed in sorted(config.stash[_PASSED].items()):
        share = 100 * sum(passed) / len(passed)
        terminalreporter.write_line(f"cases/{name}.yaml: {sum(passed)} of {len(passed)} right ({share:.1f}%)")
