"""Hydra: composes the configuration of a run and starts it."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import hydra
from hydra._internal.hydra import Hydra
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException, InstantiationException
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from rich.console import Console

from runner import plugins, user_folder
from runner.captioning.automatic import Choice
from runner.composition import automatic, inspection, packages
from runner.composition.arguments import arranged, is_sweep
from runner.composition.located import located
from runner.composition.overrides import explain, refuse_removals, refuse_secrets, unknown_sections
from runner.composition.quoting import quote
from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.config.override import quoted
from runner.delivery.config import check_publish, publishes
from runner.errors import ConfigError, EnvError, RunnerError
from runner.run import job
from runner.stages import kinds
from runner.store.evidence import holds_parts

Checked = TypeVar("Checked")
HYDRAS = ("runner.log",)
_OWN = ("run.json", "sources.parquet", "progress.json")


def compose(arguments: Sequence[str]) -> int:
    """Compose and run what the arguments ask for; returns the exit code.

    Raises ConfigError, before anything is written, if the command line cannot be composed or contains a secret.
    """
    ends: list[int | RunnerError] = []
    command = as_typed(arguments)
    kinds()  # built-in kinds are registered first
    for problem in plugins.problems():
        print(problem, file=sys.stderr)
    options = prepared(arguments)
    choice = automatic.choice(options)
    launch(automatic.replaced(options, choice), lambda config: ends.append(run_one(config, command, choice)))
    if ends and isinstance(ends[0], RunnerError):
        raise ends[0]
    return max((end for end in ends if isinstance(end, int)), default=0)


def as_typed(arguments: Sequence[str]) -> str:
    """The command line as a person would type it again."""
    return shlex.join(["runner", *user_folder.words(), *arguments])


def prepared(arguments: Sequence[str]) -> list[str]:
    """The arguments as Hydra takes them. Raises ConfigError for what must not be on a command line."""
    refuse_secrets(arguments)
    refuse_removals(arguments)
    made = arranged(arguments)
    return quote(made, variants=is_sweep(made))


def launch(arguments: Sequence[str], task: Callable[[DictConfig], object]) -> None:
    """Let Hydra call the task with what the arguments compose. Raises ConfigError if they cannot be composed."""
    # Hydra prints and exits on errors unless told not to; here they become sentences.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    if "--resolve" in arguments:  # a configuration that is only shown must not show a secret
        OmegaConf.register_new_resolver("oc.env", lambda name, *_: f"<{name}>", replace=True)
    inspection.before_a_run(arguments)
    mode = RunMode.MULTIRUN if is_sweep(arguments) else RunMode.RUN
    Hydra.get_mode = lambda *_args, **_named: mode  # type: ignore[method-assign]  # else Hydra composes everything just to learn it
    sys.argv = ["runner", *arguments]
    try:
        hydra.main(version_base="1.3", config_path=str(configuration_folder()), config_name="config")(task)()
    except InstantiationException as error:
        raise packages.problem(error) or ConfigError([packages.options_problem(error)]) from error
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error


_UNPUBLISH = """Write: runner unpublish FILE_NAME … set=NAME [publish=TARGET] [publish.dry_run=true] [publish.yes=true]

Takes photos back from a target: their rows, then their files. FILE_NAME is a name as the report has it, a path at the
target or an item id. To publish them again, approve them again. Originals stay, and so does what publish.sidecars
wrote into the XMP beside a RAW: it describes your photo, wherever that is published.

  runner unpublish heron_001.jpg set=birds publish.dry_run=true       what would be done
  runner unpublish heron_001.jpg heron_002.jpg set=birds              … done after a question
"""


def unpublish(arguments: Sequence[str]) -> int:
    """Unpublish the photos that the arguments name; all other arguments are options. Returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(_UNPUBLISH, end="")
        return 0
    names = [each for each in arguments if "=" not in each and not each.startswith("-")]
    if not names:
        raise ConfigError(["Which photos? Write: runner unpublish FILE_NAME … set=NAME publish=TARGET"])
    listed = ",".join(quoted(name) for name in names)
    options = [each for each in arguments if each not in names]
    return compose([*options, "graph=publish", f"publish.unpublish=[{listed}]"])


def run_one(config: DictConfig, command: str, choice: Choice | None = None) -> int | RunnerError:
    """One run: returns its exit code, or the error that ended it; raised, it would end the whole sweep.

    `choice` is what `caption=auto` chose; the configuration contains it already.
    """
    run = Path(HydraConfig.get().runtime.output_dir)
    try:
        if publishes(config):
            gc.enable()
            from runner.delivery.job import execute as publish  # its libraries take a tenth of a second to load

            return publish(_checked(config, check_publish), run, command, Steadfast())
        checked = replace(_checked(config, check), choice=choice)
        job.keep_what_is_loaded()
        return job.execute(checked, run, command, Steadfast())
    except ConfigError as error:
        forget(run, HYDRAS)
        return error
    except (RunnerError, OSError, MemoryError) as error:
        if not holds_parts(run):
            forget(run, [*HYDRAS, *_OWN])
        return error if isinstance(error, RunnerError) else as_problem(error)


def as_problem(error: OSError | MemoryError) -> EnvError:
    """The error of this machine as a sentence, with a way out."""
    again = "then start the same command again: what is done is kept."
    if isinstance(error, MemoryError):
        return EnvError(
            "This machine has no memory left for it.", f"Close other programs, or set executor.processes lower; {again}"
        )
    problem = f"{error.filename or 'The file system'}: {error.strerror or error}."
    return EnvError(problem, f"Check its rights and the space on its disk, {again}")


def _checked(config: DictConfig, check: Callable[[DictConfig], Checked]) -> Checked:
    about = HydraConfig.get()
    if problems := inspection.problems(config):  # for a variant: only the first of a sweep was checked before
        raise ConfigError(problems)
    problems = unknown_sections(config)
    try:
        made = check(config)
    except ConfigError as error:
        problems = [*problems, *error.problems]
        written = OmegaConf.to_container(about.overrides.task, resolve=False) or ()
        raise ConfigError(located(problems, about.runtime.choices, [str(each) for each in written])) from error
    if problems:
        raise ConfigError(problems)
    return made


class Steadfast(Console):
    """A terminal whose reader may go away: after `runner … | head` the output ends, but not the run."""

    def on_broken_pipe(self) -> None:
        """Discard all output from now on."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def forget(run: Path, names: Sequence[str]) -> None:
    """Remove what was written for a run that never began, and nothing else: the folder may be any folder."""
    shutil.rmtree(run / ".hydra", ignore_errors=True)
    for log in [each for each in logging.root.handlers if isinstance(each, logging.FileHandler)]:
        if Path(log.baseFilename).parent == run.absolute():  # on some systems an open file cannot be removed
            logging.root.removeHandler(log)
            log.close()
    for name in names:
        (run / name).unlink(missing_ok=True)
    for folder in [*run.glob("evidence/*"), run / "evidence", run]:
        with contextlib.suppress(OSError):
            folder.rmdir()


def new_run_id() -> str:
    """A new id for a run: sorted by start, and never the same twice."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


# Wherever this module is imported, even in another process of a sweep, folders of runs can be named.
OmegaConf.register_new_resolver("run_id", new_run_id, use_cache=True, replace=True)
