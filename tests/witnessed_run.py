"""Fixtures: a small real run with witnesses over a cat and a drawn aircraft; its captioner claims what is not there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import program
import pytest
import pyvips
from pictures import photograph
from scripted import Reply, serve

from runner.review import review_set
from runner.review.session import Session

SAID = {
    "caption": "A brown cat sits on a bed beside D-AIBD. A black car stands behind it.",
    "alt_text": "A cat beside a car.",
    "keywords": ["cat", "car", "D-AIBC"],
}
SEEN = {"caption": "A cat looks at the camera indoors.", "alt_text": "A cat with green eyes.", "keywords": ["cat"]}


def _answer(body: Any) -> Reply:
    texts = SEEN if body["model"] == "other" else SAID
    told = {"message": {"content": json.dumps(texts)}, "finish_reason": "stop"}
    return Reply({"choices": [told], "usage": {"prompt_tokens": 7, "completion_tokens": 60}})


def aircraft() -> pyvips.Image:
    """A registration and a copyright line on a plain background: a picture without an author."""
    registration = pyvips.Image.text("D-AIBC", font="sans bold 60", dpi=120)
    owner = pyvips.Image.text("© Jane Doe Photography", font="sans 30", dpi=120)
    letters = registration.embed(900, 200, 1600, 900) + owner.embed(60, 800, 1600, 900)
    ink = letters.cast("uchar")
    return (255 - ink).bandjoin([255 - ink, 255 - ink]).copy(interpretation="srgb")


@pytest.fixture(scope="session")
def witnessed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runs folder of the run."""
    folder = tmp_path_factory.mktemp("witnessed")
    (folder / "photos").mkdir()
    photograph("cat").jpegsave(str(folder / "photos" / "cat.jpg"), Q=92)
    aircraft().jpegsave(str(folder / "photos" / "aircraft.jpg"), Q=92)
    with serve(_answer) as server:
        servers = [
            f"{name}.server.{key}"
            for name, model in (("caption", "llava"), ("second", "other"))
            for key in (f"url={server.address}", f"model={model}")
        ]
        chosen = ["set=aviation", "graph=second_captioner", "caption=openai_http", "caption@second=openai_http"]
        paths = [f"set.source={folder / 'photos'}", f"paths.runs={folder / 'runs'}"]
        program.run([*chosen, *servers, *paths], folder, check=True)
    return folder / "runs"


@pytest.fixture
def witnessed_session(witnessed: Path, tmp_path: Path) -> Session:
    """A session over a copy of the run. Renditions are shared."""
    copied = tmp_path / "witnessed"
    shutil.copytree(witnessed, copied, symlinks=True, ignore=shutil.ignore_patterns("renditions"))
    (copied / "renditions").symlink_to(witnessed / "renditions")
    return Session(review_set.read((copied / "aviation" / "latest").resolve(), copied), "Ada")
