from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from runner.models.llama.constraint import Constraint, Grammar
from runner.models.llama.grammar import TextLimits, text_schema_grammar
from runner.models.llama.model import Llama

LIMITS = TextLimits(caption=(3, 12), alt_text=(1, 8), keywords=(2, 3), keyword=(2, 6))
Letters = st.text(st.characters(categories=("L", "Nd", "Sc"), max_codepoint=0xFFFF), min_size=3, max_size=6)


@pytest.fixture(scope="module")
def grammar(tiny: Llama) -> Grammar:
    return Grammar(tiny._vocabulary, text_schema_grammar(LIMITS))


def accepts(grammar: Grammar, text: str) -> bool:
    """Whether the text, written byte by byte, is one that the grammar lets end."""
    constraint = Constraint(grammar)
    for byte in text.encode():
        if not constraint.allows(byte):
            return False
        constraint.accept(byte)
    return constraint.complete()


def written(caption: str = "A heron.", alt: str = "Heron", keywords: tuple[str, ...] = ("heron", "bird")) -> str:
    fields = {"caption": caption, "alt_text": alt, "keywords": keywords}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


@given(caption=Letters, alt=Letters, keyword=Letters)
def test_letters_of_every_script_are_allowed(grammar: Grammar, caption: str, alt: str, keyword: str) -> None:
    assert accepts(grammar, written(caption, alt, (keyword, keyword)))


@pytest.mark.parametrize(
    "caption", ["Ça, «été»", "鶴と水辺の朝", "می‌رود", "Ünal–Öz 5 °C", 'The "Ark"', "👩‍🌾 €5 ½", "e\u0301te\u0301"]
)
def test_what_captions_are_written_with_is_allowed(grammar: Grammar, caption: str) -> None:
    assert accepts(grammar, written(caption))


@pytest.mark.parametrize(
    "character",
    [
        "\n",
        "\t",
        "\x00",
        "\x7f",
        "\x85",
        "\xad",
        "\u200b",
        "\u200e",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ue000",
        "\ufeff",
        "\U000e0041",
        "\\",
    ],
)
def test_what_nobody_can_see_is_not(grammar: Grammar, character: str) -> None:
    assert not accepts(grammar, written(f"Her{character}on"))
    assert not accepts(grammar, f'{{"caption":"Her{character}on"' + written("Heron")[len('{"caption":"Heron"') :])


@pytest.mark.parametrize(
    "text",
    [
        written("He"),
        written("A heron stands."),
        written(alt=""),
        written(alt="Grey heron"),
        written(keywords=("heron",)),
        written(keywords=("heron",) * 4),
        written(keywords=("heron", "h")),
        written(keywords=("heron", "grey heron")),
        written(" heron"),
        written().replace(":", ": "),
        written()[:-1],
        written() + " ",
        "[]",
        "",
    ],
)
def test_what_is_too_short_or_long_or_not_the_form_is_not(grammar: Grammar, text: str) -> None:
    assert not accepts(grammar, text)


def test_the_least_and_the_most_are_allowed(grammar: Grammar) -> None:
    assert accepts(grammar, written("abc", "a", ("ab", "ab")))
    assert accepts(grammar, written("a" * 12, "a" * 8, ("a" * 6,) * 3))


def test_the_widest_limits_are_taken_by_llama_cpp(tiny: Llama) -> None:
    widest = TextLimits(caption=(1, 1000), alt_text=(1000, 1000), keywords=(1, 1000), keyword=(1, 1000))
    assert not Constraint(Grammar(tiny._vocabulary, text_schema_grammar(widest))).complete()


@pytest.mark.parametrize(
    "limits", [{"caption": [0, 9]}, {"keyword": [1, 1001]}, {"alt_text": [9, 8]}, {"captoin": [1, 2]}]
)
def test_limits_that_make_no_sense_are_refused(limits: dict[str, list[int]]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(TextLimits).validate_python(limits)


def test_limits_come_from_lists_and_can_be_hashed() -> None:
    made = TypeAdapter(TextLimits).validate_python({"caption": [10, 20]})
    assert made == TextLimits(caption=(10, 20))
    assert hash(made) == hash(TextLimits(caption=(10, 20)))


@pytest.mark.parametrize("fields", [("caption",), ("alt_text",), ("keywords",), ("caption", "keywords")])
def test_only_the_fields_that_are_asked_for_can_be_written(tiny: Llama, fields: tuple[str, ...]) -> None:
    grammar = Grammar(tiny._vocabulary, text_schema_grammar(LIMITS, fields))
    everything = json.loads(written())
    asked = {name: everything[name] for name in fields}
    assert accepts(grammar, json.dumps(asked, separators=(",", ":")))
    assert not accepts(grammar, written())
    assert not accepts(grammar, "{}")
