"""Texts with placeholders, filled in for each photo: `{subject} at {location}, {date}`."""

from __future__ import annotations

import difflib
import string
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import PurePath
from typing import Any

from runner.review.language import translate
from runner.schema import FactsRow
from runner.text.naming import values
from runner.text.prompting.phrasing import MONTHS

DATE = "date"
_MONTHS = {
    "en": MONTHS,
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"),
}  # fmt: skip
_NOTHING = FactsRow(*(None,) * 6, None, (), (), (), None, None, None, None)


@cache
def placeholders() -> tuple[str, ...]:
    """The names that a template may have in braces: those for file names, and the date in words."""
    return (*values(_NOTHING), DATE)


def problem(template: str) -> str | None:
    """What is wrong with a template, as a sentence; None if it can be filled in."""
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError:
        return translate("templates", "A brace is not closed: placeholders look like {subject}.")
    for _, name, form, conversion in pieces:
        if name is not None and name not in placeholders():
            return _unknown(name)
        if form or conversion:
            return translate("templates", "{} takes no format here.").format(f"{{{name}}}")
    return None


def known(row: Mapping[str, Any], facts: FactsRow | None) -> dict[str, str]:
    """The values of the placeholders for one photo; placeholders without a known value are left out.

    `row` is the effective review row: a person's subject and location come before the run's facts.
    """
    facts = facts or _NOTHING
    stem = PurePath(row["source_path"]).stem
    found = values(facts, stem) | {name: row[name] for name in ("subject", "location")}
    found[DATE] = date_in_words(facts.captured_at, facts.language) if facts.captured_at else None
    return {name: value for name, value in found.items() if value}


def lacking(template: str, values: Mapping[str, str]) -> str | None:
    """The first placeholder of a template without a value; None if the template can be filled in completely."""
    return next((name for _, name, _, _ in string.Formatter().parse(template) if name and name not in values), None)


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template filled in, on one line; a placeholder at its beginning gets a capital letter."""
    text = " ".join(template.format_map(values).split())
    return f"{text[:1].upper()}{text[1:]}" if template.lstrip().startswith("{") else text


def date_in_words(when: datetime, language: str) -> str:
    """A day as texts in this language (a BCP 47 tag) write it: 5 July 2024; ISO 8601 if the language is not known."""
    short = language.partition("-")[0]
    if short not in _MONTHS:
        return when.date().isoformat()
    dot = "." if short == "de" else ""
    return f"{when.day}{dot} {_MONTHS[short][when.month - 1]} {when.year}"


def _unknown(name: str) -> str:
    close = difflib.get_close_matches(name, placeholders(), n=1, cutoff=0.5)
    if close:
        return translate("templates", "There is no {}. Did you mean {}?").format(f"{{{name}}}", f"{{{close[0]}}}")
    every = ", ".join(f"{{{each}}}" for each in placeholders())
    return translate("templates", "There is no {}. There are {}.").format(f"{{{name}}}", every)
