"""A configuration composed beside a run: to look at it before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import DictConfig

from runner.config.folder import configuration_folder

_JOB = "run"
"""What Hydra calls a job of `runner.composition.run`: a run then takes what was composed here (`kept`)."""


def composed(options: Sequence[str]) -> DictConfig:
    """What the options compose; to be read only, as several who look at one command line share it.

    HydraException or OmegaConfBaseException when they cannot be composed, ConfigError for a file that may not be.
    """
    return _composed(tuple(options), str(configuration_folder()))


@lru_cache(maxsize=1)
def _composed(options: tuple[str, ...], folder: str) -> DictConfig:
    GlobalHydra.instance().clear()
    with initialize_config_dir(folder, job_name=_JOB, version_base="1.3"):
        return compose("config", overrides=list(options))
