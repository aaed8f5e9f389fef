"""Builds a sweep whose runs are made row by row, with the files that a real one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyvips
from sample_run import FIELDS, Evidence, finding

from runner.schema import AttemptRow
from runner.store import runfile, sweepfile
from runner.store.content import content_hash
from runner.store.sweepfile import SweepFile, Variant

ID = "20261121-120000-ab12"
NAMES = ("caption=plain", "caption=clever", "caption=odd repair=off")
RULES = ("fluff", "ungrounded_name", "length_advice", "duplicate_caption")
SUBJECTS = ("heron", "egret", "canal", "glider", "windmill", "harbour")


def attempt(**values: Any) -> dict[str, Any]:
    """One attempt in the form of the evidence of repair."""
    empty = AttemptRow(0, "captioner", (), None, None, (), "", "m", None, "p", None, None, 0.0, (), (), "draft", ())
    return {**{name: list(v) if isinstance(v, tuple) else v for name, v in asdict(empty).items()}, **values}


def store(sweep: Path, number: int, run: Evidence, set_name: str = "demo") -> Path:
    """Write a finished run as a variant of the sweep."""
    folder = sweep / run.run_id
    folder.mkdir(parents=True, exist_ok=True)
    run.store(folder)
    run.store_rows(folder)
    runfile.write(folder, runfile.begin(folder, set_name, "prepare", "runner -m …").ended("finished"))
    return folder


def write(sweep: Path, variants: Sequence[Variant], set_name: str = "demo") -> None:
    """Write sweep.json."""
    sweep.mkdir(parents=True, exist_ok=True)
    file = SweepFile(sweep.name, set_name, "finished", "runner -m set=demo …", "2026-11-21T12:00:00+00:00", variants)
    sweepfile.write(sweep, file)


def run_id(number: int) -> str:
    return f"{ID}-{number}"


def hashed(item_id: str, texts: dict[str, Any]) -> str:
    """The hash that a decision about these texts of a photo is bound to."""
    return content_hash({**texts, "source_path": f"{item_id}.jpg"}, FIELDS)


def photo(
    run: Evidence, item_id: str, caption: str | None, findings: Sequence[dict[str, Any]] = (), **more: Any
) -> None:
    """Add a photo with texts, their findings and their cost."""
    path, seconds = more.pop("path", f"photos/{item_id}.jpg"), more.pop("seconds", 1.0)
    drafted, known = more.pop("drafted", findings), more.pop("known", ())
    own = [each for each in findings if not each["rule"].startswith("duplicate_")]
    errors = [each["rule"] for each in findings if each["severity"] == "error"]
    outcome = "blocked" if errors else "repaired" if drafted and not own else "passed"
    texts = {"caption": caption, "alt_text": more.pop("alt_text", None), "keywords": more.pop("keywords", [])}
    content = hashed(item_id, texts)
    warned = [each["rule"] for each in findings if each["severity"] == "warn"]
    grounds = more.pop("grounds", [])
    shown = {**texts, "grounds": grounds, "findings": errors, "warnings": warned, "file_name": f"{item_id}.jpg"}
    run.review(item_id, outcome, path, content_hash=content, **{**shown, **more})
    tries = [attempt(after=list(drafted), ms=1000 * seconds, completion_tokens=20, prompt_tokens=100)]
    if drafted and drafted is not findings:
        tries.append(attempt(attempt=1, after=own, ms=500.0, completion_tokens=5, prompt_tokens=50, verdict="won"))
    run.add("caption", item_id, model="m", prompt_hash=f"p{item_id}", duration_ms=1.0)
    run.add("repair", item_id, findings=own, attempts=tries, duration_ms=1.0, grounds=grounds, **texts)
    run.add("duplicates", item_id, findings=[each for each in findings if each not in own])
    run.add("facts", item_id, keywords=list(known), vocabulary=["grey heron", "glider"])


def fail(run: Evidence, item_id: str) -> None:
    """Add a photo that failed."""
    run.review(item_id, "failed", f"photos/{item_id}.jpg", error_kind="truncated", error="The file ends too early.")


def random_sweep(sweep: Path, photos: int = 40) -> list[Evidence]:
    """Three variants with texts and findings drawn at random, always the same; one photo fails in all of them."""
    random, runs = np.random.default_rng(11), []
    for number in range(len(NAMES)):
        run = Evidence(run_id(number))
        for at in range(photos):
            _random_photo(run, f"{at:016x}", random, number)
        fail(run, f"{photos:016x}")
        store(sweep, number, run)
        runs.append(run)
    write(sweep, [Variant(n, name, (name,), run_id(n), "finished") for n, name in enumerate(NAMES)])
    return runs


def _random_photo(run: Evidence, item_id: str, random: np.random.Generator, number: int) -> None:
    words = random.choice(SUBJECTS, 3, replace=False).tolist()
    found = [_finding(rule) for rule in RULES if random.random() < 0.12 * (number + 1)]
    drafted = [*found, finding("fluff", "alt_text")] if random.random() < 0.3 and number == 1 else found
    ground = {"field": "caption", "words": words[0], "source": random.choice(["set", "exif"]).item(), "said": words[0]}
    photo(
        run, item_id, f"A {words[0]} by the {words[1]}.", found, drafted=drafted, keywords=words,
        known=["Herons", "canal boat"], seconds=float(random.uniform(0.5, 2) * (number + 1)),
        grounds=[ground] * int(random.integers(0, 4)),
    )  # fmt: skip


def _finding(rule: str) -> dict[str, Any]:
    return finding(rule, "caption", "warn" if rule.endswith("advice") else "error")


def thumbnail(runs: Path, run: Evidence, item_id: str, colour: int) -> None:
    """Make a picture of a photo, at the path that the evidence names."""
    path = f"{item_id[-2:]}/{item_id}.jpg"
    (runs / "renditions" / item_id[-2:]).mkdir(parents=True, exist_ok=True)
    image = (pyvips.Image.black(120, 80) + colour).cast("uchar")
    image.jpegsave(str(runs / "renditions" / path))
    rendition = {"name": "thumbnail", "path": path, "width": 120, "height": 80, "bytes": 1, "sha256": "0"}
    run.add("derive", item_id, renditions=[rendition])


def read(sweep: Path) -> pl.DataFrame:
    """The comparison, read from its Parquet file."""
    return pl.read_parquet(sweep / "comparison.parquet")
