"""One hash over everything that the rules are made of: when the code changes, earlier findings are not reused."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

_ROOMS = ("language", "claims", "rules", "judging", "repair")
"""Subpackages of `runner.text` that decide what the rules find and what is mended."""


def _plugged_in() -> list[Path]:
    """The source files of the rules that plug-ins have registered."""
    from runner.text.rules import RULES

    modules = {rule.find.__module__ for rule in RULES.values() if not rule.find.__module__.startswith("runner.")}
    files = [getattr(sys.modules.get(module), "__file__", None) for module in sorted(modules)]
    return [Path(file) for file in files if file]


@cache
def digest_of_rules() -> str:
    """16 hex digits over the source of every rule, and of the modules and word lists of `runner.text` behind them."""
    here = Path(__file__).parent
    sources = sorted(file for room in _ROOMS for file in (here / room).iterdir() if file.suffix in (".py", ".yaml"))
    told = hashlib.sha256()
    for source in _plugged_in():
        told.update(source.read_bytes())
    for source in sources:
        told.update(f"{source.relative_to(here).as_posix()}\n".encode())
        told.update(source.read_bytes())
    return told.hexdigest()[:16]
