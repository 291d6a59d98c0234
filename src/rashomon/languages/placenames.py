"""One spelling for the many spellings of a place name: the key by which the gazetteer finds it."""

import re
import unicodedata

#: Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h"}
    | dict.fromkeys("'’‘ʼʻ`´ʹʽ.\u0301", "")
    | dict.fromkeys("-‐‑–—/_,()", " ")
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and", "pt": "point"}
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*").fullmatch


def place_key(name: str) -> str:
    """The name in lower case, without accents, apostrophes, hyphens and full stops.

    "St. Louis" is "saint louis". Cyrillic stays Cyrillic, with its own marks ("й" is not "и").
    """
    text = name.lower()
    if not _PLAIN(text):
        text = text.translate(_LETTERS)
        if not text.isascii():
            text = "".join(_bare(character) for character in text)
    words = text.split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    if "&" in words:
        words = [_SHORT.get(word, word) if word == "&" else word for word in words]
    return " ".join(words)


def _bare(character: str) -> str:
    if "\u0400" <= character <= "\u04ff":
        return character
    parts = (c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(parts).lower().translate(_LETTERS)
