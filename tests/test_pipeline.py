"""What the pipeline makes of documents that reading gives and that have no claims yet."""

import pytest

from rashomon import pipeline
from rashomon.errors import UnreadLanguage
from rashomon.model.ledger import Problem
from rashomon.reading.documents import read

RUSSIAN = "Взрыв на рынке: трое погибших, сообщил губернатор.".encode()
UNTOLD = b"12:40 12:55 13:10"


def test_a_document_in_a_language_not_read_is_a_problem_in_its_place() -> None:
    answer = pipeline.answer([UNTOLD, RUSSIAN, b"Three people were killed in Marvenka, the mayor said."])
    assert len(answer.documents) == 1
    assert answer.problems == (
        Problem(
            input="<bytes>",
            error="its language could not be told, so it was not read",
            hint="English is read: name the language in the column or field `language` if it is that",
        ),
        Problem(
            input="<bytes>",
            error="written in Russian, which is not read yet",
            hint="English is read: give a translation, and keep the original beside it",
        ),
    )


def test_no_claims_are_never_an_empty_answer() -> None:
    (document,) = read(RUSSIAN).documents
    with pytest.raises(UnreadLanguage, match="written in Russian"):
        pipeline.extract(document)
