"""One file a stage: thin, calls the libraries. A new file here is a new kind, found by itself; so is a plug-in's."""

import importlib
import pkgutil
from collections.abc import Mapping

from runner.stage import STAGES, Stage


def kinds() -> Mapping[str, Stage]:
    """Every kind of stage, by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return STAGES.every()
