"""Mentions joined into incidents, and kept apart."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage.incidents import incidents, link
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Event, Extraction, Outcome, Scope, Toponym
from rashomon.model.codec import dumps
from rashomon.model.incident import Incident, Judgement, Mention
from rashomon.model.text import Document

TOWNS = {"Orla": (50.0, 30.0), "Venn": (50.0, 32.0), "Tarrow": (54.0, 30.0)}
EVENTS = {"strike": Event.STRIKE, "blast": Event.EXPLOSION, "quake": Event.EARTHQUAKE}

Report = tuple[Document, Extraction]


def report(
    *,
    town: str = "Orla",
    day: int | None = 3,
    event: str = "strike",
    killed: int = 4,
    names: str = "",
    paper: str = "The Post",
    scope: Scope = Scope.TOTAL,
) -> Report:
    """A report of one happening; without a town or a day it does not say where or when."""
    where, when = (f" in {town}" if town else ""), (f" on May {day}" if day else "")
    made = document(
        f"A {event}{where}{when} killed {killed} people. Relatives mourned {names or 'them'}.",
        published=f"2030-05-{(day or 3) + 1:02}",
        publisher=paper,
    )
    told = claim(
        made,
        f"killed {killed} people",
        count=killed,
        event=EVENTS[event],
        scope=scope,
        place=place(span(made, town), TOWNS[town]) if town else None,
        time=time(span(made, f"May {day}"), f"2030-05-{day:02}", f"2030-05-{day + 1:02}") if day else None,
    )
    return made, extraction(made, told)


def linked(*reports: Report) -> tuple[Incident, ...]:
    return link([made for made, _ in reports], [told for _, told in reports])


def parts(found: tuple[Incident, ...]) -> set[frozenset[str]]:
    """The partition, by documents and first claims."""
    return {frozenset(mention.claim_ids[0] for mention in incident.mentions) for incident in found}


def test_nothing_gives_no_incidents() -> None:
    assert link([], []) == ()
    assert link([document("The council met.")], []) == ()


def test_accounts_of_one_strike_are_one_incident_though_their_figures_differ() -> None:
    [found] = linked(report(killed=4), report(killed=6, paper="The Herald"), report(event="blast", paper="The Sun"))
    assert len(found.mentions) == 3
    assert found.id == "incident-1"
    assert found.event is Event.STRIKE
    assert found.title == "Strike in Orla, May 3"
    assert all(made.judgement is Judgement.SAME for made in found.links)
    assert {feature.name for feature in found.links[0].features} >= {"place", "time", "event", "figures"}


@pytest.mark.parametrize(
    ("other", "feature"),
    [
        (report(town="Venn", paper="The Herald"), "place"),
        (report(day=9, paper="The Herald"), "time"),
        (report(event="quake", paper="The Herald"), "event"),
    ],
)
def test_what_forbids_a_link_forbids_it_whatever_else_agrees(other: Report, feature: str) -> None:
    first = report(names="Mara Tennick and Joss Ordway")
    found = linked(first, other)
    assert len(found) == 2
    [mine], [its] = mentions(*first), mentions(*other)
    banned = [f for incident in incidents([mine, its]) for made in incident.links for f in made.features]
    assert all(f.score == -inf for f in banned if f.name == feature)


def test_the_next_day_in_one_town_is_not_joined_for_that_alone() -> None:
    assert len(linked(report(day=3), report(day=4, killed=9, paper="The Herald"))) == 2


def test_a_report_without_time_and_place_is_linked_by_names_or_not_at_all() -> None:
    known = report(names="Mara Tennick, Joss Ordway and Ilse Brandauer")
    named = report(town="", day=None, names="Mara Tennick and Joss Ordway and Ilse Brandauer", paper="The Herald")
    vague = report(town="", day=None, killed=9, paper="The Sun")
    assert sorted(len(incident.mentions) for incident in linked(known, named, vague)) == [1, 2]


def test_a_chain_does_not_join_what_a_feature_forbids() -> None:
    names = "Mara Tennick, Joss Ordway and Ilse Brandauer"
    bridge = report(town="", day=3, names=names, paper="The Sun")
    in_orla = report(town="Orla", names=names)
    in_venn = report(town="Venn", names=names, paper="The Herald")
    for incident in linked(in_orla, bridge, in_venn):
        assert {mention.place.name for mention in incident.mentions if mention.place} != {"Orla", "Venn"}


def test_background_alone_comes_last_and_joins_a_report_of_it() -> None:
    told = document("A blast in Orla killed four people on May 3. In March a blast in Venn killed ninety people.")
    four = claim(told, "killed four people", count=4, event=Event.EXPLOSION)
    ninety = claim(
        told,
        "killed ninety people",
        count=90,
        event=Event.EXPLOSION,
        scope=Scope.BACKGROUND,
        place=place(span(told, "Venn"), TOWNS["Venn"]),
        time=time(span(told, "March"), "2030-03-01", "2030-04-01"),
    )
    main, aside = linked((told, extraction(told, four, ninety)))
    assert main.claim_ids == (four.id,)
    assert aside.mentions[0].background


def test_a_copy_published_later_is_of_the_same_incident() -> None:
    """ "On Friday" of a reprint is counted from another day than the words were written on."""
    text = (
        "A strike on Friday killed four people at the Harrow Lane depot, the fire brigade said, after a "
        "shell came through the roof of the loading hall where a night shift of twenty was about to leave."
    )
    made, told = [], []
    for published, day in (("2030-05-04", 3), ("2030-05-12", 10)):
        page = document(text, published=published)
        friday = time(span(page, "Friday"), f"2030-05-{day:02}", f"2030-05-{day + 1:02}")
        made.append(page)
        told.append(extraction(page, claim(page, "killed four people", count=4, event=Event.STRIKE, time=friday)))
    [found] = link(made, told)
    assert "echo" in {feature.name for feature in found.links[0].features}


def test_titles_say_only_what_claims_say() -> None:
    [found] = linked(report(town="", day=None))
    assert found.title == "Strike"
    page = document("Nine people died.")
    [unknown] = linked((page, extraction(page, claim(page, "Nine people died", count=9))))
    assert (unknown.title, unknown.event, unknown.place, unknown.earliest) == (
        "Incident",
        Event.OTHER,
        None,
        None,
    )


def test_the_main_incident_is_what_the_report_leads_with() -> None:
    page = document("In Orla two died. In Venn five died and a school was hit.")
    orla, venn = place(span(page, "Orla"), TOWNS["Orla"]), place(span(page, "Venn"), TOWNS["Venn"])
    two = claim(page, "two died", count=2, place=orla)
    five = claim(page, "five died", count=5, place=venn)
    school = claim(page, "a school was hit", Outcome.DAMAGED, 1, place=venn)
    first, second = linked((page, extraction(page, two, five, school)))
    assert (len(first.claim_ids), len(second.claim_ids)) == (1, 2)


def test_where_no_figure_leads_the_main_incident_has_most_claims() -> None:
    page = document("In Orla a bridge was hit. In Venn a school was hit and a house was hit.")
    orla, venn = place(span(page, "Orla"), TOWNS["Orla"]), place(span(page, "Venn"), TOWNS["Venn"])
    bridge = claim(page, "a bridge was hit", Outcome.DAMAGED, place=orla)
    school = claim(page, "a school was hit", Outcome.DAMAGED, place=venn)
    house = claim(page, "a house was hit", Outcome.DAMAGED, place=venn)
    first, second = linked((page, extraction(page, bridge, school, house)))
    assert (len(first.claim_ids), len(second.claim_ids)) == (2, 1)


reports = st.builds(
    report,
    town=st.sampled_from(["", *TOWNS]),
    day=st.sampled_from([None, 3, 4, 9]),
    event=st.sampled_from(sorted(EVENTS)),
    killed=st.integers(1, 3),
    names=st.sampled_from(["", "Mara Tennick", "Mara Tennick, Joss Ordway and Ilse Brandauer"]),
    paper=st.sampled_from(["The Post", "The Herald", "The Sun"]),
    scope=st.sampled_from([Scope.TOTAL, Scope.BACKGROUND]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(reports, max_size=7, unique_by=lambda report: report[0].id), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(some: list[Report], random: object) -> None:
    shuffled = sorted(some, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert [dumps(incident) for incident in linked(*some)] == [dumps(incident) for incident in linked(*shuffled)]


@settings(max_examples=60, deadline=None)
@given(st.lists(reports, max_size=7, unique_by=lambda report: report[0].id))
def test_every_claim_is_in_one_incident_and_no_forbidden_pair_in_any(some: list[Report]) -> None:
    found = linked(*some)
    claims = sorted(claim.id for told in {made.id: told for made, told in some}.values() for claim in told.claims)
    assert sorted(id for incident in found for id in incident.claim_ids) == claims
    for incident in found:
        towns = {mention.place.name for mention in incident.mentions if mention.place}
        assert len(towns) <= 1
        days = [mention.earliest.day for mention in incident.mentions if mention.earliest]
        assert not days or max(days) - min(days) <= 2
        assert len({mention.document_id for mention in incident.mentions}) == len(incident.mentions)


def test_a_region_holds_its_towns_and_excludes_those_of_another() -> None:
    def region(name: str, code: str) -> Mention:
        where = Toponym(
            span=span(document(name), name),
            raw=name,
            name=name,
            country="XX",
            admin1=code,
            precision="region",  # type: ignore[arg-type]
        )
        [made] = mentions(*report(town="", paper=name, names="Mara Tennick, Joss Ordway and Ilse Brandauer"))
        return Mention(**{f: getattr(made, f) for f in Mention.__slots__} | {"place": where})

    same = incidents([region("Orlaland", "1"), region("Greater Orla", "1")])
    other = incidents([region("Orlaland", "1"), region("Vennland", "2")])
    assert (len(same), len(other)) == (1, 2)
    assert parts(same) != parts(other)
