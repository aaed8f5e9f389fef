"""`runner identify …`: every model that sees looks at a sample of a set or a folder; then what it has in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException

from runner.captioning.automatic import AUTO
from runner.composition import automatic
from runner.composition.arguments import is_sweep
from runner.composition.overrides import explain, names_in
from runner.composition.run import as_typed, launch, prepared, run_one
from runner.config.folder import configuration_folder
from runner.config.override import quoted
from runner.errors import ConfigError, RunnerError
from runner.models.weights.files import how_to_fetch
from runner.reports import identify
from runner.reports.command_line import with_runs_as_option

_USAGE = "Of which photos? Write: runner identify FOLDER | set=NAME | RUN"


class _Absent(NamedTuple):
    """Stages of a model that cannot vote, and why."""

    stages: tuple[str, ...]
    sentence: str


def command(arguments: Sequence[str]) -> int:
    """Carry out `identify …`; returns the exit code.

    Raises ConfigError for wrong arguments, before anything is done.
    """
    arguments = with_runs_as_option(arguments)
    words = [each for each in arguments if "=" not in each and not each.startswith("-")]
    if is_sweep(arguments):
        raise ConfigError(["-m: one sample is looked at by every model that sees, so there is nothing to sweep."])
    if folder := next((word for word in words if _holds_photos(Path(word))), None):
        options = [each for each in arguments if each != folder]
        return _look(arguments, [*_a_set_of(Path(folder), options), *options])
    if any(each.startswith("set=") for each in arguments):
        return _look(arguments, arguments)
    if not words and not {"--help", "-h"}.intersection(arguments):
        raise ConfigError([_USAGE])
    if problems := [*_no_folder_of_photos(words)]:
        raise ConfigError(problems)
    try:
        return identify.command([re.sub("^paths.runs=", "--runs=", each) for each in arguments])
    except ConfigError as error:
        raise ConfigError([f"{problem} {_instead(words[-1])}" for problem in error.problems]) from error


def _instead(word: str) -> str:
    """A suggestion for a name that is not that of a run."""
    sets = names_in("set")
    return f"Of a set: runner identify set={word}" if word in sets else f"Nor is there a folder {word} here."


def _no_folder_of_photos(words: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each word that can only be a path, but is not a folder."""
    for word in words:
        path = Path(word).expanduser()
        if path.is_file():
            yield f"{word}: this is a file. Name the folder of the photos: runner identify {quote(str(path.parent))}"
        elif "/" in word and not path.exists():
            yield f"{word}: there is no such folder. {_USAGE}"


def _holds_photos(folder: Path) -> bool:
    """True if this is a folder, but not that of a run."""
    return folder.is_dir() and not (folder / "run.json").is_file()


def _a_set_of(folder: Path, options: Sequence[str]) -> Iterator[str]:
    """Yield the options that make a set of a folder without a file; a named set has its own name and exclusions."""
    if not any(each.startswith("set=") for each in options):
        name = re.sub(r"[^\w-]+", "_", folder.resolve().name) or "photos"
        yield from ("set=demo", f"set.name={quoted(name)}")
        if not any(each.startswith("caption=") for each in options):
            yield f"caption={AUTO}"  # the captioner of the demo set sees nothing
    yield f"set.source={quoted(str(folder.resolve()))}"


def _look(typed: Sequence[str], options: Sequence[str]) -> int:
    """Look at the sample and print what was found; returns the exit code."""
    code, run, absent = look(as_typed(["identify", *typed]), options)
    if run:
        identify.show(run, absent)
    return code


def look(command: str, options: Sequence[str]) -> tuple[int, Path | None, list[str]]:
    """Run the graph `identify` on the sample.

    Returns the exit code, the run if it finished, and a sentence for each model that was not asked. `command` is stored
    in the run's file. Raises RunnerError for what ended the run, ConfigError before anything is written.
    """
    asked = prepared([*options, "graph=identify"])
    choice = automatic.choice(asked)
    asked = automatic.replaced(asked, choice)
    absent = [] if any(each.startswith("-") for each in asked) else [*_absent(_composed(asked), asked)]
    ends: list[int | RunnerError] = []
    runs: list[Path] = []

    def task(config: DictConfig) -> None:
        runs.append(Path(HydraConfig.get().runtime.output_dir))
        ends.append(run_one(config, command, choice))

    launch([*asked, *(f"~graph.stages.{stage}" for each in absent for stage in each.stages)], task)
    for end in ends:
        if isinstance(end, RunnerError):
            raise end
    code = max((end for end in ends if isinstance(end, int)), default=0)
    return code, runs[0] if ends == [0] else None, [each.sentence for each in absent]


def _composed(arguments: Sequence[str]) -> DictConfig:
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            return compose("config", overrides=[*arguments])
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error


def _absent(config: DictConfig, asked: Sequence[str]) -> Iterator[_Absent]:
    """Yield the models that cannot look. Weights that were named are not left out: the run says how to fetch them."""
    embed, caption = config.embed, config.caption
    named = any(each.startswith("embed=") for each in asked)
    files = [Path(embed.encoder[name]).expanduser() for name in ("vision", "text", "tokenizer")]
    absent = next((path for path in files if not path.is_file()), None)
    if absent and not named:
        fetch = how_to_fetch(embed.encoder.weights, absent) or ""
        yield _Absent(("embed",), f"The dual encoder {embed.name} was not asked: its weights are not here. {fetch}")
    if not _sees(caption):
        why = f"The captioner {caption.name} was not asked: it sees no pictures. One that does: caption=qwen3vl_2b"
        yield _Absent(("caption", "untold"), why)


def _sees(caption: DictConfig) -> bool:
    if caption.backend == "openai_http":
        return bool(caption.server.sees)
    return caption.backend == "llama" and caption.mmproj is not None
