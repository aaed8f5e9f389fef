"""The configuration of a publish: set, folders, and the target with its secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from omegaconf import MISSING, DictConfig, OmegaConf

from runner.config.checking import PathsOptions, SetOptions
from runner.config.resolving import resolve
from runner.config.values import build
from runner.errors import ConfigError
from runner.imaging.finishing import PictureOptions
from runner.publishing.options import PublishOptions
from runner.stages import kinds

SECRET = re.compile(r"(password|passwd|secret|token|api_key)$", re.IGNORECASE)
_FROM_ENVIRONMENT = re.compile(r"\$\{oc\.env:[^}]*\}")


@dataclass(frozen=True)
class PublishConfig:
    """The checked configuration of one publish. `text` is the configuration as written, with secrets as references."""

    set: SetOptions
    paths: PathsOptions
    publish: PublishOptions
    pictures: Mapping[str, PictureOptions]  # by role: the files whose pictures are made for the target
    text: str


def publishes(config: DictConfig) -> bool:
    """Whether the graph publishes instead of preparing."""
    return bool(OmegaConf.select(config, "graph.name") == "publish")


def check_publish(config: DictConfig) -> PublishConfig:
    """Return the configuration as frozen dataclasses. Raises ConfigError with all problems; none shows a secret."""
    kinds()  # loads the stages, whose declared fields can be mapped
    if literal := list(literal_secrets(OmegaConf.to_container(config, resolve=False))):
        raise ConfigError([f"{name}: a secret in a file of conf/ is copied with every run. Use ${{oc.env:NAME}}, or a"
                           " file outside and password_file." for name in literal])  # fmt: skip
    if missing := _missing(config):
        raise ConfigError([f"publish.{name}: missing. Write publish.{name}=…" for name in missing])
    values, problems = resolve(config)
    publish = _without_nulls(cast(dict[str, object], values.get("publish") or {}))
    sections = {"set": SetOptions, "paths": PathsOptions, "publish": PublishOptions}
    made = {
        name: build(kind, publish if name == "publish" else values.get(name), name, problems)
        for name, kind in sections.items()
    }
    if made["publish"] is not None:
        problems.extend(f"publish.{problem}" for problem in made["publish"].problems())
    pictures = _pictures(made["publish"], problems)
    if problems:
        raise ConfigError(problems)
    return PublishConfig(made["set"], made["paths"], made["publish"], pictures, OmegaConf.to_yaml(config))


def _missing(config: DictConfig) -> list[str]:
    """Options of the target that have no value, in the order of the configuration."""
    publish = OmegaConf.to_container(config.publish, resolve=False)
    return list(_absent(publish, ""))


def _absent(written: object, where: str) -> Iterator[str]:
    for key, value in written.items() if isinstance(written, dict) else ():
        yield from [f"{where}{key}"] if value == MISSING else _absent(value, f"{where}{key}.")


def _pictures(publish: PublishOptions | None, problems: list[str]) -> dict[str, PictureOptions]:
    files = publish.files.items() if publish else ()
    wheres = {role: f"publish.files.{role}.picture" for role, each in files if each.picture is not None}
    made = {role: build(PictureOptions, publish.files[role].picture, where, problems)
            for role, where in wheres.items() if publish}  # fmt: skip
    for role, each in made.items():
        problems.extend(f"{wheres[role]}.{problem}" for problem in (each.problems() if each else ()))
    return made


def literal_secrets(written: object, where: str = "") -> Iterator[str]:
    """Yield names of options that look like a secret and hold anything but a reference to the environment."""
    for key, value in written.items() if isinstance(written, dict) else ():
        name = f"{where}{key}"
        if isinstance(value, dict):
            yield from literal_secrets(value, f"{name}.")
        elif SECRET.search(str(key)) and value not in (None, "") and not _FROM_ENVIRONMENT.fullmatch(str(value)):
            yield name


def _without_nulls(publish: dict[str, Any]) -> dict[str, Any]:
    """Return the options without columns and files that are null: a target built on another drops them this way."""
    lists = {name: publish[name] for name in ("columns", "files") if isinstance(publish.get(name), Mapping)}
    return {**publish, **{name: {k: v for k, v in each.items() if v is not None} for name, each in lists.items()}}
