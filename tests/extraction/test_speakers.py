"""Whom a source means, read from whole texts: pronouns, noun phrases, short names and lists that go on."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon.extraction.attribution import attributions
from rashomon.languages import english
from rashomon.model.claim import Attribution
from rashomon.model.text import Document

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "speakers.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def found() -> list[tuple[Attribution, ...]]:
    """The attributions of each case, in order; all texts are parsed together."""
    texts = [case["text"] for case in CASES]
    parsed = english.parse(texts)
    return [
        attributions(Document(id=str(n), text=text, language="en"), sentences)
        for n, (text, sentences) in enumerate(zip(texts, parsed, strict=True))
    ]


def _chosen(case: dict[str, Any], found: tuple[Attribution, ...]) -> Attribution | None:
    if "at" in case:
        return next((a for a in found if a.sentence == case["at"] and not a.cue), None)
    return next((a for a in reversed(found) if any(case["cue"] in span.text.split() for span in a.cue)), None)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][-60:] for case in CASES])
def test_source_is_led_back_to_whom_it_means(number: int, found: list[tuple[Attribution, ...]]) -> None:
    case = CASES[number]
    attribution = _chosen(case, found[number])
    if case["party"] == "none at all":
        assert attribution is None
        return
    assert attribution is not None
    name = attribution.party.name if attribution.party else None
    assert (name, attribution.inherited_from) == (case["party"], case["from"])


def test_span_stays_the_words_of_its_own_sentence(found: list[tuple[Attribution, ...]]) -> None:
    for case, attributed in zip(CASES, found, strict=True):
        for attribution in attributed:
            if attribution.span is not None:
                assert case["text"][attribution.span.start : attribution.span.end] == attribution.span.text
