"""`runner models …`: what the catalogue in conf/weights offers, and getting it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from runner import bounded_yaml
from runner.composition.overrides import explain, refuse_secrets
from runner.composition.quoting import quote
from runner.config import values
from runner.config.folder import configuration_folder, configuration_folders
from runner.errors import ConfigError, EnvError
from runner.models.llama import memory
from runner.models.llama.memory import CONTEXT
from runner.models.weights import catalogue, first_use
from runner.models.weights.catalogue import Entry
from runner.models.weights.files import fetch_command
from runner.models.weights.verifying import Checked, verify
from runner.registry import nearest

_USAGE = "Write: runner models list | fetch NAME … | verify [NAME …], and paths.models=FOLDER for another folder."
_ACCEPTING = "Write: runner models accept FILE …, and paths.runs=FOLDER for another folder of runs."
_OPTION = re.compile(r"paths(?:\.(?:models|runs))?=.*", re.DOTALL)
# A configuration needs a set and a captioner; the models folder does not depend on them.
_REST = ("set=demo", "caption=composer")


def command(arguments: Sequence[str]) -> int:
    """Carry out `models …`; returns the exit code. ConfigError for wrong arguments, before anything is done."""
    if {"--help", "-h"}.intersection(arguments):
        print(f"{_USAGE}\n{_ACCEPTING}")
        return 0
    refuse_secrets(arguments)
    words = [each for each in arguments if not _OPTION.fullmatch(each)]
    verb, *names = words or [""]
    if verb == "accept":
        return _accept(names, _folders([each for each in arguments if _OPTION.fullmatch(each)])[1])
    if verb not in _VERBS or (verb == "list" and names) or (verb == "fetch" and not names):
        raise ConfigError([_USAGE if not words else f"{' '.join(words)}: {_USAGE}"])
    folders = reversed(configuration_folders())
    entries = {name: entry for each in folders for name, entry in read_catalogue(each / "weights").items()}
    if unknown := [name for name in names if name not in entries]:
        raise ConfigError(
            [f"{name}: there is no conf/weights/{name}.yaml. {nearest(name, [*entries])}" for name in unknown]
        )
    folder, _ = _folders([each for each in arguments if _OPTION.fullmatch(each)])
    if verb == "verify" and not names:
        names = [name for name, entry in entries.items() if _here(entry, folder / name) != "no"]
    elif verb == "list":
        names = [*entries]
    done: int = _VERBS[verb]({name: entries[name] for name in names}, folder)
    return done


def read_catalogue(folder: Path) -> dict[str, Entry]:
    """Every entry by name. ConfigError lists all that is wrong with them."""
    problems: list[str] = []
    made = {path.stem: _entry(path, problems) for path in sorted(folder.glob("*.yaml"))}
    if problems:
        raise ConfigError(problems)
    return {name: entry for name, entry in made.items() if entry}


def _entry(path: Path, problems: list[str]) -> Entry | None:
    try:
        entry = TypeAdapter(Entry).validate_python(yaml.load(bounded_yaml.read(path), yaml.CSafeLoader))
    except ValidationError as error:
        problems += [f"{path}: {said}" for said in values.sentences(Entry, path.stem, error)]
        return None
    problems += [f"{path}: {problem}" for problem in entry.problems()]
    return entry


def _accept(files: Sequence[str], runs: Path) -> int:
    """Hold weights that were replaced on purpose to what they are now."""
    if not files:
        raise ConfigError([_ACCEPTING])
    first_use.accept(runs, [Path(each).expanduser() for each in files])
    for each in files:
        print(f"{each}: held to what it is now.")
    return 0


def _folders(overrides: Sequence[str]) -> tuple[Path, Path]:
    """Where models lie, and where runs do."""
    arguments = [*_REST, *quote(overrides)]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            paths = compose("config", overrides=arguments).paths
            named = (paths.models, paths.runs)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    models, runs = (Path(each).expanduser().absolute() for each in named)
    return models, runs


def _list(entries: Mapping[str, Entry], folder: Path) -> int:
    table = Table("model", "for", "here", "GB", "memory", "fits", "licence", box=None, pad_edge=False)
    machine = memory.machine()
    for name, entry in entries.items():
        size = _gigabytes(entry, folder / name)
        figures = (f"{size:.2f}", f"{size + memory.BESIDE:.1f}", memory.fits(size, machine)) if size else ("?",) * 3
        table.add_row(name, _use(name), _here(entry, folder / name), *figures, entry.licence)
    console = Console()
    console.print(table, highlight=False)
    gpu = f"a GPU of {machine.gpu:.0f} GB" if machine.gpu else "no GPU that nvidia-smi knows"
    for line in (
        f"This machine has {machine.ram:.0f} GB of memory and {gpu}.",
        f"memory: gigabytes that a model takes with {CONTEXT} tokens of context.",
        "Use one by its name: runner models fetch NAME, then runner set=… caption=NAME, or graph=embed embed=NAME",
        f"Folder: {folder}",
    ):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return 0


def _use(name: str) -> str:
    """What an entry's weights are for: the groups of options that have an entry of the same name."""
    found = [made for group, made in _MADE.items() if (configuration_folder() / group / f"{name}.yaml").is_file()]
    return ", ".join(found) or "your own"


def _gigabytes(entry: Entry, folder: Path) -> float | None:
    """The size of an entry's files: as they were fetched, else as the catalogue says."""
    lock = catalogue.valid_lock(entry, catalogue.read_lock(folder))
    if lock and lock.files.keys() >= entry.files.keys():
        return sum(lock.files[path].bytes for path in entry.files) / 1e9
    return entry.gigabytes


def _here(entry: Entry, folder: Path) -> str:
    absent = catalogue.absent(entry, folder)
    if not absent:
        return "yes"
    begun = len(absent) < len(entry.files) or (folder.is_dir() and any(folder.rglob("*.part")))
    return "partly" if begun else "no"


def _fetch(entries: Mapping[str, Entry], folder: Path) -> int:
    from runner.models.weights.fetching import fetch

    for name, entry in entries.items():
        print(f"{name}: {entry.repository}, licence: {entry.licence}")
        lock = fetch(entry, folder / name, print)
        print(f"{name}: whole, revision {lock.revision[:12]}, in {folder / name}")
    return 0


def _verify(entries: Mapping[str, Entry], folder: Path) -> int:
    mends: list[str] = []
    if not entries:
        print(f"Nothing was fetched into {folder} so far.")
    for name, entry in entries.items():
        checked = verify(entry, folder / name)
        for line in _verdicts(name, checked):
            print(line)
        changed = [str(folder / name / each.path) for each in checked if each.verdict == "changed"]
        if changed or any(each.verdict == "missing" for each in checked):
            remove = [shlex.join(["rm", *changed])] if changed else []
            mends.append(" && ".join([*remove, fetch_command(name, folder)]))
    if not mends:
        return 0
    raise EnvError("Some files are missing or are not what was fetched. To fetch them again:", "\n".join(mends))


def _verdicts(name: str, checked: Sequence[Checked]) -> Iterator[str]:
    for each in checked:
        yield f"{name}/{each.path}: {_SAID[each.verdict].format(found=each.found, wanted=each.wanted)}"


_SAID = {
    "good": "good",
    "changed": "CHANGED: its SHA-256 is {found}, not {wanted}",
    "missing": "MISSING",
    "unknown": "not fetched by this program, no hash is known; it has {found}",
}
_MADE = {"caption": "captions", "embed": "vectors", "detector": "objects"}
_VERBS: Mapping[str, Any] = {"list": _list, "fetch": _fetch, "verify": _verify}
