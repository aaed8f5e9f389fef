"""Good captions of others that a rule took for wrong, and lies that it let pass, each for the rule's own fault."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from runner.composition.rules import rule_pack
from runner.schema import FactsRow
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import check


@cache
def facts() -> FactsRow:
    empty: dict[str, Any] = {"keywords": (), "labels": (), "colours": ()}
    required = [each.name for each in fields(FactsRow) if each.name not in empty]
    return FactsRow(**dict.fromkeys(required[: required.index("lens") + 1]), **empty)


HERON = replace(facts(), subject="Grey heron", subject_from="set", location="Piran, Slovenia", location_from="set",
                captured_at=datetime(2019, 5, 6, 10, 12), time_of_day="morning")  # fmt: skip
PLANE = replace(facts(), subject="Boeing 737-800", subject_from="set", location="Schiphol", location_from="set",
                captured_at=datetime(2024, 12, 30, 22, 5), time_of_day="night")  # fmt: skip


def errors(caption: str, known: FactsRow, writer: Any = "picture") -> set[str]:
    """The rules of grounding that the caption breaks."""
    pack = rule_pack(())
    texts = TextsInContext(caption=caption, facts=known, writer=writer, fields=("caption",))
    found = check(texts, pack.rules, Thesaurus(pack.vocabulary))
    grounding = ("contradiction", "time_conflict", "ungrounded_name", "ungrounded_number", "ungrounded_term")
    return {each.rule for each in found if each.severity == "error" and each.rule in grounding}


@pytest.mark.parametrize(
    ("caption", "known"),
    [
        ("A 737-800 seen from the left, its nose wheel turned.", PLANE),
        ("The 737 waits on the apron in the dark.", PLANE),
        ("An airliner on a wet runway, late in the evening.", PLANE),
        ("Half a dozen ropes run from the quay to a boat near the heron.", HERON),
        ("A dozen eggs in a box.", facts()),
        ("An A-frame house behind tall pines.", facts()),
        ("The Sun sets behind a T-junction, and the Moon rises.", facts()),
        ("A rose for Mr. and Mrs. Novak.", replace(facts(), title="Mr Novak and his wife, Mrs Novak")),
        ("A bride in white, with a bouquet.", replace(facts(), keywords=("family",))),
        ("A man rides a bicycle down the road.", replace(facts(), labels=("cyclist",))),
        ("A musician plays on a street.", replace(facts(), labels=("woman",))),
        ("A man stands at the window.", replace(facts(), labels=("adult",))),
        ("A heron on a May morning in Piran.", HERON),
    ],
)
def test_a_good_caption_passes(caption: str, known: FactsRow) -> None:
    assert errors(caption, known) == set()


@pytest.mark.parametrize(
    ("caption", "known", "rule"),
    [
        ("A 737-900 seen from the left, its nose wheel turned.", PLANE, "contradiction"),
        ("An airliner on a wet runway in the afternoon.", PLANE, "time_conflict"),
        ("An airliner on a wet runway in the morning.", PLANE, "time_conflict"),
        ("A grey heron in Koper on a May morning.", HERON, "ungrounded_name"),
        ("In May, Peter Marsh feeds a heron that Will found.", HERON, "ungrounded_name"),
        ("Two dozen boats lie in the harbour.", HERON, "ungrounded_number"),
        ("Dozens of boats lie in the harbour.", HERON, "ungrounded_number"),
        ("A man stands at the window.", replace(facts(), labels=("woman",)), "contradiction"),
        ("A pilot waits.", replace(facts(), labels=("nurse",)), "contradiction"),
        ("A rose for Mrs. Kranjc.", replace(facts(), title="Mr Novak"), "ungrounded_name"),
    ],
)
def test_a_plain_lie_does_not(caption: str, known: FactsRow, rule: str) -> None:
    assert rule in errors(caption, known)
