"""Whom figures count: the same people, some of them, or others; and which of a report's words is the later one."""

from dataclasses import replace

import pytest
from tests.factory import claim, document, place, quantity, span
from tests.reconciliation.reports import balance, kinds, ledger_of, row, standing

from rashomon.model.claim import Act, Claim, Modality, Outcome, Scope, Victims
from rashomon.model.ledger import Agreement, Relation, RelationKind, Standing
from rashomon.model.text import Document
from rashomon.reconciliation.pairs import compare

Told = tuple[Claim, Document]


def report(text: str, *told: tuple[str, str, int], outcome: Outcome = Outcome.KILLED) -> list[Told]:
    """Claims of one report: its words, who says them ("" for the report itself) and how many they count."""
    where = document(text, publisher="Velm Courier")
    made = []
    for words, speaker, count in told:
        one = claim(where, words, outcome, count, speaker=speaker or None)
        named = next((part for part in words.split() if part.strip(",").isdigit()), words)
        figure = quantity(span(where, words), count, count)
        inner = words.find(named)
        figure = replace(figure, span=span(where, words), raw=named)
        if inner >= 0:
            start = one.evidence.start + inner
            figure = replace(figure, span=type(figure.span).of(text, start, start + len(named)))
        made.append((replace(one, quantity=figure), where))
    return made


def related(left: Told, right: Told, *others: Told) -> Relation:
    told = [left, right, *others]
    claims, documents = [one for one, _ in told], list({where.id: where for _, where in told}.values())
    found = compare(ledger_of(*told), claims, documents, left[0].id, right[0].id)
    assert found is not None
    assert found.reason
    return found


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("8 were identified by name", 8),
        ("7 bodies were recovered", 7),
        ("images showed 3 of the wounded", 3),
    ],
)
def test_some_of_the_harmed_are_part_of_all(words: str, count: int) -> None:
    whole, some = report(
        f"The mayor said 12 died. A clerk said {words}.", ("12 died", "the mayor", 12), (words, "a clerk", count)
    )
    ledger = ledger_of(whole, some)
    assert row(ledger) == (12, 12, Agreement.SINGLE)
    assert standing(ledger, some) is Standing.PART
    assert related(some, whole).kind is RelationKind.PART_OF


def test_those_in_care_are_part_of_the_injured() -> None:
    told = report(
        "The mayor said 9 were hurt. Nurses said 4 were treated in Arden.",
        ("9 were hurt", "the mayor", 9),
        ("4 were treated", "nurses", 4),
        outcome=Outcome.INJURED,
    )
    assert row(ledger_of(*told), Outcome.INJURED) == (9, 9, Agreement.SINGLE)


@pytest.mark.parametrize(
    "text",
    [
        "The radio initially said 6 died. The paper said 10 died.",
        "The radio said 6 died. The paper said the toll had risen to 10 died.",
        "The radio said 6 died. Later the paper said 10 died.",
    ],
)
def test_words_tell_which_figure_of_a_report_is_newer(text: str) -> None:
    early, late = report(text, ("6 died", "the radio", 6), ("10 died", "the paper", 10))
    assert row(ledger_of(early, late)) == (10, 10, Agreement.RISING)
    assert related(late, early).kind is RelationKind.OVERTAKES


def test_without_such_words_two_parties_contradict_each_other() -> None:
    told = report(
        "The radio said 6 died. The paper said 10 died.", ("6 died", "the radio", 6), ("10 died", "the paper", 10)
    )
    assert row(ledger_of(*told)) == (6, 10, Agreement.CONFLICTING)
    assert related(told[0], told[1]).kind is RelationKind.CONTRADICTS


def test_a_report_that_updates_itself_revises() -> None:
    told = report("We had word of 5 dead, and now the toll has risen to 7 dead.", ("5 dead", "", 5), ("7 dead", "", 7))
    ledger = ledger_of(*told)
    assert row(ledger) == (7, 7, Agreement.SINGLE)
    assert kinds(ledger) == [RelationKind.REVISES]


