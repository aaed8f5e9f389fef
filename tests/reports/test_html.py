from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from parsed_page import Page, unpack
from sample_run import STAGES, Evidence, finding, given

from runner.reports import tables
from runner.reports.run_page import html
from runner.reports.run_page.html import Run
from runner.reports.summary import summarise
from runner.stage import Folders


def written(folders: Folders, about: Run, evidence: Evidence) -> Page:
    summary = summarise(evidence.rows, evidence.tables)
    path = html.write(folders, about, evidence.rows, evidence.tables, summary)
    assert path == folders.run / "report.html"
    return Page(path.read_text("utf-8"))


def records(page: Page) -> dict[str, dict[str, Any]]:
    _, pages = unpack(page.scripts[0])
    return {record["source_path"]: record for each in pages for record in each}


def lay_thumbnails(folders: Folders, *item_ids: str) -> None:
    for item_id in item_ids:
        for name in ("thumbnail", "web"):
            path = folders.renditions / item_id / f"{name}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"{item_id} {name}".encode())


def test_the_page_says_what_the_run_was(folders: Folders, about: Run, sample: Evidence) -> None:
    text = re.sub(r"\s+", " ", written(folders, about, sample).text)
    for fact in ("demo", about.run_id, "2026-11-21 10:00:00", "runner set=demo", "smollm2", "5 files in 1 min 12 s"):
        assert fact in text
    assert "1 photo waits for a person. 2 photos could not be processed." in text


def test_every_section_of_figures_is_filled(folders: Folders, about: Run, sample: Evidence) -> None:
    text = re.sub(r"\s+", " ", written(folders, about, sample).text)
    assert "fluff error 1 2" in text
    assert "photos/c.jpg The file ends too early. truncated, in intake" in text
    assert "intake 4 1 1 2.5 ms 3.8 ms 9 ms" in text
    assert "smollm2 wrote 2 drafts, 1.00 a second; 800 tokens read, 100 written at 50 a second." in text
    assert "photos/a.jpg = photos/copy of a.jpg" in text
    assert "Top 2" in text
    assert "tabby 1" in text
    assert "name: demo" in text


def test_links_inside_the_page_lead_somewhere(folders: Folders, about: Run, sample: Evidence) -> None:
    page = written(folders, about, sample)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    items = set(sample.rows["item_id"])
    targets = {str(link["href"])[1:] for link in (*page.all("a"), *page.all("use"))}
    assert targets <= ids | items
    assert {"photos", "findings", "failures", "times", "quality", "labels", "copies", "settings"} <= targets


def test_outcomes_are_told_by_words_too(folders: Folders, about: Run, sample: Evidence) -> None:
    page = written(folders, about, sample)
    tiles = {str(tile["data-outcome"]): tile for tile in page.all("button") if "data-outcome" in tile}
    assert list(tiles) == ["passed", "repaired", "blocked", "failed", "copy"]
    assert "disabled" in tiles["repaired"]
    assert all(outcome in page.text for outcome in tiles)


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7 * 7 }}"


def test_markup_in_any_text_stays_text(folders: Folders, about: Run, sample: Evidence) -> None:
    clean = written(folders, about, sample)
    texts = dict.fromkeys(("caption", "alt_text", "file_name", "subject", "location", "camera", "lens"), HOSTILE)
    sample.review(
        "eeee", "failed", HOSTILE, error_kind=HOSTILE, error=HOSTILE, keywords=[HOSTILE], labels=[HOSTILE], **texts
    )
    sample.review("eeee", "copy", f"copy {HOSTILE}")
    sample.add("intake", "eeee", duration_ms=9e9)
    broken = finding(HOSTILE, HOSTILE, words=[HOSTILE], message=HOSTILE)
    sample.add("repair", "eeee", findings=[broken])
    hostile = replace(about, set_name=HOSTILE, command=HOSTILE, captioner=HOSTILE, settings=HOSTILE, run_id=HOSTILE)
    page = written(folders, hostile, sample)
    assert len(page.all("script")) == len(clean.all("script")) == 2
    assert page.all("img") == []
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert page.text.count(HOSTILE) >= 9
    assert records(page)[HOSTILE]["caption"] == HOSTILE


