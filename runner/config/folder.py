"""Where configurations lie."""

from __future__ import annotations

from pathlib import Path


def configuration_folder() -> Path:
    """`conf/`: beside the package in a checkout, inside it when installed from a wheel."""
    package = Path(__file__).parents[1]
    beside, inside = package.parent / "conf", package / "conf"
    return beside if beside.is_dir() else inside
