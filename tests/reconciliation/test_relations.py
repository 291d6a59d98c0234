"""How figures stand to each other, and what becomes of those that are never compared."""

from dataclasses import replace

import pytest
from tests.factory import claim, document, incident, party
from tests.reconciliation.reports import balance, kinds, ledger_of, row, said, standing

from rashomon.model.claim import Act, Modality, Outcome, Party, Polarity, Scope
from rashomon.model.incident import Echo, EchoKind
from rashomon.model.ledger import Agreement, GradeKind, GradeValue, RelationKind, Standing
from rashomon.model.text import Status
from rashomon.reconciliation.ledger import reconcile


@pytest.mark.parametrize(
    ("left", "right", "kind", "agreement", "bounds"),
    [
        (5, 5, RelationKind.SAME, Agreement.AGREED, (5, 5)),
        ((3, None), 5, RelationKind.WITHIN, Agreement.COMPATIBLE, (5, 5)),
        ((2, 6), (4, 9), RelationKind.WITHIN, Agreement.COMPATIBLE, (4, 6)),
        (5, 8, RelationKind.CONTRADICTS, Agreement.CONFLICTING, (5, 8)),
        ((9, None), 5, RelationKind.CONTRADICTS, Agreement.CONFLICTING, (5, None)),
    ],
)
def test_two_undated_parties(
    left: int, right: int, kind: RelationKind, agreement: Agreement, bounds: tuple[int | None, int | None]
) -> None:
    ledger = ledger_of(said("the mayor", left), said("the army", right))
    assert kinds(ledger) == [kind]
    assert row(ledger) == (*bounds, agreement)
    assert all(relation.reason for relation in balance(ledger).relations)


def test_a_toll_that_rises_from_party_to_party_contradicts_nobody() -> None:
    ledger = ledger_of(said("the mayor", 5, day=1), said("the hospital", 9, day=2))
    assert row(ledger) == (9, 9, Agreement.RISING)
    assert kinds(ledger) == [RelationKind.OVERTAKES]


def test_the_missing_are_found_from_day_to_day() -> None:
    first, second = (
        said("the mayor", 9, Outcome.MISSING, day=1),
        said("the police", 5, Outcome.MISSING, day=2),
    )
    assert row(ledger_of(first, second), Outcome.MISSING) == (5, 5, Agreement.REVISED)
    same_day = said("the police", 5, Outcome.MISSING, day=1)
    assert row(ledger_of(first, same_day), Outcome.MISSING) == (5, 9, Agreement.CONFLICTING)


def test_vague_words_agree_with_nobody() -> None:
    ledger = ledger_of(said("the mayor", 5), said("residents", (None, None)))
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    assert kinds(ledger) == []
    assert len(balance(ledger).accounts) == 2


def test_nobody_hurt_is_a_figure_and_no_report_is_none() -> None:
    assert row(ledger_of(said("the mayor", 0))) == (0, 0, Agreement.SINGLE)
    assert row(ledger_of(said("the mayor", None, polarity=Polarity.NEGATED))) == (
        None,
        None,
        Agreement.UNREPORTED,
    )


def test_other_scopes_and_populations_are_shown_and_never_compared() -> None:
    war = said("the ministry", 12000, scope=Scope.CUMULATIVE)
    casualties = said("the army", 40, Outcome.CASUALTIES)
    ledger = ledger_of(said("the mayor", 5), war, casualties)
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    assert standing(ledger, war) is Standing.OUTSIDE
    assert kinds(ledger) == [RelationKind.OTHER_SCOPE]
    assert kinds(ledger, Outcome.CASUALTIES) == [RelationKind.OTHER_POPULATION]


def test_those_hit_are_the_killed_and_the_wounded() -> None:
    told = [
        said("the mayor", 2, words="two were killed"),
        said("the hospital", 4, Outcome.INJURED, words="four were wounded"),
        said("the police", 6, Outcome.INJURED, words="six were shot"),
    ]
    ledger = ledger_of(*told)
    assert row(ledger, Outcome.INJURED) == (4, 4, Agreement.SINGLE)
    assert kinds(ledger, Outcome.INJURED) == [RelationKind.OTHER_POPULATION]


