"""Runs the real stages from metadata to review rows, with any captioner behind the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from hydra import compose, initialize_config_dir
from stage_inputs import given

from runner.captioner import Generation, Request
from runner.captioning import drafting, repairing
from runner.config.checking import check
from runner.config.folder import configuration_folder
from runner.errors import ItemError
from runner.schema import (
    CaptionRow,
    CheckRow,
    ClassifyRow,
    Colour,
    DeriveRow,
    ExifRow,
    FactsRow,
    IntakeRow,
    Label,
    NameRow,
    Options,
    RepairRow,
    ReviewRow,
    Row,
    SourceRow,
    Texts,
)
from runner.stage import Folders, Item, Spent
from runner.stages.caption import caption
from runner.stages.check import check_texts
from runner.stages.facts import facts
from runner.stages.gate import gate
from runner.stages.name import name
from runner.stages.repair import repair
from runner.store import evidence

PORTS: dict[type[Row], str] = {
    IntakeRow: "file", ExifRow: "metadata", DeriveRow: "pictures", ClassifyRow: "classes", FactsRow: "facts",
    CaptionRow: "draft", CheckRow: "check", RepairRow: "texts",
}  # fmt: skip
"""The port under which the stages here read each row."""

CAT = (Label("Egyptian cat", 0.93, ("animal", "mammal", "cat", "Egyptian cat")),)


@dataclass(frozen=True)
class Photo:
    """The results of the first stages."""

    item_id: str
    path: Path
    exif: ExifRow
    labels: tuple[Label, ...] = CAT
    renditions: tuple[Any, ...] = ()


class Scripted:
    """A captioner that answers each request with a function, and records the requests."""

    name, model_hash, prompt = "scripted", None, None

    def __init__(
        self,
        answer: Callable[[Request], Texts | ItemError],
        sees: bool = False,
        revises: bool = True,
        max_in_flight: int = 1,
    ) -> None:
        self.sees, self.revises, self.max_in_flight = sees, revises, max_in_flight
        self.requests: list[Request] = []
        self.together: list[int] = []  # number of requests in each call
        self._answer = answer

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        self.together.append(len(requests))
        for request in requests:
            self.requests.append(request)
            answer = self._answer(request)
            if isinstance(answer, ItemError):
                yield answer
            else:
                yield Generation(answer, repr(answer), "0" * 16, 9, 9, 0.1)


@dataclass(frozen=True)
class Prepared:
    rows: Mapping[str, ReviewRow]
    facts: Mapping[str, FactsRow]
    repairs: Mapping[str, RepairRow]


@cache
def options(*overrides: str) -> Mapping[str, Any]:
    """Options by stage, from the shipped configuration."""
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        composed = compose("config", overrides=["set=demo", "caption=composer", *overrides])
    return {node.name: node.options for node in check(composed).graph.nodes}


def exif(**known: Any) -> ExifRow:
    nothing = {field.name: None for field in fields(ExifRow)}
    return ExifRow(**{**nothing, "keywords": (), "sources": (), "unread": (), "sidecars": (), "raw": "{}", **known})


def use(captioner: Scripted, monkeypatch: Any) -> Scripted:
    """Use it instead of the captioner in the configuration."""
    for module in (drafting, repairing):
        monkeypatch.setattr(module, "captioner", lambda _options: captioner)
    return captioner


def prepare(photos: Sequence[Photo], folders: Folders, *overrides: str, **chosen: Options) -> Prepared:
    """Run facts, caption, check, repair, name and gate over the photos."""
    using = {**options(*overrides), **chosen}
    items = _with(RepairRow, repair, using["repair"], checked(photos, folders, *overrides, **chosen), folders)
    tables = {row_type: _table(row_type, items) for row_type, port in PORTS.items() if port in items[0].rows}
    tables[SourceRow] = _sources(photos)
    named = name(given("name", tables), using["name"], folders)
    tables[NameRow] = _common(named, NameRow)
    reviewed = gate(given("gate", tables), using["gate"], folders)
    rows = {row.item_id: row for row in evidence.to_rows(ReviewRow, reviewed)}
    return Prepared(rows, _by_id(FactsRow, items), _by_id(RepairRow, items))


def checked(photos: Sequence[Photo], folders: Folders, *overrides: str, **chosen: Options) -> list[Item]:
    """The photos in the state in which repair gets them."""
    using = {**options(*overrides), **chosen}
    items = [Item(photo.item_id, photo.path, rows=_known(photo)) for photo in photos]
    items = _with(FactsRow, facts, using["facts"], items, folders)
    items = _with(CaptionRow, caption, using["caption"], items, folders)
    return _with(CheckRow, check_texts, using["check"], items, folders)


def _with(row_type: type[Row], stage: Any, chosen: Options, items: Sequence[Item], folders: Folders) -> list[Item]:
    results = [each for each in stage(items, chosen, folders) if not isinstance(each, Spent)]
    assert all(isinstance(result, row_type) for result in results), results
    return [
        replace(item, rows={**item.rows, PORTS[row_type]: result}) for item, result in zip(items, results, strict=True)
    ]


def _known(photo: Photo) -> dict[str, Row]:
    nothing: dict[str, Any] = {field.name: None for field in fields(DeriveRow)}
    colours = (Colour("brown", "#553311", 0.4), Colour("grey", "#888888", 0.3))
    derived = {"width": 90, "height": 60, "renditions": photo.renditions, "colours": colours}
    return {
        "file": IntakeRow("0" * 64, 1, "jpeg", 90, 60),
        "metadata": photo.exif,
        "pictures": DeriveRow(**{**nothing, **derived}),
        "classes": ClassifyRow(photo.labels, (), "tested", "CPU"),
    }


def _table(row_type: type[Row], items: Sequence[Item]) -> pl.DataFrame:
    records = [{"item_id": item.item_id, **evidence.to_record(item[row_type])} for item in items]
    schema = {"item_id": pl.String(), **evidence.columns(row_type)}
    return _common(pl.DataFrame(records, schema=schema, orient="row"), row_type)


def _common(table: pl.DataFrame, row_type: type[Row]) -> pl.DataFrame:
    schema = evidence.table_schema(row_type)
    good = table.with_columns(status=pl.lit("ok"))
    return good.select(
        (pl.col(n) if n in good.columns else pl.lit(None)).cast(kind).alias(n) for n, kind in schema.items()
    )


def _sources(photos: Sequence[Photo]) -> pl.DataFrame:
    rows = [SourceRow(photo.item_id, str(photo.path), False, "0" * 64, 1, None, None) for photo in photos]
    return pl.DataFrame([evidence.to_record(r) for r in rows], schema=evidence.columns(SourceRow), orient="row")


def _by_id(row_type: type[Any], items: Sequence[Item]) -> dict[str, Any]:
    return {item.item_id: item[row_type] for item in items}
