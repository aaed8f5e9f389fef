from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from runner.schema import DeriveRow, QualityRow
from runner.stage import Folders, Item
from runner.stages import kinds
from runner.stages.quality import QualityOptions, quality


def item(**figures: float) -> Item:
    none: dict[str, Any] = {field.name: None for field in fields(DeriveRow)}
    return Item("", Path("photo.jpg"), rows={"pictures": DeriveRow(**none | figures)})


def test_one_row_an_item_in_order(tmp_path: Path) -> None:
    items = [item(sharpness=0.9), item(), item(sharpness=0.1)]
    rows = list(quality(items, QualityOptions(), Folders(tmp_path, tmp_path)))
    assert [row.band for row in rows if isinstance(row, QualityRow)] == ["Top", None, "Very Low"]


def test_it_is_registered_with_what_it_needs() -> None:
    stage = kinds()["quality"]
    assert (stage.row, stage.needs, stage.place) == (QualityRow, {"pictures": DeriveRow}, "driver")
