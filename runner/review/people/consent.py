"""Checks whether texts name somebody who must not be named, according to what people have said so far."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from runner.people import names_in_texts
from runner.people.names_in_texts import Consenting
from runner.review.review_catalog import ReviewCatalog
from runner.schema import Finding
from runner.store import forgotten_people, people, same_photos


class ConsentCheck:
    """Finds names in texts that keep them from being published. Thread-safe."""

    def __init__(self, catalog: ReviewCatalog, patience_s: float) -> None:
        self._catalog, self._patience_s = catalog, patience_s
        self._lock = threading.Lock()
        self._known: tuple[object, Consenting] | None = None

    def findings(self, row: Mapping[str, Any]) -> tuple[Finding, ...]:
        """An error if a row names somebody who may not be named, as a publish would report it. EnvError as usual."""
        return names_in_texts.findings(row, self.now())

    def now(self) -> Consenting:
        """Who may be named; computed again only if answers, forgotten faces or groups of same photos have changed."""
        with self._lock, self._catalog.read(self._patience_s) as catalog:
            state = people.latest_change(catalog), forgotten_people.kept(catalog), same_photos.groups(catalog)
            if self._known is None or self._known[0] != state:
                self._known = state, names_in_texts.consenting(catalog)
            return self._known[1]
