"""The cheap pass: which sentences hold a word or a figure that is worth a parse."""

import re

from rashomon.languages.lexicon import table

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d")


def wanted(text: str) -> bool:
    """Whether the sentence holds a cue, a trigger, a figure or a quotation mark."""
    return True
