"""Errors that the grounding rules find in texts of a captioner that saw the picture and was told nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from runner.composition.rules import rule_pack
from runner.schema import FactsRow
from runner.text.language.reading import TextsInContext
from runner.text.language.thesaurus import Thesaurus
from runner.text.rules import check
from runner.text.rules.rule import TELLING

GROUNDING = frozenset(TELLING) | {"category_leak", "unsourced_event"}


def grounding_errors(captions: Sequence[str]) -> dict[str, int]:
    """The number of grounding errors that the default rules find in each caption."""
    pack = rule_pack(())
    thesaurus, nothing = Thesaurus(pack.vocabulary), _nothing()
    found = {}
    for caption in captions:
        texts = TextsInContext(caption=caption, facts=nothing, writer="picture", fields=("caption",))
        findings = check(texts, pack.rules, thesaurus)
        found[caption] = sum(each.severity == "error" and each.rule in GROUNDING for each in findings)
    return found


def _nothing() -> FactsRow:
    empty = {"keywords": (), "labels": (), "colours": ()}
    required = [each.name for each in fields(FactsRow) if each.name not in empty]
    return FactsRow(**{**dict.fromkeys(required[: required.index("lens") + 1]), **empty})  # type: ignore[arg-type]
