from __future__ import annotations

import pytest
from hostile_texts import GOOD_TEXTS, HOSTILE_TEXTS

from runner.text.language.human import device, human
from runner.text.language.injection import is_for_machines


def test_there_are_one_hundred_of_them() -> None:
    assert len(set(HOSTILE_TEXTS)) == 100


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_what_is_meant_for_a_program_is_no_word_of_a_person(text: str) -> None:
    assert is_for_machines(text)
    assert human(text) is None
    assert human(f"Grey heron\n{text}") is None
    assert device(text) is None
    assert device(f"Nikon {text}") is None


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_what_people_write_is_kept(text: str) -> None:
    assert not is_for_machines(text)


@pytest.mark.parametrize(
    "name",
    [
        "Nikon D70",
        "Canon EOS 5D Mark IV",
        "Leica Q (Typ 116)",
        "Apple iPhone 12 Pro Max",
        "OnePlus ONE A2003",
        "LG G4",
        "Xiaomi Mi 9T Pro",
        "Олимп-1",
        "富士 X100V",
        "EF70-200mm f/2.8L IS II USM",
        "AF-S DX VR Zoom-Nikkor 18-55mm f/3.5-5.6G",
        "iPhone 12 Pro back triple camera 4.2mm f/1.6",
        "24.0-70.0 mm f/2.8",
        "7artisans 35mm F1.4",
    ],
)
def test_cameras_and_lenses_keep_their_names(name: str) -> None:
    assert device(name) == name


@pytest.mark.parametrize(
    "name", [None, "", "  ", "\x00", "---", "x" * 81, "a b c d e f g h i j k l m", "the heron and the cat"]
)
def test_what_is_no_name_of_a_device_is_none(name: str | None) -> None:
    assert device(name) is None


def test_characters_that_nobody_sees_are_left_out_of_a_device() -> None:
    assert device("Nikon\u202e D\x0070") == "Nikon D70"
