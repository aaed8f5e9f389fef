"""Waiting threads of llama.cpp do not spin for long, whichever of our modules loads it first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["runner.models.llama.model", "runner.models.llama.build", "runner.models.llama.tokens"]
)
def test_openmp_is_loaded_with_few_spins(module: str) -> None:
    assert _displayed(module, {}) == 1000


def test_who_sets_it_is_heeded() -> None:
    assert _displayed("runner.models.llama.model", {"GOMP_SPINCOUNT": "7"}) == 7


def _displayed(module: str, told: dict[str, str]) -> int:
    """GOMP_SPINCOUNT as libgomp says it has read it."""
    environment = {name: value for name, value in os.environ.items() if name != "GOMP_SPINCOUNT"}
    said = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env={**environment, **told, "OMP_DISPLAY_ENV": "VERBOSE"}, capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    line = next((line for line in said.splitlines() if "GOMP_SPINCOUNT" in line), None)
    if line is None:
        pytest.skip("llama.cpp was built without libgomp")
    return int(line.split("'")[1])
