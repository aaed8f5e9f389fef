"""Whether what was published stands, asked of the target once more."""

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


def unverified(target: Target, catalog: sqlite3.Connection, outcomes: Sequence[Outcome]) -> dict[str, PublishError]:
    """An error for each item that was published just now and does not stand as the catalogue has it.

    Its time depends on these outcomes and not on what else stands at the target.
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
