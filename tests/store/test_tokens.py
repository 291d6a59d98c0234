"""Words are found however they are written, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.tokens import Term, places, terms, tokens

_TEXTS = st.text(st.sampled_from("abßéЙйиїЄ’'ʼ-_ .,½ﬁ\u0301\u0306\u00adİكَ中٣")) | st.text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two DEAD, 14 hurt", ["two", "dead", "14", "hurt"]),
        ("café Café CAFE\u0301 naïve Łódź", ["cafe", "cafe", "cafe", "naive", "łodz"]),
        ("Харьков ёлка Ёж Йод", ["харьков", "елка", "еж", "йод"]),
        ("Київ їжак Ґалаґан и\u0306од", ["київ", "їжак", "ґалаґан", "йод"]),
        ("об’єкт об'єкт обʼєкт", ["об", "єкт"] * 3),
        ("straße ﬁre ２０ ½", ["strasse", "fire", "20", "1", "2"]),
        ("co\u00adop snake_case U+2011\u2011non-breaking", ["coop", "snake", "case", "u", "2011", "non", "breaking"]),
        ("كَتَبَ", ["كتب"]),
        ("«…»", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("two dead", [Term(("two",)), Term(("dead",))]),
        ('dead "14 hurt" dead', [Term(("dead",)), Term(("14", "hurt"))]),
        ("hosp* об'єкт", [Term(("hosp",), beginning=True), Term(("об", "єкт"))]),
        ("AND NEAR( * \" '", [Term(("and",)), Term(("near",))]),
        ("", []),
    ],
)
def test_what_is_searched_for(query: str, found: list[Term]) -> None:
    assert list(terms(query)) == found


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Markets and the market", "market", ["market"]),
        ("Markets and the market", "market*", ["Markets", "market"]),
        ("Удар по Харькову; Харьков горит", "харьков*", ["Харькову", "Харьков"]),
        ("У Києві — Київ", "київ", ["Київ"]),
        ("the cafe\u0301, a café", "cafe", ["cafe\u0301", "café"]),
        ("two\u00a0 dead, two hurt", '"two hurt" dead', ["dead", "two hurt"]),
        ("об’єкт", "об'єкт", ["об’єкт"]),
        ("½ of them", "2", ["½"]),
        ("market market", "market market*", ["market", "market"]),
    ],
)
def test_where_they_stand(text: str, query: str, found: list[str]) -> None:
    assert [span.text for span in places(text, terms(query))] == found


@given(_TEXTS, _TEXTS)
def test_every_word_of_a_text_is_found_in_it_and_nothing_else(text: str, other: str) -> None:
    for word in set(tokens(text)) | set(tokens(other)):
        found = places(text, [Term((word,))])
        assert bool(found) == (word in tokens(text))
        for span in found:
            assert text[span.start : span.end] == span.text
            assert word in tokens(span.text)


@given(_TEXTS)
def test_words_of_words_are_themselves(text: str) -> None:
    words = tokens(text)
    assert tokens(" ".join(words)) == words


def test_a_text_without_end_is_cut() -> None:
    words = tokens(" ".join(f"w{number}" for number in range(200_000)))
    assert 50_000 < len(words) < 100_000
