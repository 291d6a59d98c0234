"""How two figures of reports stand to each other, read as a user's reports are."""

import pytest
from tests.reconciliation.reading import told

from rashomon.model.ledger import RelationKind

PART, OTHERS, OVERTAKES = RelationKind.PART_OF, RelationKind.OTHER_POPULATION, RelationKind.OVERTAKES


@pytest.mark.parametrize(
    ("text", "left", "right", "kind"),
    [
        # Where nobody tells of anybody else, civilians are all who were harmed.
        (
            "At least 26 people were killed in a strike on Orlat on Monday. The radio gave the lowest toll and "
            "said that 12 civilians were killed.",
            "At least 26",
            "12",
            OVERTAKES,
        ),
        (
            "A strike on Orlat on Monday killed nine people, six of them civilians and three of them soldiers. "
            "The radio said that six civilians were killed.",
            "nine",
            "six",
            PART,
        ),
        # A group is part of all, however many more of it there may be.
        (
            "The mayor said that 13 people were killed in a strike on Orlat on Monday. A clerk said that at least two "
            "children were killed.",
            "13",
            "at least two",
            PART,
        ),
        (
            "A strike on Orlat on Monday killed eight children. Three girls were killed in one house, a "
            "neighbour said.",
            "eight",
            "Three",
            PART,
        ),
        (
            "Six people, including two children, were found dead in Orlat on Monday. Four adults were killed, "
            "the sheriff said.",
            "two",
            "Four",
            OTHERS,
        ),
        # Rebels are no peasants, and children of a clerk no clerks.
        (
            "A raid on Orlat killed 26 peasants on Monday. Nine rebels died in the raid, the army said.",
            "26",
            "Nine",
            OTHERS,
        ),
        (
            "While a driver said that three children of a mill worker were hurt in the blast in Orlat on Monday, the "
            "radio said that three mill workers were hurt.",
            "three",
            "three",
            OTHERS,
        ),
        # Others may be told of two sentences further on.
        (
            "Ali Lund was killed in a strike on Orlat on Monday along with his three brothers. Nobody knows where "
            "their mother is. Two others were killed: Ada Tarn and Osam Tarn.",
            "three",
            "Two",
            OTHERS,
        ),
        # What is told as some beside what is told as some: other people, as far as anybody says.
        (
            "A strike on Orlat on Monday killed 15 people, including five nurses. The dead include two teachers, a "
            "clerk said.",
            "five",
            "two",
            OTHERS,
        ),
        (
            "A strike on Orlat on Monday killed 15 people. Ann Velmar and her husband died with their six children. "
            "His brother and Eva Arden died with their four children.",
            "six",
            "four",
            OTHERS,
        ),
        # An addition within a whole that was told before it.
        (
            "Between 19 and 22 people were killed in a strike on Orlat on Monday. Ann Velmar was killed with her six "
            "children. Another group of seven children from the family were killed.",
            "Between 19 and 22",
            "seven",
            PART,
        ),
        # An early count of one family is an early count.
        (
            "At least 15 people were killed in a strike on Orlat on Monday. The radio initially reported that nine "
            "members of the Velmar family were killed. A post from a cousin said that 12 people were killed.",
            "nine",
            "12",
            OVERTAKES,
        ),
        # Who could be named are some, whatever came later.
        (
            "A strike hit Orlat on Monday. Later, a cousin said that 13 members of the Velmar family were "
            "killed. Posts helped to identify the names of nine victims who were killed.",
            "13",
            "nine",
            PART,
        ),
        # The words that tell when stand before a long source.
        (
            "A strike hit Orlat on Monday. Early accounts from the radio said that 12 people were injured. Later "
            "accounts from the Velm Centre for the Rights of Everybody (VCRE) and Arden Watch both said that 14 "
            "people were injured.",
            "12",
            "14",
            OVERTAKES,
        ),
        # Where another party's word begins, an adverb of time before it is not its own.
        (
            "A strike hit Orlat on Monday. The radio later said that the death toll had risen to seven while a "
            "post from Ann Reed said that eight people were killed.",
            "seven",
            "eight",
            RelationKind.CONTRADICTS,
        ),
        (
            "The initial report was of eight people shot in Orlat on Monday. The chief said that five people "
            "were shot.",
            "eight",
            "five",
            RelationKind.REVISES,
        ),
        # Who writes for an outlet speaks for it.
        (
            "A strike hit Orlat on Monday. An Orsk correspondent initially said that one person died. Orsk News later "
            "said that four people died.",
            "one",
            "four",
            RelationKind.REVISES,
        ),
        # Whoever is told along with fighters is of their side, and no child is a soldier.
        (
            "The army admitted that three soldiers were wounded in Orlat, and said that four rebels had been killed "
            "and some 20 others injured.",
            "three",
            "some 20",
            OTHERS,
        ),
        (
            "Shells fell on Orlat on Monday. The army said that three government soldiers were killed and six others "
            "were wounded. A doctor in Orlat said that a child was killed and four others were wounded.",
            "six",
            "four",
            OTHERS,
        ),
        (
            "Shells fell on Orlat on Monday. The army said that three soldiers were killed. A doctor said that a child "
            "was killed.",
            "three",
            "a child",
            OTHERS,
        ),
        (
            "A commander said that the rebels had lost 230 dead in Orlat, and regretted the death of 53 army troops.",
            "230",
            "53",
            OTHERS,
        ),
        # Who died of both kinds leaves open who the others are.
        (
            "In Orlat two children and three soldiers were killed, and seven others were hurt. A farmer had said "
            "that five civilians were hurt.",
            "seven",
            "five",
            OVERTAKES,
        ),
        # The same one, told of again.
        (
            "The pilot was killed when a plane hit a hill near Orlat, the mayor said. The company confirmed that a "
            "pilot was killed and two passengers were hurt.",
            "The pilot",
            "a pilot",
            RelationKind.SAME,
        ),
        # All who were hit are all, in whatever state.
        (
            "Four men, including three bystanders, were wounded in Orlat on Monday, police said. All four victims were "
            "in a stable condition.",
            "three",
            "All four",
            PART,
        ),
        # What police took back is no contradiction.
        (
            "Police originally told Orsk TV that eight people were wounded in a shooting in Orlat on Monday. Five "
            "people were wounded.",
            "eight",
            "Five",
            RelationKind.REVISES,
        ),
        # A shooting earlier this week is no early word.
        (
            "The mayor spoke of the shooting earlier this week that left four students injured in Orlat. Three "
            "students were injured, a nurse said.",
            "four",
            "Three",
            OVERTAKES,
        ),
        # What one sentence replaces.
        (
            "The mayor of Orlat says that four divers were hurt, not five as first thought.",
            "four",
            "five",
            RelationKind.REVISES,
        ),
        (
            "The toll of the fire in Orlat rose from nine to 12, police said.",
            "nine",
            "12",
            RelationKind.REVISES,
        ),
        (
            "A shooting hurt three people in Orlat on Monday night. In all, 20 people were hurt across attacks "
            "in Orlat that night, the mayor said.",
            "three",
            "20",
            RelationKind.OTHER_SCOPE,
        ),
    ],
)
def test_two_figures_of_a_report(text: str, left: str, right: str, kind: RelationKind) -> None:
    found = {frozenset({one, other}): how for one, other, how in told(text)}
    assert found[frozenset({left, right})] is kind


