"""Texts as people write them for agencies, albums and museums: the packs must not complain about them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from rules_corpus import pack, thesaurus

from runner.text.language.reading import FIELDS, Field, TextsInContext
from runner.text.rules import check

GOOD = Path(__file__).parents[1] / "good_texts.csv"
PACKS = ("default", "aviation", "wildlife", "travel", "studio")
MOST = 0.02


@cache
def rows() -> list[dict[str, str]]:
    with GOOD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))


def texts(row: dict[str, str], fields: tuple[Field, ...] = FIELDS) -> TextsInContext:
    keywords = tuple(word.strip() for word in row["keywords"].split(","))
    return TextsInContext(
        caption=row["caption"] if "caption" in fields else None,
        alt_text=row["alt_text"] if "alt_text" in fields else None,
        keywords=keywords if "keywords" in fields else (),
        subject=row["subject"] or None,
        location=row["location"] or None,
        fields=fields,
    )


def errors(name: str, fields: tuple[Field, ...] = FIELDS) -> list[str]:
    """One line a row with an error."""
    found = [check(texts(row, fields), pack(name).rules, thesaurus(name)) for row in rows()]
    broken = [[finding for finding in each if finding.severity == "error"] for each in found]
    return [f"{row['caption']} {each}" for row, each in zip(rows(), broken, strict=True) if each]


def test_there_are_enough_of_them() -> None:
    assert len({row["caption"] for row in rows()}) >= 150


@pytest.mark.parametrize("name", PACKS)
def test_packs_are_quiet_about_good_texts(name: str) -> None:
    found = errors(name)
    assert len(found) <= MOST * len(rows()), "\n".join(found)


@pytest.mark.parametrize("field", FIELDS)
def test_the_default_pack_is_quiet_about_good_texts_of_one_field(field: Field) -> None:
    found = errors("default", (field,))
    assert len(found) <= 5 * MOST * len(rows()) / 2, "\n".join(found)


def test_the_same_texts_with_praise_and_doubt_are_all_caught() -> None:
    for row in rows():
        spoilt = row | {"caption": f"Possibly a stunning moment: {row['caption']}"}
        rules = {finding.rule for finding in check(texts(spoilt), pack("default").rules, thesaurus("default"))}
        assert {"uncertainty", "fluff"} <= rules
