"""`make gpu`, as far as it can be tested without a GPU: flags, refusals, and that a build is not trusted blindly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runner.doctor.asking import Told
from runner.doctor.gpu_build import verdict

ROOT = Path(__file__).parents[2]
BUILT = {"version": "0.3.36", "backends": ["CUDA", "CPU"], "gpus": ["RTX 3060"], "offloads": True, "instructions": []}


def make(*arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": path} if path else {})}
    environment.pop("CMAKE_ARGS", None)
    command = [str(shutil.which("make")), "-C", str(ROOT), *arguments, f"PYTHON={sys.executable}"]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def tools(tmp_path: Path) -> str:
    """A PATH with stand-ins for the compilers of every back end."""
    for name in ("nvcc", "hipcc", "glslc"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("gpu", "flag", "name"), [("cuda", "CUDA", "CUDA"), ("hip", "HIP", "ROCm"), ("vulkan", "VULKAN", "Vulkan")]
)
def test_the_build_is_forced_past_the_cache_and_looked_at(tools: str, gpu: str, flag: str, name: str) -> None:
    said = make("-n", "gpu", f"GPU={gpu}", "CMAKE_ARGS=-DGGML_NATIVE=OFF", path=tools).stdout
    assert f'export CMAKE_ARGS="-DGGML_{flag}=on -DGGML_NATIVE=OFF"' in said
    assert "install --verbose --force-reinstall --no-cache-dir --constraint constraints.txt llama-cpp-python" in said
    assert f"-m runner.doctor.gpu_build {name}" in said


def test_a_compiler_that_is_missing_is_said_before_anything_is_built(tmp_path: Path) -> None:
    ended = make("gpu", path=str(tmp_path))
    assert ended.returncode != 0
    assert "nvcc is missing" in ended.stdout
    assert "Building" not in ended.stdout


def test_an_unknown_back_end_is_said() -> None:
    ended = make("gpu", "GPU=opengl")
    assert ended.returncode != 0
    assert "GPU=cuda, GPU=hip or GPU=vulkan" in ended.stdout


def test_a_build_that_did_not_become_what_it_should_fails() -> None:
    assert verdict(Told({**BUILT, "backends": ["CPU"], "offloads": False}, None), "CUDA")[0] == 1
    assert verdict(Told(None, "libcuda.so.1: cannot open shared object file"), "CUDA")[0] == 1
    code, said = verdict(Told(BUILT, None), "CUDA")
    assert code == 0
    assert "Offload: yes, to RTX 3060" in said
    code, said = verdict(Told({**BUILT, "offloads": False}, None), "CUDA")
    assert code == 0
    assert "finds no usable card" in said


def test_the_build_of_this_machine_is_asked_itself() -> None:
    command = [sys.executable, "-m", "runner.doctor.gpu_build", "NoSuchBackend"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode == 1
    assert "CPU" in ended.stdout
    assert "not for NoSuchBackend" in ended.stdout
