"""Briefs: every sentence has its source and claims, every number is a claim's."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from tests.factory import claim, document, incident, place, quantity, span
from tests.reconciliation.reports import velm
from tests.reconciliation.test_laws import reports

from rashomon.model.claim import Act, Claim, Event, Modality, Outcome, Victims
from rashomon.model.ledger import Brief, Position
from rashomon.model.text import Document
from rashomon.presentation.brief import LENGTHS, brief
from rashomon.presentation.phrases import figure
from rashomon.reconciliation.ledger import reconcile

SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def told(claims: list[Claim], documents: list[Document]) -> list[str]:
    return [sentence.text for sentence in briefed(claims, documents).sentences]


def briefed(claims: list[Claim], documents: list[Document]) -> Brief:
    happening = incident(claims)
    return brief(happening, reconcile(happening, claims, documents), claims, documents)


def test_a_report_with_contradicting_accounts() -> None:
    _, claims, documents = velm()
    assert told(claims, documents) == [
        "A spokeswoman for the Velm regional council named the Tarn army as responsible.",
        "At least nine rockets were launched, a spokeswoman for the Velm regional council said "
        "preliminarily; the interior ministry later said eight.",
        "Seven rockets were intercepted, the interior ministry said; a spokeswoman for the Velm regional "
        "council gave no number of rockets intercepted: “nearly all of the rockets”.",
        "One rocket hit, the interior ministry said.",
        "According to hospital officials in Velm, 41 people were injured, among them six seriously injured "
        "and four children; no source gives a number of people killed.",
        "Two people are missing, according to Velm Courier, which names no source.",
        "According to Velm Courier, which names no source, 11 people were rescued.",
        "At least one residential building was damaged, officials said; the interior ministry said three "
        "apartment buildings.",
    ]


def test_a_conflict_is_told_as_one() -> None:
    report = document("Five died, the mayor said. Eight died, the army said.", publisher="Velm Courier")
    claims = [
        claim(report, "Five died", Outcome.KILLED, 5, speaker="the mayor"),
        claim(report, "Eight died", Outcome.KILLED, 8, speaker="the army"),
    ]
    assert told(claims, [report]) == [
        "Five people were killed, the mayor said; but the army said eight; no source gives a number of people injured."
    ]


def test_nobody_is_told_of_as_nobody() -> None:
    report = document("Nobody died, the mayor said. Three died, residents said.")
    claims = [
        claim(report, "Nobody died", Outcome.KILLED, 0, speaker="the mayor"),
        claim(report, "Three died", Outcome.KILLED, 3, speaker="residents"),
    ]
    assert told(claims, [report])[0].startswith("Nobody was killed, the mayor said; but residents said three")


def test_sources_that_agree_are_told_together() -> None:
    first = document("Five died, the mayor said.", publisher="Velm Courier")
    second = document("Five people are dead.", publisher="Arden Post")
    claims = [
        claim(first, "Five died", Outcome.KILLED, 5, speaker="the mayor"),
        claim(second, "Five people are dead", Outcome.KILLED, 5),
    ]
    (sentence,) = told(claims, [first, second])
    assert sentence.startswith("Five people were killed, according to ")
    assert "the mayor" in sentence
    assert "Arden Post" in sentence


def test_a_rising_toll_tells_what_it_was() -> None:
    monday = document("Five died, the mayor said.", published="2031-05-05")
    tuesday = document("Nine died, the hospital said.", published="2031-05-06")
    claims = [
        claim(monday, "Five died", Outcome.KILLED, 5, speaker="the mayor"),
        claim(tuesday, "Nine died", Outcome.KILLED, 9, speaker="the hospital"),
    ]
    (sentence,) = told(claims, [monday, tuesday])
    assert sentence.startswith("Five people were killed, the mayor said; the hospital later said nine (by 6 May 2031)")


def test_vague_words_stay_vague_and_hedges_are_kept() -> None:
    report = document("Dozens were hurt, residents said. Four were reportedly killed.", publisher="Velm Courier")
    dozens = claim(report, "Dozens were hurt", Outcome.INJURED, (24, None), speaker="Residents")
    dozens = replace(dozens, quantity=quantity(span(report, "Dozens"), 24, None, approximate=True))
    hedged = claim(report, "Four were reportedly killed", Outcome.KILLED, 4, modality=Modality.HEDGED)
    assert told([dozens, hedged], [report]) == [
        "Four people were reportedly killed, according to Velm Courier, which names no source.",
        "Dozens of people were injured, residents said.",
    ]


def test_names_of_victims_are_withheld() -> None:
    report = document("The council mourned Ana Velmar and urged calm for Ana Velmar.")
    named = Victims(names=(span(report, "Ana Velmar"),))
    spoken = claim(report, "urged calm for Ana Velmar", Outcome.STATEMENT, speaker="the council", victims=named)
    (sentence,) = told([spoken], [report])
    assert "Velmar" not in sentence
    assert "[name withheld]" in sentence


def test_denials_stand_beside_what_they_deny() -> None:
    report = document("The army did it, residents said. The army denied it.")
    army = claim(report, "The army did it", speaker="the army").attribution.party
    blamed = claim(report, "The army did it", Outcome.RESPONSIBLE, speaker="a monitor", actor=army)
    denied = claim(report, "The army denied it", Outcome.RESPONSIBLE, speaker="the army", actor=army)
    denied = replace(denied, attribution=replace(denied.attribution, act=Act.DENIES))
    assert told([blamed, denied], [report]) == ["A monitor named the army as responsible; the army denied it."]


def test_who_turned_is_told_with_the_days() -> None:
    first = document("The army denied the strike.", publisher="Velm Courier", published="2031-05-03")
    second = document("The army admitted the strike.", publisher="Velm Courier", published="2031-05-08")
    army = claim(first, "The army denied the strike", speaker="the army").attribution.party
    denied = claim(first, "The army denied the strike", Outcome.RESPONSIBLE, speaker="the army", actor=army)
    denied = replace(denied, attribution=replace(denied.attribution, act=Act.DENIES))
    conceded = claim(second, "The army admitted the strike", Outcome.RESPONSIBLE, speaker="the army", actor=army)
    conceded = replace(conceded, attribution=replace(conceded.attribution, act=Act.CONCEDES))
    assert told([denied, conceded], [first, second]) == [
        "The army, which had denied responsibility by 3 May 2031, acknowledged it by 8 May 2031."
    ]
    (row,) = reconcile(incident([denied, conceded]), [denied, conceded], [first, second]).responsibilities
    assert [(stance.position, stance.claim_id) for stance in row.history] == [
        (Position.DENIED, denied.id),
        (Position.CONCEDED, conceded.id),
    ]
    assert row.reason.endswith("the army turned from denied to conceded by 2031-05-08")


def test_what_happened_is_one_sentence_an_event() -> None:
    first = document("A strike hit Velm on Monday, officials said.", publisher="Velm Courier")
    second = document("There was a strike.", publisher="Arden Post")
    claims = [
        replace(
            claim(first, "A strike hit Velm on Monday", Outcome.OCCURRED, speaker="officials"),
            event=Event.STRIKE,
            place=place(span(first, "Velm")),
        ),
        replace(claim(second, "There was a strike", Outcome.OCCURRED), event=Event.STRIKE),
    ]
    (sentence,) = briefed(claims, [first, second]).sentences
    assert sentence.text == "Officials told of a strike in Velm; Arden Post, which names no source, told of one, too."
    assert sentence.claim_ids == tuple(one.id for one in claims)


def test_a_brief_has_the_length_that_is_asked_for() -> None:
    happening, claims, documents = velm()
    ledger = reconcile(happening, claims, documents)
    short, standard, long = (
        [sentence.text for sentence in brief(happening, ledger, claims, documents, length=length).sentences]
        for length in LENGTHS
    )
    assert [sentence for sentence in standard if sentence in short] == short
    assert not any("rescued" in text or "rockets" in text for text in short)
    assert len(short) < len(standard) <= len(long)


@given(reports())
def test_every_sentence_has_claims_and_every_number_is_theirs(
    reported: tuple[list[Claim], list[Document]],
) -> None:
    claims, documents = reported
    by_id = {claim.id: claim for claim in claims}
    for sentence in briefed(claims, documents).sentences:
        assert sentence.claim_ids
        assert sentence.text[0] == sentence.text[0].upper()
        assert sentence.text.endswith(".")
        assert ",," not in sentence.text
        quantities = [by_id[id].quantity for id in sentence.claim_ids]
        ends = [n for one in quantities if one for n in (one.lower, one.upper) if n is not None]
        unquoted = re.sub(r"“[^”]*”|\bby \d[\w :]+", "", sentence.text)
        # "At least one" is what a party that tells of one child says of the total.
        words = re.findall(r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine)\b", unquoted)
        for word in words:
            number = SPELLED.index(word) if word in SPELLED else int(word.replace(",", ""))
            assert number in ends or number <= sum(ends)


@pytest.mark.parametrize(
    ("lower", "upper", "approximate", "raw", "words"),
    [
        (5, 5, False, "", "5"),
        (6, None, False, "", "at least 6"),
        (None, 10, False, "up to ten", "up to 10"),
        (2, 6, False, "", "2 to 6"),
        (19, 21, True, "", "about 19 to 21"),
        (24, None, True, "dozens", "dozens"),
        (None, None, False, "the vast majority", "the vast majority"),
        (None, None, False, "", "an unstated number"),
        (1200, 1200, False, "", "1,200"),
    ],
)
def test_bounds_in_words(lower: int | None, upper: int | None, approximate: bool, raw: str, words: str) -> None:
    assert figure(lower, upper, approximate, raw) == words


def test_a_short_brief_keeps_the_latest_figures() -> None:
    reports = [document(f"{n} died, the source{n} said.", published=f"2031-05-{n:02}") for n in range(3, 10)]
    claims = [
        claim(report, f"{n} died", Outcome.KILLED, n, speaker=f"the source{n}") for n, report in enumerate(reports, 3)
    ]
    happening = incident(claims)
    told = brief(happening, reconcile(happening, claims, reports), claims, reports, length="short")
    assert "later said nine (by 9 May 2031)" in told.sentences[0].text


@pytest.mark.parametrize(
    ("cue", "words"), [("urging", "urged “calm”"), ("said", "said “calm”"), ("adding", "said “calm”")]
)
def test_what_is_wanted_is_told_as_wanted(cue: str, words: str) -> None:
    report = document(f"The council, {cue} calm, met.")
    spoken = claim(report, "calm", Outcome.STATEMENT, speaker="The council")
    told_by = replace(spoken.attribution, cue=(span(report, cue),))
    (sentence,) = told([replace(spoken, attribution=told_by)], [report])
    assert sentence == f"The council {words}."
