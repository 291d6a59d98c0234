"""A page's furniture: the lines and pieces of lines that report nothing, found and taken out.

Precision comes first: a line with a figure and a word of reporting stays, unless it announces another
article. The words are `furniture.toml` of the language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from rashomon.languages.lexicon import table

#: Characters. What is longer is a paragraph, of which at most a piece at its end is furniture.
_LONGEST = 400

#: Words of a line that is judged by its words, and of a headline that goes with the line above it.
_MENU, _HEADLINE = 12, 24

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_OUTER = " \t\u00a0.,:;!?…\"'“”‘’«»<>›‹|•·*#[](){}-–—_/\\=+~^`→←▶►▼▲↓↑×\u200b\u200e\u200f\u202a\u202c\ufeff"
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_CUT = ("…", "...")
_WITHIN = re.compile(r"(?:[|>»–—-]|:(?!\d\d\b))\s*\w")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters [start, end) of a text, of the class `kind`; `line` where its line has nothing else."""

    start: int
    end: int
    kind: str
    line: bool


def without(text: str, language: str = "en") -> str:
    """The text without its furniture; lines that go leave no empty lines behind."""
    pieces: list[str] = []
    position = 0
    for found in furniture(text, language):
        pieces.append(text[position : found.start])
        position = found.end
        if found.line and position < len(text):
            position += 1  # its line end
    pieces.append(text[position:])
    kept = "".join(pieces)
    return re.sub(r"\n[ \t]*(?:\n[ \t]*){2,}", "\n\n", kept) if position else kept


def blanked(text: str, language: str = "en") -> str:
    """The text with blanks in place of its furniture: its length and every other character stay."""
    pieces: list[str] = []
    position = 0
    for found in furniture(text, language):
        pieces += text[position : found.start], " " * (found.end - found.start)
        position = found.end
    pieces.append(text[position:])
    return "".join(pieces)


