from __future__ import annotations

from typing import Any

import pytest
from rules_corpus import CORPUS, cases, corpus, found, pack

from runner.text.rules import RULES
from runner.text.rules.document import document

LEAST = 5
PACKS = ("default", "aviation", "wildlife", "travel", "studio")


@pytest.mark.parametrize(("rule", "number"), cases("caught"))
def test_planted_defect_is_caught(rule: str, number: int) -> None:
    case = corpus(rule)["caught"][number]
    assert found(rule, case), case


@pytest.mark.parametrize(("rule", "number"), cases("good"))
def test_good_neighbour_is_left_alone(rule: str, number: int) -> None:
    case = corpus(rule)["good"][number]
    assert found(rule, case) == [], case


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_corpus(rule: str) -> None:
    assert len(corpus(rule)["caught"]) >= LEAST
    assert len(corpus(rule)["good"]) >= LEAST


@pytest.mark.parametrize("rule", RULES)
def test_the_documented_example_is_one_that_is_caught(rule: str) -> None:
    example = RULES[rule].example.split(" (")[0]
    assert example in [shown for case in corpus(rule)["caught"] for shown in _as_shown(case)]


def test_every_corpus_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in CORPUS.glob("*.yaml")} <= set(RULES)


def test_every_rule_runs_in_some_pack() -> None:
    assert {rule for rule in RULES if not any(getattr(pack(name).rules, rule) for name in PACKS)} == set()


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_is_documented_on_one_line(name: str) -> None:
    lines = document(pack(name).rules).splitlines()
    assert len(lines) == len(RULES) + 2
    assert all(line.count(" | ") == 3 for line in lines[2:])
    assert any(line.startswith("| `fluff` | error | Praise") for line in lines)


def _as_shown(case: dict[str, Any]) -> list[str]:
    """The texts of a case as an example shows them: one text, keywords with commas, or caption | alt text."""
    caption, alt_text = str(case.get("caption") or ""), str(case.get("alt_text") or "")
    return [caption, alt_text, f"{caption} | {alt_text}", ", ".join(case.get("keywords") or [])]
