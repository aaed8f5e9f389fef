"""What a calibration was made with, so that a run can tell that it no longer fits: words, model, weights."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from runner.text.claims.calibration import Calibration

_WORD_MAPS = ("objects.yaml", "scenery.yaml", "scopes.yaml")
_DIGITS = 16


@lru_cache(maxsize=1)
def words() -> str:
    """A digest of the word lists by which claims are read: with other words a witness names other things."""
    digest = hashlib.sha256()
    for name in _WORD_MAPS:
        digest.update(files("runner.text.claims").joinpath(name).read_bytes())
    return digest.hexdigest()[:_DIGITS]


def made_with(model: str | None = None, weights: str | None = None) -> dict[str, str]:
    """The provenance of a calibration that is made now, without what is not known."""
    known = {"words": words(), "model": model, "weights": weights}
    return {name: value for name, value in known.items() if value is not None}


def changed(calibration: Calibration, model: str | None = None, weights: str | None = None) -> Iterator[str]:
    """Yield what has changed since: words, model, weights. What is missing on either side counts as unchanged."""
    now = made_with(model, weights)
    for name, value in calibration.made_with.items():
        if name in now and now[name] != value:
            yield name
