"""A screen reader gets a name for every control on every page, in the language of the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_USED = {
    "push button", "toggle button", "check box", "radio button", "text", "entry", "combo box", "list", "tree",
    "table", "tree table", "page tab", "slider", "spin button", "button menu", "menu", "menu item", "link",
}  # fmt: skip


def read(runs: Path, folder: Path, *words: str) -> list[list[Any]]:
    """What is showing of the program: role, name, description, labels."""
    script = Path(__file__).with_name("read_aloud.py")
    command = ["xvfb-run", "-a", "dbus-run-session", "--", sys.executable, str(script), f"paths.runs={runs}", *words]
    own = {"PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=180, env={**os.environ, **own}, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found: list[list[Any]] = json.loads(next(line for line in ended.stdout.splitlines() if line.startswith("[[")))
    return found


def nameless(tree: list[list[Any]]) -> list[tuple[str, str]]:
    """What can be used and has no name, with what came before it. On Linux a combo box's name is its value."""
    found, before = [], ""
    for role, name, description, labels in tree:
        said = [*labels, description, "" if role == "combo box" else name]
        if role in _USED and not any(each.strip() for each in said):
            found.append((role, before))
        before = name or before
    return found


PAGES = [
    pytest.param((), id="start"),
    pytest.param(("--view", "new"), id="new sets"),
    pytest.param(("set=demo", "--view", "overview"), id="overview"),
    pytest.param(("set=demo", "--view", "grid"), id="grid"),
    pytest.param(("set=demo", "--view", "photo"), id="photo"),
    pytest.param(("set=demo", "--view", "publish"), id="publish"),
    pytest.param(("set=demo", "--view", "picks"), id="picks"),
    pytest.param(("--view", "runs"), id="runs"),
]


@pytest.mark.parametrize("words", PAGES)
def test_everything_that_can_be_used_has_a_name(runs: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    tree = read(runs, tmp_path, *words)
    assert sum(role in _USED for role, *_rest in tree) >= 3
    assert nameless(tree) == []


def test_names_are_in_the_language_of_the_window(runs: Path, tmp_path: Path) -> None:
    tree = read(runs, tmp_path, "set=demo", "--view", "photo", "--language", "de")
    names = {name for _role, name, *_rest in tree}
    assert {"Freigeben", "Ablehnen", "Filter"} <= names
    assert not {"Approve", "Reject", "Caption"} & names
