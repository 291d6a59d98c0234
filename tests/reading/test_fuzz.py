"""A part of the mutants that `make fuzz` makes: none breaks the reading, nor what stands beside it."""

import io

import pytest
from tests.reading.mutants import AFTER, BEFORE, mutant, seeds

from rashomon.model.text import Document
from rashomon.reading.documents import read
from rashomon.reading.intake import FAULT


@pytest.mark.parametrize("name", sorted(seeds()))
def test_the_inputs_that_mutants_come_from_are_read(name: str) -> None:
    reading = read(seeds()[name])
    assert reading.documents
    assert not [
        problem for problem in reading.problems if not problem.note and "the same document" not in problem.error
    ]


@pytest.mark.parametrize("first", range(0, 1_000, 100))
def test_mutants_break_nothing(first: int) -> None:
    for number in range(first, first + 100):
        _, raw = mutant(number)
        reading = read(BEFORE, io.BytesIO(raw), AFTER)
        texts = {document.text.encode() for document in reading.documents}
        assert {BEFORE, AFTER} <= texts, number
        assert all(isinstance(document, Document) for document in reading.documents)
        assert all(problem.input and problem.error and problem.hint for problem in reading.problems), number
        assert not [problem for problem in reading.problems if problem.error.startswith(FAULT)], number
        assert len(reading.documents) + len(reading.problems) > 2, number
