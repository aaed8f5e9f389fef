"""Stage `scenery`: the setting, weather and scene that a dual encoder finds nearest. A witness for such claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from annotated_types import Gt, Le

from runner.facts import Fact, Look
from runner.models.model import keep_loaded
from runner.models.options import LATER
from runner.schema import EmbedRow, Options, Row
from runner.stage import Column, Folders, Item, Result, item_stage
from runner.stages.embed import EmbedOptions, loaded
from runner.text.claims.scenery import KINDS, Label, default_scenery

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from runner.models.onnx.dual_encoder import Vectors

DECIMALS = 4
"""Decimals of a share: further ones differ between processors."""


@dataclass(frozen=True, slots=True)
class SceneryRow(Row):
    """The best label of one group, and by how much it leads the others."""

    group: str  # setting, weather or scene
    label: str  # the best label
    share: float  # softmax of the scaled cosines over all labels of the group, 0 to 1
    model: str  # the encoder's name


@dataclass(frozen=True)
class SceneryOptions(Options):
    """Which dual encoder is asked, and the share from which its choice is a fact."""

    # the one that encoded the photos in `embed`: in another's space the numbers mean nothing
    encoder: EmbedOptions
    # factor of the cosines before the softmax: the scale that the encoder was trained with, 100 for CLIP
    scale: Annotated[float, Gt(0)] = 100.0
    # share from which the nearest label is stated; below it, nothing is stated about the group
    least: Annotated[float, Gt(0), Le(1)] = 0.5
    # the calibration that says how often it is wrong; null: it neither confirms nor contradicts until you measure it
    calibration: str | None = field(default=None, metadata=LATER)


def _files(options: SceneryOptions) -> Sequence[Path]:
    from runner.models.onnx.dual_encoder import encoder_files

    return encoder_files(options.encoder.encoder)


def _witness(options: SceneryOptions) -> Look:
    return Look("", options.calibration, believed=False)


def _facts(row: SceneryRow) -> Iterable[Fact]:
    return [Fact("", row.group, row.label, row.share)] if row.label else []


def _labels() -> pl.Expr:
    import polars as pl

    return pl.col("label").filter(pl.col("label") != "")


@item_stage(
    "scenery",
    row=SceneryRow,
    options=SceneryOptions,
    needs={"embedding": EmbedRow},
    key="group",
    failure="optional",
    review=(Column("scenery", "Setting, weather, scene", _labels),),
    facts=_facts,
    witness=_witness,
    label="dual_encoder",
    place="model",
    files=_files,
)
def scenery(items: Sequence[Item], options: SceneryOptions, folders: Folders) -> Iterator[Result]:
    """Yield the nearest label of each group for each photo; empty if none is clearly nearer than the others."""
    asked = _asked(options)
    for item in items:
        yield [_nearest(item["embedding"].embedding, group, asked[group], options) for group in KINDS]


@keep_loaded(2)
def _asked(options: SceneryOptions) -> Mapping[str, tuple[tuple[Label, ...], Vectors]]:
    """The labels of each group, and the vectors of what is asked for them, of length 1 [labels, dimensions]."""
    encoder = loaded(options.encoder.encoder, options.encoder.device, options.encoder.threads)
    groups = {kind: tuple(label for label in default_scenery().labels if label.kind == kind) for kind in KINDS}
    return {kind: (labels, encoder.encode_texts([each.asked for each in labels])) for kind, labels in groups.items()}


def _nearest(
    picture: Sequence[float], group: str, asked: tuple[tuple[Label, ...], Vectors], options: SceneryOptions
) -> SceneryRow:
    import numpy as np

    labels, vectors = asked
    scaled = options.scale * (vectors @ np.asarray(picture, np.float64))
    shares = np.exp(scaled - scaled.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    share = round(float(shares[best]), DECIMALS)
    return SceneryRow(group, labels[best].name if share >= options.least else "", share, options.encoder.name)
