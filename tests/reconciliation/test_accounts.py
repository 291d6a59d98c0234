"""Each party by its latest word: repeats, revisions, additions, parts and persons."""

from dataclasses import replace

from tests.factory import claim, document, incident, party, quantity, span
from tests.factory import time as said_on
from tests.reconciliation.reports import balance, kinds, ledger_of, row, said, standing

from rashomon.model.claim import Act, Claim, Modality, Outcome, PartyKind, Scope, Victims
from rashomon.model.ledger import Agreement, RelationKind, Standing
from rashomon.model.text import Document
from rashomon.reconciliation.ledger import reconcile


def test_one_party_in_two_outlets_is_one_origin() -> None:
    one, other = said("the ministry", 5, outlet="Velm Courier"), said("the ministry", 5, outlet="Arden Post")
    ledger = ledger_of(one, other)
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    assert sorted([standing(ledger, one), standing(ledger, other)]) == [Standing.ECHO, Standing.STANDS]


def test_witnesses_of_two_outlets_are_two_origins() -> None:
    witnesses = party("witnesses", PartyKind.WITNESS)
    ledger = ledger_of(said(witnesses, 5, outlet="Velm Courier"), said(witnesses, 5, outlet="Arden Post"))
    assert row(ledger) == (5, 5, Agreement.AGREED)


def test_a_later_word_of_a_party_revises_its_earlier() -> None:
    first, second = said("the ministry", 7, day=1), said("the ministry", 5, day=2)
    ledger = ledger_of(second, first)
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    assert standing(ledger, first) is Standing.SUPERSEDED
    assert kinds(ledger) == [RelationKind.REVISES]


def test_an_undated_repeat_of_an_old_figure_revises_nothing() -> None:
    first, second = said("the ministry", 5, day=1), said("the ministry", 7, day=2)
    repeat = said("the ministry", 5, day=3, outlet="Arden Post")
    ledger = ledger_of(first, second, repeat)
    assert row(ledger) == (7, 7, Agreement.SINGLE)
    assert standing(ledger, repeat) is Standing.ECHO


def test_a_dated_word_counts_as_of_its_date() -> None:
    late_report, report = said("the ministry", 4, day=9)
    day = said_on(span(report, "so many"), "2031-05-01", "2031-05-02")
    early = replace(late_report, attribution=replace(late_report.attribution, said_at=day))
    later = said("the ministry", 6, day=5)
    assert row(ledger_of((early, report), later)) == (6, 6, Agreement.SINGLE)


def test_a_vaguer_repeat_loosens_nothing() -> None:
    exact, vague = said("the ministry", 35, day=1), said("the ministry", (24, None), day=2)
    ledger = ledger_of(exact, vague)
    assert row(ledger) == (35, 35, Agreement.SINGLE)
    assert standing(ledger, vague) is Standing.ECHO


def test_undated_words_of_a_party_are_ordered_by_what_can_only_rise() -> None:
    assert row(ledger_of(said("the ministry", 5, words="a"), said("the ministry", 8, words="b"))) == (
        8,
        8,
        Agreement.SINGLE,
    )
    missing = [said("the ministry", n, Outcome.MISSING, words=f"{n} gone") for n in (5, 8)]
    assert row(ledger_of(*missing), Outcome.MISSING) == (5, 8, Agreement.SINGLE)


def test_an_increment_is_added_to_the_total_that_it_extends() -> None:
    total, more = said("the ministry", 10, day=1), said("the ministry", 3, day=2, scope=Scope.INCREMENT)
    ledger = ledger_of(total, more)
    assert row(ledger) == (13, 13, Agreement.SINGLE)
    assert set(balance(ledger).accounts[0].claim_ids) == {total[0].id, more[0].id}


def test_a_later_total_holds_its_increments() -> None:
    told = [
        said("the ministry", 10, day=1),
        said("the ministry", 3, day=2, scope=Scope.INCREMENT),
        said("the ministry", 14, day=3),
    ]
    assert row(ledger_of(*told)) == (14, 14, Agreement.SINGLE)


def test_an_increment_alone_is_a_lower_bound() -> None:
    assert row(ledger_of(said("the ministry", 3, scope=Scope.INCREMENT))) == (3, None, Agreement.SINGLE)


def test_wounded_who_died_leave_the_wounded_and_join_the_killed() -> None:
    wounded, killed = (
        said("the hospital", 35, Outcome.INJURED, day=1),
        said("the hospital", 5, day=1, words="dead"),
    )
    died, report = said("the hospital", 2, day=3, words="two more died", out_of=wounded[0].id)
    ledger = ledger_of(wounded, killed, (died, report))
    assert row(ledger, Outcome.INJURED)[:2] == (33, 33)
    assert row(ledger)[:2] == (7, 7)


