"""Whoever said no is not named in any photo that shows them, even if only the embedding tells who it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import program
import pyvips
from skimage import data

from runner.people.names_in_texts import consenting, withdrawn
from runner.store import rows
from runner.store.catalog import open_existing
from runner.store.people import Word, record


def _save(pixels: np.ndarray, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    pyvips.Image.new_from_array(pixels).copy(interpretation="srgb").jpegsave(str(path), Q=92)


def _runner(folder: Path, *words: str, check: bool = True) -> str:
    return program.run([*words, f"paths.runs={folder / 'runs'}"], folder, check=check).stdout


def _run(folder: Path) -> Path:
    chosen = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}"]
    _runner(folder, *chosen, "set.subject=portrait", "set.location=Houston, Texas", "set.hints=[flag,suit,orange]")
    return (folder / "runs" / "travel" / "latest").resolve()


_OF_ANOTHER_PROGRAM = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="6000" stDim:h="4000" stDim:unit="pixel"/>
    <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ben" mwg-rs:Type="Face">
     <mwg-rs:Area stArea:x="0.4" stArea:y="0.2" stArea:w="0.2" stArea:h="0.2"/>
    </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
   <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Cem</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
  </rdf:Description></rdf:RDF></x:xmpmeta>"""


def _import_tells_what_it_leaves_out(folder: Path) -> None:
    """The region is of a picture that was not square, and nobody knows which face Cem has."""
    sidecar = folder / "photos" / "whole.jpg.xmp"
    sidecar.write_text(_OF_ANOTHER_PROGRAM)
    said = _runner(folder, "people", "import", "travel")
    sidecar.unlink()
    assert said.splitlines() == [
        "0 faces imported, 0 with a name; 0 were imported before.",
        "1 face left out: the photo was cropped after the faces were marked.",
        "1 name left out: no face was marked.",
    ]


def test_a_photo_that_came_after_the_no_is_held_back_until_somebody_says_it_is_another(tmp_path: Path) -> None:
    _save(data.astronaut(), tmp_path / "photos" / "whole.jpg")
    run = _run(tmp_path)
    (face,) = rows.read(run).table["person_faces"].explode().struct.field("face_id")
    _runner(tmp_path, "people", "name", face, "Ann")
    _runner(tmp_path, "people", "consent", "Ann", "no")
    _import_tells_what_it_leaves_out(tmp_path)

    _save((data.astronaut()[:400, 60:460] * 0.7).astype(np.uint8), tmp_path / "photos" / "later.jpg")
    _run(tmp_path)
    _runner(tmp_path, "edit", "travel", "name:later", "caption=Ann stands before the flag in Houston.")
    refused = program.run(
        ["decide", "travel", "approve", "name:later", f"paths.runs={tmp_path / 'runs'}"], tmp_path, check=False
    )
    assert refused.returncode == 1
    assert "Ann" in refused.stdout + refused.stderr

    table = rows.read((tmp_path / "runs" / "travel" / "latest").resolve()).table
    (later,) = (row for row in table.iter_rows(named=True) if row["source_path"].endswith("later.jpg"))
    (automatic,) = later["person_faces"]
    assert (automatic["person"], automatic["said"]) == ("Ann", False)
    named = {**later, "caption": "Ann stands before the flag."}
    with open_existing(tmp_path / "runs" / "catalog.db") as catalog:
        assert withdrawn(named, consenting(catalog))
        assert not withdrawn({**later, "caption": "Planning before the flag."}, consenting(catalog))
        record(catalog, "ann", [Word("not", automatic["face_id"], person=automatic["group"])])
        assert not withdrawn(named, consenting(catalog))
