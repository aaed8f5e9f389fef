from __future__ import annotations

import json
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_gguf
from model_servers import VLLM, llama_server, ollama, serving
from tiny_gguf import TinyVlm

from runner import cli
from runner.composition.catalogue import captioners
from runner.composition.doctor import outlook
from runner.doctor import advice
from runner.doctor.diagnosis import Places, brief
from runner.doctor.speed import measured
from runner.messages import word
from runner.models.llama.memory import Memory
from runner.models.weights.present import vision_models
from runner.store import runfile

KINDS = ("llama_server", "ollama", "lm_studio", "vllm")


def looked(folder: Path, *more: str, **servers: str) -> list[str]:
    places = [f"caption.servers.{kind}={servers.get(kind, 'null')}" for kind in KINDS]
    return ["doctor", f"paths.runs={folder / 'runs'}", f"paths.models={folder / 'models'}", *places, *more]


def found(folder: Path, capsys: pytest.CaptureFixture[str], **servers: str) -> dict[str, list[dict[str, str]]]:
    assert cli.run(looked(folder, "--json", **servers)) == 0
    said: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return said


def test_a_new_machine_is_told_what_would_see_its_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(looked(tmp_path)) == 0
    *lines, blind, step = capsys.readouterr().out.splitlines()
    assert blind.startswith("Nothing here sees the pictures yet: smollm2")
    assert "ollama pull" in step
    topics = [line[3:16].strip() for line in lines if line[:3].strip() and line[:1] != " "]
    assert topics[:5] == ["processor", "memory", "graphics", "llama.cpp", "ONNX Runtime"]
    assert any("→ runner models fetch qwen3vl_2b" in line for line in lines)


def test_servers_that_answer_are_listed_with_what_they_see(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeing = ollama({"qwen2.5vl:7b": ["vision"], "llama3": ["completion"]})
    with serving(seeing) as one, serving(llama_server(False)) as two, serving(VLLM) as three, serving({}) as four:
        said = found(tmp_path, capsys, ollama=one, llama_server=two, vllm=three, lm_studio=four)
    lines = [(check["state"], check["said"], check["mend"]) for check in said["checks"] if check["topic"] == "servers"]
    assert len(lines) == 4
    assert lines[1][:2] == ("good", f"Ollama answers at {one} with a vision model: qwen2.5vl:7b.")
    assert "only model cannot see pictures" in lines[0][1]
    assert "it is not LM Studio" in lines[2][1]
    assert lines[3][2] == "runner set=NAME caption=vllm caption.server.model=Qwen/Qwen3-VL-4B-Instruct"
    assert said["auto"]["name"] == "qwen2.5vl:7b (ollama)"  # type: ignore[call-overload]


def test_models_in_the_folder_are_found_with_their_projectors(
    tiny_vlm: TinyVlm, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, half = tmp_path / "models" / "mine", tmp_path / "models" / "half"
    whole.mkdir(parents=True)
    half.mkdir()
    tiny_gguf.write(whole)
    shutil.copy(tiny_vlm.model, half)
    entries = captioners()
    entry = entries["smolvlm2_256m"]
    (tmp_path / "models" / "smolvlm2_256m").mkdir()
    for path in entry.files:
        (tmp_path / "models" / "smolvlm2_256m" / path).write_bytes(b"GGUF")
    assert [model.name for model in vision_models(entries, tmp_path / "models")] == ["smolvlm2_256m", "mine"]
    said = found(tmp_path, capsys)
    assert [model["name"] for model in said["models"]] == ["smolvlm2_256m", "mine"]
    assert "sees the pictures" in said["summary"][0]


@pytest.mark.parametrize(
    ("memory", "name"),
    [
        (Memory(64, 12), "qwen3vl_8b"),
        (Memory(64, 4), "qwen3vl_4b"),
        (Memory(16, None), "qwen3vl_2b"),
        (Memory(2, None), "smolvlm2_500m"),
        (Memory(1, None), None),
    ],
)
def test_what_is_advised_fits(memory: Memory, name: str | None) -> None:
    assert advice.advised(captioners(), memory) == name


def test_a_time_a_photo_comes_from_runs_of_this_machine_alone(tmp_path: Path) -> None:
    captioning = {"models": ["qwen3vl_2b"], "ms": 84_000.0, "captions": 10, "completion_tokens": 700}
    for name, host, figures in (
        ("20260101-000000-aaaa", socket.gethostname(), captioning),
        ("20260102-000000-aaaa", "elsewhere", {**captioning, "ms": 1.0}),
        (
            "20260103-000000-aaaa",
            socket.gethostname(),
            {**captioning, "models": ["composer"], "completion_tokens": None},
        ),
    ):
        run = tmp_path / "birds" / name
        run.mkdir(parents=True)
        file = runfile.begin(run, "birds", "prepare", "runner set=birds")
        runfile.write(run, replace(file, host=host, summary={"captioning": figures}))
    times = measured(tmp_path)
    assert [(name, each.seconds, each.run) for name, each in times.items()] == [
        ("qwen3vl_2b", 8.4, "20260101-000000-aaaa")
    ]


def test_the_two_lines_for_others_load_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runner.doctor.surroundings.ask", None)  # nothing may be asked of another process
    blind, step = brief(Places(tmp_path, tmp_path, captioners(), {}))
    assert word(blind).startswith("Nothing here sees")
    assert word(blind, "de").startswith("Noch sieht hier nichts")
    assert "runner doctor" in word(step)


def test_the_two_lines_are_a_command_and_stand_below_an_error_about_a_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(looked(tmp_path, "--brief")) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    here = [f"paths.{name}={tmp_path / name}" for name in ("runs", "photos")]
    assert cli.run(["set=demo", "caption=vision_gguf", "caption.model=/no.gguf", "caption.mmproj=/no.gguf", *here]) == 3
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "The model file /no.gguf does not exist."
    assert said[-2:] == [*map(word, outlook())]


@pytest.mark.parametrize("words", [["--verbose"], ["set=demo"], ["caption.servers.olama=http://x"]])
def test_wrong_arguments_are_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["doctor", *words]) == 2
    assert words[0].partition("=")[0].removeprefix("caption.servers.") in capsys.readouterr().err
