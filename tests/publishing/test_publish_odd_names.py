"""Names and texts that break careless programs come back from both sides unchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from publish_site import Site, photo

from runner.publishing.paths import path_problems
from runner.publishing.photo import OutgoingPhoto

ODD = [
    "🦋 butterfly 🏳️‍🌈.jpg",
    "مالك الحزين.jpg",
    'it\'s "quoted" `so`.jpg',
    "x'); DROP TABLE photos; --.jpg",
    "50% _off_ {brace} [list] *?.jpg",
    "𠜎𠜱𠝹 四字节.jpg",
    "é" * 125 + "x.jpg",  # 255 bytes
    "-rf.jpg",
    "~home.jpg",
    "a;b&c|d$e#f!g.jpg",
    "Ünï.jpg",
    "\u0055\u0308ni.jpg",  # the same to the eye, other bytes
]
TEXT = "\\ ' \" ` % %s {0} \x00".rstrip("\x00") + " 🦋 مالك 𠜎\nsecond line\ttab; x'); DROP TABLE photos; --"


def _odd(number: int, name: str) -> OutgoingPhoto:
    made = photo(number, name=name)
    return replace(made, texts=replace(made.texts, caption=TEXT), fields={**made.fields, "caption": TEXT})


def test_odd_names_and_texts_come_back_exactly(site: Site) -> None:
    assert len(ODD[6].encode()) == 255
    photos = [_odd(number, name) for number, name in enumerate(ODD)]
    done = site.publish(photos)
    assert [each.error for each in done] == [None] * len(ODD)
    site.assert_holds(photos)
    assert sorted(row["File_Name"] for row in site.rows()) == sorted(ODD)
    assert {row["Caption"] for row in site.rows()} == {TEXT}
    assert {each.action for each in site.publish(photos)} == {"same"}
    site.unpublish(*(each.item_id for each in photos))
    assert site.state() == ({}, [])


@pytest.mark.parametrize("path", ["../a.jpg", "/a.jpg", "a//b.jpg", "a/../b.jpg", "a\r\nDELE b.jpg", "a\x00.jpg",
                                  "é" * 128 + ".jpg", "a\\b.jpg", " a.jpg"])  # fmt: skip
def test_paths_that_lead_astray_are_refused(path: str) -> None:
    assert path_problems(path)
