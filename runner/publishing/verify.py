"""Verifies at the target that what was published is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from runner.errors import PublishError
from runner.messages import Message, say
from runner.publishing.outcome import Outcome
from runner.publishing.publications import Publication, published
from runner.publishing.table import differences
from runner.publishing.target import Target


def verify(target: Target, publications: Sequence[Publication]) -> dict[str, Message]:
    """Return a message for each item whose row or file sizes are not as they were written.

    Raises PublishError if the target cannot be read.
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


def unverified(target: Target, catalog: sqlite3.Connection, outcomes: Sequence[Outcome]) -> dict[str, PublishError]:
    """Return an error for each item that was just published and is not at the target as recorded in the catalogue.

    Its time depends on these outcomes and not on what else is at the target.
    """
    changed = {each.item_id for each in outcomes if each.step == "done" and each.action in ("new", "change", "move")}
    if not changed:
        return {}
    known = published(catalog, target.options.name, changed)
    try:
        wrong = verify(target, [known[item_id] for item_id in sorted(changed)])
    except PublishError as error:
        return dict.fromkeys(changed, error)
    return {item_id: PublishError(sentence, "transfer") for item_id, sentence in wrong.items()}
