"""What a session needs only when texts are checked or named; each part is made on first use.

Importing the rules takes 0.2 s: the first check waits for that, opening a window does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runner.review.review_catalog import ReviewCatalog
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.schema import TEXTS, Finding

if TYPE_CHECKING:
    from runner.review.checks import Checker
    from runner.review.duplicate_checker import DuplicateChecker
    from runner.review.naming import Naming
    from runner.review.people.consent import ConsentCheck

PATIENCE_S = 3.0
"""Seconds that a change waits for a catalogue that another program holds."""


class TextChecks:
    """Checks texts of a review set by its rules, its names and its other texts."""

    def __init__(self, review_set: ReviewSet) -> None:
        self.review_set = review_set
        self.catalog = ReviewCatalog(review_set.catalog)

    @cached_property
    def checker(self) -> Checker:
        """Checks texts by the rules of the run."""
        from runner.review.checks import Checker

        return Checker(self.review_set.run)

    @cached_property
    def naming(self) -> Naming:
        """The names under which photos are published."""
        from runner.review.naming import Naming

        return Naming(self.checker, self.catalog, PATIENCE_S)

    @cached_property
    def consent(self) -> ConsentCheck:
        """Checks texts for people who must not be named."""
        from runner.review.people.consent import ConsentCheck

        return ConsentCheck(self.catalog, PATIENCE_S)

    @cached_property
    def _duplicates(self) -> DuplicateChecker:
        from runner.review.duplicate_checker import DuplicateChecker

        return DuplicateChecker(self.review_set)

    def _findings(self, snapshot: Snapshot, row: Mapping[str, Any]) -> tuple[Finding, ...]:
        found = (*self.consent.findings(row), *self.checker.findings(row), *self.naming.findings(snapshot, row))
        options = self.checker.duplicates() if set(row["edited"]).intersection(TEXTS) else None
        return (*found, *self._duplicates.findings(snapshot, row, options)) if options else found