def test_soldiers_and_rebels_are_other_people() -> None:
    told = report(
        "The army said 4 soldiers died. The radio said 9 rebels died.",
        ("4 soldiers died", "the army", 4),
        ("9 rebels died", "the radio", 9),
    )
    found = balance(ledger_of(*told))
    assert (found.lower, found.upper, found.agreement) == (9, None, Agreement.SINGLE)
    assert related(*told).kind is RelationKind.OTHER_POPULATION


def test_two_families_are_other_people() -> None:
    told = report(
        "Some 5 of the Velmar family died. Some 8 of the Ardenar family died.",
        ("5 of the Velmar family died", "", 5),
        ("8 of the Ardenar family died", "", 8),
    )
    assert related(*told).kind is RelationKind.OTHER_POPULATION
    assert row(ledger_of(*told))[0] == 8


def test_figures_of_places_that_lie_apart_are_of_other_people() -> None:
    (here, where), (there, _) = report("In Velm 5 died, and in Arden 8 died.", ("5 died", "", 5), ("8 died", "", 8))
    here = replace(here, place=place(span(where, "Velm"), (10.0, 10.0)))
    there = replace(there, place=place(span(where, "Arden"), (12.0, 10.0)))
    assert related((here, where), (there, where)).kind is RelationKind.OTHER_POPULATION


def test_groups_are_parts_of_all_and_apart_from_each_other() -> None:
    whole, women, children = report(
        "In all 9 died, 3 women and 2 children.", ("9 died", "", 9), ("3 women", "", 3), ("2 children", "", 2)
    )
    women = (replace(women[0], victims=Victims(groups=("women",))), women[1])
    children = (replace(children[0], victims=Victims(groups=("children",))), children[1])
    assert related(women, whole, children).kind is RelationKind.PART_OF
    assert related(women, children, whole).kind is RelationKind.OTHER_POPULATION


def test_killed_and_injured_are_counted_apart() -> None:
    where = document("Some 5 died and 9 were hurt.")
    dead, hurt = claim(where, "5 died", Outcome.KILLED, 5), claim(where, "9 were hurt", Outcome.INJURED, 9)
    assert related((dead, where), (hurt, where)).kind is RelationKind.OTHER_POPULATION


def test_repeats_say_the_same() -> None:
    first, again, third = report(
        "The mayor said 5 died. Again he said 5 died. The clerk said 5 died too.",
        ("5 died", "the mayor", 5),
        ("5 died.", "the mayor", 5),
        ("5 died too", "the clerk", 5),
    )
    assert related(first, again, third).kind is RelationKind.SAME
    assert related(again, third, first).kind is RelationKind.SAME


def test_nothing_is_said_of_what_gives_no_figure() -> None:
    where = document("Some died, the mayor said. The clerk said 5 died.")
    vague, exact = claim(where, "Some died"), claim(where, "5 died", Outcome.KILLED, 5)
    ledger = ledger_of((vague, where), (exact, where))
    assert compare(ledger, [vague, exact], [where], vague.id, exact.id) is None


def test_figures_told_side_by_side_are_of_other_people() -> None:
    text = "The army lost 40 dead in the north, and it mourns 9 dead in the hills."
    told = report(text, ("40 dead in the north", "", 40), ("9 dead in the hills", "", 9))
    assert related(*told).kind is RelationKind.OTHER_POPULATION
    found = balance(ledger_of(*told))
    assert (found.lower, found.upper) == (40, None)


def test_what_is_told_out_behind_a_dash_is_part_of_it() -> None:
    told = report("Some 9 died – 3 clerks and others.", ("9 died", "", 9), ("3 clerks", "", 3))
    assert related(*told).kind is RelationKind.PART_OF


def test_some_of_a_circle_are_part_of_all() -> None:
    told = report(
        "Police said 7 died. The radio said he killed 2 of his cousins.",
        ("7 died", "police", 7),
        ("2 of his cousins", "the radio", 2),
    )
    assert related(told[1], told[0]).kind is RelationKind.PART_OF


def test_who_kills_himself_too_is_one_more() -> None:
    told = report(
        "Police said 3 died. The radio said he killed 2 people and then himself.",
        ("3 died", "police", 3),
        ("killed 2 people", "the radio", 2),
    )
    assert row(ledger_of(*told)) == (3, 3, Agreement.SINGLE)


