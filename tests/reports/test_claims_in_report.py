"""Claims and their witnesses on the page of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import pyvips
from browser import CHROMIUM, Browser
from sample_run import STAGES, Evidence, given

from runner.facts import Fact, Look, Region
from runner.reports.before_review.brief import brief
from runner.reports.run_page import html
from runner.reports.run_page.cards import cards, detailed
from runner.reports.run_page.html import Run
from runner.reports.summary import summarise
from runner.schema import ClaimVerdict
from runner.stage import Folders
from runner.stages.objects import ObjectRow
from runner.store.evidence import table_schema, to_record

HOSTILE = "<img src=x onerror=alert(1)>"
LOOKED = [Look("boxes", "nanodet_g", label="object_detector"), Look("letters", label="text_reader")]
CAT, PLATE, OWNER = Region(0.1, 0.2, 0.5, 0.8), Region(0.6, 0.4, 0.8, 0.5), Region(0.02, 0.92, 0.4, 0.98)
FACTS = [
    Fact("boxes", "object", "cat", 0.91234, CAT),
    Fact("boxes", "object", "animal", 0.9),
    Fact("letters", "registration", "D-AIBC", 0.95, PLATE),
    Fact("letters", "owner", f"© {HOSTILE}", 0.95, OWNER),
]
CLAIMS = [
    ClaimVerdict("caption", "black", "colour", "black", "unwitnessed", None, None, (), (), None),
    ClaimVerdict("caption", "cat", "object", "cat", "supported", None, 0.01, ("boxes", "human"), (), None),
    ClaimVerdict("keywords", "cat", "object", "cat", "supported", None, 0.01, ("boxes", "human"), (), None),
    ClaimVerdict("caption", "dog", "object", "dog", "contradicted", "warn", 0.72, (), ("boxes",), None),
]


def witnessed(evidence: Evidence, folders: Folders) -> Evidence:
    """The sample with one more photo that witnesses looked at, its picture included."""
    size = {"width": 3000, "height": 2000}
    evidence.review("eeee", "passed", "photos/e.jpg", caption="A cat, a dog.", keywords=["cat"], **size)
    pictures = [
        {"name": name, "path": f"eeee/{name}.jpg", "width": w, "height": h, "bytes": 9, "sha256": name}
        for name, (w, h) in {"thumbnail": (300, 200), "web": (1500, 1000)}.items()
    ]
    evidence.add("derive", "eeee", renditions=pictures)
    evidence.add(
        "facts", "eeee", facts=[to_record(fact) for fact in FACTS], looked=[to_record(look) for look in LOOKED]
    )
    evidence.add("repair", "eeee", findings=[], claims=[to_record(claim) for claim in CLAIMS])
    for each in pictures:
        path = folders.renditions / str(each["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        pyvips.Image.black(each["width"], each["height"]).jpegsave(str(path))
    return evidence


def record(evidence: Evidence, item_id: str) -> dict[str, Any]:
    every = pl.concat(detailed(cards(evidence.rows, evidence.tables), evidence.tables, 2))
    return every.filter(item_id=item_id).row(0, named=True)


def test_a_record_says_who_says_what_of_each_claim_and_where(sample: Evidence, folders: Folders) -> None:
    shown = record(witnessed(sample, folders), "eeee")
    assert [(each["standing"], each["words"], each["said"]) for each in shown["claims"]] == [
        ("contradicted", "dog", "Not found (checked by: object detector)"),
        ("supported", "cat", "Confirmed by: object detector and texts in the file"),
        ("unchecked", "black", "Could not be checked"),
    ]
    assert shown["claims"][0]["certainty"] == "72% likely to be wrong"
    assert shown["claims"][1]["fields"] == ["caption", "keywords"]
    assert [shown["seen"][number]["value"] for number in shown["claims"][1]["seen"]] == ["cat"]
    kinds = [(each["kind"], each["confidence"], each["left"]) for each in shown["seen"]]
    assert kinds == [("object", 0.912, 0.1), ("owner", None, 0.02), ("registration", None, 0.6)]
    assert {each["node"]: each["label"] for each in shown["witnesses"]} == {
        "boxes": "object detector",
        "letters": "text in the picture",
    }


def test_photos_that_no_witness_looked_at_and_copies_have_none(sample: Evidence, folders: Folders) -> None:
    evidence = witnessed(sample, folders)
    for item_id in ("aaaa", "bbbb", "cccc"):
        shown = record(evidence, item_id)
        assert (shown["claims"], shown["seen"], shown["witnesses"]) == ([], [], [])
    evidence.review("eeee", "copy", "photos/copy of e.jpg")
    every = pl.concat(detailed(cards(evidence.rows, evidence.tables), evidence.tables))
    assert every.filter(outcome="copy")["seen"].list.len().to_list() == [0, 0]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_draws_boxes_over_the_picture_and_crops_of_what_was_read(
    folders: Folders, about: Run, empty: Evidence, tmp_path: Path, scheme: str
) -> None:
    evidence = witnessed(empty, folders)
    report = html.write(folders, about, evidence.rows, evidence.tables, summarise(evidence.rows, evidence.tables))
    with Browser(tmp_path / "profile") as page:
        page.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        page.send("Page.navigate", url=f"{report.as_uri()}#eeee")
        page.wait("document.querySelector('#detail[open] .plate img')?.naturalWidth > 0")
        drawn = """(() => { const image = document.querySelector('.plate img'), style = getComputedStyle(image);
          const inner = image.getBoundingClientRect(), pad = parseFloat(style.paddingLeft);
          const scale = Math.min((inner.width - 2 * pad) / 1500, (inner.height - 2 * pad) / 1000);
          const left = inner.left + (inner.width - 1500 * scale) / 2;
          const top = inner.top + (inner.height - 1000 * scale) / 2;
          const box = document.querySelector('.seen g.object rect:not(.edge)').getBoundingClientRect();
          return [(box.left - left) / 1500 / scale, (box.top - top) / 1000 / scale, (box.right - left) / 1500 / scale,
            (box.bottom - top) / 1000 / scale]; })()"""
        assert page.run(drawn) == pytest.approx([0.1, 0.2, 0.5, 0.8], abs=0.01), "the box lies on what it is about"
        visible = (
            "[...document.querySelectorAll('.seen g')].filter((g) => getComputedStyle(g).display !== 'none').length"
        )
        assert page.run(visible) == 3
        page.run("document.querySelector('.claims button.claim').dispatchEvent(new Event('mouseenter'))")
        assert page.run("[...document.querySelectorAll('.seen .lit text')].map((t) => t.textContent)") == ["cat 91 %"]
        page.run("document.querySelector('.places input').click()")
        assert page.run(visible) == 1, "only what a claim points at is left"
        page.run("document.querySelector('.claims button.claim').dispatchEvent(new Event('mouseleave'))")
        assert page.run(visible) == 0
        listed = page.run("[...document.querySelectorAll('.claims li')].map((li) => li.innerText)")
        assert listed[0].startswith("dog")
        assert "Not found (checked by: object detector)" in listed[0]
        assert "Not checked or too uncertain: 1" in page.run("document.querySelector('.record').innerText")
        views = page.run("[...document.querySelectorAll('.crops svg')].map((svg) => svg.getAttribute('viewBox'))")
        assert len(views) == 2
        left, top, width, height = map(float, views[1].split())
        assert left < 1800 < 2400 < left + width
        assert top < 800 < 1000 < top + height
        assert HOSTILE in page.run("document.querySelector('.crops').innerText")
        assert page.run("document.querySelectorAll('img[src=x]').length") == 0
        assert page.logged == []
        assert all(address.startswith(("file:", "data:")) for address in page.asked)


def test_what_each_witness_costs_is_told_and_many_rows_of_one_photo_count_once(
    sample: Evidence, folders: Folders
) -> None:
    evidence = witnessed(sample, folders)
    schema = table_schema(ObjectRow)
    about = {"item_id": "eeee", "stage": "boxes", "status": "ok", "duration_ms": 46.0}
    boxes = pl.DataFrame([{**dict.fromkeys(schema), **about, "box": n} for n in range(3)], schema=schema, orient="row")
    summary = summarise(evidence.rows, given({**evidence.frames, "boxes": boxes}, {**STAGES, "boxes": ObjectRow}))
    assert summary.claims is None, "no captioner saw a picture, but witnesses did"
    assert [(each.witness, each.label, each.photos, each.mean_ms) for each in summary.witnesses] == [
        ("boxes", "object_detector", 1, 46.0), ("letters", "text_reader", 1, None),
    ]  # fmt: skip
    assert "Time per witness and photo: object detector 46 ms" in [*brief(summary)]
