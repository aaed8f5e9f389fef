"""`runner cull` uses every option that it is given, or refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.composition import cull
from runner.errors import ConfigError


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "folder=best"], "folder=: report does not use it."),
        (["fit", "stars=4"], "stars=: fit does not use it."),
        (["reopen", "keep=4"], "keep=: reopen does not use it."),
        (["keep=²"], "keep=²: write a number from 1 on."),
    ],
)
def test_what_would_be_ignored_is_refused(tmp_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        cull.command(["travel", *words, f"paths.runs={tmp_path}"])
    assert said in str(refused.value)
