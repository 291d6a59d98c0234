"""What the parser hangs wrongly is set right, and never so that a token hangs under itself."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.languages.rejoining import is_tree, rejoined
from rashomon.model.text import Span, Token

WORDS = (
    ("Ada", "PROPN"), ("Lind", "PROPN"), ("40", "NUM"), (",", "PUNCT"), ("and", "CCONJ"), ("two", "NUM"),
    ("men", "NOUN"),
    ("who", "PRON"), ("of", "ADP"), ("from", "ADP"), ("Orlat", "PROPN"), ("were", "AUX"), ("killed", "VERB"),
    ("his", "PRON"),
)  # fmt: skip
RELATIONS = ("nsubj:pass", "obj", "conj", "appos", "nmod", "acl:relcl", "case", "obl", "compound", "dep")


@st.composite
def parses(draw: st.DrawFn) -> tuple[Token, ...]:
    """A tree of tokens, whatever its sense."""
    said = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14))
    root = draw(st.integers(0, len(said) - 1))
    heads: dict[int, int | None] = {root: None}
    for i in range(len(said)):
        if i != root:
            heads[i] = draw(st.sampled_from(sorted(heads)))
    found, at = [], 0
    for i, (word, pos) in enumerate(said):
        found.append(
            Token(
                span=Span(at, at + len(word), word),
                lemma=word.lower(),
                pos=pos,
                relation="root" if i == root else draw(st.sampled_from(RELATIONS)),
                head=heads[i],
                features="VerbForm=Fin" if pos in ("VERB", "AUX") else "",
            )
        )
        at += len(word) + 1
    return tuple(found)


@given(parses())
def test_a_repaired_parse_is_a_tree(tokens: tuple[Token, ...]) -> None:
    assert is_tree(tokens)
    assert is_tree(rejoined(tokens))
