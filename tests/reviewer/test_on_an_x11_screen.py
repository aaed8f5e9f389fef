"""The whole window on a real X server, where windows get their size, focus and clicks from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WAY = Path(__file__).with_name("test_folder_to_website.py")
ROOT = WAY.parents[2]


def test_from_a_folder_to_published_pictures_under_x11(tmp_path: Path) -> None:
    pytest_ = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "way"), str(WAY)]
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    around = {**mine, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", *pytest_],
        cwd=ROOT, env=around, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
    assert "100%" in ended.stdout
