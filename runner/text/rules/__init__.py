"""The rules. A new file in this package is found automatically; an entry in `conf/rules` switches its rule on.

`Rules` has one optional field per rule, so that a configuration is checked for misspelled rules and options.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, make_dataclass
from functools import cache
from typing import Any

from runner import plugins
from runner.schema import Finding, Options
from runner.text.language.reading import Reading, TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules.rule import REGISTRY, Rule, RuleOptions, registered

RULES: Mapping[str, Rule]
"""Every rule, by name, in alphabetical order."""

Rules: type[object]
"""A dataclass with the options of each rule; a rule without options does not run."""


def __getattr__(name: str) -> object:
    """Build both when they are first used: plug-ins import from this package while they register their rules."""
    if name == "RULES":
        return _rules()
    if name == "Rules":
        return _options()
    raise AttributeError(name)


@cache
def _rules() -> Mapping[str, Rule]:
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    plugins.problems()
    return registered()


@cache
def _options() -> type[object]:
    return options_by_rule(_rules())


def options_by_rule(rules: Mapping[str, Rule]) -> type[object]:
    """A dataclass with one optional field per rule: its options. A rule without options does not run."""
    return make_dataclass(
        "Rules",
        [(name, rule.options | None, field(default=None)) for name, rule in rules.items()],
        bases=(Options,),
        frozen=True,
        namespace={"__module__": __name__, "__doc__": "Options by rule; a rule without any does not run."},
    )


def check(texts: TextsInContext, rules: object, thesaurus: Thesaurus) -> tuple[Finding, ...]:
    """All findings of `rules` (an instance of `Rules`) about the texts, by rule in alphabetical order.

    Of several findings about the same words of a field only the most telling one is kept.
    """
    found = tuple(_findings(Reading(texts, thesaurus), rules))
    said = _said(found)
    return tuple(finding for finding in found if not _said_better(finding, said))


def _findings(reading: Reading, rules: object) -> Iterator[Finding]:
    person = reading.texts.writer == "person"
    for rule, options in _running(rules, reading.language):
        for hit in dict.fromkeys(rule.find(reading, options)):
            lenient = person and hit.field in options.advise_people
            severity = "warn" if hit.advice or lenient else options.severity
            yield Finding.of(rule.name, hit.field, severity, hit.words, hit.message)


def _running(rules: Any, language: str) -> tuple[tuple[Rule, Any], ...]:
    """The rules that are switched on, without those whose word lists are in another language."""
    known = _choices.get((id(rules), language))
    if known is None or known[0] is not rules:
        chosen = ((rule, getattr(rules, name, None)) for name, rule in registered().items())
        running = tuple((rule, options) for rule, options in chosen if options and _understands(options, language))
        known = _choices[id(rules), language] = rules, running
    return known[1]


# Keyed by identity, because the mappings in options are not hashable. A run has one or two.
_choices: dict[tuple[int, str], tuple[object, tuple[tuple[Rule, object], ...]]] = {}


def _understands(options: RuleOptions, language: str) -> bool:
    return options.language in (None, language)


def _said_better(finding: Finding, said: Mapping[tuple[str, str, str], frozenset[str]]) -> bool:
    """Whether the rules that this one yields to report all of its words, at least as severely."""
    severities = ("error", "warn") if finding.severity == "warn" else ("error",)
    places = ((rule, finding.field, each) for rule in REGISTRY[finding.rule].yields_to for each in severities)
    better = [said[place] for place in places if place in said]
    return bool(better) and all(any(word in words for words in better) for word in _words(finding))


def _said(found: Sequence[Finding]) -> dict[tuple[str, str, str], frozenset[str]]:
    """The words of all findings by rule, field and severity, for fast look-up: a text of 10,000 words has as many."""
    words: dict[tuple[str, str, str], set[str]] = {}
    for finding in found:
        words.setdefault((finding.rule, finding.field, finding.severity), set()).update(_words(finding))
    return {place: frozenset(each) for place, each in words.items()}


def _words(finding: Finding) -> Iterator[str]:
    return (word for each in finding.words for word in each.casefold().split())
