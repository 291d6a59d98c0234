"""Reasons for and against a link, one by one."""

from dataclasses import replace
from math import inf

import pytest
from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage.blocking import postings
from rashomon.linkage.comparison import compare, forbids
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.mentions import mentions
from rashomon.linkage.profiles import Profile
from rashomon.linkage.rarity import Rarity, handful, level
from rashomon.model.claim import Event, Outcome, Victims
from rashomon.model.incident import Judgement, Link, Mention


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


def compared(left: Mention, right: Mention, *others: Mention) -> Link:
    """The comparison of two mentions among others."""
    index = MemoryIndex()
    known = {one.id: one for one in (left, right, *others)}
    index.put_mentions(known.values())
    index.post(posting for one in known.values() for posting in postings(one))
    return compare(Profile(left), Profile(right), Rarity(index))


def scores(left: Mention, right: Mention, *others: Mention) -> dict[str, float]:
    return {feature.name: feature.score for feature in compared(left, right, *others).features}


def test_every_feature_has_a_reason() -> None:
    left = mention("Orla mourned Mara Tennick, who was killed.", at=(50, 30), day=3, who="Mara Tennick")
    right = mention("Orla buried Mara Tennick, killed.", at=(50, 30), day=3)
    found = compared(left, right)
    assert found.judgement is Judgement.SAME
    assert {feature.name for feature in found.features} >= {"place", "time", "event", "victims", "figures"}
    assert all(feature.detail for feature in found.features)


def test_names_of_victims_are_compared_and_not_shown() -> None:
    left = mention("Orla mourned Mara Tennick, who was killed.", who="Mara Tennick")
    right = mention("Orla spoke of Mara Tennick, killed.")
    found = compared(left, right)
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


def test_a_name_that_many_settings_have_says_little() -> None:
    left, right = (
        mention("Orla heard Josef Malk on those killed."),
        mention("Venn asked Josef Malk of those killed."),
    )
    crowd = [mention(f"Town{i} heard Josef Malk on those killed.", at=(i, i)) for i in range(40)]
    assert scores(left, right)["names"] > scores(left, right, *crowd).get("names", 0.0)


def test_a_name_that_many_reports_of_one_place_and_time_have_is_still_rare() -> None:
    left, right = (mention(f"Orla {verb} Josef Malk on those killed.", at=(50, 30)) for verb in ("heard", "asked"))
    crowd = [mention(f"Orla heard Josef Malk on the {i} killed.", at=(50, 30)) for i in range(40)]
    assert scores(left, right)["names"] == scores(left, right, *crowd)["names"]


def test_a_place_of_which_many_reports_tell_in_those_days_says_less() -> None:
    left, right = (mention(f"Orla {verb} those killed.", at=(50, 30)) for verb in ("mourned", "buried"))
    crowd = [mention(f"Orla counted {i} killed.", at=(50, 30)) for i in range(40)]
    assert scores(left, right)["place"] > scores(left, right, *crowd)["place"] > 0


def test_places_are_not_apart_where_one_report_names_both() -> None:
    left = mention("Orla counted those killed.", at=(50, 30), day=3)
    right = mention("Venn mourned. Those at Orla in May were of Orla, killed.", at=(50.5, 30), day=3)
    assert -inf < scores(left, right)["place"] < 0
    assert not forbids(Profile(left), Profile(right))
    assert forbids(Profile(left), Profile(mention("Venn counted those killed.", at=(50.5, 30), day=3)))


def test_days_are_not_apart_where_one_report_names_both() -> None:
    made = mention("Orla counted those killed.", at=(50, 30), day=3)
    late = mention("Orla heard on those killed.", at=(50, 30), day=9)
    both = Mention(**{name: getattr(late, name) for name in Mention.__slots__} | {"also_days": made.also_days})
    assert scores(made, late)["time"] == -inf
    assert not forbids(Profile(made), Profile(both))


def test_days_are_not_apart_where_both_name_one_victim_or_one_house() -> None:
    made = mention("Orla mourned Mara Tennick, killed.", at=(50, 30), day=3, who="Mara Tennick")
    late = mention("Orla buried Mara Tennick, killed.", at=(50, 30), day=9, who="Mara Tennick")
    assert -inf < scores(made, late)["time"] < 0
    namesake = mention("Orla buried Mara Ordway, killed.", at=(50, 30), day=9, who="Mara Ordway")
    assert scores(made, namesake)["time"] == -inf
    house = mention("Orla: some at 12 Elm Street were killed.", at=(50, 30), day=3)
    assert not forbids(Profile(house), Profile(mention("Orla saw 12 Elm St. and those killed.", at=(50, 30), day=9)))
    assert forbids(Profile(house), Profile(mention("Orla saw 30 Elm St. and those killed.", at=(50, 30), day=9)))


