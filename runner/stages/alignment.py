"""Stage `alignment`: how near the texts are to the photo in the space of a dual encoder; after `repair`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runner.schema import AlignmentRow, EmbedRow, Options, RepairRow
from runner.stage import Folders, Item, Result, item_stage
from runner.stages.embed import EmbedOptions, loaded

if TYPE_CHECKING:
    from runner.models.onnx.dual_encoder import Vectors

DECIMALS = 4
"""Decimals of a cosine: further ones depend on which texts are encoded together."""


@dataclass(frozen=True)
class AlignmentOptions(Options):
    """Which dual encoder reads the texts."""

    # the one that encoded the photos in `embed`: in another's space the numbers mean nothing
    encoder: EmbedOptions


def _files(options: AlignmentOptions) -> Sequence[Path]:
    from runner.models.onnx.dual_encoder import encoder_files

    return encoder_files(options.encoder.encoder)


@item_stage(
    "alignment",
    row=AlignmentRow,
    options=AlignmentOptions,
    needs={"embedding": EmbedRow, "texts": RepairRow},
    place="model",
    files=_files,
)
def alignment(items: Sequence[Item], options: AlignmentOptions, folders: Folders) -> Iterator[Result]:
    """Yield the cosines between each photo and its caption and alt text; null for a missing text."""
    encoder = options.encoder
    reader = loaded(encoder.encoder, encoder.device, encoder.threads)
    for start in range(0, len(items), encoder.batch):
        part = items[start : start + encoder.batch]
        texts = [text for item in part for text in (item["texts"].caption, item["texts"].alt_text)]
        written = [text for text in texts if text]
        vectors = iter(reader.encode_texts(written) if written else ())
        read = [next(vectors) if text else None for text in texts]
        for item, caption, alt_text in zip(part, read[::2], read[1::2], strict=True):
            picture = item["embedding"].embedding
            yield AlignmentRow(_cosine(picture, caption), _cosine(picture, alt_text), encoder.name, reader.provider)


def _cosine(picture: Sequence[float], text: Vectors | None) -> float | None:
    """The cosine of two vectors of length 1; None without a text."""
    import numpy as np

    return None if text is None else round(float(np.asarray(picture, np.float64) @ text), DECIMALS)
