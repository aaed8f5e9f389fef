"""What a sweep varies: determined from its command line and configuration before anything runs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.composition import inspection
from runner.composition.arguments import options_of
from runner.composition.overrides import explain, unknown_choices
from runner.config.folder import configuration_folder
from runner.delivery.config import publishes
from runner.errors import ConfigError

_LISTING = "BasicSweeper"  # the sweeper that knows all variants in advance
_SIMPLE = re.compile(r"[\w/@.]+=[\w,]+")


@dataclass(frozen=True)
class VariantPlan:
    """A sweep before it starts."""

    set: str
    folder: Path  # of all sweeps of this set
    varying: tuple[str, ...]  # names of the options whose values differ
    listed: tuple[tuple[str, ...], ...]  # the options of each variant; empty if a sweeper decides as it goes


def plan(arguments: Sequence[str]) -> VariantPlan:
    """The plan for the arguments, as Hydra takes them. Raises ConfigError if they cannot be composed or swept."""
    written = options_of(arguments)
    if unknown := unknown_choices([each for each in written if _SIMPLE.fullmatch(each)]):
        raise ConfigError(unknown)
    first = written
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            options = _parse(written)
            first = [*map(_first, options)]
            config = compose("config", first, return_hydra_config=True)
            chosen = _parse([f"{name}={value}" for name, value in (config.hydra.sweeper.get("params") or {}).items()])
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(first, error)) from error
    if found := inspection.problems(config):
        raise ConfigError(found)
    every = [each for each in [*chosen, *options] if not each.is_hydra_override()]
    varying = tuple(dict.fromkeys(_key(each) for each in every if each.is_sweep_override()))
    lists = str(config.hydra.sweeper.get("_target_", "")).endswith(_LISTING)
    _refuse(config, varying, [each for each in every if lists and each.is_interval_sweep()])
    folder = Path(config.paths.runs).absolute() / "sweeps" / config.set.name
    return VariantPlan(config.set.name, folder, varying, _product(every) if lists else ())


def name(overrides: Sequence[str], varying: Sequence[str]) -> str:
    """How a variant differs from the others, as a person would write it: caption=smollm2 repair=off."""
    own = [each for each in overrides if _plain(each.partition("=")[0]) in varying]
    return " ".join(shown(each) for each in own) or "as configured"


def shown(option: str) -> str:
    """An option without the place where it is put: prompt=short for prompt@caption.prompt=short."""
    key, _, value = option.partition("=")
    return f"{_plain(key).partition('@')[0]}={value}"


def _parse(options: Sequence[str]) -> list[Override]:
    loader = GlobalHydra.instance().config_loader()
    return OverridesParser.create(config_loader=loader).parse_overrides(list(options))


def _first(option: Override) -> str:
    """The option with its first value, or with the lower bound of an interval."""
    if not option.is_sweep_override():
        return cast(str, option.input_line)
    value = next(iter(option.sweep_string_iterator())) if option.is_discrete_sweep() else _least(option)
    return f"{option.get_key_element()}={value}"


def _least(option: Override) -> str:
    return str(cast(DictConfig, option.value()).start)


def _product(options: Sequence[Override]) -> tuple[tuple[str, ...], ...]:
    """Every combination, in the order in which Hydra starts them; of an option that occurs twice, the last counts."""
    values: dict[str, list[str]] = {}
    for option in options:
        key = option.get_key_element()
        every = option.sweep_string_iterator() if option.is_sweep_override() else [option.get_value_element_as_str()]
        values[key] = [f"{key}={value}" for value in every]
    return tuple(itertools.product(*values.values()))


def _refuse(config: DictConfig, varying: Sequence[str], endless: Sequence[Override]) -> None:
    problems = [
        f"{each}: a sweep varies the options of one set, with its runs in one folder. Start one sweep for each."
        for each in varying
        if each in ("set", "set.name", "paths.runs")
    ]
    problems += [
        f"{each.input_line}: an interval has no last value. List some, or let Optuna draw: hydra/sweeper=tune"
        for each in endless
    ]
    if publishes(OmegaConf.masked_copy(config, [str(each) for each in config if each != "hydra"])):
        problems.append("graph=publish: a sweep compares texts. Publish to one target after the other, without -m.")
    if problems:
        raise ConfigError(problems)


def _key(option: Override) -> str:
    return _plain(option.get_key_element())


def _plain(key: str) -> str:
    return key.lstrip("+~")
