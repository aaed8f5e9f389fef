"""`runner init`: from a folder of photos to a set and its first run, without editing YAML."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import program
import pytest
import yaml

from runner.composition import set_file
from runner.composition.set_file import NewSet
from runner.errors import EnvError
from runner.imaging import samples

RUNNER = Path(sys.executable).parent / "runner"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "my photos, 2024"
    samples.lay_out(folder)
    return folder


def started(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), "COLUMNS": "120"}
    words = [*arguments, f"paths.runs={tmp_path / 'runs'}"]
    return program.run(words, tmp_path, env=environment)


def test_a_set_is_written_shown_and_run(tmp_path: Path, photos: Path) -> None:
    ended = started(
        tmp_path, "init", str(photos), "location=Leiden, Netherlands", "language=en", "caption=composer", "run=true"
    )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    path = tmp_path / "config/photo-runner/set/my_photos_2024.yaml"
    made = yaml.safe_load(path.read_text())
    assert (made["name"], made["source"]) == ("my_photos_2024", str(photos))
    assert (made["location"], made["subject"]) == ("Leiden, Netherlands", None)
    assert [made[key] for key in ("names", "table", "places", "sun")] == [None, None, True, True]
    assert "To prepare these photos: runner set=my_photos_2024 caption=composer paths.runs=" in ended.stdout
    assert (tmp_path / "runs/my_photos_2024/latest/rows.parquet").is_file()
    assert "derive: 14 done" not in ended.stdout, "what was looked at is not computed again"
    again = started(tmp_path, "init", str(photos), "name=my_photos_2024", "look=false")
    assert again.returncode == 3
    assert "already exists" in again.stderr
    assert yaml.safe_load(path.read_text()) == made


def test_it_asks_and_takes_what_is_typed(tmp_path: Path, photos: Path) -> None:
    keyboard, screen = pty.openpty()
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), "COLUMNS": "200"}
    words = [str(RUNNER), "init", str(photos), "look=false", "rules=wildlife", f"paths.runs={tmp_path / 'runs'}"]
    process = subprocess.Popen(words, stdin=screen, stdout=screen, stderr=screen, cwd=tmp_path, env=environment)
    os.close(screen)
    said = ""
    answers = iter(["herons", "grey heron", "-", "", "de", "n"])
    questions = iter(["short name", "all of them show", "Where", "your site", "Language", "Run it now"])
    waiting = next(questions, None)
    until = time.monotonic() + 120
    while time.monotonic() < until and select.select([keyboard], [], [], 60)[0]:
        try:
            said += os.read(keyboard, 4096).decode()
        except OSError:  # the program has ended
            break
        if waiting and waiting in said:
            os.write(keyboard, f"{next(answers)}\n".encode())
            waiting = next(questions, None)
    assert process.wait(timeout=60) == 0, said
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/herons.yaml").read_text())
    assert (made["subject"], made["location"], made["category"], made["language"]) == ("grey heron", None, None, "de")
    assert made["defaults"][0] == {"override /rules@_global_.rules": "wildlife"}
    assert not (tmp_path / "runs/herons").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Of which photos?"),
        (["/no/such/folder"], "there is no such folder"),
        ([".", "subjct=heron"], "Did you mean 'subject'?"),
        ([".", "rules=wildlif"], "Did you mean 'wildlife'?"),
        ([".", "caption=qwen3vl_2"], "Did you mean 'qwen3vl_2b'?"),
        ([".", "yes=1"], "yes: true or false, not '1'."),
        ([".", "look=false", "name=travel"], "a set that comes with the program has this name"),
        ([".", "look=false", "name=../x"], "cannot contain slashes"),
    ],
)
def test_wrong_arguments_write_nothing(tmp_path: Path, words: list[str], sentence: str) -> None:
    ended = started(tmp_path, "init", *words)
    assert ended.returncode == 2
    assert sentence in ended.stderr
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("value", ["it's & more: #1", '${paths.runs} \\ "x"', "Москва\n🦋", "null", "~"])
def test_any_text_comes_back_as_it_was_said(tmp_path: Path, value: str) -> None:
    from omegaconf import OmegaConf

    new = NewSet("mine", Path("/photos") / "a ${b}: 'c'", value, value, None, "default", "en")
    path = set_file.write(tmp_path, new)
    made = OmegaConf.load(path)
    assert (made.subject, made.location, made.category) == (value, value, None)
    assert made.source == str(new.source)
    with pytest.raises(EnvError, match="already exists"):
        set_file.write(tmp_path, new)
