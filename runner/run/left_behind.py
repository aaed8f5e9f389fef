"""What people said that is on no photo of a run, though the photo is there: said at its end, with the mend."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from runner.messages import Message, say
from runner.review import carrying
from runner.stage import Folders
from runner.store.catalog import open_catalog


def left_behind(folders: Folders, set_name: str, runs: str) -> Iterator[Message]:
    """A sentence for photos that another program wrote anew, and one for each set that had the same photos.

    `runs` is the option that names the runs folder, with a space before it; empty where commands look there anyway.
    """
    with open_catalog(folders.catalog) as catalog:
        rewritten = carrying.rewritten(folders.run, catalog, set_name)
        others = carrying.of_other_sets(folders.run, catalog, set_name)
    name = shlex.quote(set_name)
    if rewritten:
        yield say("carry.rewritten", count=len(rewritten), set=name, runs=runs)
    for other, photos in others.items():
        yield say("carry.other_set", count=photos, other=shlex.quote(other), set=name, runs=runs)
