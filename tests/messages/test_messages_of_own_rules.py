"""A rule in a user's file is found and worded in both languages, although nothing in this project knows it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from runner.messages import table, word
from runner.messages.wording import term
from runner.schema import Finding
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import check, options_by_rule
from runner.text.rules.rule import REGISTRY, registered

OWN = '''
"""Texts that shout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import PROSE, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ShoutingOptions(RuleOptions):
    """How long a word in capitals may be."""

    longest: int = 4


@rule(
    ShoutingOptions,
    example="A HERON STANDS at the canal.",
    messages={
        "found": {"en": "'{words}' is shouted", "de": "„{words}“ ist geschrien"},
        "often": {
            "en": {"one": "{count} shouted word", "other": "{count} shouted words"},
            "de": {"one": "{count} geschrienes Wort", "other": "{count} geschriene Wörter"},
        },
        "name": {"de": "Geschrei"},
        "meaning": {"de": "Ein Wort in Großbuchstaben."},
    },
)
def shouting(reading: Reading, options: ShoutingOptions) -> Iterator[Hit]:
    """A word in capitals."""
    for passage in reading.passages(PROSE):
        loud = [token.text for token in passage.tokens if token.text.isupper() and len(token.text) > options.longest]
        for each in loud:
            yield Hit(passage.field, (each,), say("shouting.found", words=each))
        if loud:
            yield Hit(passage.field, (), say("shouting.often", count=len(loud)), advice=True)


@rule(RuleOptions, example="A heron?")
def asking(reading: Reading, options: RuleOptions) -> Iterator[Hit]:
    """A text that asks."""
    for passage in reading.passages(PROSE):
        if "?" in passage.text:
            yield Hit(passage.field, ("?",), "This is a question.")
'''


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The rules of a user's file, as long as a test runs."""
    monkeypatch.setattr(REGISTRY, "_known", dict(REGISTRY._known))
    monkeypatch.setattr(REGISTRY, "_modules", dict(REGISTRY._modules))
    monkeypatch.setattr(table, "_added", dict(table._added))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "own_shouting.py").write_text(OWN)
    module = importlib.import_module("own_shouting")
    del sys.modules["own_shouting"]
    return module


def found(own: ModuleType, caption: str) -> list[Finding]:
    made = options_by_rule(registered())(shouting=own.ShoutingOptions(), asking=own.RuleOptions())
    return [*check(TextsInContext(caption, writer="person"), made, Thesaurus({}))]


def test_a_rule_of_a_users_file_speaks_both_languages(own: ModuleType) -> None:
    first, advice = found(own, "A HERON stands at the canal.")
    assert (first.rule, first.severity, first.message_id) == ("shouting", "error", "shouting.found")
    assert word(first.said) == "'HERON' is shouted"
    assert word(first.said, "de") == "„HERON“ ist geschrien"
    assert (advice.severity, word(advice.said, "de")) == ("warn", "1 geschrienes Wort")
    assert (term("rule", "shouting"), term("rule", "shouting", "de")) == ("shouting", "Geschrei")
    assert term("meaning", "shouting") == registered()["shouting"].meaning == "A word in capitals."
    assert term("meaning", "shouting", "de") == "Ein Wort in Großbuchstaben."


def test_a_rule_without_messages_says_its_sentence_in_every_language(own: ModuleType) -> None:
    (asked,) = found(own, "A heron?")
    assert (word(asked.said), word(asked.said, "de")) == ("This is a question.",) * 2
    assert (term("rule", "asking", "de"), term("meaning", "asking", "de")) == ("asking", "A text that asks.")


def test_the_projects_own_wording_comes_first(own: ModuleType) -> None:
    table.add({"fluff.praise": {"en": "overwritten", "de": "überschrieben"}})
    assert term("rule", "fluff") == "fluff"
    assert table.known("fluff.praise") == table.table()["fluff.praise"]
