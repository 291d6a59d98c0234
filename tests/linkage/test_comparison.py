"""Reasons for and against a link, one by one."""

from math import inf

import pytest
from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage.blocking import HANDFUL, candidates, keys
from rashomon.linkage.comparison import Rarity, compare
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Event, Outcome, Victims
from rashomon.model.incident import Judgement, Mention
from rashomon.model.text import Span


def mention(
    text: str, *, at: tuple[float, float] | None = None, day: int | None = None, count: int = 3, who: str = ""
) -> Mention:
    """The mention of a text whose first word is its place, with its last word as the evidence."""
    page = document(text, published="2030-06-10")
    first = text.partition(" ")[0]
    last = text.rstrip(".").rpartition(" ")[2]
    told = claim(
        page,
        last,
        Outcome.KILLED,
        count,
        event=Event.STRIKE,
        place=place(span(page, first), at) if at else None,
        time=time(span(page, first), f"2030-06-{day:02}", f"2030-06-{day + 1:02}") if day else None,
        victims=Victims(names=(span(page, who),)) if who else None,
    )
    [made] = mentions(page, extraction(page, told))
    return made


def scores(left: Mention, right: Mention) -> dict[str, float]:
    return {feature.name: feature.score for feature in compare(left, right, Rarity.of([left, right])).features}


def test_every_feature_has_a_reason() -> None:
    left = mention("Orla mourned Mara Tennick, who was killed.", at=(50, 30), day=3, who="Mara Tennick")
    right = mention("Orla buried Mara Tennick, killed.", at=(50, 30), day=3)
    found = compare(left, right, Rarity.of([left, right]))
    assert found.judgement is Judgement.SAME
    assert {feature.name for feature in found.features} >= {"place", "time", "event", "victims", "figures"}
    assert all(feature.detail for feature in found.features)


def test_names_of_victims_are_compared_and_not_shown() -> None:
    left = mention("Orla mourned Mara Tennick, who was killed.", who="Mara Tennick")
    right = mention("Orla spoke of Mara Tennick, killed.")
    found = compare(left, right, Rarity.of([left, right]))
    assert "tennick" not in left.words
    assert scores(left, right)["victims"] > 2
    assert not any("tennick" in feature.detail.lower() for feature in found.features)


@pytest.mark.parametrize(("latitude", "expected"), [(50.0, "for"), (50.08, "little against"), (50.5, "forbids")])
def test_the_distance_of_two_towns(latitude: float, expected: str) -> None:
    left = mention("Orla counted those killed.", at=(50.0, 30))
    right = mention("Venn counted those killed.", at=(latitude, 30))
    score = scores(left, right)["place"]
    assert {"for": score > 0, "little against": -1 < score < 0, "forbids": score == -inf}[expected]


@pytest.mark.parametrize(("day", "expected"), [(3, "for"), (4, "against"), (6, "forbids")])
def test_the_days_between_two_dates(day: int, expected: str) -> None:
    left = mention("Orla counted those killed.", at=(50, 30), day=3)
    score = scores(left, mention("Orla counted all those killed.", at=(50, 30), day=day))["time"]
    assert {"for": score > 0, "against": -inf < score < 0, "forbids": score == -inf}[expected]


def test_a_large_toll_in_common_says_more_than_a_small_one() -> None:
    few = scores(mention("Orla: one killed.", count=1), mention("Venn: one killed.", count=1))
    many = scores(mention("Orla: many killed.", count=61), mention("Venn: many killed.", count=61))
    assert many["figures"] > few["figures"] > 0


def test_a_name_that_most_reports_have_says_little() -> None:
    left, right = (
        mention("Orla heard Josef Malk on those killed."),
        mention("Venn asked Josef Malk of those killed."),
    )
    rare = scores(left, right)["names"]
    crowd = [mention(f"Town{i} heard Josef Malk on those killed.") for i in range(40)]
    common = {f.name: f.score for f in compare(left, right, Rarity.of([left, right, *crowd])).features}
    assert rare > common.get("names", 0.0)


def test_a_handful_is_compared_in_all_pairs_and_a_heap_by_keys() -> None:
    few = [mention(f"Town{i} counted those killed.", at=(i, i), day=3) for i in range(6)]
    assert len(candidates(few)) == 15
    heap = [mention(f"Town{i} counted those killed.", at=(i, i), day=3) for i in range(HANDFUL)]
    twin = mention("Town7 counted twelve killed.", at=(7, 7), day=4)
    assert (7, len(heap)) in candidates([*heap, twin])
    assert len(candidates([*heap, twin])) < 10 * len(heap)


def test_keys_depend_on_the_mention_alone() -> None:
    made = mention("Orla heard Josef Malk on those killed.", at=(50, 30), day=3)
    assert keys(made) == keys(made)
    assert len(set(keys(made))) == len(keys(made))
    assert Span(0, 4, "Orla") == made.places[0].span


def test_few_reports_read_together_add_to_clues_and_never_stand_alone() -> None:
    here = mention("Orla counted those killed.", at=(50, 30), day=3)
    there = mention("Orla buried those killed.", at=(50, 30), day=3)
    assert scores(here, there)["together"] > 0
    assert "together" not in scores(mention("They were killed."), mention("Many were killed."))
    many = Rarity(documents=3000)
    assert "together" not in {feature.name for feature in compare(here, there, many).features}
