"""Ctrl-C while modules are imported, a configuration is composed or a table is checked: exit code 130 and a message."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

_INTERRUPTING = """
import os, signal, sys

class AtImport:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["INTERRUPT_AT"]:
            os.environ["INTERRUPT_AT"] = ""
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, AtImport())
"""
"""A start-up file of Python that presses Ctrl-C when a module is imported: it is the same moment on every machine."""

SHOWN = ("set=demo", "caption=composer", "--cfg", "job")
SWEEP = ("-m", "set=demo", "caption=composer", "repair=off,default")
CHECK = ("check", "a.csv")


@pytest.mark.parametrize(
    ("command", "module"),
    [
        (SHOWN, "runner.cli"),
        (SHOWN, "runner.errors"),
        (SHOWN, "logging"),
        (SHOWN, "hydra"),
        (SHOWN, "omegaconf"),
        (SHOWN, "pydantic"),
        (SHOWN, "polars"),
        (SHOWN, "runner.composition.sources"),
        (SHOWN, "runner.stages.caption"),
        (SWEEP, "runner.composition.variants"),
        (SWEEP, "runner.composition.sweep"),
        (CHECK, "fastexcel"),
        (CHECK, "runner.text.judging.judge"),
        (("identify", "set=demo", "--cfg", "job"), "runner.reports.identify"),
        (("rows", "demo"), "runner.review.session"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each[:2]),
)
def test_an_interruption_is_exit_130_and_a_sentence(tmp_path: Path, command: Sequence[str], module: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(_INTERRUPTING)
    (tmp_path / "a.csv").write_text("caption\nA heron stands by a canal in Leiden.\n")
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), root]), "INTERRUPT_AT": module}
    ended = subprocess.run(
        [sys.executable, "-m", "runner", *command], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 130, ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("Interrupted.")
    assert "Traceback" not in ended.stderr
    assert "wrong:" not in ended.stderr
