"""Composes a configuration outside of a run, to check it before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import DictConfig

from runner.config.folder import configuration_folder

_JOB = "run"
"""Hydra's name for a job of `runner.composition.run`: a run then uses what was composed here (`kept`)."""


def composed(options: Sequence[str]) -> DictConfig:
    """Compose the options, with the files as they are now: they may change while a window is open.

    Raises HydraException or OmegaConfBaseException if they cannot be composed, ConfigError for a file that is not
    allowed.
    """
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), job_name=_JOB, version_base="1.3"):
        return compose("config", overrides=list(options))
