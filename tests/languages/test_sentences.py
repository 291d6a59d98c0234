"""Where sentences begin and end."""

import pytest

from rashomon.languages.sentences import split
from rashomon.model.text import Kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gov. Ann Reed spoke. The U.S. Army left.", ["Gov. Ann Reed spoke.", "The U.S. Army left."]),
        ("It began at 6 p.m. on Monday. Two died.", ["It began at 6 p.m. on Monday.", "Two died."]),
        ("It began at 6 p.m. The mayor left.", ["It began at 6 p.m.", "The mayor left."]),
        ("“We ran.” She wept.", ["“We ran.”", "She wept."]),
        ("He asked why? she said.", ["He asked why? she said."]),
        ("J. B. Moss fell. No. 7 burned.", ["J. B. Moss fell.", "No. 7 burned."]),
        ("DELLPORT, Tex. (AP) — Two men died.", ["DELLPORT, Tex. (AP) —", "Two men died."]),
        (
            "SAN MARCO, 25 SEP 88 (EFE) -- [TEXT] TWO MEN DIED.",
            ["SAN MARCO, 25 SEP 88 (EFE) -- [TEXT]", "TWO MEN DIED."],
        ),
        ("VELDRA - Police said two died.", ["VELDRA -", "Police said two died."]),
        ("Wait… what? Yes!", ["Wait… what?", "Yes!"]),
        ("It was late, she said.The mayor left.", ["It was late, she said.", "The mayor left."]),
        ("Two died.[4][nb 2] The river fell.[12]", ["Two died.[4][nb 2]", "The river fell.[12]"]),
        ("See Example.com for more.", ["See Example.com for more."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split_ends_sentences_where_they_end(text: str, expected: list[str]) -> None:
    found = split(text)
    assert [sentence.span.text for sentence in found] == expected
    assert all(text[s.span.start : s.span.end] == s.span.text for s in found)


def test_split_tells_headlines_and_lists() -> None:
    found = split("Three dead in Veldra\n\nThree men died.\n\n• two miners")
    assert [sentence.kind for sentence in found] == [Kind.HEADLINE, Kind.PROSE, Kind.LIST]


def test_split_joins_lines_wrapped_by_hand() -> None:
    text = (
        "The governor of the northern province said that two bridges had\n"
        "been closed after the flood and that crews were searching for a\n"
        "family of five whose car was swept from the road on the first of\n"
        "the two bridges.  A third bridge was open.\n\n"
        "Rain was forecast."
    )
    assert len(split(text)) == 3
