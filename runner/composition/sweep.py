"""`runner -m …`: one run after the other for every variant, kept in `sweep.json`, and continued where it broke off."""

from __future__ import annotations

import gc
import logging
import os
import shlex
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

from runner.composition import variants
from runner.composition.overrides import quoted
from runner.composition.run import HYDRAS, Steadfast, as_typed, forget, launch, new_run_id, prepared, run_one
from runner.errors import ConfigError, EnvironmentProblem, RunnerError
from runner.reports import runfile, sweepfile, sweeps
from runner.reports.summary import ready
from runner.reports.sweepfile import SweepFile, Variant

_log = logging.getLogger(__name__)
_NO_PART = ("-m", "--multirun", "hydra/launcher", "hydra.launcher")  # how variants are started, not which there are


def sweep(arguments: Sequence[str], resumed: Path | None = None) -> int:
    """Run every variant that the arguments ask for; returns the highest exit code of a variant.

    A sweep of the same command that broke off is continued, or the one in the folder `resumed`. ConfigError before
    anything is written when the command line cannot be composed.
    """
    command, options = as_typed(arguments), prepared(arguments)
    _refuse_places(options)
    plan = variants.plan(options)
    folder, continued = _opened(plan, command, resumed)
    console = Steadfast()
    sweeps.announce(console, folder, continued)
    try:
        launch([*options, f"hydra.sweep.dir={quoted(str(folder))}"], _Variation(command, plan.varying))
        return _close(folder, console)
    except BaseException as error:
        raise _broken_off(folder, error) from error


def resume(arguments: Sequence[str]) -> int:
    """Carry out `sweeps resume ID`: the sweep's command again, from the folder where it was started."""
    folder = sweeps.chosen(arguments)
    file = sweepfile.read(folder)
    if file is None:
        raise EnvironmentProblem(f"{folder / 'sweep.json'} is damaged.", "Its runs are kept: start the sweep anew.")
    if file.state == "finished":
        raise ConfigError([f"{file.sweep_id} is finished: there is nothing to resume."])
    if not Path(file.cwd).is_dir():
        raise EnvironmentProblem(f"{file.cwd}, where it was started, is gone.", f"Start it anew: {file.command}")
    os.chdir(file.cwd)
    return sweep(shlex.split(file.command)[1:], folder)


@dataclass(frozen=True)
class _Variation:
    """What Hydra calls for each variant, in this process or, with another launcher, in one of its own."""

    command: str
    varying: tuple[str, ...]

    def __call__(self, config: DictConfig) -> float:
        """Run the variant and enter it in `sweep.json`. Returns the objective; not a number when there is none."""
        hydra = HydraConfig.get()
        folder, run = Path(hydra.sweep.dir), Path(hydra.runtime.output_dir)
        overrides = tuple(str(each) for each in hydra.overrides.task)
        name = variants.name(overrides, self.varying)
        begun = Variant(int(hydra.job.num), name, overrides, run.name, "running")
        console = Steadfast()
        if done := _done(folder, begun, config):
            sweeps.head(console, folder, done, f"finished already: {done.run}")
            forget(run, HYDRAS)
            ended = done
        else:
            sweeps.head(console, folder, begun)
            sweepfile.update(folder, lambda file: file.with_variant(begun))
            ended = self._run(config, folder, begun)
            if ended.error and ended.state != "stopped":  # a run that stopped by itself has said so
                console.print(ended.error, style="red", highlight=False, markup=False, soft_wrap=True)
        sweepfile.update(folder, lambda file: file.with_variant(ended))
        return float("nan") if ended.objective is None else ended.objective

    def _run(self, config: DictConfig, folder: Path, begun: Variant) -> Variant:
        try:
            end = run_one(config, self.command)
        except KeyboardInterrupt:
            stopped = replace(begun, state="interrupted", error="interrupted", exit_code=130)
            sweepfile.update(folder, lambda file: file.with_variant(stopped))
            raise
        except OSError as error:
            end = EnvironmentProblem(f"{error.filename or 'The file system'}: {error.strerror or error}.", sweeps.MEND)
        except Exception as error:
            _log.exception("the variant failed")
            end = RunnerError(f"{type(error).__name__}: {error}")
        finally:
            # A run freezes what is there when it begins; of this one nothing is needed any more.
            gc.unfreeze()
            gc.collect()
        return _ended(folder, begun, end)