def test_a_figure_of_many_attacks_is_not_compared() -> None:
    told = report(
        "Police said 4 died at the club. In separate shootings across the city 11 died.",
        ("4 died", "police", 4),
        ("11 died", "", 11),
    )
    ledger = ledger_of(*told)
    assert row(ledger) == (4, 4, Agreement.SINGLE)
    assert standing(ledger, told[1]) is Standing.OUTSIDE
    assert kinds(ledger) == [RelationKind.OTHER_SCOPE]
    assert related(*told).kind is RelationKind.OTHER_SCOPE
    alone = ledger_of(told[1])
    assert row(alone) == (11, 11, Agreement.SINGLE)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("her 2 sons died", 2),
        ("the next 3 died at a shop", 3),
        ("3 people from the camp died", 3),
        ("2 customers died", 2),
        ("2 people were found dead", 2),
    ],
)
def test_what_may_count_some_of_them_is_no_contradiction(words: str, count: int) -> None:
    whole = report("The mayor said 7 people died.", ("7 people died", "the mayor", 7))[0]
    some = report(f"A clerk said {words}.", (words, "a clerk", count))[0]
    assert related(some, whole).kind is RelationKind.PART_OF


def test_a_report_may_say_that_it_counts_all() -> None:
    some, whole = report(
        "The radio said 5 people walked in. Police told of all 7 victims.",
        ("5 people walked in", "the radio", 5),
        ("7 victims", "police", 7),
    )
    assert related(some, whole).kind is RelationKind.PART_OF


def test_a_report_does_not_contradict_what_it_quotes_with_fewer_further_down() -> None:
    whole, some = report(
        "The agency said 40 died. In the floods 2 died.", ("40 died", "the agency", 40), ("2 died", "", 2)
    )
    assert related(some, whole).kind is RelationKind.PART_OF
    said, other = report(
        "The mayor said 6 died. A doctor said 4 died.", ("6 died", "the mayor", 6), ("4 died", "a doctor", 4)
    )
    assert related(said, other).kind is RelationKind.CONTRADICTS


def test_others_are_told_beside_those_before() -> None:
    told = report("Police found 5 hurt. Then 3 other people walked in.", ("5 hurt", "", 5), ("3 other people", "", 3))
    assert related(*told).kind is RelationKind.OTHER_POPULATION


def test_all_who_were_shot_and_those_hurt_are_other_people_where_somebody_died() -> None:
    def told(killed: int) -> list[Told]:
        found = report(
            "Police said 4 people were shot. A clinic told of 3 people wounded. Dead: 1.",
            ("4 people were shot", "police", 4),
            ("3 people wounded", "a clinic", 3),
            outcome=Outcome.INJURED,
        )
        dead = claim(found[0][1], "Dead: 1", Outcome.KILLED, killed)
        return [*found, (dead, found[0][1])]

    assert related(*told(1)).kind is RelationKind.OTHER_POPULATION
    assert related(*told(0)).kind is not RelationKind.OTHER_POPULATION


def reports(*told: tuple[str, str, str, int], outcome: Outcome = Outcome.INJURED) -> list[Told]:
    """One claim of each of several reports: the text, its words for the figure, who says it, how many."""
    return [report(text, (words, speaker, count), outcome=outcome)[0] for text, words, speaker, count in told]


def test_others_of_one_report_are_beside_the_figure_that_it_adds_them_to() -> None:
    whole = reports(("Police said 5 people were hurt.", "5 people were hurt", "police", 5))[0]
    first, more = report(
        "Crews found 5 people hurt. Then 3 other people walked in.",
        ("5 people hurt", "", 5),
        ("3 other people", "", 3),
        outcome=Outcome.INJURED,
    )
    assert related(more, whole, first).kind is RelationKind.OTHER_POPULATION
    total = reports(("A clinic counted 8 people hurt.", "8 people hurt", "a clinic", 8))[0]
    assert related(more, total, first).kind is RelationKind.PART_OF


