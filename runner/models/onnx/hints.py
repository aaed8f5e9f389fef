"""Which words of a vocabulary fit a picture, compared with everyday words: this scale is the same for every model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runner.models.onnx.dual_encoder import DualEncoder, Vectors
from runner.models.onnx.hierarchy import read_hierarchy
from runner.models.onnx.packaged import classifier_files
from runner.schema import Hint

EVERYDAY = 4
"""Every fourth class of ImageNet, in its own order, is an everyday word: 250 words for things of every kind."""


@dataclass(frozen=True, slots=True, eq=False)
class HintVocabulary:
    """Words and everyday words as vectors."""

    words: tuple[str, ...]
    vectors: Vectors  # [words, dimensions]
    everyday: Vectors  # [everyday words, dimensions]


def vocabulary(encoder: DualEncoder, words: Sequence[str], templates: Sequence[str]) -> HintVocabulary:
    """Return the words and the everyday words as vectors, each the mean over the templates ('a photo of {}.')."""
    classes = read_hierarchy(classifier_files("efficientnet_lite0")[1]).classes[::EVERYDAY]
    lower = {word.casefold() for word in words}
    everyday = [names[-1] for names in classes if names[-1].casefold() not in lower]
    read = _mean(encoder, [*words, *everyday], templates)
    return HintVocabulary(tuple(words), read[: len(words)], read[len(words) :])


def hints(vocabulary: HintVocabulary, vector: NDArray[np.float32], rarity: float, most: int) -> tuple[Hint, ...]:
    """Return at most `most` words, nearest first, for which at most this fraction of everyday words is nearer.

    The result may be empty: a picture of something else is nearer to everyday words. For a word that is unrelated to
    the picture, the chance to be returned is `rarity` itself, whatever the model.
    """
    cosines, known = vocabulary.vectors @ vector, np.sort(vocabulary.everyday @ vector)
    nearer = (len(known) - np.searchsorted(known, cosines, side="right")) / max(len(known), 1)
    order = np.argsort(-cosines, kind="stable")
    near = [Hint(vocabulary.words[i], round(float(cosines[i]), 4), round(float(nearer[i]), 4)) for i in order]
    return tuple(hint for hint in near if hint.rarity <= rarity)[:most]


def _mean(encoder: DualEncoder, words: Sequence[str], templates: Sequence[str]) -> Vectors:
    read = encoder.encode_texts([template.format(word) for word in words for template in templates])
    mean = read.reshape(len(words), len(templates), -1).mean(axis=1)
    unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit
