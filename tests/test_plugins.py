"""Plug-ins from a folder: their contents are available, and a broken one gives a message that names its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import program
import pytest
from hydra import compose, initialize_config_dir

from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import ConfigError

RUNNER = Path(sys.executable).parent / "runner"
FILE = Path(__file__).parent / "demonstration" / "photo_shapes.py"
CAPTIONER = """
from collections.abc import Iterator, Sequence

from runner.captioner import Generation, Request, captioner_kind
from runner.schema import Texts


@captioner_kind("echo")
class Echo:
    name, sees, revises, at_once, model_hash, prompt = "echo", False, False, 1, None, None

    def __init__(self, options) -> None:
        self.words = options.settings["words"]

    def write(self, requests: Sequence[Request]) -> Iterator[Generation]:
        for request in requests:
            text = f"{request.facts.subject} {self.words}"
            yield Generation(Texts(text, text, ("echo",)), text, "0" * 16, None, None, 0.0)
"""


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command with `place/plugins` as the folder of plug-ins."""
    words = [*arguments, f"paths.plugins={place / 'plugins'}", f"paths.runs={place / 'runs'}"]
    return program.started(words, place)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "plugins").mkdir()
    return tmp_path


def test_a_file_in_the_folder_brings_its_stage_and_its_rule(place: Path) -> None:
    (place / "plugins" / "shapes.py").write_text(FILE.read_text())
    overrides = [
        "set=demo",
        "caption=composer",
        "+graph.stages.patches.needs=[derive]",
        "+rules.rules.unlit.severity=warn",
    ]
    ended = run(place, *overrides)
    assert ended.returncode == 0, ended.stderr
    assert "patches: 14 done" in ended.stdout


def test_a_broken_file_is_named_and_everything_else_works(place: Path) -> None:
    (place / "plugins" / "broken.py").write_text("import this_is_not_there\n")
    (place / "plugins" / "worse.py").write_text("def half(:\n")
    ended = run(place, "set=demo", "caption=composer", "+graph.stages.patches.needs=[derive]")
    assert ended.returncode == 2
    assert "unknown kind 'patches'" in ended.stderr
    assert f"The plug-in {place}/plugins/broken.py was left out: ModuleNotFoundError in line 1" in ended.stderr
    assert f"The plug-in {place}/plugins/worse.py was left out: SyntaxError in line 1" in ended.stderr
    ended = run(place, "set=demo", "caption=composer")
    assert ended.returncode == 0, ended.stderr
    assert f"{place}/plugins/broken.py was left out" in ended.stderr
    assert "Traceback" not in ended.stderr
    listed = subprocess.run([str(RUNNER), "models", "list"], capture_output=True, text=True, check=False,
                            env={"PHOTO_RUNNER_PLUGINS": str(place / "plugins"), "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert listed.returncode == 0, listed.stderr


def test_a_captioner_of_somebody_else_writes(place: Path) -> None:
    (place / "plugins" / "echo.py").write_text(CAPTIONER)
    settings = "+caption.settings={words: 'in the sun'}"
    ended = run(place, "set=demo", "caption=composer", "caption.backend=echo", "caption.name=echo", settings)
    assert ended.returncode == 0, ended.stderr
    import polars as pl

    rows = pl.read_parquet(place / "runs/demo/latest/rows.parquet")
    assert "in the sun" in " ".join(rows["caption"].drop_nulls())
    assert set(rows["caption_model"].drop_nulls()) == {"echo"}


def test_a_kind_that_is_there_already_is_not_replaced(place: Path) -> None:
    (place / "plugins" / "mine.py").write_text(FILE.read_text().replace('"patches",\n    row', '"derive",\n    row'))
    ended = run(place, "set=demo", "caption=composer")
    assert "The stage 'derive' of photo_runner_plugins.mine was left out: there is one already." in ended.stderr
    assert ended.returncode == 0


def test_a_folder_that_only_a_file_names_is_said_to_come_too_late() -> None:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose("config", overrides=["set=demo", "caption=composer", "paths.plugins=/some/folder"])
    with pytest.raises(ConfigError, match=r"paths\.plugins: write it on the command line"):
        check(config)


def test_the_shipped_configuration_has_the_folder() -> None:
    assert "plugins:" in (configuration_folder() / "paths" / "default.yaml").read_text()
