"""All findings about texts, whatever their source, and which of them block a photo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from runner.schema import ClaimVerdict, Finding
from runner.text.claims.verdict import Weighed
from runner.text.language.reading import FIELDS, Field, TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import check
from runner.text.rules.contradicted import weighed_claims


class Judge(NamedTuple):
    """Judges texts by the rules of a pack, with the terms that the rules know.

    Stages, repair, the reviewer and the check of tables all use it, so a new source of findings only has to be added in
    `findings`. Texts bring the facts about their photo with them.
    """

    rules: object  # an instance of runner.text.rules.Rules
    thesaurus: Thesaurus

    def findings(self, texts: TextsInContext) -> tuple[Finding, ...]:
        """Everything that is wrong with the texts."""
        return check(texts, self.rules, self.thesaurus)

    def claims(self, texts: TextsInContext) -> tuple[ClaimVerdict, ...]:
        """The claims of the texts, weighed against the witnesses that looked at the picture; empty if that is off."""
        options = self.options("contradicted")
        return tuple(map(_verdict, weighed_claims(texts, options))) if options else ()

    def options(self, rule: str) -> Any:
        """The options of a rule; None if it does not run."""
        return getattr(self.rules, rule, None)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that block the photo."""
    return tuple(finding for finding in findings if finding.severity == "error")


def of(field: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one field."""
    return tuple(finding for finding in findings if finding.field == field)


def broken(findings: Iterable[Finding]) -> tuple[Field, ...]:
    """The texts that have an error, in the order of the fields."""
    names = {finding.field for finding in errors(findings)}
    return tuple(field for field in FIELDS if field in names)


def keeps_good(before: Iterable[Finding], after: Iterable[Finding], fields: Iterable[str]) -> bool:
    """True if `fields` have no error after a change, and no other field has an error that it did not have before."""
    known = {(finding.rule, finding.field) for finding in errors(before)}
    changed = frozenset(fields)
    return not any(f.field in changed or (f.rule, f.field) not in known for f in errors(after))


def _verdict(weighed: Weighed) -> ClaimVerdict:
    claim = weighed.claim
    return ClaimVerdict(
        claim.field, claim.words, claim.kind, claim.value, weighed.verdict, weighed.severity, weighed.probability,
        weighed.supporting, weighed.opposing, weighed.value,
    )  # fmt: skip
