"""What a figure counts: a total, an addition, a part, a longer time, or another event."""

import re
from functools import cache

from rashomon.extraction.clauses import governs
from rashomon.extraction.happening import Happening
from rashomon.extraction.tolls import rises_to_nothing
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Scope
from rashomon.model.text import Sentence

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED})
#: What stands under the verb that tells of a harm: "has left 60,000 dead", "cost 70,000 lives", "the deaths of six".
_UNDER = frozenset({"obj", "xcomp", "amod", "nmod"})
_END = r"(?![\w-])"
#: "In the past few hours" is now, "in the past 24 hours" is no time long gone.
_JUST_NOW = re.compile(r"\bin the past (?:few |couple of )?(?:hours|minutes)\b")
_OF_LATE = re.compile(r"\bin the past (?:\w+ ){0,3}?(?:hours?|minutes?|days?|night)\b")


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """Any of the phrases, as words of their own: "in the war" is not in "the war-torn north"; a figure may go on."""
    phrases = "|".join(
        f"{re.escape(phrase)}{'' if phrase[-1].isdigit() else _END}" for phrase in table("en", "scope")[name]["phrases"]
    )
    return re.compile(rf"(?<![\w-])(?:{phrases})")


def scope(sentence: Sentence, happening: Happening) -> Scope:
    """What the figure of the happening counts, as far as its own sentence says."""
    figure = happening.figure
    if figure is not None and figure.subset:
        return Scope.SUBSET
    text = sentence.span.text.lower()
    if _phrases("background").search(_OF_LATE.sub(" ", text)):
        return Scope.BACKGROUND
    if is_of_longer(sentence):
        return Scope.CUMULATIVE
    if happening.outcome in _HURT and (_sums_up_several(text) or _in_hours(sentence, happening)):
        return Scope.CUMULATIVE
    if happening.outcome is Outcome.OCCURRED and _dates_another(sentence, happening.trigger):
        return Scope.BACKGROUND
    if _of_long_ago(sentence, happening.trigger):
        return Scope.BACKGROUND
    if _of_period(sentence, happening.trigger) or _of_war(sentence, happening):
        return Scope.CUMULATIVE
    if happening.beside or (figure is not None and _adds(sentence, happening)):
        return Scope.SUBSET if rises_to_nothing(sentence) else Scope.INCREMENT
    return Scope.TOTAL


def is_of_longer(sentence: Sentence) -> bool:
    """Whether a sentence tells figures of a longer time than one event: "so far this year", "daily death toll"."""
    return _phrases("cumulative").search(_JUST_NOW.sub(" ", sentence.span.text.lower())) is not None


def _sums_up_several(text: str) -> bool:
    """ "Nine people were shot across the city", "in three separate shootings": a count of several attacks or places."""
    if any(re.search(pattern, text) for pattern in table("en", "scope")["several"]["places"]):
        return True
    if "shot" not in text and "shooting" not in text and "gunfire" not in text:
        return False
    return any(re.search(pattern, text) for pattern in table("en", "scope")["several"]["patterns"])


def _in_hours(sentence: Sentence, happening: Happening) -> bool:
    """ "20 people shot in 80 hours": so long no attack lasts."""
    if happening.figure is None:
        return False
    start = sentence.tokens[happening.figure.first].span.start - sentence.span.start
    return re.search(table("en", "scope")["hours"]["pattern"], sentence.span.text[start:].lower()) is not None


def _dates_another(sentence: Sentence, trigger: int) -> bool:
    """ "Before the attacks took place": an event that only dates another is background."""
    for i in (trigger, *sentence.ancestors(trigger)):
        if any(
            sentence.tokens[j].lower in words("en", "scope", "dating.words")
            for j in sentence.children[i]
            if j < trigger
        ):
            return True
        if sentence.tokens[i].relation in ("advcl", "root"):
            return False
    return False


def _of_long_ago(sentence: Sentence, trigger: int) -> bool:
    """ "Recovering from the quake that killed 60", "two months after the shooting of two": another one, before."""
    for i in (trigger, *sentence.ancestors(trigger)):
        token = sentence.tokens[i]
        if (i < trigger and _follows(sentence, i)) or _comes_before(sentence, i):
            return True
        if token.pos in ("NOUN", "PROPN") and _is_long_after(sentence, i):
            return True
        if token.relation not in ("acl", "acl:relcl") or token.head is None:
            continue
        counted = sentence.tokens[token.head].pos == "NUM"  # "there were more than 100 wounded" ranks nothing
        named = [*(() if counted else (token.head,)), *_before_year(sentence, token.head)]
        if any(governs(sentence, j, *words("en", "scope", "ranking.words")) for j in named):
            return True
        verb = sentence.tokens[token.head].head
        if verb is None or not governs(sentence, token.head, "from", "after", "by"):
            continue
        lemma, still = sentence.tokens[verb].lemma, words("en", "scope", "suffering.still")
        if lemma in words("en", "scope", "suffering.long") or (
            lemma in words("en", "scope", "suffering.verbs") and governs(sentence, verb, *still)
        ):
            return True
    return False


