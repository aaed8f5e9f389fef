"""Hydra: composes the configuration of a run, or of each run of a sweep, and starts it."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from rich.console import Console

from runner import job
from runner.config import check
from runner.errors import ConfigError, RunnerError
from runner.overrides import configuration_folder, explain, refuse_secrets


def compose(arguments: Sequence[str]) -> int:
    """Compose and run what the arguments ask for; returns the exit code, the worst one of a sweep.

    ConfigError before anything is written when the command line cannot be composed or holds a secret.
    """
    refuse_secrets(arguments)
    # Hydra prints and exits on errors unless told not to; here they become sentences.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    OmegaConf.register_new_resolver("run_id", _new_run_id, use_cache=True, replace=True)
    codes: list[int] = []
    sys.argv = ["runner", *arguments]
    main = hydra.main(version_base="1.3", config_path=str(configuration_folder()), config_name="config")
    try:
        main(lambda config: codes.append(_run_one(config, shlex.join(["runner", *arguments]))))()
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    return max(codes, default=0)


def _run_one(config: DictConfig, command: str) -> int:
    """One run. In a sweep an error is said and the next variant goes on."""
    settings = HydraConfig.get()
    run = Path(settings.runtime.output_dir)
    try:
        return job.execute(check(config), run, command, Console())
    except ConfigError:
        shutil.rmtree(run, ignore_errors=True)
        raise
    except RunnerError as error:
        if settings.mode is not RunMode.MULTIRUN:
            raise
        print(f"{run.name} ({settings.job.override_dirname}): {error}", file=sys.stderr)
        return error.exit_code


def _new_run_id() -> str:
    """Sortable by start, never the same twice."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
