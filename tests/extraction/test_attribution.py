"""Who says what, read from whole texts: cues, content, acts, voices and chains."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon.extraction.attribution import attributions
from rashomon.languages import english
from rashomon.model.claim import Attribution, Voice
from rashomon.model.text import Document, Sentence

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "attribution.yaml").read_text(encoding="utf-8")
)


def _read(text: str, sentences: list[Sentence]) -> tuple[Attribution, ...]:
    return attributions(Document(id="d", text=text, language="en"), sentences)


@pytest.fixture(scope="module")
def found() -> list[tuple[Attribution, ...]]:
    """The attributions of each case, in order; all texts are parsed together."""
    texts = [case["text"] for case in CASES]
    return [_read(text, parsed) for text, parsed in zip(texts, english.parse(texts), strict=True)]


def _row(attribution: Attribution, wanted: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "party": attribution.party.name if attribution.party else None,
        "cue": " … ".join(span.text for span in attribution.cue),
        "content": [span.text for span in attribution.content],
        "act": attribution.act.value,
        "voice": attribution.voice.value,
        "via": [party.name for party in attribution.via],
    }
    return {key: row[key] for key in wanted}


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:60] for case in CASES])
def test_text_is_attributed(number: int, found: list[tuple[Attribution, ...]]) -> None:
    wanted = CASES[number].get("found", [])
    rows = [_row(a, w) for a, w in zip(found[number], wanted, strict=False)]
    assert rows == wanted
    assert len(found[number]) == len(wanted)


def test_spans_are_the_words_of_the_text(found: list[tuple[Attribution, ...]]) -> None:
    for case, attributed in zip(CASES, found, strict=True):
        for attribution in attributed:
            for span in (*attribution.cue, *attribution.content):
                assert case["text"][span.start : span.end] == span.text


def test_nothing_is_said_in_the_publishers_voice(found: list[tuple[Attribution, ...]]) -> None:
    assert all(a.voice is not Voice.PUBLISHER for attributed in found for a in attributed)


def test_sentences_without_a_parse_are_passed_over() -> None:
    (sentences,) = english.parse(["Police said two died. Police said three died."], wanted=lambda s: "two" in s)
    found = _read("Police said two died. Police said three died.", sentences)
    assert [a.sentence for a in found] == [0]


def test_empty_document_has_no_attributions() -> None:
    assert attributions(Document(id="d", text=""), []) == ()
