"""Completion of command lines: what is offered where, and that a shell offers it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runner.cli import run
from runner.composition.completion import candidates

RUNNER = Path(sys.executable).parent / "runner"
COMMANDS = ("check", "decide", "models", "runs")


@pytest.mark.parametrize(
    ("line", "offered", "not_offered"),
    [
        ("runner ", {"check", "decide", "set=", "--help", "-m"}, {"caption.model="}),
        ("runner de", {"decide", "detector="}, {"check"}),
        ("runner set=", {"set=aviation", "set=demo"}, {"check"}),
        ("runner set=demo cap", {"caption="}, {"set="}),
        ("runner set=demo caption=comp", {"caption=composer"}, {"caption=smollm2"}),
        ("runner caption@second=qwen3", {"caption@second=qwen3vl_2b"}, set()),
        ("runner set=demo caption=qwen3vl_2b caption.", {"caption.model=", "caption.top_k=", "caption.limits."}, set()),
        ("runner set=demo caption=vision_gguf caption.limits.", {"caption.limits.keywords="}, set()),
        ("runner set=aviation set.", {"set.source=", "set.names="}, {"set.defaults="}),
        ("runner set=demo paths.", {"paths.runs="}, set()),
        ("runner models ", {"list", "fetch"}, {"set="}),
        ("runner models fetch qwen3", {"qwen3vl_2b"}, set()),
        ("runner completion ", {"bash", "zsh", "fish"}, set()),
        ("runner decide ", {"birds"}, set()),
        ("reviewer set=", {"set=birds"}, {"set=aviation"}),
        ("runner nothing.of.this.kind", set(), set()),
    ],
)  # fmt: skip
def test_what_can_stand_there_is_offered(line: str, offered: set[str], not_offered: set[str], tmp_path: Path) -> None:
    (tmp_path / "birds" / "latest").mkdir(parents=True)
    found = set(candidates(line, COMMANDS, tmp_path))
    assert offered <= found
    assert not not_offered & found
    assert all(each.startswith(line.rpartition(" ")[2]) for each in found)


@pytest.mark.parametrize(("line", "offered"), [("runner set=av", "aviation"), ("runner unp", "unpublish")])
def test_bash_offers_it(line: str, offered: str, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    pressed = f"COMP_LINE='{line}'; COMP_POINT={len(line)}; _photo_runner; echo ${{COMPREPLY[@]}}"
    script = f"PATH={RUNNER.parent}:$PATH; source <(runner completion bash); {pressed}"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ended.stdout.split() == [offered]


def test_another_shell_is_answered_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "bash | zsh | fish" in capsys.readouterr().err
