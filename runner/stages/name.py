"""name: the published file name of each photo, reserved in the catalogue."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import PurePath

import polars as pl

from runner.publishing.publications import hand_over
from runner.schema import DeriveRow, FactsRow, NameRow
from runner.stage import Column, Folders, Tables, set_stage
from runner.store import evidence, runfile
from runner.store.catalog import open_catalog
from runner.store.names import NameRequest, owned, reserve_names
from runner.store.rewritten import recognise
from runner.text.naming import EARLIER, USUAL, NamingOptions, pattern, sequence, sources

_COLUMNS = (
    Column("file_name", "File name", publish="name"),
    Column("file_name_from", "File name from", shown=False),
)


@set_stage(
    "name",
    row=NameRow,
    options=NamingOptions,
    needs={"facts": FactsRow},
    uses={"pictures": DeriveRow},
    review=_COLUMNS,
    version=3,
)
def name(tables: Tables, options: NamingOptions, folders: Folders) -> pl.DataFrame:
    """A name for every photo with facts, numbered by capture time; an existing name for the same parts is kept.

    A photo that another program rewrote keeps its name too: it is recognized by its picture. With the usual template, a
    photo also keeps the name that the usual template of an earlier version gave it for the same facts: what was
    approved and published under it stays valid.
    """
    order = tables.sources.filter(~pl.col("is_copy")).select("item_id", "source_path")
    known = order.join(tables["facts"].collect(), on="item_id", maintain_order="left")
    facts = evidence.to_rows(FactsRow, known)
    numbered = sequence([each.captured_at for each in facts])
    item_ids, stems = known["item_id"].to_list(), [PurePath(path).stem for path in known["source_path"]]
    asked = [(item_ids[place], facts[place], stems[place]) for place in numbered]
    pictures = tables["pictures"].select("item_id", "renditions").collect()
    with open_catalog(folders.catalog) as catalog:
        if run := runfile.read(folders.run):
            recognise(catalog, folders.run, run.set, order.join(pictures, on="item_id", how="left"))
            hand_over(catalog, run.set, order["item_id"].to_list())
        requests = [_earlier(catalog, *each, options) or name_request(*each, options) for each in asked]
        reserved = reserve_names(catalog, requests)
    origins = ["+".join(sources(options.template, facts[place], stems[place])) for place in numbered]
    rows = [
        NameRow(file_name, origin, number, request.prefix)
        for (file_name, number), origin, request in zip(reserved, origins, requests, strict=True)
    ]
    table = pl.DataFrame([evidence.to_record(row) for row in rows], schema=evidence.columns(NameRow), orient="row")
    return table.with_columns(pl.Series("item_id", [request.item_id for request in requests], dtype=pl.String))


def _earlier(
    catalog: sqlite3.Connection, item_id: str, facts: FactsRow, stem: str, options: NamingOptions
) -> NameRequest | None:
    """The name that the photo has from an earlier version, if it is named by the usual template; otherwise None."""
    if options.template != USUAL:
        return None
    request = name_request(item_id, facts, stem, replace(options, template=EARLIER))
    return request if owned(catalog, request) else None


def name_request(item_id: str, facts: FactsRow, stem: str, options: NamingOptions) -> NameRequest:
    """The name that the template gives a photo, without its number."""
    made = pattern(options, facts, stem)
    return NameRequest(item_id, made.prefix, made.width, made.suffix)
