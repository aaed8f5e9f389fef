from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.schema import NO_TEXTS, Texts
from runner.text.prompting.parse import bounded, parse

NOTHING = NO_TEXTS
GOOD = '{"caption": "A heron.", "alt_text": "Grey heron.", "keywords": ["heron", "bird"]}'
READ = Texts("A heron.", "Grey heron.", ("heron", "bird"))


@pytest.mark.parametrize("raw", [GOOD, f"  \n{GOOD}\n\n", f"```json\n{GOOD}\n```", f"```\n{GOOD}\n```\n"])
def test_white_space_and_a_code_fence_are_harmless(raw: str) -> None:
    assert parse(raw) == READ


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "A heron stands in the water.",
        f"Here is the JSON: {GOOD}",
        f"{GOOD} I hope this helps!",
        f"{GOOD}{GOOD}",
        f"```json\n{GOOD}",
        GOOD[:-1],
        GOOD.replace('"', "'"),
        GOOD.replace("}", ",}"),
        GOOD.replace("}", ', "confidence": 0.9}'),
        GOOD.replace("}", ', "caption": "Another."}'),
        f"[{GOOD}]",
        "null",
        "3",
        '"caption"',
        "[" * 100_000,
        '{"caption": ' + "9" * 5000 + "}",
        "<|im_end|>",
    ],
)
def test_anything_else_gives_no_texts(raw: str) -> None:
    assert parse(raw) == NOTHING


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('{"caption": 7, "alt_text": "Grey heron.", "keywords": ["heron"]}', Texts(None, "Grey heron.", ("heron",))),
        ('{"caption": "A heron.", "alt_text": null, "keywords": "heron"}', Texts("A heron.", None, ())),
        ('{"caption": "A heron.", "keywords": ["heron", 7]}', Texts("A heron.", None, ())),
        ('{"caption": "\\ud800", "keywords": ["\\udfff"]}', NOTHING),
        ("{}", NOTHING),
    ],
)
def test_a_field_of_another_type_is_missing_and_the_others_stay(raw: str, expected: Texts) -> None:
    assert parse(raw) == expected


@pytest.mark.parametrize("text", ["", "  A heron ", "a\nb", "A A A A", "x" * 100_000, "苍鹭", "<|im_end|>"])
def test_defects_of_a_text_stay_for_the_rules_to_find(text: str) -> None:
    raw = json.dumps({"caption": text, "alt_text": text, "keywords": [text, text]})
    assert parse(raw) == Texts(text, text, (text, text))


@given(st.text())
def test_no_output_of_a_model_is_an_exception(raw: str) -> None:
    assert isinstance(parse(raw), Texts)


def test_what_is_far_too_long_is_no_text() -> None:
    fine = Texts("x" * 8000, "", ("x",) * 200)
    assert bounded(fine) == fine
    assert bounded(Texts("x" * 8001, "A heron.", ("x",) * 201)) == Texts(None, "A heron.", ())
    assert bounded(Texts(None, "x" * 8001, ("x" * 8001,))) == NO_TEXTS
