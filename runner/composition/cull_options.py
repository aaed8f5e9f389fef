"""The options of `runner cull`: those of the run or of a file in conf/cull, with those of the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.composition.overrides import explain
from runner.config.folder import configuration_folder
from runner.config.values import build
from runner.errors import ConfigError
from runner.picks.options import CullOptions

OPTION = re.compile(r"cull\.([a-z_]+(?:\.[a-z_]+)?)=(.*)", re.DOTALL)
"""An option of picks as written on a command line."""

_REST = ("set=demo", "caption=composer")
"""A configuration needs a set and a captioner; options of picks do not depend on either."""


def chosen_options(of_run: CullOptions, asked: Mapping[str, str], own: Sequence[str]) -> CullOptions:
    """The options to pick by, from the run's options and the command line.

    `asked` may have `cull`, the name of a file, and `keep`; `own` are arguments of the form `OPTION`. Raises
    ConfigError with everything that is wrong with them.
    """
    base = {**_named(asked["cull"]), "clock": dict(of_run.clock)} if "cull" in asked else asdict(of_run)
    for each in own:
        match = cast("re.Match[str]", OPTION.fullmatch(each))
        holder = OmegaConf.create(base)
        OmegaConf.update(holder, match[1], _value(match[2]))
        base = cast("dict[str, Any]", OmegaConf.to_container(holder))
    problems: list[str] = []
    options: CullOptions | None = build(CullOptions, base, "cull", problems)
    problems += [f"cull.{problem}" for problem in (options.problems() if options else ())]
    if problems or options is None:
        raise ConfigError(problems)
    return replace(options, keep=int(asked["keep"])) if "keep" in asked else options


def _value(written: str) -> object:
    try:
        return yaml.safe_load(written)
    except yaml.YAMLError:
        return written


def _named(name: str) -> dict[str, Any]:
    """The options in a file of conf/cull. Raises ConfigError, which names the existing files, if there is none."""
    arguments = [*_REST, f"cull={name}"]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            config = compose("config", overrides=arguments)
        return cast("dict[str, Any]", OmegaConf.to_container(config.cull, resolve=True))
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
