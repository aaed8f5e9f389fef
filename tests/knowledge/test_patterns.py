"""Facts stated by the names of files and folders, read with a pattern."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from runner.knowledge.patterns import problems, stated


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("{date}_{registration}", "a/20240714_PH-BFA.jpg", {"date": "2024-07-14", "registration": "PH-BFA"}),
        ("{date}_{registration}", "a/2024-07-14 ph-bfa (2).JPG", {"date": "2024-07-14", "registration": "PH-BFA"}),
        ("{date}_{registration}", "a/2024_07_14-N102DA_003.jpg", {"date": "2024-07-14", "registration": "N102DA"}),
        ("{place}/{date} {subject}", "x/Schiphol_Oost/2024-07-14 KLM 747.jpg",
         {"place": "Schiphol Oost", "date": "2024-07-14", "subject": "KLM 747"}),
        ("{event}/{}/{}", "x/Air show/raw/IMG_1.jpg", {"event": "Air show"}),
        ("{}_{registration}_{}", "IMG_N102DA_x.jpg", {"registration": "N102DA"}),
        ("{subject}", "grey_heron_012.jpg", {"subject": "grey heron"}),
        ("{subject}", "grey heron (3).jpg", {"subject": "grey heron"}),
        ("{subject} no. {number}", "Tram no. 12.jpg", {"subject": "Tram", "number": "12"}),
        ("{date}_{registration}", "DSC_0001.jpg", {}),
        ("{date}_{registration}", "20241399_PH-BFA.jpg", {"registration": "PH-BFA"}),  # there is no such day
        ("{date}_{registration}", "20240714_HARBOUR.jpg", {"date": "2024-07-14"}),  # nor such a mark
        ("{place}/{subject}", "alone.jpg", {}),
    ],
)  # fmt: skip
def test_fields_are_facts_of_their_kinds(pattern: str, path: str, found: dict[str, str]) -> None:
    assert {fact.kind: fact.value for fact in stated(pattern, PurePath(path))} == found


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{date", "is no pattern of names"),
        ("plain", "names no fact"),
        ("{Date}", "small letters only"),
        ("{date:%Y}", "a field is a name alone"),
        ("{date}_{date}", "each field once"),
        ("{0.__class__}", "small letters only"),
    ],
)
def test_what_is_no_pattern_is_said(pattern: str, said: str) -> None:
    assert any(said in problem for problem in problems(pattern))


def test_a_long_name_is_read_at_once() -> None:
    assert stated("{place}_{subject}_{event}_{person}", PurePath("_" * 200 + "/" + "a_" * 120 + "!.jpg")) is not None