def test_the_script_never_reads_a_text_as_markup() -> None:
    scripts = (Path(html.__file__).parent / "page").glob("*.js")
    script = "".join(path.read_text("utf-8") for path in scripts)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(['\"]", script
    )


def test_only_the_pages_own_script_may_run(folders: Folders, about: Run, sample: Evidence) -> None:
    page = written(folders, about, sample)
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.scripts[1].encode()).digest()).decode()
    assert policy is not None
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_the_page_asks_no_other_host(folders: Folders, about: Run, sample: Evidence) -> None:
    page = written(folders, about, sample)
    assert page.all("link") == page.all("iframe") == []
    assert not any("src" in attributes for _, attributes in page.elements)
    text = (folders.run / "report.html").read_text("utf-8")
    assert set(re.findall(r"https?://[^\s\"'<)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(", text)


def test_few_thumbnails_are_inside_the_page(folders: Folders, about: Run, sample: Evidence) -> None:
    lay_thumbnails(folders, "aaaa")
    shown = records(written(folders, about, sample))
    data = "data:image/jpeg;base64," + base64.b64encode(b"aaaa thumbnail").decode()
    assert shown["photos/a.jpg"]["thumbnail"] == shown["photos/copy of a.jpg"]["thumbnail"] == data
    assert shown["photos/b.jpg"]["thumbnail"] == "../../renditions/bbbb/thumbnail.jpg"
    assert shown["photos/c.jpg"]["thumbnail"] is None


def test_many_thumbnails_stay_outside_it(
    folders: Folders, about: Run, sample: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "PICTURES_INSIDE", 35)
    lay_thumbnails(folders, "aaaa")
    page = written(folders, about, sample)
    shown = records(page)["photos/a.jpg"]
    assert (folders.run / shown["thumbnail"]).read_bytes() == b"aaaa thumbnail"
    assert (folders.run / shown["picture"]).read_bytes() == b"aaaa web"
    assert "move the whole runs folder" in page.text


def test_a_run_deeper_in_the_folder_still_finds_its_pictures(folders: Folders, about: Run, sample: Evidence) -> None:
    deep = Folders(folders.runs, folders.runs / "sweeps" / "demo" / "sweep 1#" / "0")
    lay_thumbnails(folders, "aaaa")
    shown = records(written(deep, about, sample))["photos/a.jpg"]
    assert (deep.run / shown["picture"]).read_bytes() == b"aaaa web"


def test_a_run_without_anything_has_a_page(folders: Folders, about: Run, empty: Evidence) -> None:
    bare = replace(about, captioner=None, wall_s=None, settings="")
    none = given({}, {})
    path = html.write(folders, bare, empty.rows, none, summarise(empty.rows, none))
    text = re.sub(r"\s+", " ", Page(path.read_text("utf-8")).text)
    assert "0 files. Nothing needs attention." in text
    for nothing in ("No text broke a rule.", "Every photo could be processed.", "No quality was scored."):
        assert nothing in text


def test_a_failure_list_names_its_rest(folders: Folders, about: Run, empty: Evidence) -> None:
    for n in range(html.LISTED + 5):
        empty.review(f"{n:016x}", "failed", f"photos/{n:04}.jpg", error_kind="decode", error="Not a picture.")
    page = written(folders, about, empty)
    assert "and 5 more" in page.text
    assert len(records(page)) == html.LISTED + 5


def test_bytes_that_are_no_text_do_not_stop_the_report(folders: Folders, about: Run, sample: Evidence) -> None:
    page = written(folders, replace(about, command="runner set.source=caf\udce9", settings="source: caf\udce9"), sample)
    assert "runner set.source=caf\\udce9" in page.text
    assert "source: caf\\udce9" in page.text


def test_evidence_on_the_disk_makes_the_same_page(folders: Folders, about: Run, sample: Evidence) -> None:
    written(folders, about, sample)
    before = (folders.run / "report.html").read_bytes()
    sample.store(folders.run)
    found = tables.stored(folders.run, STAGES)
    assert html.write(folders, about, sample.rows, found, summarise(sample.rows, found)).read_bytes() == before


def test_what_to_know_before_review_is_on_the_page(folders: Folders, about: Run, sample: Evidence) -> None:
    sample.review("eeee", "passed", "photos/e.jpg", caption="A cat.", content_hash="5", attempts=3)
    sample.add("similar", "aaaa", series="aaaa", position=1, count=2, best=True)
    sample.add("similar", "eeee", series="aaaa", position=2, count=2, best=False, near_duplicate_of="aaaa", distance=2)
    repeat = finding("duplicate_caption", "caption", message="Like a.jpg.")
    sample.add("duplicates", "eeee", findings=[repeat], caption_like="aaaa", caption_where="run", similarity=1.0)
    sample.add("attempts", "bbbb", attempt=1, by="captioner", fields=["caption"], ms=1.0, after=[], won=["caption"])
    page = written(folders, about, sample)
    text = re.sub(r"\s+", " ", page.text)
    assert "1 photo drawn from the 2 that came through" in text
    assert "it took 3 tries; no source supports a word of its texts; its caption has only 2 words; nearly" in text
    assert "The texts of 1 photo were tried again: 0 corrections without a model, 1 new draft by the captioner." in text
    assert "fluff 1 0 0 1" in text
    sections = re.split(r"<section", (folders.run / "report.html").read_text("utf-8"))
    duplicates, series = (
        next(each for each in sections if f'id="{name}"' in each) for name in ("duplicates", "series")
    )
    assert re.findall(r'data-id="(\w+)"', duplicates) == ["aaaa", "eeee", "aaaa", "eeee"]
    assert re.findall(r'data-id="(\w+)"', series) == ["aaaa", "eeee"]


def test_without_scripts_the_page_says_what_is_missing(folders: Folders, about: Run, sample: Evidence) -> None:
    written(folders, about, sample)
    notice = re.search(r"<noscript>(.*?)</noscript>", (folders.run / "report.html").read_text("utf-8"), re.DOTALL)
    assert notice
    assert "need JavaScript" in notice[1]
