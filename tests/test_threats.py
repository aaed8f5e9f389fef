"""The threat model names tests, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
THREATS = (ROOT / "docs/threats.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", THREATS)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_every_test_that_it_names_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    found = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert name in found if name else found


def test_every_threat_names_one() -> None:
    rows = [line for line in THREATS.splitlines() if re.match(r"\| (?!what |---)", line)]
    assert len(rows) > 30
    assert [row for row in rows if "`tests/" not in row and "the same" not in row] == []


def test_the_readme_leads_there() -> None:
    assert "docs/threats.md" in (ROOT / "README.md").read_text("utf-8")
