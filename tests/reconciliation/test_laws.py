"""Laws that hold for whatever is reported."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import claim, document, incident

from rashomon.model.claim import Act, Claim, Modality, Outcome, Scope, Victims
from rashomon.model.incident import Echo, EchoKind
from rashomon.model.ledger import Balance, Ledger
from rashomon.model.text import Document
from rashomon.reconciliation.ledger import reconcile
from rashomon.reconciliation.rules import RULES

WORDS = "one two three four five six seven eight"
OUTCOMES = (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING, Outcome.LAUNCHED, Outcome.CASUALTIES)
ACTS = (Act.STATES, Act.STATES, Act.CLARIFIES, Act.DENIES, Act.WITHDRAWS, Act.CONCEDES)
SCOPES = (Scope.TOTAL, Scope.TOTAL, Scope.SUBSET, Scope.INCREMENT, Scope.BACKGROUND, Scope.CUMULATIVE)

bounds = st.one_of(
    st.integers(0, 9).map(lambda n: (n, n)),
    st.integers(0, 9).map(lambda n: (n, None)),
    st.integers(0, 9).map(lambda n: (None, n)),
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair))),
    st.just((None, None)),
)


@st.composite
def reports(draw: st.DrawFn, plain: bool = False) -> tuple[list[Claim], list[Document]]:
    """Some reports, dated or not, each with some claims of some parties."""
    documents, claims = [], []
    for number in range(draw(st.integers(1, 4))):
        day = draw(st.one_of(st.none(), st.integers(1, 5)))
        report = document(
            f"{WORDS} {number}",
            published=f"2031-05-0{day}" if day else None,
            publisher=draw(st.sampled_from(["Velm Courier", "Arden Post", ""])),
        )
        documents.append(report)
        words = draw(st.lists(st.sampled_from(WORDS.split()), max_size=4, unique=True))
        claims += [draw(reported(report, word, plain)) for word in words]
    return claims, documents


@st.composite
def reported(draw: st.DrawFn, report: Document, word: str, plain: bool) -> Claim:
    """A claim at a word of a report."""
    made = claim(
        report,
        word,
        draw(st.sampled_from(OUTCOMES)),
        draw(bounds),
        speaker=draw(st.sampled_from([None, "the mayor", "the army", "a hospital"])),
        modality=draw(st.sampled_from([Modality.ASSERTED, Modality.PRELIMINARY, Modality.HEDGED])),
    )
    if plain:
        return made
    groups = draw(st.sampled_from([(), (), ("children",), ("women",), ("civilians",)]))
    act = draw(st.sampled_from([Act.STATES, Act.STATES, Act.CLARIFIES, Act.DENIES, Act.WITHDRAWS, Act.CONCEDES]))
    return replace(
        made,
        scope=draw(st.sampled_from([Scope.TOTAL, Scope.TOTAL, Scope.SUBSET, Scope.INCREMENT, Scope.BACKGROUND])),
        victims=Victims(groups=groups) if groups else None,
        attribution=replace(made.attribution, act=act),
    )


def every(balances: tuple[Balance, ...]) -> list[Balance]:
    return [one for balance in balances for one in (balance, *every(balance.parts))]


def width(balance: Balance) -> float:
    if balance.lower is None or balance.upper is None:
        return float("inf")
    return balance.upper - balance.lower


def parties(ledger: Ledger) -> set[tuple[Outcome, str]]:
    return {
        (balance.outcome, account.party.key)
        for balance in every(ledger.balances)
        for account in balance.accounts
        if account.party
    }


@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(told: tuple[list[Claim], list[Document]], random: object) -> None:
    claims, documents = told
    shuffled, turned = list(claims), list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert reconcile(incident(claims), claims, documents) == reconcile(incident(claims), shuffled, turned)


@given(reports())
def test_every_claim_has_one_entry_with_a_reason(told: tuple[list[Claim], list[Document]]) -> None:
    claims, documents = told
    ledger = reconcile(incident(claims), claims, documents)
    assert sorted(entry.claim_id for entry in ledger.entries) == sorted(claim.id for claim in claims)
    assert all(entry.reason for entry in ledger.entries)


@given(reports(), st.sampled_from(sorted(RULES)))
def test_bounds_are_those_of_accounts_and_these_of_claims(told: tuple[list[Claim], list[Document]], rule: str) -> None:
    claims, documents = told
    ledger = reconcile(incident(claims), claims, documents, rule=rule)
    quantities = {claim.id: claim.quantity for claim in claims}
    for balance in every(ledger.balances):
        given_ends = {end for account in balance.accounts for end in (account.lower, account.upper)}
        assert balance.lower is None or balance.lower in given_ends
        assert balance.upper is None or balance.upper in given_ends
        for account in balance.accounts:
            named = [quantity for id in account.claim_ids if (quantity := quantities[id])]
            for end in (account.lower, account.upper):
                ends = [n for quantity in named for n in (quantity.lower, quantity.upper) if n is not None]
                assert end is None or end in ends or end <= sum(ends)


@given(reports())
def test_a_report_more_removes_no_account(told: tuple[list[Claim], list[Document]]) -> None:
    claims, documents = told
    kept = [claim for claim in claims if claim.document_id != documents[-1].id]
    withdrawn = any(claim.attribution.act is Act.WITHDRAWS for claim in claims)
    before = reconcile(incident(kept), kept, documents)
    after = reconcile(incident(claims), claims, documents)
    assert withdrawn or parties(before) <= parties(after)


@given(reports())
def test_an_echo_changes_no_balance(told: tuple[list[Claim], list[Document]]) -> None:
    claims, documents = told
    origin = documents[0]
    copy = replace(origin, id="copy", publisher="Another Outlet", published=None)
    repeated = [
        replace(claim, id=f"copy of {claim.id}", document_id=copy.id)
        for claim in claims
        if claim.document_id == origin.id
    ]
    echo = Echo(document_id=copy.id, origin_id=origin.id, kind=EchoKind.COPY, share=1.0)
    alone = reconcile(incident(claims), claims, documents)
    both = [*claims, *repeated]
    joined = reconcile(incident(both), both, [*documents, copy], echoes=[echo])
    assert [(one.lower, one.upper, one.agreement, one.origins) for one in every(joined.balances)] == [
        (one.lower, one.upper, one.agreement, one.origins) for one in every(alone.balances)
    ]


@settings(max_examples=300)
@given(reports(plain=True), st.data())
def test_a_wider_figure_narrows_no_balance_whose_relations_stay(
    told: tuple[list[Claim], list[Document]], data: st.DataObject
) -> None:
    claims, documents = told
    figures = [claim for claim in claims if claim.quantity and claim.quantity.lower is not None]
    if not figures:
        return
    chosen = data.draw(st.sampled_from(figures))
    assert chosen.quantity is not None
    wider = replace(chosen, quantity=replace(chosen.quantity, upper=None))
    widened = [wider if claim is chosen else claim for claim in claims]
    before = reconcile(incident(claims), claims, documents)
    after = reconcile(incident(claims), widened, documents)
    for old, new in zip(every(before.balances), every(after.balances), strict=True):
        same = [one.kind for one in old.relations] == [one.kind for one in new.relations]
        if same and [one.claim_ids for one in old.accounts] == [one.claim_ids for one in new.accounts]:
            assert width(new) >= width(old)
