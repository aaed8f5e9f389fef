"""Takes the pictures of the window that the documentation shows: every page, both themes, 1280 by 800, once and at 2×.

python docs/screenshots.py      after `make demo`; writes docs/window/PAGE-THEME[@2x].webp
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pyvips

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "window"
PAGES = {
    "start": (),
    "intake": ("Pictures",),
    "runs": ("--view", "runs"),
    "overview": ("set=demo", "--view", "overview"),
    "grid": ("set=demo", "--view", "grid"),
    "photo": ("set=demo", "--filter", "decision:approved", "--photo", "3"),
    "compare": ("set=demo", "--filter", "is:series", "--view", "compare"),
    "publish": ("set=demo", "--view", "publish"),
}
MEASURED = {
    "picks": ("set=demo", "--view", "picks"),
    "people": ("--view", "people"),
}
"""Pages of a run that looked for faces and picked some photos."""
QUALITY = 78


def main() -> None:
    """Work on a copy of the demo's runs, with some photos approved."""
    FOLDER.mkdir(exist_ok=True)
    here = Path(tempfile.gettempdir(), "Holiday")  # its name stands in the pictures
    here.mkdir()
    try:
        shutil.copytree(ROOT / "runs", here / "runs", symlinks=True)
        shutil.copytree(ROOT / "photos" / "demo", here / "Pictures")
        own = here / "config" / "photo-runner" / "reviewer.json"
        own.parent.mkdir(parents=True)
        own.write_text(json.dumps({"hints": ["start", "intake", "runs", "review", "publish", "people", "picks"]}))
        source = f"set.source={here / 'Pictures'}"
        _do(here, "runner", "set=demo", source)  # all of it is reused; no picture names another folder
        _do(here, "runner", "decide", "demo", "approve", "outcome:passed")
        _take(here, PAGES)
        _do(here, "runner", "set=demo", source, "caption=composer", "graph=witnesses", "set.people=true", "set.keep=6")
        _take(here, MEASURED)
    finally:
        shutil.rmtree(here)


def _take(here: Path, pages: Mapping[str, tuple[str, ...]]) -> None:
    """The pictures of these pages."""
    for (page, words), theme, scale in product(pages.items(), ("light", "dark"), (1, 2)):
        picture = here / "picture.png"
        _do(here, "reviewer", *words, "--theme", theme, "--screenshot", str(picture), QT_SCALE_FACTOR=str(scale))
        name = f"{page}-{theme}{'' if scale == 1 else '@2x'}.webp"
        pyvips.Image.new_from_buffer(picture.read_bytes(), "").webpsave(str(FOLDER / name), Q=QUALITY, strip=True)
        print(name)


def _do(folder: Path, program: str, *words: str, **own: str) -> None:
    command = [str(Path(sys.executable).parent / program), *words]
    settings = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder / "config"), "LC_ALL": "C.UTF-8"}
    environment = {**os.environ, **settings, **own}
    subprocess.run(command, cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
