"""Which claims of one report speak of the same happening."""

from dataclasses import replace

from tests.factory import claim, document, extraction, place, span, time

from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Claim, Event, Outcome, Scope
from rashomon.model.incident import Mention
from rashomon.model.text import Document

ORLA, VENN = (50.0, 30.0), (50.0, 32.0)


def told(where: Document, *claims: Claim) -> list[list[str]]:
    """The evidence of each mention's claims."""
    evidence = {made.id: made.evidence.text for made in claims}
    return [[evidence[id] for id in found.claim_ids] for found in made(where, *claims)]


def made(where: Document, *claims: Claim) -> tuple[Mention, ...]:
    return mentions(where, extraction(where, *claims))


def test_no_claims_no_mentions() -> None:
    assert made(document("The council met.")) == ()


def test_a_report_of_one_strike_is_one_mention() -> None:
    report = document("A strike hit Orla on Friday morning. Twelve people were wounded. Two houses burned down.")
    here, friday = place(span(report, "Orla"), ORLA), time(span(report, "Friday morning"))
    struck = claim(report, "A strike hit Orla", Outcome.OCCURRED, event=Event.STRIKE, place=here, time=friday)
    wounded = claim(report, "Twelve people were wounded", Outcome.INJURED, 12)
    burned = claim(report, "Two houses burned down", Outcome.DESTROYED, 2, event=Event.FIRE)
    [found] = made(report, struck, wounded, burned)
    assert found.claim_ids == (struck.id, wounded.id, burned.id)
    assert found.place == here
    assert found.time == friday
    assert found.events == (Event.FIRE, Event.STRIKE)


def test_a_title_below_the_text_is_read_first() -> None:
    title = "Four dead in Venn shelling"
    report = document(f"A strike on Orla killed three people.\n\n{title}", title=title)
    in_orla, in_venn = place(span(report, "Orla"), ORLA), place(span(report, "Venn"), VENN)
    three = claim(report, "killed three people", count=3, place=in_orla, event=Event.STRIKE)
    four = claim(report, "Four dead", count=4, place=in_venn, event=Event.SHELLING)
    assert told(report, three, four) == [["Four dead"], ["killed three people"]]
    first, second = made(report, three, four)
    assert first.start < 0 == second.start - report.text.index("killed")


def test_another_city_is_another_mention_and_what_follows_stays_there() -> None:
    report = document("A strike on Orla killed three people. A strike on Venn killed seven people. Forty were wounded.")
    in_orla, in_venn = place(span(report, "Orla"), ORLA), place(span(report, "Venn"), VENN)
    three = claim(report, "killed three people", count=3, place=in_orla, event=Event.STRIKE)
    seven = claim(report, "killed seven people", count=7, place=in_venn, event=Event.STRIKE)
    forty = claim(report, "Forty were wounded", Outcome.INJURED, 40)
    assert told(report, three, seven, forty) == [
        ["killed three people"],
        ["killed seven people", "Forty were wounded"],
    ]


def test_the_text_comes_back_to_the_first_place() -> None:
    report = document(
        "A strike on Orla killed three people. In Venn seven died in shelling. Orla buried its three dead."
    )
    first, again = place(span(report, "Orla"), ORLA), place(span(report, "Orla", 1), ORLA)
    three = claim(report, "killed three people", count=3, place=first, event=Event.STRIKE)
    in_venn = place(span(report, "Venn"), VENN)
    seven = claim(report, "seven died in shelling", count=7, place=in_venn, event=Event.SHELLING)
    dead = claim(report, "its three dead", count=3, place=again)
    assert told(report, three, dead, seven) == [
        ["killed three people", "its three dead"],
        ["seven died in shelling"],
    ]


def test_an_attack_at_another_hour_is_new_where_the_text_brings_it_in_as_new() -> None:
    report = document(
        "Blasts were heard in Orla on Friday morning. Five rockets were launched.\n\n"
        "There was talk of a night-time attack with rockets, one of them shot down."
    )
    friday = time(span(report, "Friday morning"))
    blasts = claim(report, "Blasts were heard", Outcome.OCCURRED, event=Event.EXPLOSION, time=friday)
    five = claim(report, "Five rockets were launched", Outcome.LAUNCHED, 5)
    one = claim(report, "one of them shot down", Outcome.INTERCEPTED, 1)
    assert told(report, blasts, five, one) == [
        ["Blasts were heard", "Five rockets were launched"],
        ["one of them shot down"],
    ]


