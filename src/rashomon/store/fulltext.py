"""The full text of documents: FTS5 on SQLite, a tsvector on PostgreSQL, both over the words of `store.tokens`.

The words are given as they are to be found: neither database's own reading of texts is used, so both find the same.
FTS5 keeps no copy of them: the text is the document's.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from rashomon.store.tokens import Term, tokens

#: Of the documents that have all the words, PostgreSQL ranks the newest so many: it reads each one's words for it.
_RANKED = 500

#: tsvector's own limits on places.
_LAST_PLACE, _PLACES = 16383, 256


def insert(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Takes in documents, by their rows."""
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO words (rowid, tokens) VALUES (:row, :words)")
        rows = [{"row": row, "words": " ".join(tokens(given))} for row, given in texts]
    else:
        statement = text("INSERT INTO words (document, tokens) VALUES (:row, CAST(:words AS tsvector))")
        rows = [{"row": row, "words": _vector(tokens(given))} for row, given in texts]
    if rows:
        connection.execute(statement, rows)


def settle(connection: Connection) -> None:
    """Ends a writing that took in documents: PostgreSQL sorts their words into the index, all at once.

    By itself it would leave them for later, and go through them, word by word, at each search until then.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT gin_clean_pending_list('ix_words_tokens')"))


def matching(dialect: str, wanted: Sequence[Term]) -> tuple[str, dict[str, str]]:
    """A subquery of the rows of the documents that have all the terms, and its parameters."""
    if dialect == "sqlite":
        return "SELECT rowid FROM words WHERE words MATCH :wanted", {"wanted": _match(wanted)}
    return "SELECT document FROM words WHERE tokens @@ CAST(:wanted AS tsquery)", {"wanted": _query(wanted)}


def best(connection: Connection, wanted: Sequence[Term], *, most: int) -> list[tuple[int, float]]:
    """The rows of the `most` documents that have all the terms, with their scores, best first, then newest."""
    if connection.dialect.name == "sqlite":
        question = (
            "SELECT rowid, -bm25(words) AS score FROM words WHERE words MATCH :wanted"
            " ORDER BY score DESC, rowid DESC LIMIT :most"
        )
        given = {"wanted": _match(wanted), "most": most}
    else:
        question = (
            "SELECT document, ts_rank(tokens, CAST(:wanted AS tsquery)) AS score FROM ("
            " SELECT document, tokens FROM words WHERE tokens @@ CAST(:wanted AS tsquery)"
            " ORDER BY document DESC LIMIT :ranked) AS newest"
            " ORDER BY score DESC, document DESC LIMIT :most"
        )
        given = {"wanted": _query(wanted), "most": most, "ranked": max(_RANKED, most)}
    return [(row, score) for row, score in connection.execute(text(question), given)]


def _match(wanted: Sequence[Term]) -> str:
    """FTS5's query; the words have neither blanks nor quotes."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.beginning else ""}' for term in wanted)


def _query(wanted: Sequence[Term]) -> str:
    """PostgreSQL's query."""
    return " & ".join(f"({_phrase(term.words)}{':*' if term.beginning else ''})" for term in wanted)


def _phrase(words: Sequence[str]) -> str:
    return " <-> ".join(f"'{word}'" for word in words)


def _vector(words: list[str]) -> str:
    """PostgreSQL's own form of the words with their places."""
    found: dict[str, list[str]] = {}
    for place, word in enumerate(words, start=1):
        held = found.setdefault(word, [])
        if len(held) < _PLACES:
            held.append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{word}':{','.join(held)}" for word, held in found.items())
