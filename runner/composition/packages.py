"""Recognizes missing or broken packages that Hydra loads for a launcher or a sweeper."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from hydra.errors import InstantiationException

from runner.errors import EnvError

_TARGET = re.compile(r"target '(\w+)[\w.]*'")
_PLACE = re.compile(r"full_key: (\S+)")
_COMES_WITH = {
    "optuna": "hydra-optuna-sweeper", "ax": "hydra-ax-sweeper", "nevergrad": "hydra-nevergrad-sweeper",
    "joblib": "hydra-joblib-launcher", "submitit": "hydra-submitit-launcher", "ray": "hydra-ray-launcher",
    "rq": "hydra-rq-launcher",
}  # fmt: skip
"""The package to install, by the module that cannot be loaded."""


def problem(error: BaseException) -> EnvError | None:
    """An error that says how to install a package, if a package is the cause; otherwise None."""
    missing = next((each for each in _chain(error) if isinstance(each, ImportError)), None)
    if missing is None or not isinstance(error, InstantiationException | ImportError):
        return None
    target, place = _TARGET.search(str(error)), _PLACE.search(str(error))
    module = target[1] if target else (missing.name or "").partition(".")[0] or _traced(missing)
    needed = f", which {place[1]} needs," if place else ""
    mend = f"Install it again: pip install --force-reinstall {_COMES_WITH.get(module, module)}"
    return EnvError(f"The package {module}{needed} cannot be loaded: {_reason(error)}.", mend)


def options_problem(error: InstantiationException) -> str:
    """A sentence about options from which a launcher or a sweeper cannot be created."""
    place = _PLACE.search(str(error))
    return f"{place[1] if place else 'hydra'}: cannot be made of these options: {_reason(error)}."


def _traced(error: ImportError) -> str:
    """The module in whose files the error arose; Hydra if it is not that of a launcher or sweeper."""
    files = [Path(frame.filename).parts for frame in traceback.extract_tb(error.__traceback__)]
    return next((name for parts in reversed(files) for name in _COMES_WITH if name in parts), "hydra-core")


def _chain(error: BaseException) -> list[BaseException]:
    """The error and its causes, the first cause last."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    return chain


def _reason(error: BaseException) -> str:
    first = _chain(error)[-1]
    said = next(iter(str(first).splitlines()), "") or type(first).__name__
    return said.strip().removesuffix(".")