@pytest.mark.parametrize(
    ("first", "second", "left", "right", "kind"),
    [
        # Others, told of beside somebody, are held by another report's figure of all.
        (
            "A man opened fire in a bar in Orlat on Monday. Ada Lind, 40, and two other guests were hurt.",
            "Five people were shot in a bar in Orlat on Monday.",
            "two",
            "Five",
            PART,
        ),
        (
            "Four people were killed in a house in Orlat on Monday. The other couple killed in the house was named.",
            "Four were killed in a house in Orlat on Monday.",
            "The other couple",
            "Four",
            PART,
        ),
        # Those whom names list are some.
        (
            "Ada Lind, 20, and Bo Reed, 17, were shot in a bar in Orlat on Monday.",
            "Four people were shot in a bar in Orlat on Monday.",
            "Ada Lind, 20, and Bo Reed",
            "Four",
            PART,
        ),
        # What a report calls five students was all that it knew of.
        (
            "Five students were hurt in a shooting in Orlat on Monday.",
            "A shooting in Orlat on Monday left six people hurt.",
            "Five",
            "six",
            OVERTAKES,
        ),
        # Four and the gunman.
        (
            "A man shot four people dead in a house in Orlat on Monday.",
            "Five people, including the gunman, were found dead in a house in Orlat on Monday.",
            "four",
            "Five",
            PART,
        ),
    ],
)
def test_figures_of_two_reports(first: str, second: str, left: str, right: str, kind: RelationKind) -> None:
    found = {frozenset({one, other}): how for one, other, how in told(first, second)}
    assert found[frozenset({left, right})] is kind
