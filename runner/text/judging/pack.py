"""A rule pack, as it is configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from annotated_types import MinLen

from runner.schema import Options
from runner.text.digest import digest_of_rules
from runner.text.judging.judge import Judge
from runner.text.language.thesaurus import Thesaurus, Vocabulary
from runner.text.rules import Rules


@dataclass(frozen=True)
class RulePack(Options):
    """Which rules run, and the terms that they know."""

    # name of the pack
    name: str
    # options by rule; a rule that is not named does not run
    rules: Rules  # type: ignore[valid-type]
    # terms that the rules know, by topic
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)
    # language of the texts in a table; the texts of a photo are in the language of its set
    language: Annotated[str, MinLen(2)] = "en"
    # not an option: part of the work key, so that texts are checked again when a rule has changed
    code: str = field(init=False, default_factory=digest_of_rules)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """All vocabularies in one thesaurus. Built once, because that takes longer than checking a hundred photos."""
        return Thesaurus(self.vocabulary)

    @property
    def files(self) -> Sequence[Path]:
        """Further files that the findings depend on: the calibrations of witnesses."""
        contradicted = self.options("contradicted")
        return contradicted.files if contradicted else ()

    def options(self, rule: str) -> Any:
        """The options of a rule; None if it does not run. Like `Judge.options`, but does not build the thesaurus."""
        return getattr(self.rules, rule, None)

    @property
    def judge(self) -> Judge:
        """The judge that checks texts by this pack."""
        return Judge(self.rules, self.thesaurus)
