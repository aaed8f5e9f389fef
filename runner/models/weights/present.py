"""Vision models whose files are in the models folder: those of the catalogue, and pairs of files of your own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from runner.models.weights import catalogue
from runner.models.weights.catalogue import Entry

_LATER_PART = re.compile(r"-(?!00001)\d{5}-of-\d{5}\.gguf$")


@dataclass(frozen=True, slots=True)
class PresentModel:
    """A model with its projector."""

    name: str
    options: tuple[str, ...]  # command-line options that choose it, values unquoted
    gigabytes: float  # size of its files, in 10⁹ bytes


def is_vision(entry: Entry) -> bool:
    """Whether the entry is a model that sees, that is, one with a projector."""
    return any(_is_projector(Path(path)) for path in entry.files)


def vision_models(entries: Mapping[str, Entry], folder: Path) -> list[PresentModel]:
    """The complete vision models: `entries` of captioners, then folders with one model and one mmproj."""
    known = [each for name, entry in entries.items() if is_vision(entry) for each in _known(name, entry, folder / name)]
    return [*known, *_own(folder, entries.keys())]


def _known(name: str, entry: Entry, folder: Path) -> Iterator[PresentModel]:
    """The catalogue's model if it is there, then each other quantisation of it that is."""
    if not catalogue.absent(entry, folder):
        yield PresentModel(name, (f"caption={name}",), _gigabytes(folder, entry.files))
    for quantisation in entry.quantisations:
        other = entry.quantised(quantisation)
        if not catalogue.absent(other, folder):
            options = (f"caption={name}", f"caption.model={folder / next(iter(other.files))}")
            yield PresentModel(f"{name}:{quantisation}", options, _gigabytes(folder, other.files))


def _own(folder: Path, known: Collection[str]) -> Iterator[PresentModel]:
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        files = sorted(path for path in each.glob("*.gguf") if not _LATER_PART.search(path.name))
        projectors = [path for path in files if _is_projector(path)]
        models = [path for path in files if path not in projectors]
        if each.name not in known and len(models) == len(projectors) == 1:
            options = ("caption=vision_gguf", f"caption.model={models[0]}", f"caption.mmproj={projectors[0]}")
            yield PresentModel(each.name, options, sum(path.stat().st_size for path in each.glob("*.gguf")) / 1e9)


def _is_projector(path: Path) -> bool:
    return "mmproj" in path.name.lower()


def _gigabytes(folder: Path, files: Mapping[str, object]) -> float:
    return sum((folder / path).stat().st_size for path in files) / 1e9
