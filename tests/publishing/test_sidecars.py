"""Approved texts are written to the XMP of a RAW, and other programs' data stay there; exiftool reads both."""

from __future__ import annotations

import json
import stat
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from publish_services import program
from publish_site import local_site, photo
from pyvips import Image

from runner.errors import PublishError
from runner.imaging.metadata import read_metadata
from runner.imaging.raw_formats import EXTENSIONS
from runner.messages import Message, say, word
from runner.publishing.embedding import PictureMetadata
from runner.publishing.packet import parse
from runner.publishing.preserved import damage
from runner.publishing.replacing import write
from runner.publishing.sidecars import CAPTION, KEYWORDS, TITLE, Neighbours, Ours, Sidecar, merge

TEXTS = PictureMetadata("A grey heron 🦋 & <reeds>.", "A bird stands in water.", ("canal", "grey heron"),
              ("bird|grey heron",), "Heron", "Zoë", "Agency", "© Zoë")  # fmt: skip
LIGHTROOM = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="4" xmp:Label="Red" photoshop:Credit="Mine" photoshop:Instructions="one&#xA;two &lt; three"
   crs:Exposure2012="+0.35" crs:HasSettings="True">
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Canal</rdf:li>
     <rdf:li>Rock &amp; Roll</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Mine</rdf:li><rdf:li xml:lang="de">Meins</rdf:li></rdf:Alt>
   </dc:description>
   <dc:title/>
   <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>
   <crs:MaskGroupBasedCorrections><rdf:Seq><rdf:li><rdf:Description crs:What="Correction" crs:CorrectionAmount="1">
     <crs:CorrectionMasks><rdf:Seq><rdf:li crs:What="Mask/Gradient" crs:ZeroX="0.1"/></rdf:Seq></crs:CorrectionMasks>
   </rdf:Description></rdf:li></rdf:Seq></crs:MaskGroupBasedCorrections>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:darktable="http://darktable.sf.net/"
   xmpMM:DerivedFrom="IMG_1.CR2" darktable:xmp_version="5" darktable:history_end="1">
   <darktable:history><rdf:Seq><rdf:li darktable:num="0" darktable:operation="exposure" darktable:enabled="1"
     darktable:params="00000000000080b9" darktable:blendop_params="gz08eJxjYGBgYAFiCQYYOOHEgAYY0QVwggZ7CB6pfNoAAEkgGQQ="
     /></rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


def read(path: Path) -> dict[str, Any]:
    command = [program("exiftool"), "-json", "-struct", "-n", "-G1", "-a", "-XMP:all", str(path)]
    (found,) = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {name: value for name, value in found.items() if name != "SourceFile"}


def merged(path: Path, texts: PictureMetadata = TEXTS, ours: str = "", force: bool = False) -> Message | None:
    """Merge and write; returns the remark."""
    done = merge(Sidecar(path, path, texts), Ours(frozenset({ours})), force)
    write([done])
    return done.remarks[0] if done.remarks else None


@pytest.mark.parametrize(("made_by", "text"), [("lightroom", LIGHTROOM), ("darktable", DARKTABLE)])
def test_what_another_program_wrote_is_still_there(tmp_path: Path, made_by: str, text: str) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(text)
    before = read(path)
    merged(path, ours="Mine")
    after = read(path)
    ours = {"XMP-dc:Description", "XMP-dc:Subject", "XMP-dc:Title", "XMP-dc:Creator", "XMP-dc:Rights"}
    assert {name: value for name, value in after.items() if name in before and name not in ours} == {
        name: value for name, value in before.items() if name not in ours
    }
    assert after["XMP-dc:Description"] == TEXTS.caption
    assert after["XMP-iptcCore:AltTextAccessibility"] == TEXTS.alt_text
    assert after["XMP-lr:HierarchicalSubject"] == list(TEXTS.hierarchical)
    command = [program("exiftool"), "-validate", "-warning", "-a", str(path)]
    assert "OK" in subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # not a byte of a line that holds nothing of ours is another
    kept = [line for line in text.splitlines() if "crs:" in line or "darktable:" in line]
    assert [line for line in path.read_text().splitlines() if line in kept] == kept