def test_expected_harm_is_outside() -> None:
    feared = said("the mayor", 30, modality=Modality.EXPECTED)
    ledger = ledger_of(feared)
    assert row(ledger)[2] is Agreement.UNREPORTED
    assert standing(ledger, feared) is Standing.OUTSIDE


def test_units_that_exclude_each_other_are_apart() -> None:
    told = [
        said("the mayor", 2, Outcome.DAMAGED, unit="schools", words="a"),
        said("the mayor", 3, Outcome.DAMAGED, unit="houses", words="b"),
    ]
    found = [one for one in ledger_of(*told).balances if one.outcome is Outcome.DAMAGED]
    assert {(one.unit, one.lower) for one in found} == {("school", 2), ("house", 3)}
    whole = said("the army", 9, Outcome.DAMAGED, unit="buildings")
    top = balance(ledger_of(*told, whole), Outcome.DAMAGED)
    assert (top.unit, top.lower) == ("building", 9)
    assert {(part.unit, part.lower) for part in top.parts} == {("school", 2), ("house", 3)}


def test_fewer_of_a_narrower_kind_are_a_part() -> None:
    flats = said("the mayor", 2, Outcome.DAMAGED, unit="apartment buildings")
    ledger = ledger_of(flats, said("the army", 10, Outcome.DAMAGED, unit="buildings"))
    assert row(ledger, Outcome.DAMAGED)[:2] == (10, 10)
    assert standing(ledger, flats) is Standing.PART


def test_a_reprint_is_an_echo() -> None:
    original = said("the mayor", 5, day=1)
    reprint = replace(original[1], id="reprint", publisher="Arden Post")
    repeated = (replace(original[0], id="repeated", document_id="reprint"), reprint)
    echo = Echo(document_id="reprint", origin_id=original[1].id, kind=EchoKind.COPY, share=1.0)
    ledger = ledger_of(original, repeated, echoes=[echo])
    assert standing(ledger, repeated) is Standing.ECHO
    assert row(ledger) == (5, 5, Agreement.SINGLE)


def test_outside_its_passage_a_partial_reprint_speaks_for_itself() -> None:
    original = said(None, 5, day=1)
    longer = document("so many were counted. Later eight were.", publisher="Arden Post", published="2031-05-02")
    shared = claim(longer, "so many were counted", Outcome.KILLED, 5)
    own = claim(longer, "eight were", Outcome.KILLED, 8)
    echo = Echo(
        document_id=longer.id,
        origin_id=original[1].id,
        kind=EchoKind.PASSAGE,
        share=0.5,
        passage=shared.evidence,
    )
    ledger = ledger_of(original, (shared, longer), (own, longer), echoes=[echo])
    assert standing(ledger, (shared, longer)) is Standing.ECHO
    assert row(ledger) == (8, 8, Agreement.RISING)
    assert balance(ledger).origins == ("arden post", "velm courier")


def test_withdrawn_reports_and_words_count_no_more() -> None:
    gone = said("the mayor", 5)
    gone = (gone[0], replace(gone[1], status=Status.WITHDRAWN))
    assert row(ledger_of(gone))[2] is Agreement.UNREPORTED
    first, second = said("the mayor", 5, day=1), said("the mayor", None, day=2, act=Act.WITHDRAWS)
    ledger = ledger_of(first, second)
    assert standing(ledger, first) is Standing.WITHDRAWN
    assert row(ledger)[2] is Agreement.UNREPORTED


def test_a_denied_claim_stays_and_says_so() -> None:
    told, denial = said("residents", 5), said("the army", None, act=Act.DENIES)
    ledger = ledger_of(told, denial)
    assert standing(ledger, told) is Standing.DENIED_BY_OTHER
    assert row(ledger) == (5, 5, Agreement.SINGLE)
    (grade,) = ledger.grades
    assert (grade.kind, grade.value, grade.suggested) == (GradeKind.HARM, GradeValue.CONTESTED, True)


def test_who_denies_one_statement_denies_no_other() -> None:
    told = said("the mayor", None, outcome=Outcome.STATEMENT)
    denial = said("the company", None, outcome=Outcome.STATEMENT, act=Act.DENIES)
    assert standing(ledger_of(told, denial), told) is Standing.STANDS


