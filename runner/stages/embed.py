"""Stage `embed`: the vector that a dual encoder gives a photo, and which of the set's words are near it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

from annotated_types import Ge, Gt, Le, Lt, MinLen

from runner.imaging.rendition_path import rendition_path
from runner.models.batches import in_batches
from runner.models.model import keep_loaded
from runner.models.options import EncoderOptions
from runner.schema import DeriveRow, EmbedRow, Float32, Options
from runner.stage import Folders, Item, Result, item_stage

Device = Literal["auto", "cpu", "cuda"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from runner.models.onnx.dual_encoder import DualEncoder
    from runner.models.onnx.hints import HintVocabulary

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EmbedOptions(Options):
    """Which dual encoder looks at which rendition, what it is asked, and where it runs."""

    # recorded in the evidence as the maker of the vectors
    name: Annotated[str, MinLen(1)]
    # the files, and what they were trained to see and to read
    encoder: EncoderOptions
    # the words that may be hints
    words: tuple[Annotated[str, MinLen(1)], ...] = ()
    # sentences in which a word is encoded; their mean counts
    templates: Annotated[tuple[str, ...], MinLen(1)] = ("a photo of {}.",)
    # a word is a hint if at most this share of 250 everyday words is nearer to the photo
    rarity: Annotated[float, Gt(0), Lt(1)] = 0.01
    # upper limit for the hints of a photo
    most: Annotated[int, Ge(1), Le(100)] = 5
    # the rendition that it looks at, one of those that the graph derives
    rendition: str = "thumbnail"
    # number of photos computed at once
    batch: Annotated[int, Ge(1), Le(1024)] = 16
    # auto uses CUDA if ONNX Runtime can, otherwise the processor; cuda fails without it
    device: Device = "auto"
    # threads of the processor
    threads: Annotated[int, Ge(1), Le(256)] = 2

    def problems(self) -> Sequence[str]:
        """A sentence for each template that does not have exactly one place for the word."""
        return [
            f"templates: '{each}' needs one {{}} and no other braces." for each in self.templates if not _sound(each)
        ]


def _sound(template: str) -> bool:
    return template.count("{}") == 1 and "{" not in template.replace("{}", "") and "}" not in template.replace("{}", "")


def _files(options: EmbedOptions) -> Sequence[Path]:
    from runner.models.onnx.dual_encoder import encoder_files

    return encoder_files(options.encoder)


@item_stage("embed", row=EmbedRow, options=EmbedOptions, needs={"pictures": DeriveRow}, place="model", files=_files)
def embed(items: Sequence[Item], options: EmbedOptions, folders: Folders) -> Iterator[Result]:
    """Yield the vector and the hints of each photo, or why its rendition could not be read."""
    from runner.models.onnx.encoder_preprocess import preprocess

    encoder, words = _with_words(options)

    def picture(item: Item) -> NDArray[np.float32]:
        path = rendition_path(item["pictures"], options.rendition, "dual encoder", "embed.rendition")
        return preprocess(folders.renditions / path, options.encoder)

    yield from in_batches(items, options.batch, picture, partial(_rows, options, encoder, words))


@keep_loaded(2)
def loaded(encoder: EncoderOptions, device: Device, threads: int) -> DualEncoder:
    """The dual encoder of these options, loaded once per process, whichever stage asks."""
    from runner.models.onnx.dual_encoder import DualEncoder

    return DualEncoder(encoder, device, threads)


@keep_loaded(2)
def _with_words(options: EmbedOptions) -> tuple[DualEncoder, HintVocabulary | None]:
    from runner.models.onnx.hints import vocabulary

    encoder = loaded(options.encoder, options.device, options.threads)
    _log.info("%s runs on %s", options.name, encoder.runs_on)
    return encoder, vocabulary(encoder, options.words, options.templates) if options.words else None


def _rows(
    options: EmbedOptions, encoder: DualEncoder, words: HintVocabulary | None, pictures: Sequence[NDArray[np.float32]]
) -> Iterator[EmbedRow]:
    import numpy as np

    from runner.models.onnx.hints import hints

    for vector in encoder.encode_pictures(np.stack(pictures)):
        found = hints(words, vector, options.rarity, options.most) if words else ()
        embedding = cast("tuple[Float32, ...]", tuple(vector.tolist()))
        yield EmbedRow(embedding, found, options.name, encoder.provider)
