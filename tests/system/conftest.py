from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import program
import pytest

RUNNER = Path(sys.executable).parent / "runner"


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., list[str]]:
    """The command line of a run whose photos and runs are below tmp_path."""

    def make(*arguments: str) -> list[str]:
        return [str(RUNNER), *arguments, f"paths.runs={tmp_path / 'runs'}", f"paths.photos={tmp_path / 'photos'}"]

    return make


@pytest.fixture
def runner(command: Callable[..., list[str]], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Start the real program and wait for its end."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "COLUMNS": "120"}
        return program.run(command(*arguments)[1:], tmp_path, env=environment)

    return run
