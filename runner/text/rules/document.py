"""The rules as a table for readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.text.rules.rule import Rule, registered


def document(rules: Any) -> str:
    """Markdown: every registered rule with its severity in `rules` (an instance of `Rules`), meaning and example."""
    return "\n".join(("| Rule | Severity | Catches | Example |", "|---|---|---|---|", *_lines(rules))) + "\n"


def _lines(rules: Any) -> Iterator[str]:
    for rule in registered().values():
        options = getattr(rules, rule.name)
        severity = "off" if options is None else options.severity
        yield f"| `{rule.name}` | {severity} | {_cell(rule.meaning)} | {_example(rule)} |"


def _example(rule: Rule) -> str:
    return _cell(rule.example) or "(nothing)"


def _cell(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    escaped = "".join(f"\\{character}" if character in "\\`*_[]|#{}" else character for character in text)
    return escaped.replace("<", "&lt;").replace(">", "&gt;")
