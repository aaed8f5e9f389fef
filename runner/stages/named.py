"""Stage `named`: the people whom texts about a photo may name: identified by a person, and with their consent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runner.models.options import UNKEYED
from runner.people.named import NamedPerson, NamedRow, digest, facts, may_be_named
from runner.schema import IntakeRow, Options
from runner.stage import Column, Folders, Item, item_stage

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class NamedOptions(Options):
    """Whether people are looked for at all, and where their names go."""

    look: bool = field(default=False, metadata=UNKEYED)
    # whether the names of those who consent also become keywords
    keywords: bool = False


def _named(folders: Folders) -> Mapping[str, tuple[NamedPerson, ...]]:
    from runner.people.said import what_counts
    from runner.store.catalog import open_catalog
    from runner.store.forgotten_people import Forgotten, forgotten
    from runner.store.people import assertions

    with open_catalog(folders.catalog) as catalog:
        return may_be_named(what_counts(assertions(catalog)), Forgotten(forgotten(catalog)))


def _state(_options: NamedOptions, folders: Folders) -> str:
    return digest(_named(folders))


def _names() -> pl.Expr:
    import polars as pl

    return pl.col("named").list.eval(pl.element().struct.field("name"))


@item_stage(
    "named",
    row=NamedRow,
    options=NamedOptions,
    needs={"file": IntakeRow},
    failure="optional",
    review=(Column("named_people", "People whom texts may name", _names, publish="text"),),
    facts=facts,
    label="named_people",
    looks=False,
    idle=lambda options: not options.look,
    state=_state,
)
def named(items: Sequence[Item], options: NamedOptions, folders: Folders) -> Iterator[NamedRow]:
    """Yield the people who may be named in texts about each photo; empty for most photos."""
    everywhere = _named(folders)
    for item in items:
        people = everywhere.get(item.item_id, ())
        yield NamedRow(people, tuple(each.name for each in people) if options.keywords else ())
