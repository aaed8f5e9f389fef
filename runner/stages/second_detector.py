"""Stage `second_detector`: another detector, unlike the first, looks at the same photos. A witness of its own.

A thing that two different detectors both miss is far more often absent than one that a single detector misses. Its rows
are those of `objects`; they have no column for people, for whom one list of things is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.schema import DeriveRow
from runner.stage import Folders, Item, Result, item_stage
from runner.stages.objects import ObjectRow, ObjectsOptions, detected, is_without, looks, stated, weights


@item_stage(
    "second_detector",
    row=ObjectRow,
    options=ObjectsOptions,
    needs={"pictures": DeriveRow},
    key="box",
    failure="optional",
    version=2,
    facts=stated,
    witness=looks,
    label="second_detector",
    idle=is_without,
    place="model",
    files=weights,
)
def second_detector(items: Sequence[Item], options: ObjectsOptions, folders: Folders) -> Iterator[Result]:
    """Yield the boxes of each photo, or why its rendition could not be read."""
    yield from detected(items, options, folders)
