"""`caption=auto`: chooses the captioner before anything is composed, as if the user had named it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.captioning.automatic import AUTO, Choice, choose
from runner.composition.arguments import is_sweep, options_of
from runner.composition.catalogue import captioners
from runner.composition.composed import composed
from runner.composition.overrides import explain
from runner.config.override import quoted
from runner.doctor.surroundings import look
from runner.errors import ConfigError, EnvError
from runner.models.servers.probing import KINDS
from runner.store import runfile

PATIENT_S = 10.0
"""Seconds that a slow server gets before a captioner that sees nothing is chosen.

Servers also get this time before the captioner of a set's last run is reported as gone.
"""

_CAPTION = re.compile(r"caption=(.*)", re.DOTALL)
_OF_CAPTIONER = re.compile(r"\+{0,2}caption\.(?!servers\.)|prompt(?:@caption\.prompt)?=")
_SWEPT = re.compile(r"[^'\"\[({]*,|(?:choice|range|interval|glob|sort|shuffle)\(")
_ASIDE = {"--hydra-help", "--shell-completion", "-sc", "--info", "-i"}


def choice(arguments: Sequence[str]) -> Choice | None:
    """The chosen captioner if the arguments leave it to `auto` and their graph has one; otherwise None.

    The arguments are as Hydra takes them. Raises ConfigError if they cannot be composed, or if auto is one of several
    in a sweep; EnvError if the captioner of the set's last run cannot be used now.
    """
    named = [match[1] for each in arguments if (match := _CAPTION.fullmatch(each))]
    _refuse(arguments, named)
    if _ASIDE.intersection(arguments) or any(name != AUTO for name in named):
        return None
    config = _composed(arguments)
    if not _left_to_auto(config):
        return None
    models, addresses = Path(config.paths.models).expanduser().absolute(), server_addresses(config)
    last = _last(Path(config.paths.runs).expanduser(), str(OmegaConf.select(config, "set.name")))
    around = look(captioners(), models, addresses)
    try:
        made = choose(around, last)
        if made.chosen.sees or not any(server.state == "slow" for server in around.servers):
            return made
    except EnvError:
        pass  # a busy server may only have been slow: it gets more time before an error is reported
    return choose(look(captioners(), models, addresses, seconds=PATIENT_S), last)


def replaced(arguments: Sequence[str], made: Choice | None) -> list[str]:
    """The arguments with the chosen captioner in place of `auto`; they may be as typed or as Hydra takes them."""
    if made is None:
        return [*arguments]
    rest = [each for each in arguments if each != f"caption={AUTO}" and not each.startswith("caption.servers.")]
    return [*rest, *(_written(option) for option in made.chosen.options)]


def server_addresses(config: DictConfig) -> dict[str, str]:
    """The addresses of servers in `caption.servers`, by kind. Raises ConfigError for unknown kinds."""
    written = cast("Mapping[str, Any]", OmegaConf.to_container(config.caption.servers, resolve=True))
    if unknown := [kind for kind in written if kind not in KINDS]:
        raise ConfigError([f"caption.servers.{kind}: there is no such server. There are {', '.join(KINDS)}."
                           for kind in unknown])  # fmt: skip
    return {kind: str(url) for kind, url in written.items() if url}


def _refuse(arguments: Sequence[str], named: Sequence[str]) -> None:
    if is_sweep(arguments) and any(AUTO in name.split(",") and name != AUTO for name in named):
        raise ConfigError(["caption: a sweep compares captioners by name. Name them instead of auto."])


def _composed(arguments: Sequence[str]) -> DictConfig:
    """Compose without the options that a sweep varies, and without those of a captioner that is not chosen yet."""
    known = [each for each in arguments if not _OF_CAPTIONER.match(each)]
    options = [each for each in options_of(known) if "=" in each or each.startswith("~")]  # `job` of --cfg is not one
    if is_sweep(arguments):
        options = [each for each in options if not _SWEPT.match(each.partition("=")[2])]
    try:
        return composed(options)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(known, error)) from error


def _left_to_auto(config: DictConfig) -> bool:
    """True if `auto` is to choose the captioner, and a stage of the graph uses it."""
    plain = cast("dict[str, Any]", OmegaConf.to_container(config, resolve=False))
    if (plain.get("second") or {}).get("backend") == AUTO:
        raise ConfigError(["caption@second=auto: the second captioner has to be another one than the first. Name it."])
    if (plain.get("caption") or {}).get("backend") != AUTO:
        return False
    return "${caption}" in _texts((plain.get("graph") or {}).get("stages"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _last(runs: Path, set_name: str) -> Mapping[str, object] | None:
    """What `auto` chose for the newest finished run of the set; None if there is none."""
    file = runfile.read(runs / set_name / "latest")
    return file.captioner if file else None


def _written(option: str) -> str:
    name, _, value = option.partition("=")
    return option if name == "caption" else f"{name}={quoted(value)}"
