"""XMP beside a photo is read as the newest of people's texts, and read again when it changes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import polars as pl
import pytest
from made_jpegs import packet, with_xmp

from runner.imaging.metadata import read_metadata
from runner.messages import word
from runner.schema import ExifRow
from runner.stage import Folders
from runner.stages.exif import sidecars_are_as_read
from runner.store import evidence

WORDS = "<dc:subject><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:subject>"
FOLDERS = Folders(Path("runs"), Path("runs/set/run"))


def titled(text: str, more: str = "") -> str:
    return packet(f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:title>{more}')


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return with_xmp(tmp_path / "IMG_1.JPG", titled("Inside", WORDS.format("inside")))


def read(photo: Path) -> ExifRow:
    return read_metadata(photo, "jpeg")


def is_current(row: ExifRow) -> bool:
    part = pl.DataFrame([evidence.to_record(row)], schema=evidence.columns(ExifRow), orient="row")
    return sidecars_are_as_read(part, FOLDERS)


def test_a_sidecar_goes_before_what_is_in_the_file(photo: Path) -> None:
    assert read(photo).title == "Inside"
    photo.with_name("IMG_1.xmp").write_text(titled("Adobe"))
    row = read(photo)
    assert (row.title, row.keywords, row.unread) == ("Adobe", ("inside",), ())
    photo.with_name("IMG_1.JPG.xmp").write_text(titled("darktable"))
    assert read(photo).title == "darktable"


def test_that_of_a_raw_is_not_the_photo_s(photo: Path) -> None:
    photo.with_name("IMG_1.CR2").touch()
    photo.with_name("IMG_1.xmp").write_text(titled("Of the RAW"))
    assert read(photo).title == "Inside"
    photo.with_name("IMG_1.JPG.xmp").write_text(titled("Of the JPEG"))
    assert read(photo).title == "Of the JPEG"


@pytest.mark.parametrize("name", ["IMG_1.xmp", "IMG_1.CR2.xmp"])
def test_that_of_a_raw_is_the_raw_s(name: str, photo: Path) -> None:
    raw = photo.rename(photo.with_name("IMG_1.CR2"))
    raw.with_name(name).write_text(titled("Of the RAW"))
    assert read_metadata(raw, "jpeg").title == "Of the RAW"


def test_a_damaged_sidecar_is_said_and_costs_nothing(photo: Path) -> None:
    photo.with_name("IMG_1.xmp").write_text("no XMP")
    row = read(photo)
    assert (row.title, [*map(word, row.unread)]) == ("Inside", ["sidecar: no property could be read from IMG_1.xmp"])
    photo.with_name("IMG_1.xmp").write_text(titled("Harbour").replace("<rdf:Description", '<rdf:Description a:b="c"'))
    assert read(photo).title == "Harbour"


def test_a_part_is_read_again_when_a_sidecar_appears_changes_or_goes(photo: Path) -> None:
    sidecar = photo.with_name("IMG_1.xmp")
    without = read(photo)
    assert is_current(without)
    sidecar.write_text(titled("One"))
    assert not is_current(without)
    assert not is_current(read(photo))  # it was written just now: a later change could bear the same time
    time.sleep(0.05)
    one = read(photo)
    assert is_current(one)
    os.utime(sidecar, ns=(1, 1))
    assert not is_current(one)
    again = read(photo)
    sidecar.unlink()
    assert not is_current(again)
    assert read(photo).sidecars == without.sidecars


def test_a_sidecar_counts_in_whatever_letters_its_name_is(photo: Path) -> None:
    before = read(photo)
    assert is_current(before)
    photo.with_name("Img_1.XMP").write_text(titled("From a card"))
    assert not is_current(before)
    assert read(photo).title == "From a card"
    assert not read(photo).unread
    photo.with_name("IMG_1.xmp").write_text(titled("As usual"))
    assert read(photo).title == "As usual"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32-le", "utf-32"])
def test_a_sidecar_may_be_in_wide_letters(encoding: str, photo: Path) -> None:
    photo.with_name("IMG_1.xmp").write_bytes(titled("Höhle").encode(encoding))
    assert (read(photo).title, read(photo).unread) == ("Höhle", ())


def test_what_darktable_notes_is_no_keyword(photo: Path) -> None:
    words = "".join(f"<rdf:li>{word}</rdf:li>" for word in ("darktable", "exported", "format", "nef", "heron", "canal"))
    paths = "".join(f"<rdf:li>{path}</rdf:li>" for path in ("darktable|exported", "darktable|format|nef", "heron"))
    photo.with_name("IMG_1.JPG.xmp").write_text(
        titled("Heron", f"<dc:subject><rdf:Seq>{words}</rdf:Seq></dc:subject>"
                        f"<lr:hierarchicalSubject><rdf:Seq>{paths}</rdf:Seq></lr:hierarchicalSubject>")
    )  # fmt: skip
    assert read(photo).keywords == ("heron", "canal")


def test_a_word_that_a_person_gave_too_stays(photo: Path) -> None:
    paths = "".join(f"<rdf:li>{path}</rdf:li>" for path in ("darktable|exported", "Goods|exported"))
    photo.with_name("IMG_1.JPG.xmp").write_text(
        titled("Port", f"<dc:subject><rdf:Bag><rdf:li>exported</rdf:li></rdf:Bag></dc:subject>"
                       f"<lr:hierarchicalSubject><rdf:Bag>{paths}</rdf:Bag></lr:hierarchicalSubject>")
    )  # fmt: skip
    assert read(photo).keywords == ("exported",)
