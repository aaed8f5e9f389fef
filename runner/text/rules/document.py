"""The rules as a table for readers."""

from __future__ import annotations

from collections.abc import Iterator

from runner.text.rules.rule import Rule, RuleOptions, registered


def document(rules: object) -> str:
    """Markdown: every registered rule with its severity in `rules` (an instance of `Rules`), meaning and example."""
    return "\n".join(("| Rule | Severity | Catches | Example |", "|---|---|---|---|", *_lines(rules))) + "\n"


def _lines(rules: object) -> Iterator[str]:
    for rule in registered().values():
        options = getattr(rules, rule.name)
        yield f"| `{rule.name}` | {_severity(options)} | {_cell(rule.meaning)} | {_example(rule)} |"


def _severity(options: RuleOptions | None) -> str:
    if options is None:
        return "off"
    lenient = options.severity == "error" and options.advise_people
    return f"{options.severity}; of people warn" if lenient else options.severity


def _example(rule: Rule) -> str:
    return _cell(rule.example) or "(nothing)"


def _cell(text: str) -> str:
    """The text escaped so that Markdown shows it unchanged."""
    escaped = "".join(f"\\{character}" if character in "\\`*_[]|#{}" else character for character in text)
    return escaped.replace("<", "&lt;").replace(">", "&gt;")