def _follows(sentence: Sentence, i: int) -> bool:
    """ "The incident follows a shooting that left one dead": what one event follows on is another."""
    if sentence.tokens[i].lower not in words("en", "scope", "following.verbs"):
        return False
    events = words("en", "scope", "following.events")
    return any(sentence.tokens[j].lemma in events for j in sentence.related(i, "nsubj") if j < i)


def _comes_before(sentence: Sentence, i: int) -> bool:
    """ "Five were hurt, a week after two men were shot in the same spot": what others suffered that long before."""
    tokens, head = sentence.tokens, sentence.tokens[i].head
    if tokens[i].relation != "advcl" or head is None:
        return False
    mark = next((j for j in sentence.children[i] if tokens[j].lower == "after"), 0)
    long = {*words("en", "scope", "long.after"), *words("en", "scope", "long.clauses")}
    suffered = table("en", "events")["suffered"]["object"]
    harmed = {*suffered[Outcome.INJURED], *suffered[Outcome.KILLED]}
    return bool(mark) and tokens[mark - 1].lemma in long and tokens[head].lemma in harmed


def _is_long_after(sentence: Sentence, i: int) -> bool:
    """Whether something is "two months after" a noun; not a death, which may come of the wounds."""
    tokens, head = sentence.tokens, sentence.tokens[i].head
    if head is not None and tokens[head].lemma in words("en", "scope", "long.deaths"):
        return False
    return any(
        tokens[j].lower == "after" and tokens[j - 1].lemma in words("en", "scope", "long.after")
        for j in sentence.children[i]
        if j
    )


def _before_year(sentence: Sentence, i: int) -> list[int]:
    """What a year dates, where the parser hangs a clause on the year: "the Orla flood in 1961, which killed"."""
    head = sentence.tokens[i].head
    if sentence.tokens[i].pos != "NUM" or head is None:
        return []
    return [head, *(j for j in sentence.children[head] if j < i)]


def _of_period(sentence: Sentence, trigger: int) -> bool:
    """ "It was a ruinous year, with thousands of deaths": what a year or a season comes to."""
    for i in sentence.ancestors(trigger):
        predicates = [i, *sentence.related(i, "xcomp")]
        if any(_is_period(sentence, j) for j in predicates):
            return True
    return False


def _of_war(sentence: Sentence, happening: Happening) -> bool:
    """ "The war has left 60,000 dead", "15,000 were killed in nine years": what a long time comes to.

    Not "the deadliest attack in nine years": there the time ranks an event.
    """
    tokens, wars = sentence.tokens, words("en", "scope", "period.wars")
    i: int | None = happening.trigger
    above = [i] if i is not None else []
    while i is not None and tokens[i].relation in _UNDER and (i := tokens[i].head) is not None:
        above.append(i)
    if any(tokens[j].lemma in wars for k in above for j in _doing(sentence, k)):
        return True
    told = [*above, *([happening.figure.head] if happening.figure else [])]
    for j in (j for k in told for j in sentence.related(k, "obl", "nmod")):
        if tokens[j].lemma in wars and governs(sentence, j, *words("en", "scope", "period.in_wars")):
            return True
        long = tokens[j].lemma in words("en", "scope", "period.spans") and sentence.related(j, "nummod")
        if long and governs(sentence, j, *words("en", "scope", "period.cases")):
            return not any("Degree=Sup" in tokens[k].features for k in range(j))
    return False


def _doing(sentence: Sentence, i: int) -> list[int]:
    """What does what token i tells of: its subject, or the noun that it is a clause of."""
    token = sentence.tokens[i]
    above = [token.head] if token.relation == "acl:relcl" and token.head is not None else []
    return [*sentence.related(i, "nsubj"), *above]


def _is_period(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.lemma in words("en", "scope", "period.nouns") and any(
        sentence.tokens[j].relation == "cop" for j in sentence.children[i]
    )


def _adds(sentence: Sentence, happening: Happening) -> bool:
    """ "Three more", "another four"; but not "more than three", nor "another man" told one by one."""
    figure = happening.figure
    if figure is None or figure.quantity is None:
        return False
    if figure.quantity.modifier in ("no other", "no further", "no additional"):
        return True
    for j in (*range(figure.first, figure.head + 1), *_right_behind(sentence, figure.head)):
        token = sentence.tokens[j]
        if token.lower in words("en", "scope", "increment.words"):
            if _than(sentence, j) or _than(sentence, figure.head):
                return False
            return figure.quantity.modifier != "a" and figure.quantity.lower != 1
    return False


def _right_behind(sentence: Sentence, i: int) -> list[int]:
    """The "more" of a numeral that counts without a noun: "three more were wounded"."""
    return [j for j in sentence.related(i, "amod", "advmod") if j == i + 1]


def _than(sentence: Sentence, i: int) -> bool:
    """ "More than three", "three more deaths than usual": compared, not added."""
    return i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].lower == "than"
