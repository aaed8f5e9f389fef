"""Whether what was published stands, asked of the target once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runner.publishing.publications import Publication
from runner.publishing.table import differences
from runner.publishing.target import Target


@dataclass(frozen=True, slots=True)
class Verified:
    """What the target said."""

    wrong: Mapping[str, str]  # a sentence by item: its files or its row are not as they were written
    stamps: Mapping[str, str]  # by path: when each file was written


def verify(target: Target, publications: Sequence[Publication]) -> Verified:
    """Ask for the files and rows of these photos. PublishError when the target cannot be asked."""
    names = [each.file_name for each in publications]
    found = target.find(names, [file.path for each in publications for file in each.files])
    wrong = {}
    for each in publications:
        stored = found.rows.get(each.file_name)
        short = [file.path for file in each.files if found.files.sizes.get(file.path) != file.bytes]
        if stored is None or differences(each.row, stored.row):
            wrong[each.item_id] = "its row is not there as it was written"
        elif short:
            wrong[each.item_id] = f"{short[0]} is not there as it was written"
    return Verified(wrong, found.files.stamps)
