"""Keys, kinds and sides of parties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.languages.parties import party
from rashomon.model.claim import PartyKind


@pytest.mark.parametrize(
    "names",
    [
        ("the Ministry of Defence", "the defense ministry", "Defence Ministry"),
        ("Varnia's Ministry of Health", "Ministry of Health of Varnia"),
        (
            "the Russian Defense Ministry",
            "Russia's Defence Ministry",
            "the Ministry of Defense of Russia",
            "Defence Ministry of Russia",
        ),
        ("Gov. John Smith", "Governor John Smith", "John Smith", "Mr. John Smith"),
        ("a spokesman for the army", "the army", "A spokeswoman for the army"),
        ("Police", "the police", "police"),
        ("U.S. officials", "US officials"),
        ("Facebook user Ann Lee", "the Facebook account Ann Lee", "Ann Lee"),
        ("Twitter/X user @orsk_watch", "The account @orsk_watch", "@orsk_watch"),
        ("the Oldport\nHerald", "Oldport Herald", "The Oldport Herald"),
    ],
)
def test_wordings_of_one_party_share_a_key(names: tuple[str, ...]) -> None:
    assert len({party(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the health ministry", "the defense ministry"),
        ("the Norland army", "the Varnian army"),
        ("a spokesman for the army", "a spokesman for the police"),
        ("Ann Lee", "Bruno Lee"),
        ("officials", "Officials in Tarn"),
        ("the Russian Defense Ministry", "the Ukrainian Defense Ministry"),
        ("Police spokesman Otto Lind", "the police"),
    ],
)
def test_different_parties_keep_different_keys(left: str, right: str) -> None:
    assert party(left).key != party(right).key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Healthcare officials for the Norland republic", PartyKind.MEDICAL),
        ("a doctor at the police academy", PartyKind.MEDICAL),
        ("hospital sources", PartyKind.MEDICAL),
        ("police spokesman Otto Lind", PartyKind.POLICE),
        ("a spokesman for the police", PartyKind.POLICE),
        ("the defense ministry", PartyKind.MILITARY),
        ("the fire service", PartyKind.RESCUE),
        ("Rescue teams", PartyKind.RESCUE),
        ("rebels", PartyKind.ARMED_GROUP),
        ("the Norland Observatory", PartyKind.MONITOR),
        ("Witnesses", PartyKind.WITNESS),
        ("residents", PartyKind.RESIDENT),
        ("State television", PartyKind.MEDIA),
        ("the Tarn news agency", PartyKind.MEDIA),
        ("Civil Protection Agency of Norland", PartyKind.RESCUE),
        ("AFP", PartyKind.MEDIA),
        ("an analyst at Tarn University", PartyKind.EXPERT),
        ("sources", PartyKind.ANONYMOUS),
        ("local officials", PartyKind.OFFICIAL),
        ("Ann Lee", PartyKind.OTHER),
    ],
)
def test_role_words_tell_the_kind(name: str, kind: PartyKind) -> None:
    assert party(name).kind is kind


def test_role_beside_a_name_tells_its_kind() -> None:
    assert party("Ann Lee", role="a surgeon").kind is PartyKind.MEDICAL


def test_side_is_the_country_of_an_official_name_and_else_unknown() -> None:
    assert party("the Russian Defense Ministry").side == "russia"
    assert party("Ukrainian forces").side == "ukraine"
    assert party("the defense ministry").side is None
    assert party("Russian state television").side is None


@given(st.text(min_size=1, max_size=60))
def test_any_name_has_a_key_and_keeps_its_words(name: str) -> None:
    found = party(name)
    assert found.name == " ".join(name.split())
    assert found == party(name)


@given(st.sampled_from(["the", "a", "this", "The"]), st.sampled_from(["army", "health ministry", "fire service"]))
def test_determiners_make_no_difference(determiner: str, name: str) -> None:
    assert party(f"{determiner} {name}").key == party(name).key
