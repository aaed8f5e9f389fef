"""One file per stage: thin, calling the libraries. New files here, and those of plug-ins, are found automatically."""

import importlib
import pkgutil
from collections.abc import Mapping

from runner.stage import STAGES, Stage


def kinds() -> Mapping[str, Stage]:
    """Every kind of stage, by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return STAGES.every()
