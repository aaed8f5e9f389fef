"""Claims denied by independent witnesses that looked at the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from annotated_types import Ge, Gt, Le

from runner.messages import Message, say
from runner.text.claims.calibration import Calibration, load_book, load_some
from runner.text.claims.hearing import heard
from runner.text.claims.scenery import KINDS
from runner.text.claims.verdict import Limits, Weighed
from runner.text.claims.witness_names import called
from runner.text.language.reading import Reading, TextsInContext
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ContradictedOptions(RuleOptions):
    """How certain a contradiction has to be, and the calibrations that tell how certain it is."""

    # folders of calibrations, which tell how often each witness errs; a later folder overrides an earlier one
    calibrations: tuple[str, ...] = field(default=(), metadata={"keyed": False})  # the files' content is in the key
    # an error from this probability that the claim is wrong: on 101 photos 92 to 97 % of errors were right
    error: Annotated[float, Gt(0.5), Le(1)] = 0.9
    # a warning from this probability; below, a claim is accepted
    warning: Annotated[float, Gt(0), Le(1)] = 0.5
    # a thing is counted if its box has this share of the area of the largest of its class
    comparable: Annotated[float, Ge(0), Le(1)] = 0.5

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the calibrations."""
        return tuple(path for folder in self._folders() for path in sorted(folder.glob("*.yaml")))

    @cached_property
    def book(self) -> dict[str, Calibration]:
        """The calibrations by name. Raises ConfigError for a file that is not one."""
        return load_book(self._folders())

    def calibrations_of(self, witnesses: Iterable[str]) -> dict[str, Calibration]:
        """The calibrations of these witnesses by name, as in `book`. Raises ConfigError for a file that is not one."""
        return load_some(self._folders(), witnesses)

    def _folders(self) -> list[Path]:
        return [Path(folder).expanduser() for folder in self.calibrations]

    @property
    def limits(self) -> Limits:
        """The limits for weighing claims."""
        return Limits(self.error, self.warning, self.comparable)


@rule(
    ContradictedOptions,
    example="A man and his dog on a beach. (a detector that finds most dogs sees a man only)",
)
def contradicted(reading: Reading, options: ContradictedOptions) -> Iterator[Hit]:
    """A claim denied by independent witnesses that looked at the picture; a warning where they are less certain."""
    for weighed in weighed_claims(reading.texts, options):
        if weighed.verdict == "contradicted":
            words = weighed.claim.words
            message = _message(weighed, reading.texts)
            yield Hit(weighed.claim.field, (words,), message, advice=weighed.severity != "error")


def weighed_claims(texts: TextsInContext, options: ContradictedOptions) -> tuple[Weighed, ...]:
    """Every claim of the texts with the witnesses for and against it."""
    return heard(texts, options.book, options.limits)


def _message(weighed: Weighed, texts: TextsInContext) -> Message:
    claim, who = weighed.claim, called(weighed.opposing, texts.facts.looked if texts.facts else ())
    if claim.kind == "count":
        return say("contradicted.count", words=claim.words, who=who, value=weighed.value or "")
    if claim.kind == "registration":
        return say("contradicted.registration", words=claim.words, who=who, value=weighed.value or "")
    if claim.kind in KINDS:
        return say("contradicted.scenery", words=claim.words, who=who, value=weighed.value or "")
    return say("contradicted.object", words=claim.words, who=who)
