"""Whether what was published stands, asked of the target once more."""

from __future__ import annotations

from collections.abc import Sequence

from runner.messages import Message, say
from runner.publishing.publications import Publication
from runner.publishing.table import differences
from runner.publishing.target import Target


def verify(target: Target, publications: Sequence[Publication]) -> dict[str, Message]:
    """A message for each item whose files or row are not as they were written.

    PublishError when the target cannot be asked.
    """
    names = [each.file_name for each in publications]
    found = target.find(names, [file.path for each in publications for file in each.files])
    wrong: dict[str, Message] = {}
    for each in publications:
        stored = found.rows.get(each.file_name)
        short = [file.path for file in each.files if found.files.sizes.get(file.path) != file.bytes]
        if stored is None or differences(each.row, stored.row):
            wrong[each.item_id] = say("target.row_not_there")
        elif short:
            wrong[each.item_id] = say("target.file_not_there", path=short[0])
    return wrong