def test_a_report_that_tells_of_the_dead_twice_counts_them_once() -> None:
    where = document("Four were wounded. Two were killed. Two of the wounded died.")
    wounded = claim(where, "Four were wounded", Outcome.INJURED, 4)
    died = claim(where, "Two of the wounded died", Outcome.KILLED, 2, out_of=wounded.id)
    ledger = ledger_of((wounded, where), (claim(where, "Two were killed", Outcome.KILLED, 2), where), (died, where))
    assert row(ledger)[:2] == (2, 2)
    assert row(ledger, Outcome.INJURED)[:2] == (2, 2)


def _persons(text: str, *told: tuple[str, Victims]) -> list[tuple[Claim, Document]]:
    where = document(text)
    made = []
    for words, victims in told:
        one = claim(where, words, Outcome.KILLED, 1, victims=victims, sentence=text[: text.index(words)].count("."))
        made.append((replace(one, quantity=quantity(span(where, words), 1, 1)), where))
    return made


def test_persons_told_of_are_added_up_where_nobody_gives_a_total() -> None:
    told = _persons(
        "A man and a woman died.",
        ("A man", Victims(groups=("men",))),
        ("a woman", Victims(groups=("women",))),
    )
    ledger = ledger_of(*told)
    assert row(ledger) == (2, 2, Agreement.SINGLE)
    assert [(part.group, part.lower) for part in balance(ledger).parts] == [("men", 1), ("women", 1)]
    assert all("1 + 1 = 2" in entry.reason for entry in ledger.entries)


def test_persons_of_different_ages_are_two() -> None:
    told = _persons(
        "A man, 40, and a man, 44, died.",
        ("A man, 40", Victims(groups=("men",), ages=(40,))),
        ("a man, 44", Victims(groups=("men",), ages=(44,))),
    )
    ledger = ledger_of(*told)
    assert row(ledger) == (2, 2, Agreement.SINGLE)
    assert [(part.group, part.lower) for part in balance(ledger).parts] == [("men", 2)]


def test_a_person_told_of_again_is_not_another() -> None:
    text = "The driver died. The man was 40."
    told = _persons(text, ("The driver", Victims()), ("The man", Victims(groups=("men",))))
    assert row(ledger_of(*told)) == (1, 1, Agreement.SINGLE)


def test_a_person_told_of_is_a_part_of_a_larger_toll() -> None:
    (person,) = _persons("Her brother died.", ("Her brother", Victims(groups=("men",))))
    ledger = ledger_of(person, said("the ministry", 9))
    assert row(ledger) == (9, 9, Agreement.SINGLE)
    assert standing(ledger, person) is Standing.PART
    assert RelationKind.CONTRADICTS not in kinds(ledger)


def test_civilians_of_one_party_are_the_people_of_another() -> None:
    civilians = said("residents", 4, victims=Victims(groups=("civilians",)))
    ledger = ledger_of(civilians, said("the ministry", 5))
    assert row(ledger) == (4, 5, Agreement.CONFLICTING)


def test_civilians_are_a_part_where_combatants_are_counted_too() -> None:
    told = [
        said("residents", 4, victims=Victims(groups=("civilians",))),
        said("the ministry", 5),
        said("the army", 1, victims=Victims(groups=("combatants",))),
    ]
    ledger = ledger_of(*told)
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    assert {part.group: part.lower for part in balance(ledger).parts} == {"civilians": 4, "combatants": 1}


def test_civilians_and_combatants_are_other_people() -> None:
    civilians = said("a monitor", (17, None), victims=Victims(groups=("civilians",)))
    combatants = said("the army", (None, 60), victims=Victims(groups=("combatants",)))
    ledger = ledger_of(civilians, combatants)
    assert row(ledger) == (17, None, Agreement.SINGLE)
    assert RelationKind.OTHER_POPULATION in kinds(ledger)


def test_a_preliminary_figure_gives_way_to_a_clarification_of_another() -> None:
    first = said("the council", (6, None), Outcome.LAUNCHED, modality=Modality.PRELIMINARY, unit="missile")
    second = said("the ministry", 5, Outcome.LAUNCHED, unit="missile", act=Act.CLARIFIES)
    assert row(ledger_of(first, second), Outcome.LAUNCHED) == (5, 5, Agreement.REVISED)


def test_a_preliminary_figure_gives_way_to_a_later_word_of_its_side_only() -> None:
    council, army = party("the council", side="velm"), party("the army", side="velm")
    first = said(council, 8, Outcome.LAUNCHED, day=1, modality=Modality.PRELIMINARY)
    assert row(ledger_of(first, said(army, 5, Outcome.LAUNCHED, day=2)), Outcome.LAUNCHED)[2] is Agreement.REVISED
    foe = party("the foe", side="tarn")
    assert row(ledger_of(first, said(foe, 5, Outcome.LAUNCHED, day=2)), Outcome.LAUNCHED) == (
        5,
        8,
        Agreement.CONFLICTING,
    )


def test_an_incident_knows_only_its_own_claims() -> None:
    ours, theirs = said("the ministry", 5), said("the mayor", 50)
    ledger = reconcile(incident([ours[0]]), [ours[0], theirs[0]], [ours[1], theirs[1]])
    assert [entry.claim_id for entry in ledger.entries] == [ours[0].id]
