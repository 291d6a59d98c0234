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
#: Arabic's article, before which letter it stands or not ("Jisr ash-Shughur", "Jisr al-Shughour").
_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "ech",
        "ad",
        "ed",
        "at",
        "et",
        "ath",
        "az",
        "ez",
    }
)
_SPRINGS = frozenset({"ain", "ayn", "ein", "eyn", "ayin"})
#: What is written for one Arabic letter: "Qamishlo" and "Kamishli", "Djisr" and "Jisr".
_SOUNDS = (("kh", "K"), ("gh", "G"), ("sh", "S"), ("ch", "S"), ("th", "t"), ("dh", "d"), ("dj", "j"), ("ph", "f"))
_ONE_LETTER = str.maketrans({"q": "k", "c": "k", "g": "G"} | dict.fromkeys("aeiouyw", ""))
#: Fewer letters are shared by too many names.
_LEAST_SOUNDS = 4
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


def sound_key(name: str) -> str:
    """The consonants of an Arabic name in Latin letters, which its many spellings share; "" where there are too few.

    "Tel Rifaat", "Tal Refaat" and "Tall Rif‘at" are "~tlrft": vowels, doubled letters, articles and a last h
    differ; that a name begins with a vowel ("A") does not.
    """
    words = [word for word in place_key(name).split() if word not in _ARTICLES]
    first = "A" if words and words[0][0] in "aeiou" and words[0] not in _SPRINGS else ""
    key = first + "".join(map(_sounds, words))
    return f"~{key}" if len(key) >= _LEAST_SOUNDS and key.isascii() else ""


def _sounds(word: str) -> str:
    if word in _SPRINGS:
        return "Ain"
    for written, letter in _SOUNDS:
        word = word.replace(written, letter)
    word = word.removesuffix("h").translate(_ONE_LETTER)
    return "".join(letter for i, letter in enumerate(word) if i == 0 or letter != word[i - 1])


def _bare(character: str) -> str:
    if "\u0400" <= character <= "\u04ff":
        return character
    parts = (c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(parts).lower().translate(_LETTERS)
