from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_clip
import tiny_gguf

from runner import cli
from runner.imaging import samples
from runner.store import runfile

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


@pytest.fixture
def here(tmp_path: Path) -> list[str]:
    return [f"paths.{name}={tmp_path / name}" for name in ("runs", "photos", "models")]


def test_who_cannot_be_asked_is_said_and_weights_that_were_asked_for_are_not_left_out(
    here: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["identify", "set=demo", "graph.sample=2", *here]) == 0
    said = capsys.readouterr().out
    assert "runner models fetch clip_vit_b32" in said
    assert "smollm2 was not asked: it sees no pictures" in said
    assert cli.run(["identify", "set=demo", "graph.sample=2", *here, "embed=siglip2_base"]) == 3
    assert "runner models fetch siglip2_base" in capsys.readouterr().err


def test_without_photos_or_a_size_it_is_a_sentence(
    here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert cli.run(["identify", str(tmp_path / "empty"), *here]) == 3
    assert "holds no pictures" in capsys.readouterr().err
    assert cli.run(["identify", "set=demo", "graph.sample=0", *here]) == 2
    assert "graph.sample: should be 1 or more, not 0." in capsys.readouterr().err
    assert cli.run(["identify", "paths.runs=runs"]) == 2
    assert "Of which photos?" in capsys.readouterr().err


def test_the_configuration_of_a_folder_is_shown(tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "empty").mkdir()
    shown = runner("identify", str(tmp_path / "empty"), "graph.sample=5", "--cfg", "job").stdout
    assert "sample: 5" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["/nope"], "/nope: there is no such folder. Of which photos?"),
        (["nope"], "Nor is there a folder nope here."),
        (["demo"], "Of a set: runner identify set=demo"),
        (["{tmp}/a.jpg"], "this is a file. Name the folder of the photos: runner identify {tmp}"),
        (["nope", "--runs", "{tmp}"], "'nope' is not a run in {tmp}."),
    ],
)
def test_what_is_neither_a_folder_nor_a_run_says_what_to_write(
    words: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"")
    assert cli.run(["identify", *(word.format(tmp=tmp_path) for word in words)]) == 2
    said = capsys.readouterr().err
    assert sentence.format(tmp=tmp_path) in said
    assert "--runs" not in said, "an option that is refused here"