def test_a_neighbouring_region_without_a_name_is_another_place() -> None:
    report = document(
        "Rockets fell on Orla and wounded six. The minister said guerrillas "
        "conducted strikes on homes in a neighbouring border region. The minister urged calm."
    )
    here = place(span(report, "Orla"), ORLA)
    six = claim(report, "wounded six", Outcome.INJURED, 6, place=here, event=Event.STRIKE)
    strikes = claim(report, "guerrillas conducted strikes on homes", Outcome.RESPONSIBLE, event=Event.STRIKE)
    calm = claim(report, "urged calm", Outcome.STATEMENT)
    assert told(report, six, strikes, calm) == [
        ["wounded six"],
        ["guerrillas conducted strikes on homes", "urged calm"],
    ]


def test_one_more_drone_is_no_new_attack() -> None:
    report = document("Four drones were shot down over Orla. Another drone hit a depot.")
    four = claim(report, "Four drones were shot down", Outcome.INTERCEPTED, 4)
    depot = claim(report, "Another drone hit a depot", Outcome.IMPACTED, 1, event=Event.STRIKE)
    assert len(told(report, four, depot)) == 1


def test_background_and_running_totals_keep_apart() -> None:
    report = document(
        "A blast in Orla killed four people. A year ago a blast there killed nine. "
        "Since the war began 800 have died. The four were miners."
    )
    four = claim(report, "killed four people", count=4, event=Event.EXPLOSION)
    nine = claim(report, "killed nine", count=9, event=Event.EXPLOSION, scope=Scope.BACKGROUND)
    total = claim(report, "800 have died", count=800, scope=Scope.CUMULATIVE)
    miners = claim(report, "The four were miners", count=4)
    found = made(report, four, nine, total, miners)
    assert [(len(mention.claim_ids), mention.background) for mention in found] == [
        (2, False),
        (1, True),
        (1, True),
    ]


def test_a_part_goes_with_its_whole_though_it_has_a_place_of_its_own() -> None:
    report = document("Across the region 35 were killed, among them ten in Venn.")
    region = place(span(report, "region"), ORLA)
    whole = claim(report, "35 were killed", count=35, place=region)
    part = claim(
        report,
        "ten in Venn",
        count=10,
        place=place(span(report, "Venn"), VENN),
        scope=Scope.SUBSET,
        part_of=whole.id,
    )
    assert len(told(report, whole, part)) == 1


def test_parts_that_name_each_other_are_still_each_in_one_mention() -> None:
    report = document("Six were hurt, two of them badly.")
    six = claim(report, "Six were hurt", Outcome.INJURED, 6)
    two = claim(report, "two of them badly", Outcome.INJURED, 2, part_of=six.id)
    six = replace(six, part_of=two.id)
    assert sorted(words for found in told(report, six, two) for words in found) == [
        "Six were hurt",
        "two of them badly",
    ]


def test_a_victim_who_dies_later_belongs_to_the_shooting() -> None:
    report = document("Two were shot on Monday. One died in hospital on Thursday. A man was arrested on Friday.")
    shot = claim(
        report,
        "Two were shot",
        Outcome.INJURED,
        2,
        event=Event.SHOOTING,
        time=time(span(report, "Monday"), "2030-04-01", "2030-04-02"),
    )
    died = claim(
        report,
        "One died in hospital",
        count=1,
        time=time(span(report, "Thursday"), "2030-04-04", "2030-04-05"),
    )
    arrested = claim(
        report,
        "A man was arrested",
        Outcome.DETAINED,
        1,
        event=Event.ARREST,
        time=time(span(report, "Friday"), "2030-04-05", "2030-04-06"),
    )
    [found] = made(report, shot, died, arrested)
    assert str(found.earliest) == "2030-04-01 00:00:00"


def test_another_day_is_another_mention() -> None:
    report = document("Shelling on Monday killed two. Shelling on Thursday killed three.")
    monday = time(span(report, "Monday"), "2030-04-01", "2030-04-02")
    thursday = time(span(report, "Thursday"), "2030-04-04", "2030-04-05")
    two = claim(report, "killed two", count=2, event=Event.SHELLING, time=monday)
    three = claim(report, "killed three", count=3, event=Event.SHELLING, time=thursday)
    assert told(report, two, three) == [["killed two"], ["killed three"]]


def test_a_quake_and_an_armed_attack_are_apart_and_fire_goes_with_either() -> None:
    report = document("The quake killed ten. Fires followed. Gunmen shot dead three aid workers.")
    quake = claim(report, "The quake killed ten", count=10, event=Event.EARTHQUAKE)
    fires = claim(report, "Fires followed", Outcome.OCCURRED, event=Event.FIRE)
    shot = claim(report, "shot dead three aid workers", count=3, event=Event.SHOOTING)
    assert told(report, quake, fires, shot) == [
        ["The quake killed ten", "Fires followed"],
        ["shot dead three aid workers"],
    ]


