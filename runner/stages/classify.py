"""Stage `classify`: what an image classifier sees."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Le

from runner.imaging.rendition_path import rendition_path
from runner.models.batches import in_batches
from runner.models.model import keep_loaded
from runner.schema import ClassifyRow, DeriveRow, Options
from runner.stage import Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from runner.models.onnx.classifier import Classifier
    from runner.models.onnx.sessions import Device

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClassifyOptions(Options):
    """Which classifier looks at which rendition, and where it runs."""

    # a packaged classifier, or the path of an .onnx with its class names in a .toml beside it
    model: str = "efficientnet_lite0"
    # the rendition that it looks at, one of those that the graph derives
    rendition: str = "thumbnail"
    # number of classes kept for each photo, the most probable ones
    top: Annotated[int, Ge(1), Le(100)] = 5
    # number of photos computed at once
    batch: Annotated[int, Ge(1), Le(1024)] = 16
    # auto uses CUDA if ONNX Runtime can, otherwise the processor
    device: Literal["auto", "cpu", "cuda"] = "auto"
    # threads of the processor
    threads: Annotated[int, Ge(1), Le(256)] = 2


def _files(options: ClassifyOptions) -> Sequence[Path]:
    from runner.models.onnx.packaged import classifier_files

    return classifier_files(options.model)


def _label_paths() -> pl.Expr:
    """The path of each class and group in the hierarchy: vehicle|aircraft|airliner."""
    import polars as pl

    return (
        pl.concat_list("labels", "groups")
        .list.eval(pl.element().struct.field("path").list.join("|"))
        .list.unique(maintain_order=True)
    )


@item_stage(
    "classify",
    row=ClassifyRow,
    options=ClassifyOptions,
    needs={"pictures": DeriveRow},
    review=(Column("label_paths", "Classes", _label_paths, publish="text", shown=False),),
    place="model",
    files=_files,
)
def classify(items: Sequence[Item], options: ClassifyOptions, folders: Folders) -> Iterator[Result]:
    """Yield the labels of each photo, or why its rendition could not be read."""
    from runner.models.onnx.classifier_preprocess import preprocess

    classifier = _loaded(options.model, options.device, options.threads)

    def views(item: Item) -> NDArray[np.uint8]:
        path = rendition_path(item["pictures"], options.rendition, "classifier", "classify.rendition")
        return preprocess(folders.renditions / path, classifier.size)

    yield from in_batches(items, options.batch, views, partial(_rows, options.top, classifier))


@keep_loaded(2)
def _loaded(model: str, device: Device, threads: int) -> Classifier:
    from runner.models.onnx.classifier import Classifier

    classifier = Classifier(model, device, threads)
    _log.info("%s runs on %s", classifier.name, classifier.runs_on)
    return classifier


def _rows(top: int, classifier: Classifier, seen: Sequence[NDArray[np.uint8]]) -> Iterator[ClassifyRow]:
    from runner.models.onnx.hierarchy import likely_groups, top_classes

    for each in classifier.probabilities(seen):
        labels, groups = top_classes(classifier.hierarchy, each, top), likely_groups(classifier.hierarchy, each)
        yield ClassifyRow(labels, groups, classifier.name, classifier.provider)
