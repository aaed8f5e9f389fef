"""Graphics cards, and whether llama.cpp and ONNX Runtime really use them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from runner.doctor.asking import Told
from runner.doctor.check import Check
from runner.messages import say

DEVICES = Path("/sys/bus/pci/devices")
"""Where Linux lists the PCI devices."""

BUILDS = {
    "NVIDIA": ("make gpu", "CUDA"),
    "AMD": ("make gpu GPU=hip", "HIP"),
    "Intel": ("make gpu GPU=vulkan", "VULKAN"),
}
"""By a card's maker, the command that builds llama.cpp for it in a checkout, and CMake's name for the backend.

Intel's cards are mostly part of the processor, and not much faster.
"""

_MAKERS = {"0x10de": "NVIDIA", "0x1002": "AMD", "0x8086": "Intel"}
_DISPLAY = "0x03"  # PCI class of display controllers


class Card(NamedTuple):
    """A graphics card of NVIDIA, as described by its driver."""

    name: str
    gigabytes: float  # 10⁹ bytes
    driver: str  # its version


def nvidia_cards() -> list[Card]:
    """The cards that nvidia-smi lists; empty without it."""
    if not (tool := shutil.which("nvidia-smi")):
        return []
    asked = [tool, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [[cell.strip() for cell in line.split(",")] for line in said.splitlines()]
    return [Card(row[0], int(row[1]) * 2**20 / 1e9, row[2]) for row in rows if len(row) == 3 and row[1].isdigit()]


def makers(devices: Path = DEVICES) -> list[str]:
    """The makers of the graphics cards in the machine, with or without a driver: NVIDIA, AMD, Intel."""
    found = [_MAKERS.get(_read(each / "vendor")) for each in devices.glob("*") if _is_display(each)]
    return [name for name in _MAKERS.values() if name in found]


def card_checks(cards: Sequence[Card], plugged: Sequence[str]) -> Check:
    """The check of the cards themselves."""
    if cards:
        names = [f"{card.name}, {card.gigabytes:.0f} GB" for card in cards]
        return Check("graphics", "good", say("doctor.cards", cards=names, driver=cards[0].driver))
    if "NVIDIA" in plugged:
        return Check("graphics", "gap", say("doctor.no_driver"), "ubuntu-drivers install, or apt install nvidia-driver")
    if plugged:
        return Check("graphics", "note", say("doctor.other_card", makers=[*plugged]))
    return Check("graphics", "note", say("doctor.no_card"))


def llama_check(told: Told, plugged: Sequence[str]) -> Check:
    """The check of llama.cpp: whether layers of a model run on a GPU."""
    if told.facts is None:
        said = say("doctor.llama_broken", reason=told.error or "")
        return Check("llama", "gap", said, rebuild("make llama"))
    version, built = told.facts["version"], [each for each in told.facts["backends"] if each != "CPU"]
    if told.facts["offloads"]:
        return Check("llama", "good", say("doctor.offload", version=version, gpus=told.facts["gpus"] or built))
    if built:
        return Check("llama", "gap", say("doctor.offload_unused", version=version, backends=built))
    if not plugged:
        return Check("llama", "note", say("doctor.no_offload", version=version))
    said = say("doctor.offload_missing", version=version, maker=plugged[0])
    return Check("llama", "note" if plugged[0] == "Intel" else "gap", said, rebuild(*BUILDS[plugged[0]]))


def rebuild(target: str, backend: str | None = None) -> str:
    """The command that compiles llama.cpp again: with make in a checkout, otherwise with pip and without its cache."""
    if (Path(__file__).parents[2] / "Makefile").is_file():
        return target
    flags = f"CMAKE_ARGS=-DGGML_{backend}=on " if backend else ""
    return f"{flags}python -m pip install --force-reinstall --no-cache-dir --no-deps llama-cpp-python"


def onnxruntime_check(told: Told, cards: Sequence[Card]) -> Check:
    """The check of ONNX Runtime: what the classifier and the detectors really run on."""
    if told.facts is None:
        return Check("onnxruntime", "gap", say("doctor.onnx_broken", reason=told.error or ""))
    version, cuda = told.facts["version"], str(told.facts["cuda"])
    if told.facts["provider"] == "CUDAExecutionProvider":
        return Check("onnxruntime", "good", say("doctor.onnx_cuda", version=version, cuda=cuda))
    if not cards:
        return Check("onnxruntime", "good", say("doctor.onnx_cpu", version=version, cuda=cuda))
    said = say("doctor.onnx_no_cuda", version=version, cuda=cuda, reason=told.facts["why"] or "")
    return Check("onnxruntime", "gap", said, "python -m pip install 'onnxruntime-gpu[cuda,cudnn]'")


def _is_display(device: Path) -> bool:
    return _read(device / "class").startswith(_DISPLAY)


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
