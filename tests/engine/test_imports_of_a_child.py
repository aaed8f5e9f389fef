"""A run starts a few child processes; the imports of each delay the whole run."""

from __future__ import annotations

import subprocess
import sys

from runner.stages import kinds


def test_no_child_imports_what_only_the_driver_needs() -> None:
    modules = sorted({stage.run.__module__ for stage in kinds().values() if stage.place != "driver"})
    assert {"runner.stages.intake", "runner.stages.caption", "runner.stages.repair"} <= set(modules)
    code = f"import sys, runner.engine.executors.worker, {', '.join(modules)}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"polars", "hydra", "omegaconf", "jinja2", "sqlite3"} & set(ended.stdout.split())
