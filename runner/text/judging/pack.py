"""A rule pack as a configuration has it."""

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

    # of the pack
    name: str
    # options by rule; a rule that is not named does not run
    rules: Rules  # type: ignore[valid-type]
    # terms that the rules know, by topic
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)
    # of the texts in a table; the texts of photos are in the language of their set
    language: Annotated[str, MinLen(2)] = "en"
    # no option: part of the work key, so that a changed rule reads the texts again
    code: str = field(init=False, default_factory=digest_of_rules)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The vocabularies as one, built once: it takes longer than checking a hundred photos."""
        return Thesaurus(self.vocabulary)

    @property
    def files(self) -> Sequence[Path]:
        """What the findings depend on besides: the calibrations of witnesses."""
        contradicted = self.options("contradicted")
        return contradicted.files if contradicted else ()

    def options(self, rule: str) -> Any:
        """The options under which a rule runs, None when it does not: the judge's, without reading the terms."""
        return getattr(self.rules, rule, None)

    @property
    def judge(self) -> Judge:
        """What finds what is wrong with texts by this pack."""
        return Judge(self.rules, self.thesaurus)
