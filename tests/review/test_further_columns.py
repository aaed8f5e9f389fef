"""Columns declared by stages, in the panel of a photo."""

from __future__ import annotations

from runner.messages import say
from runner.review.further import lines
from runner.store.rows import RowColumn


def column(name: str, label: str) -> RowColumn:
    return RowColumn(name, label, "node", None, True)


def test_lists_keys_and_messages_are_words_and_figures_are_left_out() -> None:
    because = say("drop.sharpness", other="IMG_0412")
    row = {
        "objects": ["cat", "dog"], "pick": "drop", "pick_score": 0.4, "species": None,
        "picked_because": {"id": because.id, "arguments": because.arguments},
    }  # fmt: skip
    columns = [
        column("objects", "Objects"), column("pick", "Pick"), column("picked_because", "Why"),
        column("pick_score", "Score"), column("species", "Species"), column("gone", "Gone"),
    ]  # fmt: skip
    assert list(lines(columns, row)) == [
        "Objects: cat, dog", "Pick: not picked", "Why: The same moment as IMG_0412, which is sharper",
    ]  # fmt: skip
