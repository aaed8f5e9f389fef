from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import pyvips
from publish_services import program

from runner.faces.known_regions import known_regions
from runner.facts import Region
from runner.people import iptc_regions, picasa, regions
from runner.people.importing import imported
from runner.people.named_region import NamedRegion
from runner.people.region_packet import packet
from runner.people.said import what_counts
from runner.store.face_id import face_id
from runner.store.people import Assertion, Word

ANN = NamedRegion(Region(0.1, 0.2, 0.3, 0.5), "Ann O'Neil & <Co>", "")
BEN = NamedRegion(Region(0.5, 0.1, 0.75, 0.4), "Bén 李", "")
NOBODY = NamedRegion(Region(0.8, 0.1, 0.9, 0.3), None, "")

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="4288" stDim:h="2848" stDim:unit="pixel"/>
    <mwg-rs:RegionList><rdf:Bag>
     <rdf:li><rdf:Description mwg-rs:Rotation="0.00000" mwg-rs:Name="Ann" mwg-rs:Type="Face">
      <mwg-rs:Area stArea:h="0.30000" stArea:w="0.20000" stArea:x="0.20000" stArea:y="0.35000"/>
     </rdf:Description></rdf:li>
     <rdf:li><rdf:Description mwg-rs:Type="Focus">
      <mwg-rs:Area stArea:h="0.1" stArea:w="0.1" stArea:x="0.5" stArea:y="0.5"/></rdf:Description></rdf:li>
    </rdf:Bag></mwg-rs:RegionList>
   </mwg-rs:Regions>
  </rdf:Description></rdf:RDF></x:xmpmeta>"""

DIGIKAM = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:MP="http://ns.microsoft.com/photo/1.2/"
    xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
    xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">
   <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <mwg-rs:Name>Ann</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>
      <mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.2</stArea:x><stArea:y>0.35</stArea:y>
       <stArea:w>0.2</stArea:w><stArea:h>0.3</stArea:h><stArea:unit>normalized</stArea:unit></mwg-rs:Area>
     </rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
   <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>
     <rdf:li rdf:parseType="Resource"><MPReg:Rectangle>0.1, 0.2, 0.2, 0.3</MPReg:Rectangle>
      <MPReg:PersonDisplayName>Ann</MPReg:PersonDisplayName></rdf:li></rdf:Bag></MPRI:Regions></MP:RegionInfo>
  </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

# The form of IPTC's reference picture (2024.1): a rectangle, a circle, a part that shows nobody.
REFERENCE = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <Iptc4xmpExt:ImageRegion><rdf:Bag>
   <rdf:li rdf:parseType="Resource">
    <Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang="x-default">Listener 1</rdf:li></rdf:Alt></Iptc4xmpExt:Name>
    <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ann</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
    <Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
     <Iptc4xmpExt:rbH>0.3</Iptc4xmpExt:rbH><Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape>
     <Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit><Iptc4xmpExt:rbW>0.2</Iptc4xmpExt:rbW>
     <Iptc4xmpExt:rbX>0.1</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>0.2</Iptc4xmpExt:rbY>
    </Iptc4xmpExt:RegionBoundary></rdf:li>
   <rdf:li rdf:parseType="Resource">
    <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ben</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
    <Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
     <Iptc4xmpExt:rbRx>0.068</Iptc4xmpExt:rbRx><Iptc4xmpExt:rbShape>circle</Iptc4xmpExt:rbShape>
     <Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit><Iptc4xmpExt:rbX>0.59</Iptc4xmpExt:rbX>
     <Iptc4xmpExt:rbY>0.426</Iptc4xmpExt:rbY></Iptc4xmpExt:RegionBoundary></rdf:li>
   <rdf:li rdf:parseType="Resource">
    <Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang="x-default">A stage</rdf:li></rdf:Alt></Iptc4xmpExt:Name>
    <Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
     <Iptc4xmpExt:rbH>0.3</Iptc4xmpExt:rbH><Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape>
     <Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit><Iptc4xmpExt:rbW>0.2</Iptc4xmpExt:rbW>
     <Iptc4xmpExt:rbX>0.5</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>0.5</Iptc4xmpExt:rbY>
    </Iptc4xmpExt:RegionBoundary></rdf:li>
  </rdf:Bag></Iptc4xmpExt:ImageRegion>
  <Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource">
   <Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="x-default">Cem</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName>
  </rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>
 </rdf:Description></rdf:RDF></x:xmpmeta>"""

