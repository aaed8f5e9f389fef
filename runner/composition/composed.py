"""A configuration composed beside a run: to look at it before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import DictConfig

from runner.config.folder import configuration_folder

_JOB = "run"
"""What Hydra calls a job of `runner.composition.run`: a run then takes what was composed here (`kept`)."""


def composed(options: Sequence[str]) -> DictConfig:
    """What the options compose, by the files as they are now: a window stays open while they change.

    HydraException or OmegaConfBaseException when they cannot be composed, ConfigError for a file that may not be.
    """
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), job_name=_JOB, version_base="1.3"):
        return compose("config", overrides=list(options))