def test_an_account_that_fits_with_all_opens_no_conflict() -> None:
    told = [said("the mayor", (2, None)), said("the army", 2), said("residents", 3)]
    assert row(ledger_of(*told)) == (2, 3, Agreement.CONFLICTING)


@pytest.mark.parametrize(
    ("rule", "bounds", "best"),
    [("range", (5, 8), None), ("ucdp", (5, 8), 5), ("acled", (5, 5), 5), ("airwars", (3, 8), None)],
)
def test_rules(rule: str, bounds: tuple[int, int], best: int | None) -> None:
    told = [
        said("the mayor", 3, day=1),
        said("the army", 5, day=3),
        said("the hospital", 8, day=3),
        said("residents", 20, day=4, act=Act.DENIES),
    ]
    found = balance(ledger_of(*told, rule=rule))
    assert ((found.lower, found.upper), found.best, found.rule) == (bounds, best, rule)


def test_ucdp_leaves_hedged_figures_out() -> None:
    told = [said("the mayor", 3), said("the army", 9, modality=Modality.ALLEGED)]
    assert row(ledger_of(*told, rule="ucdp"))[:2] == (3, 3)


def test_airwars_sets_what_is_conceded_beside() -> None:
    told = [said("the mayor", 9), said("the army", 2, act=Act.CONCEDES)]
    ledger = ledger_of(*told, rule="airwars")
    assert row(ledger)[:2] == (9, 9)
    assert ledger.grades[0].value is GradeValue.CONFIRMED


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such rule"):
        reconcile(incident([]), [], [], rule="median")


def test_sums_are_checked_and_make_no_figure() -> None:
    fired = said("the army", 6, Outcome.LAUNCHED, unit="drones", words="a")
    downed = said("the army", 4, Outcome.INTERCEPTED, unit="drones", out_of=fired[0].id, words="b")
    hit = said("the army", 1, Outcome.IMPACTED, unit="drones", out_of=fired[0].id, words="c")
    (check,) = ledger_of(fired, downed, hit).checks
    assert not check.holds
    assert check.text == "6 launched > 4 intercepted + 1 impacted: does not add up, something is left over"


def test_casualties_are_the_sum_of_killed_and_injured() -> None:
    where = document("Nine casualties, four dead, five hurt.")
    told = [
        (claim(where, "Nine casualties", Outcome.CASUALTIES, 9), where),
        (claim(where, "four dead", Outcome.KILLED, 4), where),
        (claim(where, "five hurt", Outcome.INJURED, 5), where),
    ]
    (check,) = ledger_of(*told).checks
    assert check.text == "9 casualties = 4 killed + 5 injured: adds up"


def test_a_part_larger_than_its_whole_is_told() -> None:
    whole = said("the army", 3, words="a")
    part = said("the army", 5, words="b", scope=Scope.SUBSET, part_of=whole[0].id)
    (check,) = ledger_of(whole, part).checks
    assert not check.holds


def test_responsibility_is_told_and_not_judged() -> None:
    army = Party(key="the army", name="the army")
    told = [
        said("residents", None, Outcome.RESPONSIBLE, actor=army),
        said("the mayor", None, Outcome.RESPONSIBLE, actor=army),
        said(party("the army"), None, Outcome.RESPONSIBLE, actor=army, act=Act.DENIES),
    ]
    ledger = ledger_of(*told)
    (found,) = ledger.responsibilities
    assert {one.name for one in found.asserted_by} == {"residents", "the mayor"}
    assert [one.name for one in found.denied_by] == ["the army"]
    assert standing(ledger, told[0]) is Standing.DENIED_BY_OTHER
    assert {(grade.kind, grade.value) for grade in ledger.grades} == {(GradeKind.RESPONSIBILITY, GradeValue.CONTESTED)}
    admitted = ledger_of(said(party("the army"), None, Outcome.RESPONSIBLE, actor=army))
    assert admitted.responsibilities[0].conceded_by
    assert admitted.grades[0].value is GradeValue.CONFIRMED
