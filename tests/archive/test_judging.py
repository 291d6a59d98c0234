"""People's words outlast reading again, new versions and merges, and can be taken back; nothing is deleted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factory
from tests.archive.conftest import Place
from tests.archive.reports import FLOOD, LATER, STRIKE, report

from rashomon import pipeline
from rashomon.archive import Archive
from rashomon.archive.judging import grade_of
from rashomon.archive.rulings import anchor, claim_at, claim_of, detail, moved
from rashomon.errors import InputError, UnknownRecord
from rashomon.model.claim import Claim, Outcome
from rashomon.model.ledger import Balance, Entry, GradeKind, GradeValue, Standing
from rashomon.model.text import Span
from rashomon.store.records import Anchor, Ruling, Verdict

URL = "https://gazette.example/marvenka"


@pytest.fixture
def archive(place: Place) -> Iterator[Archive]:
    with place.open() as found:
        found.add(report(STRIKE, url=URL), report(FLOOD))
        yield found


def _killed(archive: Archive) -> Claim:
    return next(claim for claim in archive.claims() if claim.outcome is Outcome.KILLED)


def _home(archive: Archive, claim: Claim) -> str:
    return next(
        summary.incident_id
        for summary in archive.incidents().summaries
        if claim.id in archive.incident(summary.incident_id).claim_ids
    )


def _balance(archive: Archive, id: str, outcome: Outcome = Outcome.KILLED) -> Balance:
    return next(balance for balance in archive.ledger(id).balances if balance.outcome is outcome)


def _entry(archive: Archive, id: str, claim_id: str) -> Entry:
    return next(entry for entry in archive.ledger(id).entries if entry.claim_id == claim_id)


def test_a_hidden_claim_counts_no_more_and_is_shown_with_who_hid_it(archive: Archive) -> None:
    claim = _killed(archive)
    id = _home(archive, claim)
    assert _balance(archive, id).lower == 12
    ruling = archive.judge("hide", claim.id, note="twelve vehicles")
    assert _balance(archive, id).accounts == ()
    entry = _entry(archive, id, claim.id)
    assert (entry.standing, entry.reason) == (
        Standing.OUTSIDE,
        f"hidden by Ada Lorn on {ruling.at:%Y-%m-%d}: twelve vehicles",
    )
    assert claim in archive.dossier(id).claims
    assert not any(claim.id in sentence.claim_ids for sentence in archive.brief(id).sentences)
    archive.undo(ruling.id, note="they were people")
    assert _balance(archive, id).lower == 12
    assert archive.rulings() == ()
    [taken_back] = archive.rulings(undone=True)
    assert taken_back.undone_by == "Ada Lorn"
    assert archive.verify().holds


def test_what_is_hidden_is_not_in_the_list_either(archive: Archive) -> None:
    claim = _killed(archive)
    archive.judge("hide", claim.id)
    [summary] = [one for one in archive.incidents().summaries if one.incident_id == _home(archive, claim)]
    assert Outcome.KILLED not in {total.outcome for total in summary.totals}


def test_a_confirmed_claim_says_by_whom(archive: Archive) -> None:
    claim = _killed(archive)
    archive.judge(Verdict.CONFIRM, claim.id, note="seen in the register", by="Bo")
    entry = _entry(archive, _home(archive, claim), claim.id)
    assert entry.standing is Standing.STANDS
    assert "; confirmed by Bo on " in entry.reason
    assert entry.reason.endswith(": seen in the register")


def test_a_signed_grade_comes_before_the_suggested_one(archive: Archive) -> None:
    id = _home(archive, _killed(archive))
    archive.judge("sign", id, grade=(GradeKind.HARM, GradeValue.CONFIRMED), note="met the families")
    first, *rest = archive.ledger(id).grades
    assert (first.kind, first.value, first.suggested) == (GradeKind.HARM, GradeValue.CONFIRMED, False)
    assert (first.signed_by, first.reason) == ("Ada Lorn", "met the families")
    assert first.signed_at is not None
    assert any(grade.suggested for grade in rest)


def test_a_ruling_outlasts_another_extractor(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = _killed(archive)
    id = _home(archive, claim)
    archive.judge("hide", claim.id)
    real = pipeline.extractions

    def newer(*arguments: object, **options: object) -> Iterator[object]:
        """Finds the same claims with a little less of their sentence."""
        for extraction in real(*arguments, **options):  # type: ignore[arg-type]
            yield replace(
                extraction,
                claims=tuple(
                    replace(one, id=f"{one.id[:15]}x", evidence=_shorter(one.evidence)) for one in extraction.claims
                ),
            )

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "extractor", lambda *_: "rashomon-en-2")
        patched.setattr(pipeline, "extractions", newer)
        assert archive.reread() == 2
        assert archive.reread() == 0
    new = _killed(archive)
    assert new.id != claim.id
    assert _entry(archive, id, new.id).reason.startswith("hidden by Ada Lorn")
    assert _balance(archive, id).accounts == ()
    assert archive.verify().holds
    dropped = archive.drop(pipeline.extractor(), note="the newer one is better")
    assert dropped > 1
    assert archive.verify().holds
    assert archive.drop(pipeline.extractor()) == 0


def _shorter(span: Span) -> Span:
    return Span(span.start, span.end - 2, span.text[:-2]) if len(span.text) > 8 else span


def test_a_ruling_outlasts_a_new_version_that_has_the_words(archive: Archive) -> None:
    [claim] = [one for one in archive.claims() if one.outcome is Outcome.MISSING]
    ruling = archive.judge("hide", claim.id)
    [entered] = archive.add(report("Rain went on all Monday. " + FLOOD)).entered
    assert entered.arrival == "added"  # it has no address: another report
    injured = next(one for one in archive.claims() if one.outcome is Outcome.INJURED)
    archive.judge("hide", injured.id)
    archive.add(report("Update, 14:00. " + LATER, url=URL))
    later = next(one for one in archive.claims() if one.outcome is Outcome.INJURED)
    assert later.id != injured.id
    home = _home(archive, later)
    assert _entry(archive, home, later.id).reason.startswith("hidden by Ada Lorn")
    assert {one.id for one in archive.dossier(home).rulings} == {
        one.id for one in archive.rulings() if one.id != ruling.id
    }


def test_people_join_and_part_incidents(archive: Archive) -> None:
    one, other = (summary.incident_id for summary in archive.incidents().summaries)
    same = archive.judge("same", one, other, note="one storm")
    [joined] = archive.incidents().summaries
    assert joined.documents == 2
    assert archive.incident(one).id == archive.incident(other).id == joined.incident_id
    link = next(link for link in archive.incident(one).links if link.judge == "Ada Lorn")
    assert (link.judgement, link.features[0].detail[-9:]) == ("same", "one storm")
    archive.undo(same.id)
    assert {summary.incident_id for summary in archive.incidents().summaries} == {one, other}
    assert archive.verify().holds


def test_people_keep_apart_what_rashomon_joins(place: Place) -> None:
    with place.open() as archive:
        archive.add(report(STRIKE), report(LATER, publisher="Harbour Courier"))
        [joined] = archive.incidents().summaries
        left, right = archive.incident(joined.incident_id).mentions
        archive.judge("different", left.id, right.id, note="two strikes")
        apart = archive.incidents().summaries
        assert {summary.documents for summary in apart} == {1}
        assert joined.incident_id in {summary.incident_id for summary in apart}
        archive.add(report(LATER + " The mayor spoke again.", publisher="Kessim News"))
        homes = [summary.incident_id for summary in archive.incidents().summaries]
        assert not any({left.id, right.id} <= {m.id for m in archive.incident(id).mentions} for id in homes)


def test_what_cannot_be_judged_is_told(archive: Archive) -> None:
    claim = _killed(archive)
    id = _home(archive, claim)
    with pytest.raises(UnknownRecord, match="no such claim"):
        archive.judge("hide", id)
    with pytest.raises(UnknownRecord, match="no such incident"):
        archive.judge("sign", "i99", grade=(GradeKind.HARM, GradeValue.FAIR))
    with pytest.raises(InputError, match="takes 2 ids, not 1"):
        archive.judge("same", claim.id)
    with pytest.raises(InputError, match="same place"):
        archive.judge("same", claim.id, claim.id)
    with pytest.raises(InputError, match="a grade is signed"):
        archive.judge("sign", id)
    with pytest.raises(UnknownRecord, match="no judgement"):
        archive.undo("nothing")
    assert archive.rulings(undone=True) == ()


def test_a_grade_is_a_kind_and_a_value() -> None:
    assert grade_of("harm=weak") == (GradeKind.HARM, GradeValue.WEAK)
    with pytest.raises(InputError, match="no grade"):
        grade_of("harm=perhaps")


DOCUMENT = factory.document("Two people were killed and two were injured, the mayor said.")


def test_of_claims_with_the_same_words_the_one_of_the_same_outcome_is_meant() -> None:
    words = DOCUMENT.text[:-1]
    killed = factory.claim(DOCUMENT, words, Outcome.KILLED, 2)
    injured = factory.claim(DOCUMENT, words, Outcome.INJURED, 2)
    ruling = Ruling(
        id="r",
        verdict=Verdict.HIDE,
        judge="Ada",
        at=datetime(2031, 5, 3),
        anchors=(anchor(injured),),
        detail=detail(injured),
    )
    again = replace(injured, id="other")
    assert claim_of(ruling, [killed, again]) == again
    assert claim_of(ruling, [killed]) is None
    assert claim_of(ruling, [killed, again, injured]) == injured


@given(before=st.text("ab ", max_size=6), after=st.text("ab ", max_size=6))
def test_a_place_moves_with_its_words(before: str, after: str) -> None:
    place = Anchor(document_id="old", span=Span.of(DOCUMENT.text, 4, 21))
    there = replace(DOCUMENT, id="new", text=before + DOCUMENT.text + after)
    found = moved(place, there)
    assert found == Anchor(document_id="new", span=Span.of(there.text, 4 + len(before), 21 + len(before)))
    assert moved(place, replace(there, text=before)) is None


def test_the_claim_at_a_place_shares_most_with_it() -> None:
    near = factory.claim(DOCUMENT, "Two people were killed", Outcome.KILLED, 2)
    far = factory.claim(DOCUMENT, "two were injured", Outcome.INJURED, 2)
    assert claim_at(Anchor(document_id=DOCUMENT.id, span=Span.of(DOCUMENT.text, 0, 30)), [near, far]) == near
    assert claim_at(Anchor(document_id="other", span=Span.of(DOCUMENT.text, 0, 30)), [near, far]) is None
