"""The folders of configurations: the program's own, and those of the user."""

from __future__ import annotations

from pathlib import Path

from runner import user_folder


def configuration_folder() -> Path:
    """`conf/`: beside the package in a checkout, inside it when installed from a wheel."""
    package = Path(__file__).parents[1]
    beside, inside = package.parent / "conf", package / "conf"
    return beside if beside.is_dir() else inside


def configuration_folders() -> list[Path]:
    """Every folder of configurations; if two have a data file with the same name, that of the first one counts."""
    return [*user_folder.folders(), configuration_folder()]


def choices() -> dict[str, list[str]]:
    """Names that each configuration group offers, over all folders, the program's first."""
    found: dict[str, list[str]] = {}
    folders = reversed(configuration_folders())
    for folder, path in ((each, path) for each in folders for path in sorted(each.rglob("*.yaml"))):
        found.setdefault(path.parent.relative_to(folder).as_posix(), []).append(path.stem)
    groups = (group for group in found if group != "." and not group.startswith("hydra"))
    return {group: [*dict.fromkeys(found[group])] for group in groups}
