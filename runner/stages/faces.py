"""Stage `faces`: the faces in a photo, one row per face: where, how large and sharp, eyes, mouth, and an embedding."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Gt, Le

from runner.errors import ItemError
from runner.models.faces.options import FaceDetectorOptions, FaceEmbedderOptions
from runner.models.options import UNKEYED
from runner.people.face_row import FaceRow
from runner.schema import DeriveRow, IntakeRow, Options
from runner.stage import Artifact, Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import polars as pl

    from runner.faces.reader import FaceReader

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FacesOptions(Options):
    """Which models look for faces and tell persons apart, and where they run."""

    # finds faces
    detector: FaceDetectorOptions
    # tells persons apart
    embedder: FaceEmbedderOptions
    # the rendition that decides whether there may be faces at all, if it has enough pixels for the detector and the
    # photo is at least twice as large; null: every pixel is looked at
    rendition: str | None = "web"
    # whether people are looked for at all
    look: bool = field(default=False, metadata=UNKEYED)
    # lower bound for the landmark model's certainty that a box shows a face
    presence: Annotated[float, Ge(0), Le(1)] = 0.5
    # eyes narrower than this, in pixels, or in faces turned further than this, in degrees, are neither open nor closed
    eyes: tuple[Annotated[float, Gt(0)], Annotated[float, Gt(0), Le(90)]] = (12.0, 40.0)
    # upper limit for the sides of a crop, in pixels
    crop: Annotated[int, Ge(32), Le(1024)] = 256
    # auto uses CUDA if ONNX Runtime can, otherwise the processor; cuda fails without it
    device: Literal["auto", "cpu", "cuda"] = field(default="auto", metadata=UNKEYED)
    # threads of the processor
    threads: Annotated[int, Ge(1), Le(256)] = field(default=2, metadata=UNKEYED)


def _files(options: FacesOptions) -> Sequence[Path]:
    from runner.models.faces.packaged import EYES, MESH, face_file

    models = (options.detector, options.embedder)
    return [*(face_file(each.model, each.weights) for each in models), MESH, EYES]


def _artifacts(part: pl.DataFrame) -> Iterator[Artifact]:
    for name in ("crop", "vectors"):
        made = part[name].drop_nulls().unique(maintain_order=True).struct
        yield from map(Artifact, made.field("path"), made.field("bytes"), made.field("sha256"))


def _nobody_is_forgotten(part: pl.DataFrame, folders: Folders) -> bool:
    from runner.store.catalog import open_catalog
    from runner.store.forgotten_people import Forgotten, forgotten

    with open_catalog(folders.catalog) as catalog:
        gone = Forgotten(forgotten(catalog))
    return not any(face in gone for face in part["face_id"].drop_nulls())


def _count() -> pl.Expr:
    import polars as pl

    return pl.len().cast(pl.Int64)


@item_stage(
    "faces",
    row=FaceRow,
    options=FacesOptions,
    needs={"file": IntakeRow},
    uses={"pictures": DeriveRow},
    key="face",
    failure="optional",
    version=3,
    review=(Column("faces", "Faces", _count),),
    label="face_detector",
    place="model",
    pixels=True,
    files=_files,
    artifacts=_artifacts,
    holds=_nobody_is_forgotten,
    idle=lambda options: not options.look,
)
def faces(items: Sequence[Item], options: FacesOptions, folders: Folders) -> Iterator[Result]:
    """Yield the faces of each photo, without forgotten ones, or why it could not be decoded."""
    from runner.looking.opening import opened
    from runner.store.forgotten_file import forgotten

    reader, gone = _open(options), forgotten(folders.runs)
    for item in items:
        try:
            with opened(item, options.rendition, 0, folders) as photo:
                found = reader.read(item.item_id, photo, folders.runs, gone)
            yield found
        except ItemError as error:
            yield error


@cache
def _open(options: FacesOptions) -> FaceReader:
    from runner.faces.reader import FaceReader

    reader = FaceReader(options)
    _log.info("faces are looked for on %s", reader.provider.removesuffix("ExecutionProvider"))
    return reader