def test_what_makes_a_total_with_those_told_along_is_part_of_it() -> None:
    some, others = report(
        "Police said 2 died at a shop and 3 died at a mill.", ("2 died", "police", 2), ("3 died", "police", 3)
    )
    whole = reports(("Police said 5 people died.", "5 people died", "police", 5), outcome=Outcome.KILLED)[0]
    assert related(some, whole, others).kind is RelationKind.PART_OF
    assert related(others, whole, some).kind is RelationKind.PART_OF


def test_a_party_that_tells_of_those_in_care_does_not_revise_its_total() -> None:
    whole, care = reports(
        ("Police said 5 people were hurt.", "5 people were hurt", "police", 5),
        ("Police said 3 remain in hospital.", "3 remain in hospital", "police", 3),
    )
    ledger = ledger_of(whole, care)
    assert row(ledger, Outcome.INJURED) == (5, 5, Agreement.SINGLE)
    assert kinds(ledger, Outcome.INJURED) == [RelationKind.PART_OF]


def test_of_two_sides_neither_is_part_of_the_other() -> None:
    ours, theirs = report(
        "The army mourns 2 civilians killed. In the clash 5 hired mercenaries died.",
        ("2 civilians killed", "", 2),
        ("5 hired mercenaries died", "", 5),
    )
    ours = (replace(ours[0], victims=Victims(groups=("civilians",))), ours[1])
    found = related(ours, theirs)
    assert (found.kind, found.reason) == (
        RelationKind.OTHER_POPULATION,
        "2 civilians and 5 mercenaries are of two sides: the two are other people",
    )


def test_those_of_whom_some_died_are_not_only_the_hurt() -> None:
    hit, hurt = reports(
        ("Crews found 4 people with wounds. Later 2 of them died.", "4 people with wounds", "", 4),
        ("Police said 2 people were hurt.", "2 people were hurt", "police", 2),
    )
    dead = replace(claim(hit[1], "2 of them died", Outcome.KILLED, 2), out_of=hit[0].id)
    assert related(hit, hurt, (dead, hit[1])).kind is RelationKind.OTHER_POPULATION


def test_whoever_killed_them_and_died_is_one_more() -> None:
    killed, dead = reports(
        ("A clerk said he killed 4 people. The gunman died.", "killed 4 people", "a clerk", 4),
        ("Police told of 5 dead.", "5 dead", "police", 5),
        outcome=Outcome.KILLED,
    )
    gunman = claim(killed[1], "The gunman died", Outcome.KILLED, 1)
    gunman = replace(gunman, scope=Scope.INCREMENT, victims=Victims(groups=("suspects",)))
    assert related(killed, dead, (gunman, killed[1])).kind is RelationKind.PART_OF


def test_a_confirmed_figure_is_no_revision() -> None:
    first, again = reports(
        ("The mayor said 5 died.", "5 died", "the mayor", 5),
        ("The mayor clarified that 5 died.", "5 died", "the mayor", 5),
        outcome=Outcome.KILLED,
    )
    again = (replace(again[0], attribution=replace(again[0].attribution, act=Act.CLARIFIES)), again[1])
    ledger = ledger_of(first, again)
    assert kinds(ledger) == []
    assert related(first, again).kind is RelationKind.SAME


def test_who_died_in_a_neighbouring_place_is_none_of_those_counted_here() -> None:
    here, next_door = report(
        "Floods left 50 dead and 8 dead in the neighbouring Orla.", ("left 50 dead", "", 50), ("8 dead", "", 8)
    )
    where = next_door[1]
    next_door = replace(next_door[0], place=place(span(where, "Orla"), (50.0, 30.0))), where
    found = related(here, next_door)
    assert found.kind is RelationKind.OTHER_POPULATION
    assert "neighbouring" in found.reason


def test_who_was_hit_and_lives_is_part_of_all_who_were_hit() -> None:
    hit = report("Five people were shot.", ("Five people were shot", "", 5), outcome=Outcome.INJURED)[0]
    died = report("One man died.", ("One man died", "a clerk", 1))[0]
    hurt, woman = report(
        "Four others, including one woman, were injured.",
        ("Four others, including one woman, were injured", "the mayor", 4), ("one woman", "the mayor", 1),
        outcome=Outcome.INJURED,
    )  # fmt: skip
    woman = replace(woman[0], scope=Scope.SUBSET, part_of=hurt[0].id), woman[1]
    assert related(hit, woman, hurt, died).kind is RelationKind.PART_OF


