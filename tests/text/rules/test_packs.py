"""What the rule packs of a subject require beyond the default pack."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rules_corpus import NO_FACTS, pack, thesaurus

from runner.schema import FactsRow
from runner.text.language.reading import TextsInContext, Writer
from runner.text.rules import check

BIRD = FactsRow(**{**NO_FACTS, "subject": "bird", "subject_from": "model", "labels": ("bird", "animal")})


def severities(name: str, facts: FactsRow | None = None, writer: Writer = "picture", **texts: Any) -> dict[str, str]:
    given = TextsInContext(**texts, facts=facts, writer=writer, fields=("caption",))
    return {finding.rule: finding.severity for finding in check(given, pack(name).rules, thesaurus(name))}


def test_in_the_wild_a_giraffe_needs_a_source_and_an_antelope_is_a_group() -> None:
    animal = replace(BIRD, subject="animal", labels=("animal",))
    assert severities("default", animal, caption="A giraffe at a gate.")["ungrounded_term"] == "warn"
    assert severities("wildlife", animal, caption="A giraffe at a gate.")["ungrounded_term"] == "error"
    assert severities("wildlife", animal, caption="An antelope at a gate.")["ungrounded_term"] == "warn"


@pytest.mark.parametrize("name", ["wildlife", "travel", "aviation"])
def test_a_captioner_has_to_say_where_and_a_person_is_reminded(name: str) -> None:
    placed = replace(BIRD, location="Leiden")
    assert severities(name, placed, caption="A bird in the snow beside a wall.")["location_missing"] == "error"
    told = severities(name, None, "person", caption="A bird in the snow beside a wall.", location="Leiden")
    assert told["location_missing"] == "warn"


def test_the_studio_asks_for_no_place_and_only_warns_of_colours() -> None:
    placed = replace(BIRD, location="Leiden")
    found = severities("studio", placed, caption="A drop above a dark blue bowl.", keywords=("drop", "blue", "macro"))
    assert "location_missing" not in found
    assert found["colour_keywords"] == "warn"


def test_one_word_gets_one_advice() -> None:
    texts = TextsInContext(caption="A blue and white jumbo jet turns onto a runway.", fields=("caption",))
    found = check(texts, pack("aviation").rules, thesaurus("aviation"))
    assert [(finding.rule, finding.words) for finding in found] == [("preferred_terms", ("jumbo jet",))]


@pytest.mark.parametrize(
    ("name", "caption", "rule"),
    [
        ("wildlife", "A grumpy owl on a post.", "banned_terms"),
        ("wildlife", "Two seagulls on a post.", "preferred_terms"),
        ("travel", "A village nestled among vineyards.", "banned_terms"),
        ("travel", "The taj mahal in the morning.", "term_case"),
        ("studio", "A close up of a falling drop.", "preferred_terms"),
        ("studio", "A drop frozen in time above a bowl.", "banned_terms"),
        ("aviation", "A klm aircraft at the gate.", "term_case"),
        ("aviation", "A metal bird above the runway.", "banned_terms"),
        ("aviation", "Boeing 737 QQ-ABC on approach.", "registration"),
    ],
)
def test_the_words_of_a_subject_are_its_packs(name: str, caption: str, rule: str) -> None:
    assert rule in severities(name, None, "person", caption=caption)
    assert rule not in severities("default", None, "person", caption=caption)
