"""An answer put together by hand, for the tests of its forms."""

from datetime import UTC, datetime

from rashomon.model.answer import Answer
from rashomon.model.claim import (
    Act,
    Attribution,
    Claim,
    Event,
    EventFamily,
    Extraction,
    Modality,
    Outcome,
    Party,
    PartyKind,
    Quantity,
    Severity,
    TimeExpression,
    TimePrecision,
    Toponym,
    Victims,
)
from rashomon.model.incident import Incident, Mention
from rashomon.model.ledger import (
    Account,
    Agreement,
    Balance,
    Brief,
    BriefSentence,
    Check,
    Entry,
    Grade,
    GradeKind,
    GradeValue,
    Ledger,
    Problem,
    Responsibility,
    Standing,
)
from rashomon.model.text import Document, Medium, Span

TEXT = "Four people died in Marvenka at noon, the mayor said. The hospital said five had died, Ada Lorn among them."
DOCUMENT = Document(
    id="d1",
    text=TEXT,
    title="Strike on Marvenka",
    publisher="Oltren Gazette",
    medium=Medium.NEWS,
    published=datetime(2031, 5, 2, 18, tzinfo=UTC),
    external_id="=cmd|' /C calc'!A0",
)
MAYOR = Party(key="mayor", name="the mayor", kind=PartyKind.OFFICIAL)
HOSPITAL = Party(key="hospital", name="The hospital", kind=PartyKind.MEDICAL)


def span(words: str) -> Span:
    """Where the words stand in the document."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


TIME = TimeExpression(
    span=span("at noon"),
    raw="at noon",
    earliest=datetime(2031, 5, 2, 12),
    latest=datetime(2031, 5, 2, 12, 1),
    precision=TimePrecision.MINUTE,
)
PLACE = Toponym(span=span("Marvenka"), raw="Marvenka", name="Marvenka", latitude=-4.5, longitude=30.25)
SAID = Attribution(party=MAYOR, span=span("the mayor"), cue=(span("said"),))
FOUR = Claim(
    id="c4",
    document_id="d1",
    evidence=span("Four people died in Marvenka"),
    attribution=SAID,
    outcome=Outcome.KILLED,
    event=Event.STRIKE,
    quantity=Quantity(span=span("Four"), raw="Four", lower=4, upper=4, unit="person"),
    modality=Modality.PRELIMINARY,
    time=TIME,
    place=PLACE,
)
FIVE = Claim(
    id="c5",
    document_id="d1",
    evidence=span("five had died, Ada Lorn among them"),
    attribution=Attribution(party=HOSPITAL, act=Act.CLARIFIES, via=(MAYOR,)),
    outcome=Outcome.KILLED,
    quantity=Quantity(span=span("five"), raw="five", lower=5, upper=None, unit="person"),
    victims=Victims(groups=("civilians", "women"), ages=(8, 15), names=(span("Ada Lorn"),)),
    sentence=1,
)
PART = Balance(
    outcome=Outcome.KILLED,
    agreement=Agreement.SINGLE,
    group="children",
    severity=Severity.LIGHT,
    lower=2,
    upper=2,
)
KILLED = Balance(
    outcome=Outcome.KILLED,
    agreement=Agreement.REVISED,
    unit="person",
    lower=5,
    origins=("hospital", "mayor"),
    accounts=(
        Account(party=HOSPITAL, lower=5, upper=None, modality=Modality.ASSERTED, claim_ids=("c5",)),
        Account(party=MAYOR, lower=4, upper=4, modality=Modality.PRELIMINARY, claim_ids=("c4",), current=False),
        Account(party=None, lower=None, upper=4, modality=Modality.ASSERTED, claim_ids=("c4",)),
    ),
    parts=(PART,),
    reason="the hospital's later word",
)
UNREPORTED = Balance(
    outcome=Outcome.INJURED,
    agreement=Agreement.UNREPORTED,
    unit="person",
    reason="no source gave a number",
)
LEDGER = Ledger(
    incident_id="1",
    entries=(
        Entry(claim_id="c4", standing=Standing.SUPERSEDED, reason="a later word revises it"),
        Entry(claim_id="c5", standing=Standing.STANDS, reason="the latest word"),
    ),
    balances=(KILLED, UNREPORTED),
    responsibilities=(Responsibility(actor=MAYOR, asserted_by=(HOSPITAL,), claim_ids=("c5",)),),
    checks=(Check(left=("c4",), right=("c5",), holds=False, text="4 killed = 5 killed"),),
    grades=(Grade(kind=GradeKind.HARM, value=GradeValue.FAIR, reason="two origins"),),
)
INCIDENT = Incident(
    id="1",
    event=Event.STRIKE,
    title="Strike, Marvenka",
    mentions=(Mention(document_id="d1", claim_ids=("c4", "c5"), family=EventFamily.VIOLENCE),),
    earliest=datetime(2031, 5, 2, 12),
    place=PLACE,
)
ANSWER = Answer(
    documents=(DOCUMENT,),
    extractions=(
        Extraction(document_id="d1", claims=(FOUR, FIVE), attributions=(SAID,), times=(TIME,), places=(PLACE,)),
    ),
    incidents=(INCIDENT,),
    ledgers=(LEDGER,),
    briefs=(
        Brief(
            incident_id="1",
            sentences=(BriefSentence(text="The hospital said at least five died.", claim_ids=("c5", "c4")),),
        ),
    ),
    problems=(Problem(input="page.png", error="this is a picture", hint="give the page itself"),),
)
