from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from sample_facts import AIRLINER, CAT, HOSTILE, NOTHING

from runner.facts import Fact, Look
from runner.text.naming import NamingOptions, pattern, portable, sequence, sources, template_problems

DEFAULT = NamingOptions()


def test_all_parts_that_are_known_stand_in_the_name() -> None:
    made = pattern(DEFAULT, AIRLINER).name(7)
    assert made == "KLM_Boeing_747-400_Schiphol_Airport_Aviation_2019_007.jpg"


def test_a_part_that_is_not_known_is_left_out_with_its_separator() -> None:
    assert pattern(DEFAULT, CAT).name(1) == "Egyptian_cat_2021_001.jpg"
    assert pattern(DEFAULT, replace(NOTHING, category="Macro")).name(1) == "Macro_001.jpg"
    assert pattern(DEFAULT, NOTHING).name(1) == "001.jpg"
    assert (
        pattern(DEFAULT, replace(AIRLINER, subject="🚀", camera="…"))
        .name(1)
        .startswith("Schiphol_Airport_Aviation_2019")
    )


def read_as(*marks: str) -> tuple[Fact, ...]:
    return tuple(Fact(f"read{number}", "registration", mark, 0.95) for number, mark in enumerate(marks))


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"facts": read_as("PH-BFA")}, "KLM_Boeing_747-400_PH-BFA_001.jpg"),
        ({"facts": read_as("PH-BFA", "PH-BFA")}, "KLM_Boeing_747-400_PH-BFA_001.jpg"),
        ({"facts": read_as("PH-BFA", "PH-BFB")}, "KLM_Boeing_747-400_001.jpg"),  # who disagree assert nothing
        ({"facts": read_as("PH-BFA"), "looked": (Look("read0", believed=False),)}, "KLM_Boeing_747-400_001.jpg"),
        ({}, "KLM_Boeing_747-400_001.jpg"),
    ],
)
def test_a_registration_that_was_read_stands_in_the_name_when_asked(facts: dict[str, Any], name: str) -> None:
    options = NamingOptions("{subject}_{registration}_{n:03}")
    assert pattern(options, replace(AIRLINER, **facts)).name(1) == name


def test_a_name_says_who_read_the_registration() -> None:
    assert sources("{subject}_{registration}_{n}", replace(AIRLINER, facts=read_as("PH-BFA"))) == ("set", "read0")


def test_a_photos_own_file_gives_its_name_when_asked() -> None:
    made = pattern(NamingOptions("{stem}_{subject}_{n}"), CAT, "DSC 0142 (2)").name(1)
    assert made == "DSC_0142_2_Egyptian_cat_1.jpg"
    assert sources("{stem}_{n}", CAT, "DSC_0142") == ("file",)


@pytest.mark.parametrize("kind", ["registration", "place", "species", "person", "type"])
def test_every_kind_of_fact_that_a_template_may_name(kind: str) -> None:
    options = NamingOptions(f"{{subject}}_{{{kind}}}_{{n}}")
    seen = replace(CAT, facts=(Fact("looked", kind, "Felis catus", 0.9),))
    assert pattern(options, seen).name(1) == "Egyptian_cat_Felis_catus_1.jpg"
    assert sources(options.template, seen) == ("model", "looked")
    assert pattern(options, CAT).name(1) == "Egyptian_cat_1.jpg"


def test_a_registration_that_the_subject_names_is_said_once() -> None:
    options = NamingOptions("{subject}_{registration}_{n}")
    named = replace(AIRLINER, subject="KLM Boeing 747-400 PH-BFA", facts=read_as("PH-BFA"))
    assert pattern(options, named).name(1) == "KLM_Boeing_747-400_PH-BFA_1.jpg"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Grey heron.JPEG", "Grey_heron.jpg"),
        ("Grey_heron_001.jpg", "Grey_heron_001.jpg"),
        ("Chelsea, at 12.30", "Chelsea_at_12_30.jpg"),
        ("../../etc/passwd", "etc_passwd.jpg"),
        ("con", "con_.jpg"),
        ("Lpt1.jpg", "Lpt1_.jpg"),
        ("🚀", ""),
        ("   ", ""),
    ],
)
def test_a_typed_name_is_one_that_every_system_takes(typed: str, name: str) -> None:
    assert portable(DEFAULT, typed) == name
    assert not name or portable(DEFAULT, name) == name


@pytest.mark.parametrize("typed", ["word " * 100, "x" * 300, *HOSTILE])
def test_a_typed_name_is_no_longer_than_names_may_be(typed: str) -> None:
    name = portable(DEFAULT, typed)
    assert re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9_-]*\.jpg)?", name)
    assert len(name) <= 150


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{year}{month}{day}-{n:04}_{subject}", "20211104-0012_Egyptian_cat.jpg"),
        ("{n}", "12.jpg"),
        ("{n:03}_{location}", "012.jpg"),
        ("{location}-{n:03}-{category}-{subject}", "012-Egyptian_cat.jpg"),
        ("archive_{location}_{n:03}", "archive_012.jpg"),
        ("{subject}_-_{location}_-_{time_of_day}_{n:3}", "Egyptian_cat_night_012.jpg"),
        ("{lens}{n:02}", "12.jpg"),
    ],
)
def test_the_template_says_what_stands_where(template: str, expected: str) -> None:
    assert pattern(NamingOptions(template), CAT).name(12) == expected