def test_keywords_are_added_and_other_languages_stay(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(LIGHTROOM)
    assert merged(path, ours="Mine") is None
    found = read(path)
    assert found["XMP-dc:Subject"] == ["Canal", "Rock & Roll", "grey heron"]
    assert found["XMP-dc:Description-de"] == "Meins"
    assert (found["XMP-dc:Creator"], found["XMP-dc:Title"]) == (["Zoë"], "Heron")
    assert found["XMP-photoshop:Credit"] == "Mine"
    assert found["XMP-photoshop:Instructions"] == "one\ntwo < three"


def test_a_caption_of_another_hand_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(LIGHTROOM)
    assert merged(path) == say("sidecar.own_caption", path=str(path))
    assert read(path)["XMP-dc:Description"] == "Mine"
    assert "grey heron" in read(path)["XMP-dc:Subject"]
    assert merged(path, force=True) is None
    assert read(path)["XMP-dc:Description"] == TEXTS.caption


def test_merging_again_changes_nothing_and_a_file_does_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    merged(path)
    assert read(path)["XMP-dc:Description"] == TEXTS.caption
    sizes = []
    caption = TEXTS.caption
    for number in range(5):
        texts = replace(TEXTS, caption=f"Caption {number}.")
        merged(path, texts, ours=caption)
        caption = texts.caption
        assert read(path)["XMP-dc:Description"] == caption
        assert merge(Sidecar(path, path, texts), Ours(), False).data is None
        sizes.append(path.stat().st_size)
    assert len(set(sizes)) == 1


@pytest.mark.parametrize(
    "text",
    ["", "no XML", "<a/>", LIGHTROOM[:900], "<!DOCTYPE a [<!ENTITY b 'c'>]>" + DARKTABLE.partition("?>")[2],
     DARKTABLE.replace("UTF-8", "ISO-8859-1"), DARKTABLE.replace('darktable:xmp_version="5"', 'rdf:about="x"'),
     DARKTABLE.replace("</rdf:RDF>", "<rdf:Bag/></rdf:RDF>")],
)  # fmt: skip
def test_what_is_no_xmp_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(text)
    remark = merged(path, force=True)
    assert (remark is not None and remark.id == "sidecar.unusable") or text == ""
    assert path.read_text() == text or text == ""


def test_an_attribute_is_a_property_too() -> None:
    packet = parse(LIGHTROOM.encode())
    assert [value.text for value in packet.properties["http://ns.adobe.com/xap/1.0/ Rating"].values] == ["4"]


@pytest.mark.parametrize("made_by", ["", LIGHTROOM, DARKTABLE], ids=["none", "lightroom", "darktable"])
def test_what_was_written_here_is_no_persons_word_at_the_next_run(tmp_path: Path, made_by: str) -> None:
    photo, path = tmp_path / "IMG_1.jpg", tmp_path / "IMG_1.xmp"
    Image.black(16, 16).write_to_file(str(photo))
    if made_by:
        path.write_text(made_by, "utf-8")
    before = read_metadata(photo, "jpeg")
    merged(path, replace(TEXTS, creator=None, credit=None, copyright=None))
    after = read_metadata(photo, "jpeg")
    assert replace(after, sidecars=before.sidecars) == before
    assert after.sidecars != before.sidecars
    written = path.read_text("utf-8")
    for old, new in (
        (">A bird stands in water.</rdf:li>", ">Seen at dusk.</rdf:li>"),
        ("<rdf:li>grey heron<", "<rdf:li>purple heron<"),
    ):
        assert written.count(old) >= 1
        path.write_text(written.replace(old, new, 1), "utf-8")
        changed = read_metadata(photo, "jpeg")
        assert new.split(">")[1].split("<")[0] in f"{changed.alt_text} {changed.keywords}", "a person's change is heard"


def test_which_files_belong_to_a_picture(tmp_path: Path) -> None:
    names = ["a.jpg", "a.CR2", "a.xmp", "a.CR2.xmp", "b.jpg", "b.xmp", "c.JPG", "C.nef", "d.jpg", "d.arw", "d.jpg.xmp",
             "d_2.ARW", "e.f.jpg", "e.f.dng", "e.dng", "g.jpg", "g.arw.txt"]  # fmt: skip
    for name in names:
        (tmp_path / name).touch()
    near = Neighbours(EXTENSIONS)
    found = {name: [path.name for path in near.sidecars(tmp_path / name)] for name in names if "jpg" in name.lower()}
    assert {name: found[name] for name in ("a.jpg", "b.jpg", "c.JPG", "d.jpg", "e.f.jpg", "g.jpg")} == {
        "a.jpg": ["a.CR2.xmp", "a.xmp"], "b.jpg": [], "c.JPG": ["C.xmp"], "d.jpg": ["d.xmp"], "e.f.jpg": ["e.f.xmp"],
        "g.jpg": [],
    }  # fmt: skip
    assert near.sidecars(tmp_path / "gone" / "a.jpg") == []


def test_rights_and_links_stay_and_a_folder_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xmp", tmp_path / "IMG_1.xmp"
    real.write_text(LIGHTROOM)
    real.chmod(0o664)
    link.symlink_to(real)
    merged(link)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o664
    (tmp_path / "file").touch()
    wrong = Sidecar(real, tmp_path / "file" / "IMG_1.xmp", TEXTS)
    with pytest.raises(PublishError, match=r"IMG_1\.xmp cannot be written"):
        write([merge(wrong, Ours(), False)])


def test_a_publish_writes_them_once_and_again_when_the_texts_change(tmp_path: Path) -> None:
    site, path = local_site(tmp_path), tmp_path / "photos/IMG_1.xmp"

    def one(caption: str, at: Path = path) -> Any:
        made = photo(1)
        return replace(made, texts=replace(made.texts, caption=caption), content_hash=caption,
                       fields={**made.fields, "caption": caption},
                       sidecars=(Sidecar(path, at, replace(TEXTS, caption=caption)),))  # fmt: skip

    site.publish([photo(1)])
    (done,) = site.publish([one("One.")])
    assert done.sidecars == (say("sidecar.written", path=str(path)),)
    assert read(path)["XMP-dc:Description"] == "One."
    assert [each.action for each in site.publish([one("One.")])] == ["same"]
    path.unlink()
    assert [(each.action, each.rev) for each in site.publish([one("One.")])] == [("change", 2)]
    before = path.read_bytes()
    plan = site.plan([one("Two.")])
    assert [each.data is not None for change in plan.changes for each in change.merges] == [True]
    assert path.read_bytes() == before
    site.publish([one("Two.")])
    assert read(path)["XMP-dc:Description"] == "Two."
    before, elsewhere = path.read_bytes(), tmp_path / "xmp/IMG_1.xmp"
    site.publish([one("Three.", elsewhere)])
    assert (read(elsewhere)["XMP-dc:Description"], path.read_bytes()) == ("Three.", before)


EMPTY_PROPERTY = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<r:Description r:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+0.55">{}</r:Description></r:RDF>\
</x:xmpmeta>"""


@pytest.mark.parametrize(
    "held",
    ["<dc:description/>", "<dc:description />", "<dc:description></dc:description>", "<photoshop:Credit/>", "",
     "<dc:description><r:Alt/></dc:description>",
     "<dc:description><r:Alt><r:li xml:lang='x-default'/></r:Alt></dc:description>",
     "<dc:subject/><dc:title/>", "<dc:subject><r:Bag/></dc:subject>",
     "<dc:subject><r:Bag><r:li>a</r:li></r:Bag ></dc:subject >",
     "<dc:title/><!-- x --><dc:creator><r:Seq/></dc:creator>",
     "<crs:Look/><dc:rights><!-- none --></dc:rights>"],
)  # fmt: skip
def test_an_empty_element_at_the_end_takes_nothing_with_it(tmp_path: Path, held: str) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(EMPTY_PROPERTY.format(held))
    assert merged(path) is None
    found = read(path)
    assert (found["XMP-crs:Exposure2012"], found["XMP-dc:Description"]) == ("+0.55", TEXTS.caption)
    assert (found["XMP-dc:Title"], found["XMP-dc:Rights"], found["XMP-dc:Creator"]) == ("Heron", "© Zoë", ["Zoë"])
    assert set(parse(path.read_bytes()).texts(KEYWORDS)) >= set(TEXTS.keywords)
    assert found["XMP-photoshop:Credit"] == "Agency"


@pytest.mark.parametrize("held", ["<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
                                  "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></r:RDF>"])  # fmt: skip
def test_texts_stand_inside_an_empty_rdf(tmp_path: Path, held: str) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{held}</x:xmpmeta>')
    assert merged(path) is None
    assert read(path)["XMP-dc:Description"] == TEXTS.caption
    assert path.read_text().endswith("</r:RDF></x:xmpmeta>")


def test_what_looks_like_markup_in_comments_is_none(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    noise = "<!-- <dc:subject/></r:RDF> --><?other </r:Description><dc:title/>?>"
    look = "<crs:Look><![CDATA[</crs:Look><dc:title/>]]></crs:Look>"
    path.write_text(EMPTY_PROPERTY.format(f"{noise}{look}<dc:title/>{noise}"))
    assert merged(path) is None
    after = parse(path.read_bytes())
    assert (after.texts(TITLE), after.texts(KEYWORDS)) == (["Heron"], list(TEXTS.keywords))
    assert path.read_text().count(noise) == 2
    assert look in path.read_text()


def test_a_qualified_keyword_stays_with_its_qualifier(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    qualified = (
        "<r:li><r:Description><r:value>reeds</r:value><photoshop:Credit>me</photoshop:Credit></r:Description></r:li>"
    )
    path.write_text(EMPTY_PROPERTY.format(f"<dc:subject><r:Bag>{qualified}</r:Bag></dc:subject>"))
    assert merged(path) is None
    assert qualified in path.read_text()
    assert parse(path.read_bytes()).texts(KEYWORDS) == ["reeds", "canal", "grey heron"]


def test_an_attribute_becomes_a_list_and_a_structure_is_left(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(EMPTY_PROPERTY.format("").replace("crs:E", 'dc:subject="reeds" photoshop:Credit="" crs:E'))
    assert merged(path) is None
    assert read(path)["XMP-dc:Subject"] == ["reeds", "canal", "grey heron"]
    assert read(path)["XMP-photoshop:Credit"] == "Agency"
    path.write_text(EMPTY_PROPERTY.format('<dc:subject r:parseType="Resource"><crs:a>b</crs:a></dc:subject>'))
    assert merged(path) == say("sidecar.refused", path=str(path), properties="dc:subject")
    assert "<crs:a>b</crs:a>" in path.read_text()
    assert read(path)["XMP-dc:Description"] == TEXTS.caption


def test_the_file_that_was_there_comes_back_when_the_new_one_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(LIGHTROOM)
    done = merge(Sidecar(path, path, TEXTS), Ours(), True)
    real = Path.replace

    def damaging(source: Path, target: Path) -> Path:
        if source.suffix == ".part":
            source.write_bytes(source.read_bytes()[:-1] + b"?")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", damaging)
    with pytest.raises(PublishError, match="its earlier content is restored"):
        write([done])
    assert path.read_text() == LIGHTROOM
    assert [each.name for each in tmp_path.iterdir()] == ["IMG_1.xmp"]


def test_what_another_program_writes_in_between_stays(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.xmp"
    path.write_text(LIGHTROOM)
    done = merge(Sidecar(path, path, TEXTS), Ours(), True)
    path.write_text(DARKTABLE)
    with pytest.raises(PublishError, match="changed by another program"):
        write([done])
    assert path.read_text() == DARKTABLE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("crs:Exposure2012=", "crs:Exposure2013=", "Exposure2012 would change"),
        ("<rdf:li>Rock &amp; Roll</rdf:li>", "", "values of subject would be lost"),
        ('<rdf:li xml:lang="de">Meins</rdf:li>', "", "values of description would be lost"),
        ("x:xmptk=", "x:xmptl=", "what is around"),
        ("</rdf:RDF>", "", "well-formed"),
    ],
)
def test_any_damage_is_seen(before: str, after: str, said: str) -> None:
    found = damage(LIGHTROOM.encode(), LIGHTROOM.replace(before, after).encode(), [CAPTION], [KEYWORDS])
    assert found is not None
    assert said in word(found)
    assert damage(LIGHTROOM.encode(), LIGHTROOM.encode(), [CAPTION], [KEYWORDS]) is None
