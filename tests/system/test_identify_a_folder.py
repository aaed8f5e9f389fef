from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_clip
import tiny_gguf

from runner import cli
from runner.imaging import samples
from runner.reports import runfile

Runner = Callable[..., subprocess.CompletedProcess[str]]


def test_a_folder_without_a_set_is_identified_from_a_sample_that_all_who_see_look_at(
    runner: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos, models = tmp_path / "my photos, 2024", tmp_path / "models"
    samples.lay_out(photos)
    models.mkdir()
    clip, vlm = tiny_clip.write(models), tiny_gguf.write(models)
    ended = runner(
        *("identify", str(photos), "graph.sample=6", f"paths.models={models}"),
        *("embed=clip_vit_b32", f"embed.encoder.vision={clip.vision}", f"embed.encoder.text={clip.text}"),
        *(f"embed.encoder.tokenizer={clip.tokenizer}", f"embed.encoder.size={tiny_clip.SIZE}"),
        *("caption=vision_gguf", f"caption.model={vlm.model}", f"caption.mmproj={vlm.mmproj}", "caption.max_tokens=64"),
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "6 of " in ended.stdout
    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(("classifier", "embeddings", "captioner"))] == [
        "classifier",
        "embeddings",
        "captioner",
    ]
    assert "not asked" not in ended.stdout
    (run,) = (tmp_path / "runs" / "identify").glob("my_photos_2024/*")
    file = runfile.read(run)
    assert file is not None
    assert (file.state, file.graph) == ("finished", "identify")
    capsys.readouterr()
    assert cli.run(["identify", str(run)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == lines[-1]
    assert not runfile.find(tmp_path / "runs"), "a sample is no run of the set"


def test_who_cannot_be_asked_is_said_and_weights_that_were_asked_for_are_not_left_out(
    runner: Runner, tmp_path: Path
) -> None:
    models = f"paths.models={tmp_path / 'models'}"
    ended = runner("identify", "set=demo", "graph.sample=2", models)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "runner models fetch clip_vit_b32" in ended.stdout
    assert "smollm2 was not asked: it sees no pictures" in ended.stdout
    ended = runner("identify", "set=demo", "graph.sample=2", models, "embed=siglip2_base")
    assert ended.returncode == 3
    assert "runner models fetch siglip2_base" in ended.stderr


def test_without_photos_or_a_size_it_is_a_sentence(
    runner: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no pictures" in runner("identify", str(tmp_path / "empty")).stderr
    assert "graph.sample: input should be greater than" in runner("identify", "set=demo", "graph.sample=0").stderr
    assert cli.run(["identify", "paths.runs=runs"]) == 2
    assert "Of which photos?" in capsys.readouterr().err