def test_a_headline_in_sentence_case_tells_names_by_their_capitals() -> None:
    plain = document("Quake near Orla: five dead, houses buried in Upper Venn")
    titled = document("Five Dead As Houses Are Buried In Upper Venn")
    [first], [second] = (
        made(each, claim(each, "dead", count=5) if i == 0 else claim(each, "Dead", count=5))
        for i, each in enumerate((plain, titled))
    )
    assert first.words == {"orla", "upper", "venn"}
    assert second.words == frozenset()


def test_words_are_the_names_of_the_mention_s_own_sentences() -> None:
    report = document("Police found Mara Tennick dead in Orla. In Venn a man named Joss Ordway was shot.")
    dead = claim(report, "Mara Tennick dead", place=place(span(report, "Orla"), ORLA))
    shot = claim(report, "Joss Ordway was shot", Outcome.INJURED, place=place(span(report, "Venn"), VENN))
    first, second = made(report, dead, shot)
    assert first.words == {"mara", "tennick", "orla"}
    assert second.words == {"venn", "joss", "ordway"}


def test_another_harm_of_the_same_sentence_is_of_one_happening() -> None:
    report = document("A gunman killed six people in Orla and injured fourteen others near the Venn campus.")
    orla, venn = place(span(report, "Orla"), ORLA), place(span(report, "Venn"), VENN)
    six = claim(report, "killed six people", count=6, place=orla, event=Event.SHOOTING)
    fourteen = claim(report, "injured fourteen others", Outcome.INJURED, 14, place=venn)
    assert told(report, six, fourteen) == [["killed six people", "injured fourteen others"]]


def test_a_second_toll_in_a_second_town_is_of_another_happening() -> None:
    report = document("Shelling killed six people in Orla and killed two in Venn.")
    orla, venn = place(span(report, "Orla"), ORLA), place(span(report, "Venn"), VENN)
    six = claim(report, "killed six people", count=6, place=orla, event=Event.SHELLING)
    two = claim(report, "killed two", count=2, place=venn, event=Event.SHELLING)
    assert told(report, six, two) == [["killed six people"], ["killed two"]]


def test_the_day_of_a_condition_is_not_the_day_of_the_harm() -> None:
    report = document("Five people were shot on Friday. All three are listed in fair condition on Tuesday.")
    friday = time(span(report, "Friday"), "2031-05-02", "2031-05-03")
    tuesday = time(span(report, "Tuesday"), "2031-05-06", "2031-05-07")
    five = claim(report, "Five people were shot", Outcome.INJURED, 5, event=Event.SHOOTING, time=friday)
    three = claim(report, "All three are listed in fair condition", Outcome.INJURED, 3, time=tuesday)
    [found] = made(report, five, three)
    assert found.time == friday


def test_streets_and_days_of_an_unknown_year_are_told() -> None:
    report = document(
        "A strike killed three people in the 400 block of North Elm Street on July 4. Then Tarn Road burned."
    )
    when = replace(time(span(report, "July 4")), value="XXXX-07-04")
    three = claim(report, "killed three people", count=3, event=Event.STRIKE, time=when)
    [found] = mentions(report, replace(extraction(report, three), times=(when,)))
    assert found.streets == {"elm", "400 elm", "tarn"}
    assert found.also_days == {"XXXX-07-04"}


def test_an_earlier_day_told_in_passing_does_not_keep_the_text() -> None:
    report = document(
        "A strike hit Orla on Friday, killing thirteen. A cousin told of Ali's death a week earlier. "
        "First reports said eight were dead."
    )
    here, friday = place(span(report, "Orla"), ORLA), time(span(report, "Friday"), "2031-05-10", "2031-05-11")
    before = time(span(report, "a week earlier"), "2031-05-03", "2031-05-04")
    thirteen = claim(report, "killing thirteen", count=13, event=Event.STRIKE, place=here, time=friday)
    ali = claim(report, "Ali's death", count=1, time=before)
    eight = claim(report, "eight were dead", count=8)
    assert told(report, thirteen, ali, eight) == [["killing thirteen", "eight were dead"], ["Ali's death"]]


def test_a_patient_s_hospital_is_not_where_it_happened() -> None:
    report = document("A strike on Orla hurt three people. One was treated at Velm Hospital.")
    here, hospital = place(span(report, "Orla"), ORLA), place(span(report, "Velm Hospital"), VENN)
    three = claim(report, "hurt three people", Outcome.INJURED, 3, event=Event.STRIKE, place=here)
    one = claim(report, "One was treated", Outcome.INJURED, 1, place=hospital)
    assert told(report, three, one) == [["hurt three people", "One was treated"]]
