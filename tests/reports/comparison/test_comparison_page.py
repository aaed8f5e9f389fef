"""The page of a comparison, as parsed HTML, and the output in the terminal."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from pathlib import Path

import polars as pl
import pytest
import sweep_of
from parsed_page import Page, unpack
from rich.console import Console
from sample_run import Evidence, finding

from runner.cli import run as runner
from runner.messages import verbatim
from runner.reports import comparison
from runner.reports.comparison import terminal
from runner.reports.comparison.disagreement import disagreement
from runner.schema import AlignmentRow, AttemptRow
from runner.store import evidence
from runner.store.sweepfile import Variant

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7 * 7 }}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sweeps" / "demo" / sweep_of.ID


def page(folder: Path) -> Page:
    return Page(comparison.write(folder.parents[2], folder).read_text("utf-8"))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def sweep(folder: Path, *captions: dict[str, str | None], names: tuple[str, ...] = sweep_of.NAMES) -> list[Evidence]:
    """A variant for each mapping of photos to captions; a photo without a caption failed."""
    runs = []
    for number, texts in enumerate(captions):
        run = Evidence(sweep_of.run_id(number))
        for item_id, caption in texts.items():
            sweep_of.photo(run, item_id, caption) if caption else sweep_of.fail(run, item_id)
        sweep_of.store(folder, number, run)
        runs.append(run)
    sweep_of.write(folder, [Variant(n, names[n], (), sweep_of.run_id(n), "finished") for n in range(len(captions))])
    return runs


def said(folder: Path) -> str:
    console = Console(file=io.StringIO(), width=200)
    found = comparison.compare(folder.parents[2], folder)
    terminal.show(console, found, folder / "comparison.html")
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_page_says_who_was_ready_and_what_is_not_shown(folder: Path) -> None:
    sweep_of.random_sweep(folder)
    found = page(folder)
    text = plain(found.text)
    assert "3 variants on 41 photos" in text
    assert re.search(r"caption=\w+: \d+ of 41 photos ready; ", text)
    assert "no difference on any of 41 pairs" in text  # of failures
    for heading in (
        "What these photos show",
        "The variants",
        "Findings by rule",
        "Photo by photo",
        "How it is computed",
    ):
        assert heading in text
    assert len(found.all("svg")) > 10


def test_photos_come_by_disagreement_with_all_texts_side_by_side(folder: Path) -> None:
    sweep(
        folder,
        {"aaaa": "A heron.", "bbbb": "A heron in the reeds.", "cccc": "A boat."},
        {"aaaa": "A heron.", "bbbb": "A heron on a roof.", "cccc": None},
    )
    index, pages = unpack(page(folder).scripts[0])
    assert index["id"] == ["cccc", "bbbb", "aaaa"]
    assert index["outcomes"] == ["pf", "pp", "pp"]
    assert index["disagreement"][2] == 0
    first = pages[0][0]
    assert [text["caption"] for text in first["texts"]] == ["A boat.", None]
    assert first["texts"][1]["error"] == "The file ends too early."


def test_disagreement_is_half_words_and_half_outcome() -> None:
    heron, egret = (
        {"caption": "A heron flies.", "outcome": "passed"},
        {"caption": "A heron swims.", "outcome": "repaired"},
    )
    assert disagreement([heron, egret]) == pytest.approx((1 - 2 / 4) / 2)
    assert disagreement([heron, {**heron, "outcome": "blocked"}]) == 0.5
    assert disagreement([heron, None]) == 1
    assert disagreement([heron, heron, {**heron, "outcome": "failed"}]) == pytest.approx(1 / 3)
    assert disagreement([heron]) == 0


@pytest.mark.parametrize("other", [{"alt_text": "A white bird."}, {"keywords": ["egret"]}, {"keywords": []}])
def test_photos_that_differ_in_any_text_do_not_agree(other: dict[str, object]) -> None:
    heron = {"caption": "A heron.", "alt_text": "A grey bird.", "keywords": ["heron"], "outcome": "passed"}
    assert disagreement([heron, heron]) == 0
    assert 0 < disagreement([heron, {**heron, **other}]) < 0.5


def test_a_variant_that_failed_stands_there_with_its_error(folder: Path) -> None:
    sweep(folder, {f"{n:04}": "A heron." for n in range(6)})
    broken = Variant(1, "caption=broken", (), None, "failed", "The model does not exist.")
    waiting = Variant(2, "caption=later", (), None, None)
    done = Variant(0, "caption=plain", (), sweep_of.run_id(0), "finished")
    sweep_of.write(folder, [done, broken, waiting])
    text = plain(page(folder).text)
    assert "failed : The model does not exist." in text or "failed: The model does not exist." in text
    assert "waiting : it has no rows." in text or "waiting: it has no rows." in text
    told = said(folder)
    assert "caption=broken: failed, no rows. The model does not exist." in told
    assert "No other variant finished: there is nothing to compare it with." in told


def test_one_variant_alone_is_shown(folder: Path) -> None:
    sweep(folder, {"aaaa": "A heron."})
    assert "caption=plain: 1 of 1 photo ready. No other variant" in plain(page(folder).text)


def test_no_photos_are_a_sentence(folder: Path) -> None:
    sweep_of.write(folder, [Variant(0, "caption=plain", (), None, "interrupted", "interrupted")])
    assert "No variant finished with a photo: there is nothing to compare." in plain(page(folder).text)
    assert "nothing to compare" in said(folder)
    assert sweep_of.read(folder).height <= 1


def test_markup_in_any_text_stays_text(folder: Path) -> None:
    run = sweep(folder, {"aaaa": "A heron."})[0]
    clean = page(folder)
    found = [{**finding(HOSTILE, "caption"), "arguments": verbatim(HOSTILE).arguments, "words": [HOSTILE]}]
    sweep_of.photo(run, "bbbb", HOSTILE, found, alt_text=HOSTILE, keywords=[HOSTILE], path=HOSTILE, reason=HOSTILE)
    sweep_of.store(folder, 0, run)
    hostile = Variant(0, HOSTILE, (), sweep_of.run_id(0), "failed", HOSTILE)
    sweep_of.write(folder, [hostile, Variant(1, HOSTILE, (), None, "failed", HOSTILE)], set_name=HOSTILE)
    shown = page(folder)
    assert len(shown.all("script")) == len(clean.all("script")) == 2
    assert shown.all("img") == []
    assert not any(name.startswith("on") for _, attributes in shown.elements for name in attributes)
    _, pages = unpack(shown.scripts[0])
    assert HOSTILE in [record["source_path"] for record in pages[0]]


def test_only_the_pages_own_script_may_run_and_nothing_is_asked_for(folder: Path) -> None:
    sweep(folder, {"aaaa": "A heron."}, {"aaaa": "A stork."})
    found = page(folder)
    policy = str(next(m["content"] for m in found.all("meta") if m.get("http-equiv") == "Content-Security-Policy"))
    digest = base64.b64encode(hashlib.sha256(found.scripts[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert found.all("link") == found.all("iframe") == []
    assert not re.search(r"(?:src|href)=.https?://", (folder / "comparison.html").read_text("utf-8"))


def test_links_lead_somewhere(folder: Path) -> None:
    sweep_of.random_sweep(folder)
    found = page(folder)
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    inside = {str(link["href"])[1:] for link in found.all("a") if str(link["href"]).startswith("#")}
    assert inside <= ids
    reports = [link["href"] for link in found.all("a") if not str(link["href"]).startswith("#")]
    assert reports == [f"{sweep_of.run_id(number)}/report.html" for number in range(3)]


def test_small_pictures_are_inside_and_large_ones_beside(folder: Path) -> None:
    run = sweep(folder, {"aaaa": "A heron.", "bbbb": "A stork."})[0]
    sweep_of.thumbnail(folder.parents[2], run, "aaaa", 90)
    sweep_of.store(folder, 0, run)
    _, pages = unpack(page(folder).scripts[0])
    records = {record["item_id"]: record for record in pages[0]}
    assert records["aaaa"]["thumbnail"].startswith("data:image/jpeg;base64,")
    assert records["aaaa"]["picture"] == "../../../renditions/aa/aaaa.jpg"
    assert records["bbbb"]["thumbnail"] is None


def test_how_near_captions_lie_to_their_photos_joins_in_where_it_was_measured(folder: Path) -> None:
    sweep(folder, {"aaaa": "A heron.", "bbbb": None}, {"aaaa": "A stork.", "bbbb": "A boat."})
    rows = [{"item_id": "aaaa", "caption": 0.31, "stage": "alignment", "status": "ok", "run_id": "r", "key": "0"}]
    table = pl.DataFrame(rows, schema=evidence.table_schema(AlignmentRow))
    evidence.write_parquet(evidence.stage_folder(folder / sweep_of.run_id(1), "alignment") / "part-0.parquet", table)
    page(folder)
    told = sweep_of.read(folder).filter(measure="alignment").select("variant", "value", "photos").rows()
    assert told == [("caption=plain", None, 0), ("caption=clever", 0.31, 1)]


def test_with_what_the_texts_were_made_stands_at_the_top(folder: Path) -> None:
    run = Evidence(sweep_of.run_id(0))
    sweep_of.photo(run, "aaaa", "A heron.")
    run.records["caption"][0] |= {"weights": "llama 135M Q4_1", "memory_mb": 942.5, "model_hash": "b179c9523d0e6a0f"}
    sweep_of.store(folder, 0, run)
    sweep_of.write(folder, [Variant(0, "caption=plain", (), sweep_of.run_id(0), "finished")])
    text = plain(page(folder).text)
    assert "llama 135M Q4_1" in text
    assert "file b179c9523d0e" in text
    assert "942 MB" in text


def test_evidence_of_an_earlier_version_is_read_without_what_it_did_not_write(folder: Path) -> None:
    sweep(folder, {"aaaa": "A heron."})
    (part,) = evidence.stage_folder(folder / sweep_of.run_id(0), "caption").glob("*.parquet")
    pl.read_parquet(part).drop("weights", "memory_mb", "prompt").write_parquet(part)
    (part,) = evidence.stage_folder(folder / sweep_of.run_id(0), "repair").glob("*.parquet")
    attempt = pl.element().struct
    kept = [attempt.field(name) for name in evidence.columns(AttemptRow) if name != "prompt"]
    pl.read_parquet(part).with_columns(pl.col("attempts").list.eval(pl.struct(kept))).write_parquet(part)
    assert "1 of 1 photo ready" in plain(page(folder).text)


def test_the_command_finds_a_sweep_by_any_of_its_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sweep(folder, {f"{n:04}": "A heron." for n in range(6)}, {f"{n:04}": "A stork." for n in range(6)})
    runs = str(folder.parents[2])
    for name in (sweep_of.ID, sweep_of.ID[:12], "demo", "latest", str(folder)):
        assert runner(["compare", name, "--runs", runs]) == 0
        assert (
            "caption=plain: 6 of 6 photos ready; no difference shown to caption=clever (6 of 6)."
            in capsys.readouterr().out
        )
    assert runner(["compare", "latest", f"paths.runs={runs}"]) == 0
    assert runner(["compare", str(folder)]) == 0  # the runs folder is above the sweep
    capsys.readouterr()
    assert runner(["compare", "nothing", "--runs", runs]) == 2
    assert "'nothing' is not a sweep" in capsys.readouterr().err
