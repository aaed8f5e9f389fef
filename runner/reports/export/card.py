"""The dataset card of an export: what it contains, where it comes from, and how to load it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from runner.reports.export import examples, pairs
from runner.reports.export.material import Material
from runner.reports.export.request import ExportRequest
from runner.reports.export.splits import SPLITS
from runner.store.rows import RowColumn

_ABOUT = {
    "examples": "texts that a person approved, and texts that were rejected or blocked, with the reasons",
    "preferences": "two texts for one photo, one of which is better, by a rule or by a person",
}
_MEANINGS = {"examples": examples.MEANINGS, "preferences": pairs.MEANINGS}
_TASKS = "task_categories:\n- image-to-text\n"
_LOADERS = {"parquet": "parquet", "csv": "csv", "jsonl": "json"}


@dataclass(frozen=True)
class Contents:
    """The content of an export."""

    tables: Mapping[str, pl.DataFrame]  # by name, with the column `split`
    left_out: Mapping[str, int]  # number of photos by the reason why they are not in the table `examples`


def card(material: Material, request: ExportRequest, contents: Contents) -> str:
    """Return the card as Markdown, with the front matter by which `datasets.load_dataset` finds tables and splits."""
    parts = [
        _front(material, request, contents),
        f"# {material.file.set}: captions, alt texts and keywords of photos, with decisions\n",
        _origin(material),
        _counts(contents),
        _loading(request, contents),
        _pictures(request),
        _splits(material, request),
        _models(material),
        *(_columns(name, table, material.further) for name, table in contents.tables.items()),
        "## Licence\n\nTo be stated by the owner of the photos. Until then nobody else may use this.\n",
    ]
    return "\n".join(parts)


def _front(material: Material, request: ExportRequest, contents: Contents) -> str:
    name = json.dumps(f"{material.file.set}: texts of photos, with decisions", ensure_ascii=False)
    languages = "".join(f"- {json.dumps(each)}\n" for each in material.language())
    configs = "".join(_config(name, table, request.format) for name, table in contents.tables.items())
    return f"---\npretty_name: {name}\n" + (f"language:\n{languages}" if languages else "") + _TASKS + (
        f"configs:\n{configs}---\n"
    )  # fmt: skip


def _config(name: str, table: pl.DataFrame, format_: str) -> str:
    default = "  default: true\n" if name == "examples" else ""
    splits = "".join(f"  - split: {split}\n    path: {name}/{split}-*.{format_}\n" for split in present(table))
    return f"- config_name: {name}\n{default}  data_files:\n{splits}"


def present(table: pl.DataFrame) -> list[str]:
    """Return the splits that have rows, in the order of `SPLITS`."""
    return [split for split in SPLITS if (table["split"] == split).any()]


def _origin(material: Material) -> str:
    file = material.file
    version = file.versions.get("photo-runner", "unknown")
    return (
        f"Made by photo-runner {version} from its run `{file.run_id}` of the set `{file.set}`, started "
        f"{file.started_at[:10]}, and from what people wrote and decided about that set up to the export. Texts are "
        "by the models below, unless a column says `human`.\n"
    )


def _counts(contents: Contents) -> str:
    lines = ["## What it holds\n", f"| table | | {' | '.join(SPLITS)} |", f"|---|---|{'---:|' * len(SPLITS)}"]
    for name, table in contents.tables.items():
        column = "label" if name == "examples" else "source"
        for (kind,), part in table.group_by(column, maintain_order=True):
            counts = " | ".join(str(part.filter(pl.col("split") == split).height) for split in SPLITS)
            lines.append(f"| `{name}` | {kind} | {counts} |")
    lines += ["", *(f"- `{name}`: {_ABOUT[name]}" for name in contents.tables)]
    if contents.left_out:
        listed = ", ".join(f"{count} {why}" for why, count in contents.left_out.items())
        lines += ["", f"Photos of the run that are no example: {listed}."]
    return "\n".join([*lines, ""])


def _loading(request: ExportRequest, contents: Contents) -> str:
    first = next(iter(contents.tables))
    split = present(contents.tables[first])[0]
    loader = _LOADERS[request.format]
    return (
        "## How to load it\n\n```python\nfrom datasets import load_dataset\n\n"
        f'load_dataset("this/folder", "{first}")\n'
        f'load_dataset("{loader}", data_files={{"{split}": "this/folder/{first}/{split}-*.{request.format}"}})\n```\n'
    )


def _pictures(request: ExportRequest) -> str:
    where = (
        "lie in the files"
        if request.images == "bytes"
        else "stay where they are, and the column has their paths: this export is of use on the machine that made it"
    )
    private = (
        "Where and when each photo was taken, with what, its path and **every tag of its file** are in columns of their"
        " own: look at them before this goes anywhere."
        if request.private
        else "GPS, serial numbers and all other tags of the files are left out, and so are their paths and names of "
        "people who decided. Texts may name places and people: they were written to be published."
    )
    what = f"Pictures are renditions `{request.picture}`, which carry no metadata; they {where}."
    return f"## Pictures and privacy\n\n{what} {private}\n"


def _splits(material: Material, request: ExportRequest) -> str:
    known = material.similar().height
    together = (
        "Photos of one series and near-duplicates are in one split"
        if known
        else "The run did not look for series and near-duplicates: photos that show the same may be in different splits"
    )
    shares = "/".join(map(str, request.shares))
    return (
        f"## Splits\n\n{together}. Which one follows from the SHA-256 of a group's smallest item_id, {shares} per cent "
        "for train, validation and test, so that a later export keeps them; a set of few series can be far from that.\n"
    )


def _models(material: Material) -> str:
    drafts = material.drafts().join(material.rows.select("item_id", "caption_model"), on="item_id")
    lines = ["## Models\n"]
    for (name, digest, weights), part in drafts.group_by("caption_model", "model_hash", "weights", maintain_order=True):
        told = part["prompt_hash"].n_unique()
        which = f"{weights or 'unnamed weights'}, SHA-256 over its files `{digest}`" if digest else "no model"
        lines.append(
            f"- captioner `{name}`: {which}; {part.height} drafts from {told} prompts "
            "(`prompt_hash`: one a photo, for its facts are a part of it)"
        )
    lines += [f"- `{name}`: SHA-256 `{digest}`" for name, digest in material.file.models.items()]
    return "\n".join([*lines, ""])


def _columns(name: str, table: pl.DataFrame, further: Sequence[RowColumn]) -> str:
    known = {**_MEANINGS[name], **{column.name: column.label for column in further}}
    rows = list(_meanings(known, [*table.columns, "image"]))
    return "\n".join([f"## Columns of `{name}`\n", "| column | meaning |", "|---|---|", *rows, ""])


def _meanings(known: Mapping[str, str], there: Sequence[str]) -> Iterator[str]:
    yield from (f"| `{name}` | {meaning} |" for name, meaning in known.items() if name in there)
    own = ("split", "picture", "picture_bytes")
    yield from (f"| `{name}` | private |" for name in there if name not in known and name not in own)
