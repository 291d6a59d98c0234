"""Words for figures, lists and names."""

import pytest

from rashomon.languages.wording import happened, listed, number, people, sentence, within_sentence


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("A spokesperson for the Velm council", "a spokesperson for the Velm council"),
        ("Witnesses", "witnesses"),
        ("Healthcare officials for Velm", "healthcare officials for Velm"),
        ("Russian officials", "Russian officials"),
        ("The Velm Health Ministry", "the Velm Health Ministry"),
        ("Police Department of Arden", "Police Department of Arden"),
        ("UN monitors", "UN monitors"),
        ("the interior ministry", "the interior ministry"),
    ],
)
def test_names_inside_a_sentence(name: str, inside: str) -> None:
    assert within_sentence(name) == inside


def test_number_and_verb_agree() -> None:
    assert people("children", 1, 1) == "child"
    assert people(None, 0, 0) == "people"
    assert happened("killed", 1, 1) == "was killed"
    assert happened("missing", 2, None) == "are missing"
    assert number(0, spelled=True) == "no"
    assert number(12, spelled=True) == "12"


def test_lists_and_sentences() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""
    assert sentence("police said “no”.") == "Police said “no”."
    assert sentence("five were hurt") == "Five were hurt."