@pytest.mark.parametrize(
    ("subject", "location", "name"),
    [
        ("SpaceX's Launch Complex 40", "Launch Complex 40, Florida", "SpaceXs_Launch_Complex_40_Florida_001.jpg"),
        ("Eiffel Tower in Paris", "Paris", "Eiffel_Tower_in_Paris_001.jpg"),
        ("Paris Match", "Paris", "Paris_Match_001.jpg"),
        ("York", "New York", "York_New_York_001.jpg"),
        ("Port", "Portsmouth", "Port_Portsmouth_001.jpg"),
    ],
)
def test_a_place_is_said_once(subject: str, location: str, name: str) -> None:
    assert pattern(DEFAULT, replace(NOTHING, subject=subject, location=location)).name(1) == name


def test_parts_of_a_date_are_kept_though_they_are_alike() -> None:
    taken = replace(NOTHING, captured_at=datetime(2011, 11, 11))
    assert pattern(NamingOptions("{year}-{month}-{day}_{n}"), taken).name(1) == "2011-11-11_1.jpg"


def test_the_counter_grows_beyond_its_width_and_never_changes_the_rest() -> None:
    made = pattern(DEFAULT, CAT)
    assert made.name(999) == "Egyptian_cat_2021_999.jpg"
    assert made.name(1000) == "Egyptian_cat_2021_1000.jpg"


def test_the_extension_is_an_option() -> None:
    assert pattern(NamingOptions(extension="webp"), CAT).name(1).endswith("_001.webp")


@pytest.mark.parametrize("subject", ["word " * 100, "x" * 300, "汉字" * 100, "one " + "y" * 290, "a-" * 200])
def test_a_name_that_is_too_long_loses_words_of_its_longest_part(subject: str) -> None:
    made = pattern(DEFAULT, replace(AIRLINER, subject=subject))
    assert len(made.name(999_999)) <= 150
    assert made.name(1).endswith("_Schiphol_Airport_Aviation_2019_001.jpg")


def test_trimming_ends_at_a_word() -> None:
    made = pattern(NamingOptions("{subject}_{n:03}", length=40), replace(CAT, subject="herons " * 20)).name(1)
    assert made == "herons_herons_herons_herons_001.jpg"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_give_portable_names(text: str) -> None:
    facts = replace(AIRLINER, subject=text, location=text, category=text, camera=text)
    made = pattern(DEFAULT, facts).name(1)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*\.jpg", made)
    assert len(made) <= 150


@pytest.mark.parametrize("device", ["COM", "lpt", "Com"])
def test_names_that_windows_keeps_for_devices_are_not_used(device: str) -> None:
    assert pattern(NamingOptions("{subject}{n}"), replace(CAT, subject=device)).name(1) == f"{device}_1.jpg"


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{subjet}_{n:03}", "there is no placeholder {subjet}. Did you mean {subject}?"),
        ("{zzzzzz}_{n:03}", "Available: {subject}, {location}"),
        ("{subject}", "it needs the counter {n:03} once, not 0 times"),
        ("{n}_{n}", "it needs the counter {n:03} once, not 2 times"),
        ("{subject.__class__}_{n}", "there is no placeholder {subject.__class__}. Did you mean {subject}?"),
        ("{subject[0]}_{n}", "there is no placeholder {subject[0]}. Did you mean {subject}?"),
        ("{}_{n}", "there is no placeholder {}"),
        ("{subject!r}_{n}", "{subject} takes no format"),
        ("{subject:>999999}_{n}", "{subject} takes no format"),
        ("{n:09}", "{n} takes no format but the counter's width"),
        ("{n:x}", "{n} takes no format but the counter's width"),
        ("../{subject}_{n}", "'../' cannot stand in a file name"),
        ("{subject} {n}", "' ' cannot stand in a file name"),
        ("{{{n}}}", "'{' cannot stand in a file name"),
        ("{subject_{n}", "not a template"),
        ("{n", "not a template"),
    ],
)
def test_a_wrong_template_gets_a_sentence(template: str, sentence: str) -> None:
    assert any(sentence in problem for problem in template_problems(template))


def test_every_problem_of_the_options_is_reported_at_once() -> None:
    found = NamingOptions("{subjet}", extension=".jpg").problems()
    assert [problem.split(":")[0] for problem in found] == ["template", "template", "extension"]
    assert NamingOptions("a" * 145 + "{n}").problems()[0].startswith("length: ")
    assert DEFAULT.problems() == []


def test_a_length_that_no_file_system_or_name_allows_is_refused() -> None:
    for length in (10, 300):
        with pytest.raises(ValidationError, match="length"):
            TypeAdapter(NamingOptions).validate_python({"length": length})


def test_sources_say_where_the_parts_come_from() -> None:
    assert sources(DEFAULT.template, AIRLINER) == ("set", "exif")
    assert sources(DEFAULT.template, CAT) == ("model", "exif")
    assert sources("{location}_{subject}_{n}", replace(CAT, location="Delft", location_from="human")) == (
        "human",
        "model",
    )
    assert sources(DEFAULT.template, replace(CAT, subject="🚀", camera=None, captured_at=None)) == ()


def test_numbers_follow_capture_time_then_source_order_and_photos_without_time_come_last() -> None:
    early, late = datetime(2019, 1, 1), datetime(2020, 1, 1)
    assert sequence([None, late, early, None, late, early]) == [2, 5, 1, 4, 0, 3]
