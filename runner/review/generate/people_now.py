"""The people whom texts about a photo may name now, whatever the run knew about them."""

from __future__ import annotations

from dataclasses import replace

from runner.config import saved
from runner.people import named
from runner.people.named import NamedRow, may_be_named
from runner.people.said import what_counts
from runner.schema import FactsRow
from runner.stage import Folders
from runner.stages.named import NamedOptions
from runner.store import forgotten_people, people, traces
from runner.store.catalog import read_catalog
from runner.store.forgotten_people import Forgotten


def with_people(facts: FactsRow, folders: Folders, item_id: str) -> FactsRow:
    """The facts with the people who are named in the photo and consent now; unchanged if the run has no such stage."""
    node = traces.stage(folders.run, NamedRow)
    if node is None:
        return facts
    stated = (replace(fact, witness=node) for fact in named.facts(_row(folders, node, item_id)))
    others = (fact for fact in facts.facts if fact.witness != node)
    return replace(facts, facts=(*others, *stated))


def _row(folders: Folders, node: str, item_id: str) -> NamedRow:
    with read_catalog(folders.catalog) as catalog:
        said, gone = what_counts(people.assertions(catalog)), Forgotten(forgotten_people.forgotten(catalog))
    known = may_be_named(said, gone).get(item_id, ())
    declared = saved.graph(folders.run).find(node)
    wanted = declared is not None and isinstance(declared.options, NamedOptions) and declared.options.keywords
    return NamedRow(known, tuple(each.name for each in known) if wanted else ())