def furniture(text: str, language: str = "en") -> list[Furniture]:
    """The furniture of a text, in its order; no two overlap and none goes beyond one line."""
    rules = _rules(language)
    found: list[Furniture] = []
    lines = [match.span() for match in _LINE.finditer(text)]
    state = _State(wrapped=_is_wrapped(text, lines))
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        rule = None if state.continues(text, start) else _whole(line, rules)
        if rule is not None:
            if _announces(line, rule):
                state.headlines, state.cut = rule.headlines, False
            kind = rule.kind
        elif state.announces(line) and (state.prose or not _leads_text(text, lines, i)):
            state.headlines -= 1
            if not state.headlines and not state.cut:
                state.headlines, state.cut = _others_below(text, lines, i + 1), True
            kind = "headline"
        else:
            found.extend(_pieces(line, start, rules))
            state.read(line, end)
            continue
        found.append(Furniture(start, end, kind, True))
        state.last = end, True
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the text was wrapped by hand: most lines are 45 to 100 characters long and have not ended."""
    looked_at = lines[:400]
    long = sum(45 <= end - start <= 100 and not _TERMINAL.search(text[end - 4 : end]) for start, end in looked_at)
    return len(looked_at) > 3 and 2 * long > len(looked_at)


@dataclass(slots=True)
class _State:
    """What the lines above leave behind.

    `headlines` may still come with a line above, some of them `cut` off; `prose` is whether there was any; `last` is
    where the last line ended, and whether it was a whole: short, furniture, or ended as a sentence does.
    """

    wrapped: bool
    headlines: int = 0
    cut: bool = False
    prose: bool = False
    last: tuple[int, bool] = (0, True)

    def announces(self, line: str) -> bool:
        """Whether a line is one of the headlines that are still to come."""
        return self.headlines > 0 and (_is_headline(line) or (self.cut and _is_cut(line)))

    def read(self, line: str, end: int) -> None:
        """Takes note of a line that stays."""
        terminal = bool(_TERMINAL.search(line[-4:]))
        self.headlines, self.cut = 0, False
        self.prose = self.prose or (terminal and len(line) > 80)
        self.last = end, terminal or len(line) < 45

    def continues(self, text: str, start: int) -> bool:
        """Whether the line goes on with the one above, which is long and has not ended."""
        end, whole = self.last
        if whole or not (self.wrapped or text[start].islower()):
            return False
        return text.count("\n", end, start) == 1


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    headlines: int = 0
    links: bool = False
    strict: bool = False


#: A word → the expressions that are worth trying in a line that has it.
_Tried = tuple[tuple[str, tuple[tuple[re.Pattern[str], _Rule], ...]], ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    rule: _Rule
    lines: dict[str, _Rule]
    starts: dict[str, tuple[tuple[str, _Rule], ...]]
    holds: re.Pattern[str]
    held: dict[str, _Rule]
    words: tuple[tuple[frozenset[str], _Rule], ...]
    patterns: _Tried
    leads: re.Pattern[str]
    tails: _Tried
    reporting: frozenset[str]
    numbers: frozenset[str]


@cache
def _rules(language: str) -> _Rules:
    data = table(language, "furniture")
    slots = {f"{{{key}}}": "|".join(data[key]) for key in ("not_names", "date_words")}
    classes: dict[str, Any] = {kind: entry for kind, entry in data.items() if isinstance(entry, dict)}
    rules = {
        kind: _Rule(kind, **{key: e[key] for key in ("headlines", "links", "strict") if key in e})
        for kind, e in classes.items()
    }

    def listed(key: str) -> Iterator[tuple[Any, _Rule]]:
        for kind, entry in classes.items():
            yield from ((item, rules[kind]) for item in entry.get(key, ()))

    def tried(key: str) -> _Tried:
        found: dict[str, list[tuple[re.Pattern[str], _Rule]]] = {}
        for group, rule in listed(key):
            expression = "|".join(f"(?:{_filled(form, slots)})" for form in group["forms"])
            form = re.compile(f"(?:{expression})\\s*$", re.I)
            for word in group["on"]:
                found.setdefault(word, []).append((form, rule))
        return tuple((word, tuple(forms)) for word, forms in found.items())

    starts: dict[str, list[tuple[str, _Rule]]] = {}
    for phrase, rule in listed("starts"):
        starts.setdefault(phrase.split()[0], []).append((phrase, rule))
    return _Rules(
        rule=_Rule("rule"),
        lines=dict(listed("lines")),
        starts={word: tuple(found) for word, found in starts.items()},
        holds=re.compile("|".join(re.escape(phrase) for phrase, _ in listed("holds"))),
        held=dict(listed("holds")),
        words=tuple((frozenset(e["words"]), rules[kind]) for kind, e in classes.items() if "words" in e),
        patterns=tried("patterns"),
        leads=re.compile("|".join(form for form, _ in listed("leads")), re.I),
        tails=tried("tails"),
        reporting=frozenset(data["reporting"]),
        numbers=frozenset(data["numbers"]),
    )


def _filled(pattern: str, slots: dict[str, str]) -> str:
    for slot, words in slots.items():
        pattern = pattern.replace(slot, words)
    return pattern


def _plain(line: str) -> str:
    return " ".join(line.translate(_APOSTROPHES).strip(_OUTER).lower().split())


def _whole(line: str, rules: _Rules) -> _Rule | None:
    """The class of a line that is furniture from end to end."""
    if len(line) > _LONGEST:
        return None
    plain = _plain(line)
    if not plain:
        return rules.rule  # only dashes, stars and the like
    rule = rules.lines.get(plain)
    if rule is not None:
        return rule
    rule = _by_start(plain, rules) or _by_words(plain, rules) or _by_phrase(plain, rules) or _by_pattern(line, rules)
    if rule is None or ((not rule.links or _TERMINAL.search(line)) and _reports(plain, rules, rule.strict)):
        return None
    return rule


def _by_start(plain: str, rules: _Rules) -> _Rule | None:
    for phrase, rule in rules.starts.get(plain.split(" ", 1)[0], ()):
        if plain.startswith(phrase) and not plain[len(phrase) : len(phrase) + 1].isalnum():
            return rule
    return None


def _by_words(plain: str, rules: _Rules) -> _Rule | None:
    if len(plain) > 100 or not any(plain.split(" ", 1)[0] in known for known, _ in rules.words):
        return None
    words = _WORD.findall(plain)
    if not 0 < len(words) <= _MENU:
        return None
    return next((rule for known, rule in rules.words if known.issuperset(words)), None)


def _by_phrase(plain: str, rules: _Rules) -> _Rule | None:
    found = rules.holds.search(plain)
    if found is None or not rules.reporting.isdisjoint(_WORD.findall(plain)):
        return None
    return rules.held[found.group()]


def _by_pattern(line: str, rules: _Rules) -> _Rule | None:
    stripped = line.strip()
    lower = stripped.lower()
    for word, forms in rules.patterns:
        if word in lower:
            for form, rule in forms:
                if form.match(stripped):
                    return rule
    return None


def _reports(plain: str, rules: _Rules, strict: bool = False) -> bool:
    """Whether the line has a word of reporting, and a figure unless the word is enough."""
    words = set(_WORD.findall(plain))
    if words.isdisjoint(rules.reporting):
        return False
    return strict or not words.isdisjoint(rules.numbers) or any(c.isdigit() for c in plain)


def _announces(line: str, rule: _Rule) -> bool:
    """Whether what the line announces comes under it, rather than in it."""
    return rule.headlines > 0 and not _TERMINAL.search(line) and not _WITHIN.search(line)


def _is_headline(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) <= 200 and not _TERMINAL.search(stripped) and len(_WORD.findall(stripped)) <= _HEADLINE


def _is_cut(line: str) -> bool:
    """Whether a page cut a headline off to fit a list: "Two hurt as roof of sports hall…"."""
    stripped = line.strip()
    return stripped.endswith(_CUT) and _is_headline(stripped.rstrip(" .…"))


def _others_below(text: str, lines: list[tuple[int, int]], i: int) -> int:
    """How many headlines of other articles follow from line i on, in a list that cuts some of them off."""
    listed = list(takewhile(lambda line: _is_headline(line) or _is_cut(line), (text[a:b] for a, b in lines[i:])))
    return len(listed) if len(listed) > 1 and any(map(_is_cut, listed)) else 0


def _leads_text(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """Whether the line stands right above prose: at the top of a page that is its own headline."""
    if i + 1 >= len(lines):
        return False
    following = text[slice(*lines[i + 1])]
    return len(following) > 80 and bool(_TERMINAL.search(following))


def _pieces(line: str, start: int, rules: _Rules) -> Iterator[Furniture]:
    """Furniture at the beginning and at the end of a line that itself stays."""
    lead = rules.leads.match(line)
    if lead:
        yield Furniture(start, start + lead.end(), "lead", lead.end() == len(line))
    first = max(lead.end() if lead else 0, len(line) - _LONGEST)
    lower = line[first:].lower()
    for word, forms in rules.tails:
        if word in lower:
            for form, rule in forms:
                tail = form.search(line, first)
                if tail and not _reports(tail.group().lower(), rules):
                    yield Furniture(start + tail.start(), start + tail.end(), rule.kind, False)
                    return
