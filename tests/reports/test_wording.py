from __future__ import annotations

import pytest

from runner.reports import wording


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (1 / 250, "1/250 s"),
        (0.0166667, "1/60 s"),
        (1 / 8000, "1/8000 s"),
        (0.25, "1/4 s"),
        (0.3, "0.3 s"),
        (0.5, "0.5 s"),
        (1.0, "1 s"),
        (2.5, "2.5 s"),
        (30.0, "30 s"),
        (0.0, None),
        (-1.0, None),
        (float("nan"), None),
        (float("inf"), None),
        (None, None),
    ],
)
def test_exposure_reads_as_on_a_camera(seconds: float | None, shown: str | None) -> None:
    assert wording.exposure(seconds) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(5.6, "f/5.6"), (8.0, "f/8"), (0.95, "f/0.95"), (0.0, None), (None, None)]
)
def test_aperture_reads_as_on_a_lens(number: float | None, shown: str | None) -> None:
    assert wording.aperture(number) == shown


@pytest.mark.parametrize(("millimetres", "shown"), [(50.0, "50 mm"), (4.25, "4.2 mm"), (0.0, None), (None, None)])
def test_focal_length_has_no_needless_decimal(millimetres: float | None, shown: str | None) -> None:
    assert wording.focal_length(millimetres) == shown


def test_sensitivity_is_missing_when_the_camera_says_zero() -> None:
    assert (wording.sensitivity(400), wording.sensitivity(0), wording.sensitivity(None)) == ("ISO 400", None, None)


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [
        (0.41, "0.4 ms"),
        (9.96, "10 ms"),
        (85.4, "85 ms"),
        (999.4, "999 ms"),
        (999.6, "1 s"),
        (1234.0, "1.2 s"),
        (59_960.0, "1 min 0 s"),
        (200_000.0, "3 min 20 s"),
        (3_599_700.0, "1 h 0 min"),
        (7_500_000.0, "2 h 5 min"),
        (None, "–"),
    ],
)
def test_duration_reads_as_a_person_says_it(milliseconds: float | None, shown: str) -> None:
    assert wording.duration(milliseconds) == shown


def test_count_has_the_plural_where_needed() -> None:
    assert [wording.count(n, "photo") for n in (0, 1, 42_923)] == ["0 photos", "1 photo", "42,923 photos"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("line\nbreak", "line\\nbreak"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("cod.\u202egpj", "cod.\\u202egpj"),
        ("bad \udcff byte", "bad \\udcff byte"),
        ("été à Zürich 🦋", "été à Zürich 🦋"),
    ],
)
def test_visible_escapes_only_what_would_deceive(text: str, shown: str) -> None:
    assert wording.visible(text) == shown


@pytest.mark.parametrize(
    ("figure", "value", "z", "said"),
    [
        ("brightness", 0.04, -5.06, "darker than the others: 4 % where 50 % is usual, z = −5.1"),
        ("brightness", 0.98, 5.0, "lighter than the others: 98 % where 50 % is usual, z = 5.0"),
        ("size", 0.9, 12.5, "larger than the others: 0.9 megapixels where 0.5 megapixels is usual, z = 12.5"),
        (
            "colour",
            0.2,
            4.0,
            "another colour than the others: a distance of 0.20 where a distance of 0.50 is usual, z = 4.0",
        ),
        ("sharpness", 0.1, -4.0, "softer than the others: 0.10 where 0.50 is usual, z = −4.0"),
    ],
)
def test_an_outlier_is_told_in_words(figure: str, value: float, z: float, said: str) -> None:
    assert wording.outlier(figure, value, 0.5, z).replace("\u00a0", " ") == said
