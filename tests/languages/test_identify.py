"""Which language a text is in."""

import pytest

from rashomon.languages.identify import READ, code_of, identify, name_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3 dead in market blast", "en"),
        ("Sarvik shelled", "en"),
        ("Officials in Sarvik said that three people were killed.", "en"),
        ("Überlingen: café owner José Muñoz, 41, was killed in the blast, police said.", "en"),
        ("Взрыв на рынке: трое погибших, сообщил губернатор.", "ru"),
        ("Вибух на ринку: троє загиблих, повідомив голова області.", "uk"),
        ("انفجار في سوق المدينة أدى إلى مقتل ثلاثة", "ar"),
        ("انفجار در بازار شهر سه کشته بر جای گذاشت", "fa"),
        ("פיצוץ בשוק העיר, שלושה הרוגים", "he"),
        ("市场爆炸造成三人死亡", "zh"),
        ("市場で爆発があり、3人が死亡した", "ja"),
        ("시장에서 폭발이 일어나 세 명이 숨졌다", "ko"),
        ("Une explosion dans le marché a fait trois morts, selon le maire.", "fr"),
        ("Tres muertos y doce heridos en una explosión en el mercado", "es"),
        ("Bei einer Explosion auf dem Markt wurden drei Menschen getötet.", "de"),
        ("Pazardaki patlamada üç kişi öldü ve bir kişi yaralandı.", "tr"),
        ("Três mortos e doze feridos em uma explosão no mercado", "pt"),
        ("Tre morti e dodici feriti in una esplosione al mercato della città", "it"),
        ("", "und"),
        ("12 345 – 7/8", "und"),
        (" ".join(f"Xaqu{c} vorim lutep" for c in "abcdefghijkl"), "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert identify(text) == code


def test_a_mixed_page_is_in_the_language_of_most_of_it() -> None:
    english, russian = (
        "The mayor said that three people were killed. ",
        "Губернатор сообщил о трёх погибших. ",
    )
    assert identify(english * 5 + russian) == "en"
    assert identify(english + russian * 5) == "ru"


def test_a_long_text_is_judged_by_all_of_it() -> None:
    english, russian = (
        "The mayor said that three people were killed. ",
        "Губернатор сообщил о трёх погибших. ",
    )
    assert identify(russian * 50 + english * 20_000) == "en"
    assert identify("\n" * 500_000 + english) == "en"


def test_addresses_and_handles_say_nothing() -> None:
    assert identify("Взрыв на рынке https://courier.example/the/blast/in/the/market @the_courier_news") == "ru"


@pytest.mark.parametrize("label", ["en", "EN", "en-GB", "en_US", "English", " eng "])
def test_labels_of_english(label: str) -> None:
    assert code_of(label) == "en"


def test_names() -> None:
    assert (name_of("ar"), name_of("xx"), code_of("Klingon")) == ("Arabic", "xx", "klingon")
    assert "en" in READ
