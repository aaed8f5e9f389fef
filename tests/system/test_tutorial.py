"""The tutorial as a reader follows it: each command runs, and its output contains what the tutorial shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"


def commands() -> Iterator[tuple[str, list[str]]]:
    """The commands of the page, each with the lines that stand below it."""
    for block in re.findall(r"```console\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL):
        for each in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            first, *below = each.strip().splitlines()
            yield first, below


def test_the_reader_gets_what_the_page_says(tmp_path: Path) -> None:
    around = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "120"}
    told = list(commands())
    assert len(told) >= 10
    for command, below in told:
        ended = subprocess.run(
            command, shell=True, cwd=tmp_path, env=around, capture_output=True, text=True, check=False, timeout=240
        )
        assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
        for line in below:
            assert line in ended.stdout + ended.stderr, f"{command}\n{ended.stdout}{ended.stderr}"
    assert any((tmp_path / "published").iterdir())
