"""Applies the rules of the run to texts that a person has changed: they are checked like a captioner's."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from runner.errors import EnvError
from runner.graph import Graph
from runner.review.language import translate
from runner.schema import (
    TEXTS,
    CaptionRow,
    CheckRow,
    ClaimVerdict,
    DuplicateRow,
    FactsRow,
    Finding,
    RepairRow,
    texts_of,
)
from runner.stages.facts import FactsOptions
from runner.store import traces
from runner.store.decisions import FILE_NAME
from runner.text.claims.account import account
from runner.text.claims.shown import Account
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.judging.pack import RulePack
from runner.text.language.reading import TextsInContext, Writer
from runner.text.naming import NamingOptions
from runner.text.rules import RULES

_LOCATION_LEFT_OUT = frozenset({"location_missing", "keywords_without_location"})


@dataclass(frozen=True)
class Basis:
    """What a photo's texts are checked against: the evidence of its run."""

    facts: FactsRow | None = None
    draft: CaptionRow | None = None
    found: tuple[Finding, ...] = ()  # what the run found in its own texts


class Checker:
    """The rule pack of a run, read from its configuration when first needed. Thread-safe."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._known: dict[str, Basis] = {}

    @cached_property
    def _pack(self) -> RulePack:
        node = self._graph.find("check")
        if node is None or not isinstance(node.options, RulePack):
            raise EnvError(
                translate("checks", "The run had no rules."),
                translate("checks", "Run the set with a graph that has a check stage."),
            )
        return node.options

    @cached_property
    def _graph(self) -> Graph:
        # Composition takes a fifth of a second to import; the first check waits for it, the window does not.
        from runner.config import saved

        return saved.graph(self._run)

    def duplicates(self) -> DuplicatesOptions | None:
        """The run's options for comparing texts with each other; None if it did not compare them."""
        with self._lock:
            node = self._graph.find("duplicates")
        return node.options if node is not None and isinstance(node.options, DuplicatesOptions) else None

    def naming(self) -> NamingOptions | None:
        """The run's options for naming photos; None if it gave them no names."""
        with self._lock:
            node = self._graph.find("name")
        return node.options if node is not None and isinstance(node.options, NamingOptions) else None

    def warm(self) -> RulePack:
        """The rule pack with its vocabularies loaded. Raises EnvError if the run's configuration cannot be read."""
        with self._lock:
            pack = self._pack
            assert pack.thesaurus
            return pack

    def language(self) -> str:
        """The language required of the texts, as a BCP 47 tag."""
        with self._lock:
            node = self._graph.find("facts")
        return node.options.set.language if node is not None and isinstance(node.options, FactsOptions) else "en"

    def bases(self, items: Iterable[str]) -> dict[str, Basis]:
        """What each photo is checked against, by item id. Each photo is read from the run's evidence once."""
        wanted = list(items)
        unknown = [item for item in wanted if item not in self._known]
        facts, drafts = traces.rows(self._run, FactsRow, unknown), traces.rows(self._run, CaptionRow, unknown)
        found = self._found(unknown)
        for item in unknown:
            self._known[item] = Basis(facts.get(item), drafts.get(item), found.get(item, ()))
        return {item: self._known[item] for item in wanted}

    def findings(self, row: Mapping[str, Any]) -> tuple[Finding, ...]:
        """The findings in a review row in which a person's texts replace those of the run.

        Texts that a person wrote are checked as a person's (a person is a source of facts), all others as the
        captioner's, including those that it regenerated and a person accepted. Findings that only the run can make,
        such as duplicates, stay valid for texts that nobody changed. If other texts leave out a location that a person
        added later, that is only a warning: the location is shown in a field of its own, and the captioner was not told
        about it.
        """
        basis = self.bases([row["item_id"]])[row["item_id"]]
        edited = set(row["edited"]) - {FILE_NAME}
        if not edited:
            return basis.found
        own = {name for name in TEXTS if name in edited and row[f"{name}_from"] == "human"}
        by_captioner = self._check(row, basis, _captioner(basis)) if own != set(TEXTS) else ()
        by_person = self._check(row, basis, "person") if own else ()
        told_later = "location" in edited
        kept = [_advice(finding) if told_later else finding for finding in by_captioner if finding.field not in own]
        kept += [
            finding for finding in by_person if finding.field in own or not (by_captioner or finding.field in TEXTS)
        ]
        kept += [finding for finding in basis.found if finding.rule not in RULES and finding.field not in edited]
        return tuple(kept)

    def account(self, row: Mapping[str, Any]) -> Account:
        """What the run's witnesses say about the claims in a review row, and where in the picture they saw it.

        A person's texts are not compared with witnesses: a person is one. Texts that the captioner regenerated and a
        person accepted are weighed here; for the run's own texts, the run's weighing is used.
        """
        basis = self.bases([row["item_id"]])[row["item_id"]]
        if basis.facts is None:
            return Account()
        regenerated = {name for name in row["edited"] if row[f"{name}_from"] == "model"}
        weighed = self.warm().judge.claims(self._in_context(row, basis, _captioner(basis))) if regenerated else ()
        claims = [claim for claim in _weighed_by_the_run(row) if claim.field not in row["edited"]]
        claims += [claim for claim in weighed if claim.field in regenerated]
        return account(claims, basis.facts.facts, basis.facts.looked)

    def _check(self, row: Mapping[str, Any], basis: Basis, writer: Writer) -> tuple[Finding, ...]:
        return self.warm().judge.findings(self._in_context(row, basis, writer))

    def _in_context(self, row: Mapping[str, Any], basis: Basis, writer: Writer) -> TextsInContext:
        """The texts of the row with everything that they are judged by."""
        told = {name: row[name] for name in ("subject", "subject_from", "location", "location_from")}
        facts = basis.facts and replace(basis.facts, **told)
        return TextsInContext(
            *texts_of(row).values, subject=row["subject"], location=row["location"],
            file_name=Path(row["source_path"]).stem,
            facts=facts, writer=writer, model=basis.draft.model if basis.draft else None,
        )  # fmt: skip

    def _found(self, items: Collection[str]) -> dict[str, tuple[Finding, ...]]:
        mended = traces.rows(self._run, RepairRow, items)
        checked = traces.rows(self._run, CheckRow, [item for item in items if item not in mended])
        twice = traces.rows(self._run, DuplicateRow, items)
        kinds: tuple[Mapping[str, CheckRow | RepairRow | DuplicateRow], ...] = (mended, checked, twice)
        return {item: tuple(f for rows in kinds if item in rows for f in rows[item].findings) for item in items}


def _captioner(basis: Basis) -> Writer:
    """How the run's own texts were written: from the `picture` or from `facts` only."""
    return "picture" if basis.draft and basis.draft.saw_picture else "facts"


def _advice(finding: Finding) -> Finding:
    """The finding, as a warning if it only says that a text does not mention the location."""
    return replace(finding, severity="warn") if finding.rule in _LOCATION_LEFT_OUT else finding


def _weighed_by_the_run(row: Mapping[str, Any]) -> Iterator[ClaimVerdict]:
    """The claims that the run weighed; none if the run's version did not weigh claims."""
    for each in row.get("claims") or ():
        lists = {name: tuple(each[name] or ()) for name in ("supporting", "opposing")}
        yield ClaimVerdict(**{**each, **lists})
