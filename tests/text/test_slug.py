from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_facts import HOSTILE

from runner.text.language.slug import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KLM Boeing 747-400", "KLM_Boeing_747-400"),
        ("Tom & Jerry", "Tom_and_Jerry"),
        ("AT&T", "AT_and_T"),
        ("Queen’s Day", "Queens_Day"),
        ("O'Hare", "OHare"),
        ("Booking.com campus", "Booking_com_campus"),
        ("f/5.6 1/250", "f_5_6_1_250"),
        ("Amsterdam – Netherlands, 2019–2020", "Amsterdam_Netherlands_2019-2020"),
        ("München", "Munchen"),
        ("M\u0075\u0308nchen", "Munchen"),
        ("Łódź", "Lodz"),
        ("Ærø straße ñandú", "Aero_strasse_nandu"),
        ("Москва Красная площадь", "Moskva_Krasnaya_ploshchad"),
        ("Αθήνα", "Athina"),
        ("北京 故宫", "BeiJing_GuGong"),
        ("서울", "SeoUl"),
        ("ภูเก็ต", "phuekt"),
        ("ＡＢＣ　１２", "ABC_12"),
        ("Sunset 🌅 over 🇳🇱 fields", "Sunset_over_fields"),
        ("Lego™ © 2019", "Lego_2019"),
        ("--a -- b_-_c--d--", "a_b_c-d"),
    ],
)
def test_words_of_any_script_become_letters_digits_hyphens_and_underscores(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["القاهرة", "ירושלים", "सूर्य", "東京タワー", "ქართული", "ትግርኛ"])
def test_no_script_is_lost(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{3,}", slug(text))


@pytest.mark.parametrize("text", ["", " ", "🚀🌅", "…", "---___---", "\u200f\u202e", "\ud800", "🏳️‍🌈", "™©"])
def test_nothing_is_left_of_what_has_no_letters(text: str) -> None:
    assert slug(text) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_become_harmless_words(text: str) -> None:
    assert re.fullmatch(r"([A-Za-z0-9]+([_-][A-Za-z0-9]+)*)?", slug(text))


@given(st.text())
def test_a_slug_has_single_separators_inside_only_and_is_its_own_slug(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"([A-Za-z0-9]+([_-][A-Za-z0-9]+)*)?", made)
    assert slug(made) == made[:400].strip("_-")
