"""Which language a text is in, by its letters and its function words."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from rashomon.languages.lexicon import table

#: The languages whose texts are read; whatever else is told as a problem.
READ = frozenset({"en"})

#: ISO 639 code of a text whose language is not known.
UNDETERMINED = "und"

#: A long text is judged by so many pieces of so many characters, spread evenly over it.
_PIECES, _PIECE = 16, 2_000

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|(?<!\S)\S+@\S+")

#: Fewer words than this hold too few function words to count on: a headline.
_SHORT = 20


@dataclass(frozen=True, slots=True)
class _Script:
    name: str
    letters: re.Pattern[str]
    languages: tuple[str, ...]


def identify(text: str) -> str:
    """The ISO 639 code of the language that most of the text is in; "und" where nothing tells it.

    Short texts in Latin letters without a word of another language count as English.
    """
    sample = _ADDRESS.sub(" ", _sample(text))
    script = _script(sample)
    if script is None:
        return UNDETERMINED
    if len(script.languages) == 1:
        return script.languages[0]
    return _by_words(sample.lower(), script)


def name_of(code: str) -> str:
    """The English name of a language; the code itself where it has none here."""
    return str(table("any", "identification")["names"].get(code, code))


def code_of(label: str) -> str:
    """The code of a language named as people write it: "EN", "en-GB", "en_US", "English", "eng"."""
    plain = label.strip().lower()
    known = _codes()
    return known.get(plain) or known.get(re.split(r"[-_]", plain)[0]) or plain or UNDETERMINED


@cache
def _codes() -> dict[str, str]:
    names = table("any", "identification")["names"]
    return {
        **{code: code for code in names},
        **{name.lower(): code for code, name in names.items()},
        **table("any", "identification")["aliases"],
    }


def _sample(text: str) -> str:
    text = text.strip()
    if len(text) <= _PIECES * _PIECE:
        return text
    step = len(text) // _PIECES
    return "\n".join(text[i * step : i * step + _PIECE] for i in range(_PIECES))


@cache
def _scripts() -> tuple[_Script, ...]:
    return tuple(
        _Script(
            name,
            re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in entry["ranges"]) + "]"),
            tuple(entry["languages"]),
        )
        for name, entry in table("any", "identification")["scripts"].items()
    )


@cache
def _scripts_of(character: str) -> tuple[_Script, ...]:
    """The scripts that a character is a letter of."""
    return tuple(script for script in _scripts() if script.letters.match(character))


def _script(text: str) -> _Script | None:
    """The script of most letters. A Chinese character says as much as two letters of an alphabet."""
    counts = dict.fromkeys(_scripts(), 0)
    for character, count in Counter(text).items():
        for script in _scripts_of(character):
            counts[script] += count
    by_name = {script.name: count for script, count in counts.items()}
    if by_name["kana"] and by_name["kana"] * 10 > by_name["han"]:
        by_name["kana"], by_name["han"] = by_name["kana"] + by_name["han"], 0
    weight = {"han": 2, "kana": 2, "hangul": 2}
    best = max(counts, key=lambda script: by_name[script.name] * weight.get(script.name, 1))
    return best if by_name[best.name] else None


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in table("any", "identification")["words"].items()}


def _by_words(text: str, script: _Script) -> str:
    """The language with most function words; two letters of its own weigh as much as a word.

    A text is in another language than its script's commonest one only where that language's own words (Latin
    letters: names keep their accents everywhere) or own letters (other scripts) are in it.
    """
    found = Counter(_WORD.findall(text))
    characters = Counter(text)
    letters = table("any", "identification")["letters"]
    latin = script.name == "latin"
    first = script.languages[0]
    scores: dict[str, float] = {}
    for code in script.languages:
        known = _lists()[code] & found.keys()
        own = sum(characters[letter] for letter in letters.get(code, ""))
        score = sum(found[word] for word in known)
        if latin:
            scores[code] = score + min(own, score) / 2 if code == first or len(known) > 1 or own else 0
        else:
            scores[code] = score + own / 2 if code == first or own else 0
    best = max(scores, key=lambda code: scores[code])
    total = sum(found.values())
    if latin and total >= _SHORT and scores[best] < total / 25:
        return UNDETERMINED
    return best if scores[best] > 0 else first
