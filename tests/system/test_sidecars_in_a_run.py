"""What people write into sidecars reaches the texts at the next run, wherever the photo is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import pyvips

Runner = Callable[..., subprocess.CompletedProcess[str]]
PACKET = """<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt>
<rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.fixture
def subjects(runner: Runner, tmp_path: Path) -> Callable[[str], list[str | None]]:
    """Prepare the photos of a folder; returns their subjects."""

    def run(folder: str) -> list[str | None]:
        ended = runner("set=travel", f"set.source={tmp_path / folder}", f"set.name={folder}", "caption=composer")
        assert ended.returncode == 0, ended.stderr
        rows = pl.read_parquet(tmp_path / "runs" / folder / "latest" / "rows.parquet")
        return rows.sort("source_path")["subject"].to_list()

    return run


def test_an_edited_sidecar_changes_the_texts(subjects: Callable[[str], list[str | None]], tmp_path: Path) -> None:
    archive, work = tmp_path / "archive", tmp_path / "work"
    archive.mkdir()
    for seed, name in enumerate(("a.jpg", "b.jpg")):
        noise = pyvips.Image.gaussnoise(640, 480, mean=120, sigma=30, seed=seed).cast("uchar")
        noise.jpegsave(str(archive / name))
    (archive / "a.xmp").write_text(PACKET.format("Old heron"))
    assert subjects("archive") == ["Old heron", None]
    (archive / "a.xmp").write_text(PACKET.format("Young grey heron"))
    assert subjects("archive") == ["Young grey heron", None]
    assert subjects("archive") == ["Young grey heron", None]
    work.mkdir()
    for name in ("a.jpg", "b.jpg"):
        shutil.copy(archive / name, work / name)
    (work / "b.jpg.xmp").write_text(PACKET.format("Stone bridge"))
    assert subjects("work") == [None, "Stone bridge"]
    assert subjects("archive") == ["Young grey heron", None]
