"""`caption=auto` in real runs, with a local server that stands in for Ollama."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
import tiny_gguf
import yaml
from model_servers import LM_STUDIO, ollama, serving

from runner import cli

Runner = Callable[..., subprocess.CompletedProcess[str]]
SEEING = ollama({"llava:7b": ["completion", "vision"]})
KINDS = ("llama_server", "ollama", "lm_studio", "vllm")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder, noise = tmp_path / "harbour", np.random.default_rng(5)
    folder.mkdir()
    for number in range(2):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        pyvips.Image.new_from_array(pixels).jpegsave(str(folder / f"{number}.jpg"), Q=80)
    return folder


@pytest.fixture
def arguments(photos: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """A set of these photos; servers are looked for where a test says, and nowhere else."""

    def make(**servers: str) -> list[str]:
        places = [f"caption.servers.{kind}={servers.get(kind, 'null')}" for kind in KINDS]
        models = f"paths.models={tmp_path / 'models'}"
        return ["set=travel", f"set.source={photos}", "set.subject=Old harbour", "rules=default", models, *places]

    return make


def saved(tmp_path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """run.json and the configuration of the newest run."""
    run = tmp_path / "runs/travel/latest"
    return json.loads((run / "run.json").read_text()), yaml.safe_load((run / ".hydra/config.yaml").read_text())


def test_a_server_that_sees_is_found_and_kept(
    runner: Runner, tmp_path: Path, arguments: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(SEEING) as address:
        first = runner(*arguments(ollama=address))
        assert first.returncode == 0, first.stderr
        assert "caption=auto chooses llava:7b (ollama)" in first.stdout
        assert f"Texts: llava:7b (ollama, {address}), which saw the pictures of all 2 photos." in first.stdout
        file, config = saved(tmp_path)
        assert (config["caption"]["backend"], config["caption"]["server"]["model"]) == ("openai_http", "llava:7b")
        assert "servers" not in config["caption"]
        assert file["captioner"]["options"][0] == "caption=ollama"
        assert file["graph"] == "witnesses", "what sees brings its witnesses, as by hand"
        assert [each["name"] for each in file["captioner"]["considered"]][:1] == ["llava:7b (ollama)"]
        assert cli.run(["runs", "show", "travel", "--runs", str(tmp_path / "runs")]) == 0
        assert "  usable: llava:7b (ollama), the server at http" in capsys.readouterr().out
        by_hand = ["caption=ollama", "caption.server.model=llava:7b", f"caption.server.url={address}"]
        plain = [each for each in arguments() if not each.startswith("caption.")]
        second = runner(*plain, *by_hand)
        assert second.returncode == 0, second.stderr
        assert "caption: 2 reused" in second.stdout
        assert saved(tmp_path)[0]["captioner"] is None
        assert runner(*arguments(ollama=address)).returncode == 0

    gone = runner(*arguments(ollama=address))
    assert gone.returncode == 3
    assert (
        "llava:7b (ollama), which caption=auto chose for the last run of this set, is not available now." in gone.stderr
    )
    assert "caption=smollm2" in gone.stderr
    assert "Traceback" not in gone.stderr


def test_a_model_in_the_folder_comes_before_the_text_model_and_after_a_server(
    runner: Runner, tmp_path: Path, arguments: Callable[..., list[str]]
) -> None:
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    tiny_gguf.write(folder)
    with serving(LM_STUDIO) as address:
        shown = runner(*arguments(lm_studio=address), "--cfg", "job")
        assert yaml.safe_load(shown.stdout)["caption"]["server"]["model"] == "qwen/qwen3-vl-4b", shown.stderr
    shown = runner(*arguments(), "--cfg", "job", "caption.max_tokens=64")
    caption = yaml.safe_load(shown.stdout)["caption"]
    assert (caption["model"], caption["max_tokens"]) == (str(folder / "tiny.gguf"), 64)


def test_a_server_that_is_slow_to_answer_gets_more_time_before_a_blind_captioner_is_taken(
    runner: Runner, arguments: Callable[..., list[str]]
) -> None:
    with serving(SEEING, wait_s=1.5) as address:
        shown = runner(*arguments(ollama=address), "--cfg", "job")
    assert yaml.safe_load(shown.stdout)["caption"]["server"]["model"] == "llava:7b", shown.stderr


def test_publishing_and_captioners_that_are_named_ask_no_server(
    runner: Runner, tmp_path: Path, arguments: Callable[..., list[str]]
) -> None:
    asked: list[object] = []

    def noted(body: object) -> dict[str, object]:
        asked.append(body)
        return {"models": []}

    with serving({"GET /api/tags": noted}) as address:
        plain = [each for each in arguments() if not each.startswith("caption.")]
        named = runner(*plain, "caption=composer")
        assert named.returncode == 0, named.stderr
        assert "caption=auto" not in named.stdout
        runner(*arguments(ollama=address), "graph=publish", "publish.dry_run=true")
        assert asked == []
        runner(*arguments(ollama=address), "--cfg", "job")
        assert asked == [None]


def test_a_sweep_has_one_captioner_and_its_command_names_it(
    runner: Runner, tmp_path: Path, arguments: Callable[..., list[str]]
) -> None:
    with serving(SEEING) as address:
        ended = runner("-m", *arguments(ollama=address), "repair=off,default")
        assert ended.returncode == 0, ended.stderr + ended.stdout
    (sweep,) = tmp_path.glob("runs/sweeps/travel/*/sweep.json")
    file = json.loads(sweep.read_text())
    assert "caption=ollama" in file["command"]
    assert "caption.servers" not in file["command"]
    mixed = runner("-m", "set=travel", "caption=auto,composer")
    assert mixed.returncode == 2
    assert "Name them instead of auto." in mixed.stderr