def test_fewer_than_the_hurt_are_not_all_who_were_hit() -> None:
    few = report("Two were shot.", ("Two were shot", "a nurse", 2), outcome=Outcome.INJURED)[0]
    hurt = report("Six were wounded.", ("Six were wounded", "the mayor", 6), outcome=Outcome.INJURED)[0]
    died = report("One man died.", ("One man died", "the mayor", 1))[0]
    assert related(few, hurt, died).kind is not RelationKind.OTHER_POPULATION


def test_who_is_named_in_another_clause_is_not_who_was_harmed() -> None:
    words = "identified those seen in the club where 5 were shot"
    five = report(f"A clerk {words}.", (words, "a clerk", 5), outcome=Outcome.INJURED)[0]
    five = replace(five[0], evidence=span(five[1], "where 5 were shot")), five[1]
    six = report("The mayor said 6 were shot.", ("6 were shot", "the mayor", 6), outcome=Outcome.INJURED)[0]
    assert related(five, six).kind is not RelationKind.PART_OF


def test_who_contradicts_the_totals_of_his_report_keeps_his_account_beside_another_report() -> None:
    none, man = report(
        "The mayor said that 0 were killed. A man was killed.",
        ("0 were killed", "the mayor", 0), ("A man was killed", "", 1),
    )  # fmt: skip
    more = report("One or two were killed.", ("One or two were killed", "", 2))[0]
    more = replace(more[0], quantity=quantity(more[0].evidence, 1, 2)), replace(more[1], publisher="Arden Post")
    assert standing(ledger_of(none, man), man) is standing(ledger_of(none, man, more), man) is Standing.STANDS


def test_at_least_so_many_who_are_told_as_some_are_part_of_more() -> None:
    whole = report("The monitor said 17 were killed.", ("17 were killed", "the monitor", 17))[0]
    children = report("At least 4 children were killed.", ("At least 4 children were killed", "", 4))[0]
    some = replace(
        children[0], scope=Scope.SUBSET, victims=Victims(groups=("children",)),
        quantity=quantity(children[0].evidence, 4, None),
    )  # fmt: skip
    assert related((some, children[1]), whole).kind is RelationKind.PART_OF


@pytest.mark.parametrize("first", ["dispatch", "a county dispatcher"])
def test_what_an_emergency_call_told_is_an_early_word(first: str) -> None:
    few, many = report(
        f"6 were shot, according to {first}. The mayor said 15 were shot.",
        ("6 were shot", first, 6), ("15 were shot", "the mayor", 15),
        outcome=Outcome.INJURED,
    )  # fmt: skip
    assert related(few, many).kind is RelationKind.OVERTAKES


def test_a_word_of_the_next_day_is_a_late_one() -> None:
    where = "The council said 6 had died. The next day, the mayor said 15 had died."
    few, many = report(where, ("6 had died", "the council", 6), ("15 had died", "the mayor", 15))
    assert related(few, many).kind is RelationKind.OVERTAKES


def test_an_early_word_gives_way_in_another_report_too() -> None:
    few = report("Initially 6 were said to be dead.", ("Initially 6 were said to be dead", "a clerk", 6))[0]
    many = report("The mayor said 15 had died.", ("15 had died", "the mayor", 15))[0]
    assert related(few, many).kind is RelationKind.OVERTAKES


def test_of_figures_that_give_way_to_each_other_all_stand() -> None:
    own, mayor, army = report(
        "8 died. The mayor said 5 died. Later the army said 6 died.",
        ("8 died", "", 8), ("5 died", "the mayor", 5), ("6 died", "the army", 6),
    )  # fmt: skip
    own = replace(own[0], modality=Modality.PRELIMINARY), own[1]
    mayor = replace(mayor[0], attribution=replace(mayor[0].attribution, act=Act.CORRECTS)), mayor[1]
    assert row(ledger_of(own, mayor, army))[:2] == (5, 8)
