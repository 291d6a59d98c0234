"""Integers in English words, for tests of what reads them back."""

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
UNITS += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(n: int, joiner: str = " and ", hyphen: str = "-") -> str:
    """An integer below a billion in English words."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + (hyphen + UNITS[n % 10] if n % 10 else "")
    for scale, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = n % scale
            tail = (joiner if rest < 100 else " ") + spell(rest, joiner, hyphen) if rest else ""
            return f"{spell(n // scale, joiner, hyphen)} {word}{tail}"
    raise AssertionError
