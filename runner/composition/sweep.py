"""`runner -m …`: a run for each variant, recorded in `sweep.json`, and continued where it was interrupted."""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import shlex
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

from runner import user_folder
from runner.captioning.automatic import Choice
from runner.composition import automatic, packages, variants
from runner.composition.run import (
    HYDRAS,
    Steadfast,
    as_problem,
    as_typed,
    forget,
    launch,
    new_run_id,
    prepared,
    run_one,
)
from runner.config.override import quoted
from runner.errors import ConfigError, EnvError, RunnerError
from runner.reports import sweeps
from runner.reports.summary import ready
from runner.store import runfile, sweepfile
from runner.store.sweepfile import SweepFile, Variant

_log = logging.getLogger(__name__)
_LOG = "sweep.log"
_NO_PART = ("-m", "--multirun", "hydra/launcher", "hydra.launcher")  # how variants are started, not which there are


def sweep(arguments: Sequence[str], resumed: Path | None = None) -> int:
    """Run every variant that the arguments ask for; returns the highest exit code of a variant.

    Continues an interrupted sweep of the same command, or the one in the folder `resumed`. Raises ConfigError, before
    anything is written, if the command line cannot be composed.
    """
    choice = automatic.choice(prepared(arguments))
    # With the captioner's name in it, the sweep's command continues with the same one, whichever is available by then.
    arguments = automatic.replaced(arguments, choice)
    command, options = as_typed(arguments), prepared(arguments)
    _refuse_places(options)
    plan = variants.plan(options)
    folder, continued = _opened(plan, command, resumed)
    console = Steadfast()
    sweeps.announce(console, folder, continued)
    task = _Variation(command, plan.varying, len(plan.listed), choice)
    try:
        launch([*options, f"hydra.sweep.dir={quoted(str(folder))}"], task)
        return _close(folder, console)
    except (RunnerError, KeyboardInterrupt, SystemExit) as error:
        _break_off(folder, error)
        raise
    except (OSError, MemoryError) as error:
        _break_off(folder, error)
        raise EnvError(as_problem(error).problem, sweeps.MEND) from error
    except Exception as error:  # from a launcher or a sweeper: what a run raises has become its error
        _break_off(folder, error)
        if broken := packages.problem(error):
            raise broken from error
        problem = f"The sweep stopped: {type(error).__name__}: {error}\nMore about it: {folder / _LOG}"
        raise EnvError(problem, sweeps.MEND) from error


def resume(arguments: Sequence[str]) -> int:
    """Carry out `sweeps resume ID`: the sweep's command again, in the folder where it was started."""
    folder = sweeps.chosen(arguments)
    file = sweepfile.read(folder)
    if file is None:
        raise EnvError(f"{folder / 'sweep.json'} is damaged.", "Its runs are kept: start the sweep again.")
    if file.state == "finished":
        raise ConfigError([f"{file.sweep_id} is finished: there is nothing to resume."])
    if not Path(file.cwd).is_dir():
        raise EnvError(f"{file.cwd}, where it was started, is gone.", f"Start it again: {file.command}")
    os.chdir(file.cwd)
    return sweep(user_folder.choose(shlex.split(file.command)[1:]), folder)


@dataclass(frozen=True)
class _Variation:
    """The task that Hydra calls for each variant, in this process or, with another launcher, in one of its own."""

    command: str
    varying: tuple[str, ...]
    known: int  # number of variants; 0 if a sweeper decides as it goes
    choice: Choice | None = None  # what caption=auto chose for all of them

    def __call__(self, config: DictConfig) -> float:
        """Run the variant and enter it in `sweep.json`.

        Returns the objective; 0, the worst one, if the variant failed.
        """
        _let_children_start()
        hydra = HydraConfig.get()
        folder, run = Path(hydra.sweep.dir), Path(hydra.runtime.output_dir)
        overrides = tuple(str(each) for each in hydra.overrides.task)
        name = variants.name(overrides, self.varying)
        begun = Variant(int(hydra.job.num), name, overrides, run.name, "running")
        console = Steadfast()
        if ended := _done(folder, begun, config):
            sweeps.head(console, ended, self.known, f"finished already: {ended.run}")
            forget(run, HYDRAS)
        else:
            begun = _entered(folder, begun)
            sweeps.head(console, begun, self.known)
            ended = self._run(config, folder, begun)
            if ended.error and ended.state != "stopped":  # a run that stopped by itself has said so
                console.print(ended.error, style="red", highlight=False, markup=False, soft_wrap=True)
        sweepfile.update(folder, lambda file: file.with_variant(ended))
        return ended.objective or 0.0

    def _run(self, config: DictConfig, folder: Path, begun: Variant) -> Variant:
        try:
            end = run_one(config, self.command, self.choice)
        except KeyboardInterrupt:
            stopped = replace(begun, state="interrupted", error="interrupted", exit_code=130)
            sweepfile.update(folder, lambda file: file.with_variant(stopped))
            raise
        except Exception as error:
            _log.exception("the variant failed")
            end = RunnerError(f"{type(error).__name__}: {error}")
        finally:
            # A run freezes the objects that exist when it begins; those of this run are not needed any more.
            gc.unfreeze()
            gc.collect()
        return _ended(folder, begun, end)


