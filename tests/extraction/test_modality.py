"""How firmly things are said, and what is negated: tests/cases/modality.yaml."""

from pathlib import Path

import pytest
import yaml

from rashomon.extraction.modality import cue_modality, modality, polarity
from rashomon.languages import english
from rashomon.model.claim import Modality, Polarity

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "modality.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['word']}: {case['text']}")
def test_a_word_is_read_as_firmly_as_its_sentence_says_it(case: dict[str, str]) -> None:
    [[sentence]] = english.parse([case["text"]])
    [word] = [i for i, token in enumerate(sentence.tokens) if token.lower == case["word"]]
    read = (str(modality(sentence, word)), str(polarity(sentence, word)))
    assert read == (case.get("modality", "asserted"), case.get("polarity", "affirmed"))


def test_words_beside_a_figure_count_but_its_future_does_not() -> None:
    [[sentence]] = english.parse(["An estimated 40 people were killed."])
    words = [token.lower for token in sentence.tokens]
    killed, people = words.index("killed"), words.index("people")
    assert modality(sentence, killed) is Modality.ASSERTED
    assert modality(sentence, killed, also=[people]) in (Modality.ESTIMATED, Modality.ASSERTED)


def test_the_weakest_cue_decides() -> None:
    assert cue_modality(["say"]) is Modality.ASSERTED
    assert cue_modality(["suggest"]) is Modality.HEDGED
    assert cue_modality(["claim", "allege"]) is Modality.ALLEGED


def test_a_reading_depends_on_nothing_but_the_sentence() -> None:
    [[sentence]] = english.parse(["The army may not have planned to attack if the talks had not failed."])
    first = [(modality(sentence, i), polarity(sentence, i)) for i in range(len(sentence.tokens))]
    again = [(modality(sentence, i), polarity(sentence, i)) for i in reversed(range(len(sentence.tokens)))]
    assert first == again[::-1]
    assert all(isinstance(m, Modality) and isinstance(p, Polarity) for m, p in first)
