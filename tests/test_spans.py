"""The first law, on any text: nothing crashes, every span is a piece of its document, twice the same."""

from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.spans import assert_spans

from rashomon import pipeline
from rashomon.model.text import Document

CASES = Path(__file__).parent / "cases"

#: Sentences of all the case files, which hold most of what the finders know.
SENTENCES = [
    row["text"]
    for path in sorted(CASES.glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(row, dict) and isinstance(row.get("text"), str)
]

_noise = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
_pieces = st.lists(st.one_of(st.sampled_from(SENTENCES), _noise), min_size=1, max_size=8)


def _found(text: str) -> None:
    document = Document(id="d", text=text)
    [first] = pipeline.extractions([document])
    [second] = pipeline.extractions([document])
    assert_spans(document, first)
    assert first == second


@given(pieces=_pieces, glue=st.sampled_from([" ", "\n", "\n\n", "", " — ", "\u00a0", "\r\n"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_hold_in_any_mixture(pieces: list[str], glue: str) -> None:
    _found(glue.join(pieces))


@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_hold_in_any_characters(text: str) -> None:
    _found(text)


def test_spans_hold_in_upper_case_and_odd_hyphens() -> None:
    for text in SENTENCES[::7]:
        _found(text.upper())
        _found(text.replace("-", "\u2011").replace(" ", "\u00a0"))
