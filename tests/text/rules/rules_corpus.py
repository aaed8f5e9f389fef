"""Texts that rules must catch, and similar texts that they must not, from tests/text/corpus/RULE.yaml."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

import runner.config  # noqa: F401 - registers a resolver by which configurations name their own folder
from runner.messages import word
from runner.schema import FactsRow
from runner.text.judging.pack import RulePack
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import RULES, check

CORPUS = Path(__file__).parents[1] / "corpus"
CONF = Path(__file__).parents[3] / "conf"

RULES_OF_FORM = """
    action_conflict banned_terms caption_is_alt collapsed colour_keywords control_tokens controlled_keywords
    example_copy file_name_leak fluff foreign_language foreign_script gear_words image_of instructions keyword_count
    keyword_count_advice keyword_duplicates keyword_shape length length_advice markup meta_words preferred_terms
    presence repetition required_terms sentence shell term_case uncertainty unread_language word_salad
""".split()

GOOD = {
    "caption": "A grey heron stands at the edge of a canal in Leiden in winter.",
    "alt_text": "A tall bird with a long neck beside dark water and snow.",
    "keywords": ["grey heron", "canal", "Leiden", "winter", "snow", "water bird"],
}
NOTHING = FactsRow(*(None,) * 6, None, (), (), (), None, None, None, None)
NO_FACTS: dict[str, Any] = {f.name: getattr(NOTHING, f.name) for f in fields(FactsRow)}


@cache
def pack(name: str) -> RulePack:
    with initialize_config_dir(str(CONF), version_base="1.3"):
        composed = compose("config", overrides=["set=demo", f"rules={name}"])
    return TypeAdapter(RulePack).validate_python(OmegaConf.to_container(composed.rules, resolve=True))


@cache
def thesaurus(name: str) -> Thesaurus:
    return Thesaurus(pack(name).vocabulary)


@cache
def corpus(rule: str) -> dict[str, Any]:
    return yaml.safe_load((CORPUS / f"{rule}.yaml").read_text("utf-8"))


def cases(kind: str) -> list[tuple[str, int]]:
    """Pairs (rule, number) of all cases of all rules of form."""
    return [(rule, number) for rule in RULES_OF_FORM for number in range(len(corpus(rule)[kind]))]


def texts(case: dict[str, Any]) -> TextsInContext:
    """The case, completed to a good text. With facts, the writer is a captioner that was told them."""
    given = {**GOOD, **case}
    known = given.pop("facts", None)
    facts = None if known is None else TypeAdapter(FactsRow).validate_python({**NO_FACTS, **_tuples(known)})
    if facts is not None:
        given.setdefault("writer", "facts")
    return TypeAdapter(TextsInContext).validate_python({**_tuples(given), "facts": facts})


def found(rule: str, case: dict[str, Any]) -> list[str]:
    """What the rule says about the case, with the pack and the options in the corpus file."""
    file, case = corpus(rule), dict(case)
    name = case.pop("pack", file.get("pack", "default"))
    options = RULES[rule].options
    configured = getattr(pack(name).rules, rule)
    if "options" in file or configured is None:
        configured = TypeAdapter(options).validate_python(file.get("options", {}))
    rules = type(pack(name).rules)(**{rule: configured})
    return [f"{finding.words} {word(finding.said)}" for finding in check(texts(case), rules, thesaurus(name))]


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