def _let_children_start() -> None:
    """Set a standard start method: in a process of joblib, children would look for one that only joblib knows."""
    if multiprocessing.get_start_method(allow_none=True) not in (None, *multiprocessing.get_all_start_methods()):
        multiprocessing.set_start_method("spawn", force=True)


def _ended(folder: Path, begun: Variant, end: int | RunnerError) -> Variant:
    file = runfile.read(folder / str(begun.run))
    if isinstance(end, RunnerError):
        run = begun.run if file else None  # nothing is left of a run that never began
        return replace(begun, run=run, state="failed", error=str(end), exit_code=end.exit_code)
    if file is None or file.state != "finished":  # its budget was spent
        return replace(begun, state=file.state if file else "failed", error=file.error if file else None, exit_code=end)
    return replace(begun, state="finished", objective=ready((file.summary or {}).get("outcomes", {})), exit_code=end)


def _done(folder: Path, begun: Variant, config: DictConfig) -> Variant | None:
    """The variant if it is finished and its configuration is still the same; otherwise None."""
    file = sweepfile.read(folder)
    for each in file.variants if file else ():
        if each.state == "finished" and each.run and each.options == begun.options:
            saved = folder / each.run / ".hydra" / "config.yaml"
            if saved.is_file() and saved.read_text("utf-8") == OmegaConf.to_yaml(config):
                return each if each.exit_code is not None else _ended(folder, each, 0)
    return None


def _entered(folder: Path, begun: Variant) -> Variant:
    """Enter the variant and return it: under its earlier number, its own, or the next one if that is taken."""

    def enter(file: SweepFile) -> SweepFile:
        numbers = {each.options: each.number for each in file.variants}
        free = len(numbers) if begun.number in numbers.values() else begun.number
        return file.with_variant(replace(begun, number=numbers.get(begun.options, free)))

    return next(each for each in sweepfile.update(folder, enter).variants if each.run == begun.run)


def _opened(plan: variants.VariantPlan, command: str, resumed: Path | None) -> tuple[Path, bool]:
    """The folder of the sweep, now owned by this process, and whether the sweep is continued."""
    listed = tuple(
        Variant(number, variants.name(overrides, plan.varying), overrides)
        for number, overrides in enumerate(plan.listed)
    )
    broken = resumed or _broken(plan.folder, command)
    if broken and broken.parent != plan.folder:
        raise ConfigError([f"{broken} is not below {plan.folder}, where its command would put it. Start it again."])
    if broken and sweepfile.take_over(broken, listed):
        return broken, True
    if resumed:
        raise ConfigError([f"{resumed.name} is running in another process, or finished."])
    folder = plan.folder / new_run_id()
    folder.mkdir(parents=True)
    started = datetime.now(UTC).isoformat()
    sweepfile.write(folder, SweepFile(folder.name, plan.set, "running", command, started, listed))
    return folder, False


def _broken(folder: Path, command: str) -> Path | None:
    """The newest sweep of this command that is not running; None if there is none, or if it is finished."""
    for each in sorted(folder.glob("*/sweep.json"), reverse=True):
        file = sweepfile.read(each.parent)
        if file and file.state != "running" and _identity(file.command) == _identity(command):
            return None if file.state == "finished" else each.parent
    return None


def _identity(command: str) -> list[str]:
    """The words of a command, sorted, without those that only say how its variants are started."""
    return sorted(word for word in shlex.split(command)[1:] if not word.startswith(_NO_PART))


def _close(folder: Path, console: Steadfast) -> int:
    """End a sweep in which every variant had its turn: compare the finished ones, report; returns the exit code.

    A sweep is over once the comparison is written: if it is killed before, it compares when it is continued.
    """
    file = sweepfile.read(folder)
    found = None
    if file and any(each.state == "finished" for each in file.variants):
        from runner.reports import comparison

        found = comparison.compare(folder.parents[2], folder)
        comparison.store(found, folder.parents[2], folder)
    ended = sweepfile.update(folder, SweepFile.over)
    sweeps.show(console, folder, ended)
    if found:
        comparison.conclude(console, found)
    return max((each.exit_code or 0 for each in ended.variants), default=0)


def _break_off(folder: Path, error: BaseException) -> None:
    """Record how the sweep was interrupted; a sweep that could not be composed is removed."""
    if isinstance(error, ConfigError) and not any(folder.glob("*/run.json")):
        sweeps.remove(folder)
        return
    state: runfile.State = "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"
    with contextlib.suppress(OSError):  # a full disk must not hide the error that it caused
        sweepfile.update(folder, lambda file: file.ended(state))
    if not isinstance(error, RunnerError | KeyboardInterrupt | OSError | MemoryError):
        (folder / _LOG).write_text("".join(traceback.format_exception(error)), "utf-8")


def _refuse_places(options: Sequence[str]) -> None:
    problems = [
        f"{each}: where the runs of a sweep lie is settled. Move the folder of all runs instead: paths.runs=…"
        for each in options
        if each.lstrip("+~").startswith("hydra.sweep.")
    ]
    if problems:
        raise ConfigError(problems)
