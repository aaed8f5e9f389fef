"""The package as users get it: a wheel in an environment without the checkout prepares, reviews and completes.

The libraries are those of this environment, linked by path, because installing them again would take minutes.
"""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import venv
from pathlib import Path

import polars as pl
import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("photo_runner-*.whl")
    venv.create(folder / "venv", with_pip=False)
    own = next((folder / "venv" / "lib").glob("python3*")) / "site-packages"
    install = [sys.executable, "-m", "pip", "--python", str(folder / "venv"), "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--no-index", str(wheel)], check=True, capture_output=True, timeout=300)
    lent = [each for each in site.getsitepackages() if (Path(each) / "polars").is_dir()]
    (own / "lent.pth").write_text("\n".join(lent))  # a plain path: what is editable there is not followed
    return folder / "venv" / "bin"


def stranger(installed: Path, home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command in an empty home, without anything of this shell."""
    around = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [installed / command[0], *command[1:]],
        cwd=home, env=around, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_it_prepares_and_shows_the_demo(installed: Path, tmp_path: Path) -> None:
    where = stranger(installed, tmp_path, "python", "-c", "import runner, reviewer; print(runner.__file__)")
    assert str(installed.parent) in where.stdout, where.stderr
    ended = stranger(installed, tmp_path, "runner", "set=demo", "caption=composer")
    assert ended.returncode == 0, ended.stderr
    rows = pl.read_parquet(tmp_path / "runs" / "demo" / "latest" / "rows.parquet")
    assert rows.height >= 14
    picture = tmp_path / "window.png"
    shown = stranger(installed, tmp_path, "reviewer", "set=demo", "--screenshot", str(picture))
    assert shown.returncode == 0, shown.stderr
    assert picture.stat().st_size > 10_000
    assert sorted(os.listdir(tmp_path)) == sorted({"photos", "runs", "window.png"} | _caches(tmp_path))


def _caches(home: Path) -> set[str]:
    return {name for name in os.listdir(home) if name.startswith(".")}


def test_a_set_of_ones_own_needs_no_checkout(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / ".config" / "photo-runner" / "set"
    own.mkdir(parents=True)
    (own / "birds.yaml").write_text(f"source: {tmp_path / 'photos' / 'demo'}\n")
    assert stranger(installed, tmp_path, "runner", "set=demo", "caption=composer").returncode == 0
    ended = stranger(installed, tmp_path, "runner", "set=birds", "caption=composer")
    assert ended.returncode == 0, ended.stderr
    offered = stranger(installed, tmp_path, "runner", "completion", "candidates", "runner set=b")
    assert offered.stdout.split() == ["set=birds"]


def test_the_image_for_servers_installs_what_there_is() -> None:
    """Its steps are those above; here, that it copies what the wheel needs, and that the wheel is all it runs."""
    lines = (CHECKOUT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY") and "--from" not in line for word in line.split()[1:-1]]
    assert all((CHECKOUT / each).exists() for each in copied)
    needed = re.findall(
        r'"(conf|runner|reviewer|README\.md|LICENSE)"', (CHECKOUT / "pyproject.toml").read_text("utf-8")
    )
    assert set(needed) <= set(copied)
    assert any(re.search(r"pip install .*--no-index --find-links /wheels photo-runner", line) for line in lines)