PICASA = """[Contacts2]
8e62398ebda8c1a5=Ann;;
[IMG_1.JPG]
backuphash=7
faces=rect64(1999333 34ccc8000),8e62398ebda8c1a5;rect64(cccc1999e6664ccc),ffffffffffffffff
[IMG_2.JPG]
star=yes
""".replace("1999333 3", "19993333")


def near(region: Region, other: Region) -> bool:
    one, two = ((r.left, r.top, r.right, r.bottom) for r in (region, other))
    return all(abs(a - b) < 1e-3 for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_regions_are_read_as_they_were_written(orientation: int) -> None:
    found = regions.read(packet([ANN, BEN, NOBODY], 4000, 3000, orientation), orientation)
    mwg = [each for each in found.regions if each.source == "MWG regions"]
    assert [each.name for each in mwg] == [ANN.name, BEN.name, None]
    assert all(near(a.region, b.region) for a, b in zip(mwg, (ANN, BEN, NOBODY), strict=True))
    assert found.persons == (ANN.name, BEN.name)
    tags = [each for each in found.regions if each.source == "Microsoft people tags"]
    assert all(near(a.region, b.region) for a, b in zip(tags, (ANN, BEN), strict=True))
    iptc = [each for each in found.regions if each.source == "IPTC image regions"]
    assert [each.name for each in iptc] == [ANN.name, BEN.name, None]
    assert all(near(a.region, b.region) for a, b in zip(iptc, (ANN, BEN, NOBODY), strict=True))


def test_exiftool_reads_them_identically(tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_bytes(packet([ANN, BEN], 4000, 3000))
    command = [program("exiftool"), "-json", "-struct", "-n", "-charset", "UTF8", str(tmp_path / "a.xmp")]
    (said,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert said["RegionInfo"]["AppliedToDimensions"] == {"W": 4000, "H": 3000, "Unit": "pixel"}
    listed = said["RegionInfo"]["RegionList"]
    assert [each["Name"] for each in listed] == [ANN.name, BEN.name]
    for each, given in zip(listed, (ANN, BEN), strict=True):
        area = each["Area"]
        left, top = area["X"] - area["W"] / 2, area["Y"] - area["H"] / 2
        assert near(Region(left, top, left + area["W"], top + area["H"]), given.region)
    assert said["PersonInImage"] == [ANN.name, BEN.name]
    assert [each["PersonName"] for each in said["PersonInImageWDetails"]] == [ANN.name, BEN.name]
    for each, given in zip(said["ImageRegion"], (ANN, BEN), strict=True):
        boundary = each["RegionBoundary"]
        left, top = boundary["RbX"], boundary["RbY"]
        assert near(Region(left, top, left + boundary["RbW"], top + boundary["RbH"]), given.region)
        assert (each["Name"], each["PersonInImage"]) == (given.name, [given.name])
        assert (boundary["RbShape"], boundary["RbUnit"]) == ("rectangle", "relative")
        assert each["RCtype"] == [{"Identifier": [iptc_regions.HUMAN], "Name": "human"}]
    assert [each["PersonDisplayName"] for each in said["RegionInfoMP"]["Regions"]] == [ANN.name, BEN.name]
    check = [program("exiftool"), "-validate", "-warning", "-error", "-a", str(tmp_path / "a.xmp")]
    assert "Warning" not in subprocess.run(check, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("written", [LIGHTROOM, DIGIKAM], ids=["Lightroom", "digiKam"])
def test_what_other_programs_write_is_read(written: str) -> None:
    found = [each for each in regions.read(written.encode()).regions if each.source == "MWG regions"]
    assert [each.name for each in found] == ["Ann"]
    assert near(found[0].region, ANN.region)


def test_regions_as_iptc_has_them_are_read() -> None:
    found = regions.read(REFERENCE.encode())
    (ann,) = found.regions
    assert (ann.name, ann.source) == ("Ann", "IPTC image regions")
    assert near(ann.region, ANN.region)
    assert found.persons == ("Ann", "Ben", "Cem"), "of a circle the name alone"


def test_regions_that_exiftool_wrote_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    pyvips.Image.black(64, 64, bands=3).copy(interpretation="srgb").jpegsave(str(path))
    boundary = "RegionBoundary={RbShape=rectangle,RbUnit=relative,RbX=0.1,RbY=0.2,RbW=0.2,RbH=0.3}"
    region = f"-XMP-iptcExt:ImageRegion={{Name=Ann,PersonInImage=[Ann],{boundary}}}"
    subprocess.run([program("exiftool"), "-q", "-n", "-overwrite_original", region, path], check=True)
    (ann,) = known_regions(path, 1).regions
    assert ann.name == "Ann"
    assert near(ann.region, ANN.region)


def test_picasa_keeps_faces_in_a_file_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / picasa.NAME).write_text(PICASA)
    (tmp_path / "IMG_1.JPG").write_bytes(b"no photo")
    ann, nobody = known_regions(tmp_path / "IMG_1.JPG", 1).regions
    assert (ann.name, nobody.name) == ("Ann", None)
    assert near(ann.region, Region(0.1, 0.2, 0.3, 0.5))
    assert near(nobody.region, Region(0.8, 0.1, 0.9, 0.3))


def test_what_stands_in_the_photo_itself_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    pyvips.Image.black(64, 64, bands=3).copy(interpretation="srgb").jpegsave(str(path))
    assert known_regions(path, 1).regions == ()
    (tmp_path / "given.xmp").write_text(LIGHTROOM)
    command = [
        program("exiftool"),
        "-q",
        "-overwrite_original",
        "-tagsfromfile",
        tmp_path / "given.xmp",
        "-xmp:all",
        path,
    ]
    subprocess.run(command, check=True)
    assert [each.name for each in known_regions(path, 1).regions] == ["Ann"]


def test_a_face_that_two_forms_tell_of_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    (tmp_path / "a.jpg.xmp").write_text(DIGIKAM)
    assert [each.name for each in known_regions(tmp_path / "a.jpg", 1).regions] == ["Ann"]


def test_regions_of_a_picture_that_was_cropped_since_are_left_out_and_counted() -> None:
    written = LIGHTROOM.encode()  # marked in 4288 × 2848 pixels
    for size in ((4288, 2848), (1500, 1000), (1000, 1500)):
        assert len(regions.read(written, 1, size).regions) == 1
    found = regions.read(written, 1, (3000, 3000))
    assert (found.regions, found.cropped) == ((), 1)
    assert len(regions.read(DIGIKAM.encode(), 1, (3000, 3000)).regions) == 2, "it does not say of which size"


def test_what_picasa_writes_later_is_read(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.JPG").write_bytes(b"no photo")
    for name in ("Ann", "Anna"):
        (tmp_path / picasa.NAME).write_text(PICASA.replace("=Ann", f"={name}"))
        assert known_regions(tmp_path / "IMG_1.JPG", 1).regions[0].name == name


NONSENSE = ["", "\x00?", "<x", LIGHTROOM.replace("0.20000", "nan"), LIGHTROOM.replace("0.3", "-9")]


@pytest.mark.parametrize("content", NONSENSE)
def test_nonsense_is_no_region(content: str) -> None:
    assert regions.read(content.encode()).regions == ()


def test_regions_become_words_once_and_never_stand_against_a_persons() -> None:
    item = f"{1:016x}"
    seen = face_id(item, Region(0.12, 0.24, 0.28, 0.44))  # a tighter box
    given = {item: [NamedRegion(ANN.region, "Ann", "MWG regions"), NamedRegion(BEN.region, "Ben", "MWG regions")]}
    first = imported(given, {item: [seen]}, what_counts([]), [])
    words = [Assertion(at, *word, "MWG regions") for at, word in enumerate(first.words["MWG regions"], 1)]
    said = what_counts(words)
    ann, ben = (said.persons[said.shows[face]].name for face in (seen, face_id(item, BEN.region)))
    assert (ann, ben) == ("Ann", "Ben")
    again = imported(given, {item: [seen]}, said, words)
    assert (again.known, again.words["MWG regions"]) == (2, [])
    mine = [Assertion(1, "is", seen, person="p")]
    other = imported(given, {item: [seen]}, what_counts(mine), mine)
    assert other.refused == [(seen, "Ann")]
    assert Word("drawn", seen) not in other.words["MWG regions"]
