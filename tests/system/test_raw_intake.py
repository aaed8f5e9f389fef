"""A folder of raw files, as archivists have it: prepared as photos, one per shot."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import program
import pyvips
from made_raws import ON_THE_LEFT, dng
from pictures import photograph


def test_raw_files_become_rows_for_review(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number, name in enumerate(("china", "flower", "rocket")):
        picture = photograph(name).crop(0, 0, 400, 320)
        preview = picture.jpegsave_buffer() if number else None
        dng(photos / f"IMG_{number}.DNG", picture, preview, ON_THE_LEFT)
    photograph("china").crop(0, 0, 400, 320).jpegsave(str(photos / "IMG_0.JPG"))
    (photos / "IMG_3.NEF").write_bytes(b"II*\0" + bytes(2000))
    (photos / "clip.MP4").write_bytes(bytes(100))
    ended = program.run(
        ["set=travel", f"set.source={photos}", "caption=composer", f"paths.runs={tmp_path / 'runs'}"], tmp_path
    )
    assert ended.returncode == 0, ended.stderr
    assert "raw files beside their pictures (Adobe DNG) 1, videos (MP4) 1" in ended.stdout
    rows = pl.read_parquet(tmp_path / "runs" / "travel" / "latest" / "rows.parquet")
    name = pl.col("source_path").str.split("/").list.last()
    found = {row[0]: row[1:] for row in rows.select(name, "outcome", "captured_at", "orientation").iter_rows()}
    assert found.keys() == {"IMG_0.JPG", "IMG_1.DNG", "IMG_2.DNG", "IMG_3.NEF"}
    assert found["IMG_3.NEF"][0] == "failed"
    assert [str(found[each][1]) for each in ("IMG_1.DNG", "IMG_2.DNG")] == ["2024-07-14 09:30:05"] * 2
    shown = [
        pyvips.Image.new_from_file(str(tmp_path / "runs" / "renditions" / rendition["path"]))
        for renditions in rows.filter(name == "IMG_1.DNG")["renditions"]
        for rendition in renditions
        if rendition["name"] == "web"
    ]
    assert [(each.width, each.height) for each in shown] == [(320, 400)], "upright"
