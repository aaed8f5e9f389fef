"""Each check, with facts of machines other than this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.doctor import graphics, machine
from runner.doctor.asking import Told, ask
from runner.doctor.check import Check
from runner.doctor.graphics import Card
from runner.messages import word
from runner.models.llama.memory import Memory

BUILT = {
    "version": "0.3.36",
    "backends": ["CPU"],
    "gpus": [],
    "offloads": False,
    "instructions": ["AVX2", "FMA", "F16C"],
}
CARD = Card("NVIDIA GeForce RTX 3060", 12.9, "580.65")


def cpuinfo(flags: str) -> str:
    return f"processor\t: 0\nmodel name\t: A Processor\nflags\t\t: {flags}\n"


@pytest.mark.parametrize(
    ("flags", "state", "says", "mend"),
    [
        ("fma avx avx2 f16c", "good", "uses all of it", None),
        ("sse2 avx", "note", "without AVX2", None),
        ("fma avx avx2 f16c avx512f", "gap", "It has AVX512, which this build", "make llama"),
        ("", "good", "A Processor", None),  # another architecture: nothing is known against it
    ],
)
def test_a_processor_and_the_build_for_it(flags: str, state: str, says: str, mend: str | None) -> None:
    check = machine.processor(BUILT, cpuinfo(flags))
    assert (check.state, check.mend) == (state, mend)
    assert says in word(check.said)


def test_a_machine_that_is_too_small_for_any_model_is_told_so() -> None:
    check = machine.memory(Memory(1.0, None), 0.5, None)
    assert check.state == "gap"
    assert "too little" in word(check.said)


def test_a_disk_is_found_though_its_folder_does_not_exist_yet(tmp_path: Path) -> None:
    (check,) = machine.disks({"paths.runs": tmp_path / "not" / "yet"})
    assert check.topic == "disk"
    assert str(tmp_path / "not" / "yet") in word(check.said)


@pytest.mark.parametrize(
    ("facts", "plugged", "state", "says", "mend"),
    [
        ({**BUILT, "offloads": True, "gpus": ["RTX 3060"]}, ["NVIDIA"], "good", "Offload: yes, to RTX 3060", None),
        (BUILT, ["NVIDIA"], "gap", "Offload: no; your NVIDIA card is not used", "make gpu"),
        (BUILT, ["AMD"], "gap", "Offload: no; your AMD card", "make gpu GPU=hip"),
        (BUILT, ["Intel"], "note", "Offload: no; your Intel card", "make gpu GPU=vulkan"),
        (BUILT, [], "note", "Offload: no; there is no card", None),
        ({**BUILT, "backends": ["CUDA", "CPU"]}, ["NVIDIA"], "gap", "built for CUDA. Offload: no", None),
    ],
)
def test_offload_is_what_the_build_really_does(
    facts: dict[str, object], plugged: list[str], state: str, says: str, mend: str | None
) -> None:
    check = graphics.llama_check(Told(facts, None), plugged)
    assert (check.state, check.mend) == (state, mend)
    assert says in word(check.said)


def test_onnxruntime_that_falls_back_to_the_processor_is_a_gap_only_where_there_is_a_card() -> None:
    facts = {"version": "1.31.1", "cuda": "13.0", "provider": "CPUExecutionProvider", "why": "libcublasLt.so.13: no."}
    assert graphics.onnxruntime_check(Told(facts, None), []).state == "good"
    check = graphics.onnxruntime_check(Told(facts, None), [CARD])
    assert (check.state, check.mend) == ("gap", "python -m pip install 'onnxruntime-gpu[cuda,cudnn]'")
    assert "CUDA 13.0. libcublasLt.so.13" in word(check.said)
    on_card = {**facts, "provider": "CUDAExecutionProvider"}
    assert graphics.onnxruntime_check(Told(on_card, None), [CARD]).state == "good"


def test_cards_by_their_driver_and_by_what_is_plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 'NVIDIA GeForce RTX 3060, 12288, 580.65'\necho 'broken line'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert [(card.name, round(card.gigabytes, 1), card.driver) for card in graphics.nvidia_cards()] == [
        ("NVIDIA GeForce RTX 3060", 12.9, "580.65")
    ]
    for name, vendor, kind in (("a", "0x10de", "0x030000"), ("b", "0x8086", "0x030000"), ("c", "0x1002", "0x020000")):
        (tmp_path / "pci" / name).mkdir(parents=True)
        (tmp_path / "pci" / name / "vendor").write_text(f"{vendor}\n")
        (tmp_path / "pci" / name / "class").write_text(f"{kind}\n")
    assert graphics.makers(tmp_path / "pci") == ["NVIDIA", "Intel"]
    assert graphics.card_checks([], ["NVIDIA"]).state == "gap"
    assert graphics.card_checks([CARD], ["NVIDIA"]).state == "good"
    assert graphics.card_checks([], []).state == "note"


def test_a_library_that_ends_its_process_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "illegal.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n")
    (tmp_path / "lacking.py").write_text("raise ImportError('libcuda.so.1: cannot open shared object file')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert ask("illegal") == Told(None, "ended by SIGILL")
    broken = ask("lacking")
    check = graphics.llama_check(broken, ["NVIDIA"])
    assert check.state == "gap"
    assert "libcuda.so.1: cannot open shared object file" in word(check.said)


def test_what_the_installed_llama_cpp_says_of_itself() -> None:
    told = ask("runner.doctor.child", "llama")
    assert told.facts is not None, told.error
    assert "CPU" in told.facts["backends"]
    check = graphics.llama_check(told, [])
    assert isinstance(check, Check)
    assert ("Offload: yes" in word(check.said)) == told.facts["offloads"]
