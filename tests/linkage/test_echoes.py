"""Which reports repeat others, and with which words."""

import random

import pytest
from tests.factory import document

from rashomon.linkage.echoes import echoes
from rashomon.model.incident import EchoKind
from rashomon.model.text import Document

WORDS = "river council bridge harbour ladder market station engine window garden valley letter"


def prose(seed: int, length: int = 120) -> str:
    """Words in no order that another seed repeats."""
    source = random.Random(seed)
    return " ".join(f"{source.choice(WORDS.split())}{source.randrange(40)}" for _ in range(length))


def test_unlike_texts_echo_nothing() -> None:
    assert echoes([document(prose(1)), document(prose(2))]) == ()


def test_documents_without_words_echo_nothing() -> None:
    assert echoes([document("", id="a"), document("…", id="b"), document("!", id="c")]) == ()


def test_the_earliest_published_is_the_origin() -> None:
    text = prose(1)
    late = document(text, published="2030-05-03", publisher="The Late")
    early = document(text, published="2030-05-02", publisher="The Early")
    undated = document(text, publisher="The Undated")
    found = echoes([undated, late, early])
    assert [(echo.document_id, echo.origin_id, echo.kind) for echo in found] == [
        (late.id, early.id, EchoKind.COPY),
        (undated.id, early.id, EchoKind.COPY),
    ]
    assert found[0].share == 1.0


def test_a_copy_with_some_words_changed_is_a_copy() -> None:
    words = prose(3, 200).split()
    edited = ["" if i % 30 == 7 else word for i, word in enumerate(words)]
    found = echoes([document(" ".join(words)), document(" ".join(edited))])
    assert [echo.kind for echo in found] == [EchoKind.COPY]


def test_the_same_words_set_otherwise_are_a_copy() -> None:
    text = prose(4)
    assert len(echoes([document(text), document(text.upper().replace(" ", "\n\n"))])) == 1


@pytest.mark.parametrize("seed", range(20))
def test_a_reprinted_passage_is_found_wherever_it_stands(seed: int) -> None:
    passage = prose(100, 25)
    origin = document(f"{prose(seed, 60 + seed)} {passage} {prose(seed + 30, 80)}", published="2030-05-02")
    reprint = document(f"{prose(seed + 60, 90 - seed)}\n{passage}\n{prose(seed + 90, 50)}", published="2030-05-03")
    [echo] = echoes([reprint, origin])
    assert (echo.kind, echo.document_id, echo.origin_id) == (EchoKind.PASSAGE, reprint.id, origin.id)
    assert echo.passage is not None
    assert echo.origin_passage is not None
    assert echo.passage.text == echo.origin_passage.text == passage
    assert reprint.text[echo.passage.start : echo.passage.end] == passage
    assert origin.text[echo.origin_passage.start : echo.origin_passage.end] == passage


def test_a_shorter_passage_is_no_echo() -> None:
    passage = prose(100, 20)
    assert echoes([document(f"{prose(1)} {passage}"), document(f"{prose(2)} {passage}")]) == ()


def test_what_very_many_have_is_furniture() -> None:
    notice = prose(100, 40)
    assert echoes([document(f"{prose(i)} {notice}") for i in range(50)]) == ()


def test_a_document_may_take_passages_from_two() -> None:
    first, second = document(prose(1), published="2030-05-01"), document(prose(2), published="2030-05-02")
    both = document(
        f"{' '.join(first.text.split()[10:50])}. {' '.join(second.text.split()[20:60])}",
        published="2030-05-03",
    )
    assert [(echo.document_id, echo.origin_id) for echo in echoes([both, second, first])] == [
        (both.id, first.id),
        (both.id, second.id),
    ]


def test_a_forward_names_its_origin_even_without_its_words() -> None:
    origin = document(prose(1), published="2030-05-02", url="https://example.org/7")
    forward = document("See below.", published="2030-05-01", forwarded_from="https://example.org/7")
    [echo] = echoes([origin, forward])
    assert (echo.document_id, echo.origin_id, echo.kind) == (forward.id, origin.id, EchoKind.FORWARD)
    assert echo.passage is None


def test_a_forward_of_what_is_not_here_is_no_echo() -> None:
    assert echoes([Document(id="a", text=prose(1), forwarded_from="https://example.org/unknown")]) == ()
