"""Stage `intake`: whether a file is a photo that this set takes. Reads headers, never pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.errors import ItemError
from runner.imaging.probe import Limits, probe
from runner.schema import IntakeRow
from runner.stage import Column, Folders, Item, Result, item_stage

_COLUMNS = (Column("file_remark", "File", "remark"),)


@item_stage("intake", row=IntakeRow, options=Limits, review=_COLUMNS, place="pool", version=3, earlier={"0.1.0": 1})
def intake(items: Sequence[Item], options: Limits, _folders: Folders) -> Iterator[Result]:
    """Yield what each file is, or why it is refused."""
    for item in items:
        try:
            yield _row(item, options)
        except ItemError as error:
            yield error


def _row(item: Item, limits: Limits) -> IntakeRow:
    with item.original() as path:
        header = probe(path, limits)
    return IntakeRow(item.sha256, item.bytes, header.format, header.width, header.height, header.remark)
