"""The rules. A new file here is found by itself; an entry in `conf/rules` switches its rule on.

`Rules` has one optional field a rule, so that a configuration is checked for misspelled rules and options.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import field, make_dataclass
from typing import Any

from runner.schema import Finding, Options
from runner.text.reading import Reading, Texts
from runner.text.rules.rule import Rule, registered
from runner.text.thesaurus import Thesaurus

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

RULES: Mapping[str, Rule] = registered()
"""Every rule, by name, in alphabetical order."""

Rules: type[Any] = make_dataclass(
    "Rules",
    [(name, rule.options | None, field(default=None)) for name, rule in RULES.items()],
    bases=(Options,),
    frozen=True,
    namespace={"__module__": __name__, "__doc__": "Options by rule; a rule without any does not run."},
)


def check(texts: Texts, rules: Any, thesaurus: Thesaurus) -> tuple[Finding, ...]:
    """Everything that `rules` (an instance of `Rules`) find in the texts, by rule in alphabetical order."""
    return tuple(_findings(Reading(texts, thesaurus), rules))


def _findings(reading: Reading, rules: Any) -> Iterator[Finding]:
    for name, rule in RULES.items():
        options = getattr(rules, name)
        if options is not None:
            for hit in dict.fromkeys(rule.find(reading, options)):
                yield Finding(name, hit.field, options.severity, hit.words, hit.message)