def _ended(folder: Path, begun: Variant, end: int | RunnerError) -> Variant:
    file = runfile.read(folder / str(begun.run))
    if isinstance(end, RunnerError):
        run = begun.run if file else None  # nothing is left of a run that never began
        return replace(begun, run=run, state="failed", error=str(end), exit_code=end.exit_code)
    if file and file.state == "stopped":
        return replace(begun, state="stopped", error=file.error, exit_code=end)
    outcomes = (file.summary or {}).get("outcomes", {}) if file else {}
    return replace(begun, state="finished", objective=ready(outcomes), exit_code=end)


def _done(folder: Path, begun: Variant, config: DictConfig) -> Variant | None:
    """The variant, where it is finished and its configuration is still the same."""
    file = sweepfile.read(folder)
    for each in file.variants if file else ():
        if each.state == "finished" and each.run and each.overrides == begun.overrides:
            saved = folder / each.run / ".hydra" / "config.yaml"
            if saved.is_file() and saved.read_text("utf-8") == OmegaConf.to_yaml(config):
                run = replace(each, number=begun.number)
                return _ended(folder, run, 0) if each.objective is None else run
    return None


def _opened(plan: variants.Plan, command: str, resumed: Path | None) -> tuple[Path, bool]:
    """The folder of the sweep, now this process's own, and whether it is continued."""
    listed = tuple(
        Variant(number, variants.name(overrides, plan.varying), overrides)
        for number, overrides in enumerate(plan.listed)
    )
    broken = resumed or _broken(plan.folder, command)
    if broken and broken.parent != plan.folder:
        raise ConfigError([f"{broken} is not below {plan.folder}, where its command would put it. Start it anew."])
    if broken and _taken_over(broken, listed):
        return broken, True
    if resumed:
        raise ConfigError([f"{resumed.name} is running in another process, or finished."])
    folder = plan.folder / new_run_id()
    folder.mkdir(parents=True)
    started = datetime.now(UTC).isoformat()
    sweepfile.write(folder, SweepFile(folder.name, plan.set, "running", command, started, listed))
    return folder, False


def _broken(folder: Path, command: str) -> Path | None:
    """The newest sweep of this command that no process is at, unless it is finished."""
    for each in sorted(folder.glob("*/sweep.json"), reverse=True):
        file = sweepfile.read(each.parent)
        if file and file.state != "running" and _identity(file.command) == _identity(command):
            return None if file.state == "finished" else each.parent
    return None


def _identity(command: str) -> list[str]:
    """The words of a command in any order, without those that only say how its variants are started."""
    return sorted(word for word in shlex.split(command)[1:] if not word.startswith(_NO_PART))


def _taken_over(folder: Path, listed: Sequence[Variant]) -> bool:
    """Make a broken sweep this process's own; False when another process was faster."""
    with sweepfile.locked(folder):
        file = sweepfile.read(folder)
        if file is None or file.state in ("running", "finished"):
            return False
        kept = {each.overrides: each for each in file.variants if each.state == "finished"}
        variants = [replace(kept.pop(each.overrides, each), number=each.number) for each in listed]
        mine = replace(file, state="running", finished_at=None, pid=os.getpid(), host=socket.gethostname())
        sweepfile.write(folder, replace(mine, variants=tuple(variants) if listed else tuple(kept.values())))
    return True


def _close(folder: Path, console: Steadfast) -> int:
    """Every variant had its turn: say how it went."""
    ended = sweepfile.update(folder, _over)
    sweeps.show(console, folder, ended)
    return max((each.exit_code or 0 for each in ended.variants), default=0)


def _over(file: SweepFile) -> SweepFile:
    states = {each.state for each in file.variants}
    return file.ended(
        "finished" if states <= {"finished"} else "stopped" if states <= {"finished", "stopped"} else "failed"
    )


def _broken_off(folder: Path, error: BaseException) -> BaseException:
    """Write down how the sweep broke off; returns the error to raise, which says more than the one that came."""
    if isinstance(error, ConfigError) and not any(folder.glob("*/run.json")):
        sweeps.remove(folder)
        return error
    state: runfile.State = "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"
    sweepfile.update(folder, lambda file: file.ended(state))
    if isinstance(error, RunnerError) or not isinstance(error, Exception):
        return error
    _log.exception("the sweep failed")
    return EnvironmentProblem(f"The sweep stopped: {type(error).__name__}: {error}", sweeps.MEND)


def _refuse_places(options: Sequence[str]) -> None:
    problems = [
        f"{each}: where the runs of a sweep lie is settled. Move the folder of all runs instead: paths.runs=…"
        for each in options
        if each.lstrip("+~").startswith(("hydra.sweep.", "hydra.mode="))
    ]
    if problems:
        raise ConfigError(problems)