def test_ages_and_hours_speak_for_and_against() -> None:
    left, right = mention("Orla counted those killed."), mention("Venn counted those killed.")

    def aged(told: Mention, *ages: int) -> Mention:
        return Mention(**{name: getattr(told, name) for name in Mention.__slots__} | {"ages": ages})

    assert scores(aged(left, 8, 31), aged(right, 8, 31))["ages"] > scores(aged(left, 8), aged(right, 8))["ages"] > 0
    assert scores(aged(left, 8), aged(right, 44))["ages"] < 0
    assert scores(aged(left, 8), aged(right, 44))["ages"] < scores(aged(left, 8), aged(right, 9))["ages"] < 0
    assert 0 < scores(aged(left, 8, 31), aged(right, 8, 60))["ages"] < scores(aged(left, 8, 31), aged(right, 8))["ages"]


@pytest.mark.parametrize(
    ("said", "other", "expected"),
    [
        ("about 6 p.m.", "6:20 PM", 1.0),
        ("11:50 p.m.", "12:10 am", 1.0),
        ("6 a.m.", "6 p.m.", -0.7),
        ("6 p.m.", "7 p.m.", None),
        ("6 p.m.", "8 p.m.", -0.7),
        ("13 p.m.", "1 p.m.", None),
    ],
)
def test_the_hours_of_two_times(said: str, other: str, expected: float | None) -> None:
    assert scores(_at(said, "Orla"), _at(other, "Venn")).get("hour") == expected


def _at(words: str, who: str) -> Mention:
    """A mention with these words of time."""
    page = document(f"{who} counted four killed at {words} there.")
    told = claim(page, "four killed", count=4, time=time(span(page, words)))
    [made] = mentions(page, extraction(page, told))
    return made


@pytest.mark.parametrize(
    ("said", "other", "expected"),
    [("Monday morning", "Monday evening", -0.5), ("overnight", "the early morning", None), ("evening", "Monday", None)],
)
def test_parts_of_the_day_are_apart_where_they_do_not_meet(said: str, other: str, expected: float | None) -> None:
    assert scores(_at(said, "Orla"), _at(other, "Venn")).get("hour") == expected


def test_a_day_of_a_year_that_is_not_known_speaks_for_and_against() -> None:
    def on(day: str, who: str) -> Mention:
        page = document(f"{who} counted four killed on {day} there.")
        when = replace(time(span(page, day)), value={"July 4": "XXXX-07-04", "July 9": "XXXX-07-09"}[day])
        [made] = mentions(page, extraction(page, claim(page, "four killed", count=4, time=when)))
        return made

    assert (
        scores(on("July 4", "Orla"), on("July 4", "Venn"))["time"]
        > 0
        > scores(on("July 4", "Orla"), on("July 9", "Venn"))["time"]
    )


@pytest.mark.parametrize(
    ("said", "other", "expected"),
    [
        ("the 400 block of North Elm Street", "400 Elm St.", 2.5),
        ("the corner of Elm and Tarn avenues", "North Elm Street", 1.2),
        ("the 400 block of Elm Street", "the 900 block of Elm Street", 0.5),
        ("Elm Street", "Tarn Road", -1.3),
        ("the 400 block of Elm Street", "12 Tarn Road", -2.0),
        ("Elm Street", "the old mill", None),
    ],
)
def test_streets_tell_one_scene_from_another(said: str, other: str, expected: float | None) -> None:
    left, right = mention(f"Orla: at {said} some were killed."), mention(f"Venn: at {other} some were killed.")
    assert scores(left, right).get("streets") == expected


def test_levels_are_powers_of_four() -> None:
    assert [level(count) for count in (0, 1, 2, 4, 5, 16, 17, 64, 65, 256, 257, 10**6)] == [
        *(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5)
    ]
    assert [handful(count) for count in (0, 1, 2, 3, 5, 256, 257)] == [2, 2, 2, 4, 8, 256, None]


def test_few_reports_read_together_add_to_clues_and_never_stand_alone() -> None:
    here = mention("Orla counted those killed.", at=(50, 30), day=3)
    there = mention("Orla buried those killed.", at=(50, 30), day=3)
    assert scores(here, there)["together"] > 0
    assert "together" not in scores(mention("They were killed."), mention("Many were killed."))
    crowd = [mention(f"Town{i} counted those killed.") for i in range(300)]
    assert "together" not in scores(here, there, *crowd)
