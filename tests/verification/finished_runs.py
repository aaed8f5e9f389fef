"""Makes real runs in this process, with every stage in the driver: photos, two runs, a person's decisions and texts."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import OmegaConf
from rich.console import Console

from runner.config.checking import RunConfig, check
from runner.config.folder import configuration_folder
from runner.graph import Graph, Node
from runner.models.llama.encodings import Encodings
from runner.run import job
from runner.stage import Stage
from runner.store import rows
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record

ENCODED = np.arange(64, dtype=np.float32).reshape(8, 8)
SET = "travel"


def photograph(seed: int, path: Path, size: tuple[int, int] = (480, 320)) -> None:
    """Write a picture unlike all others, with a capture time."""
    import pyexiv2
    import pyvips

    chance = np.random.default_rng(seed)
    small = chance.integers(0, 255, (6, 9, 3), dtype=np.uint8)
    picture = pyvips.Image.new_from_array(small, interpretation="srgb").resize(size[0] / 9, vscale=size[1] / 6)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.cast("uchar").jpegsave(str(path), Q=90)
    with pyexiv2.Image(str(path)) as image:
        taken = f"2024:05:{seed % 28 + 1:02} 1{seed % 10}:{seed % 60:02}:00"
        image.modify_exif({"Exif.Photo.DateTimeOriginal": taken, "Exif.Image.Model": f"X{seed}"})


def configuration(photos: Path, runs: Path, graph: Callable[[Graph], Graph]) -> tuple[RunConfig, str]:
    """A checked configuration, and its text as a run stores it in `.hydra`."""
    config, text = _composed()
    there = {"set": replace(config.set, source=str(photos)), "paths": replace(config.paths, runs=str(runs))}
    return replace(config, graph=graph(config.graph), **there), text


@functools.cache
def _composed() -> tuple[RunConfig, str]:
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        written = compose("config", overrides=[f"set={SET}", "set.source=/", "caption=composer"])
    return check(written), OmegaConf.to_yaml(written)


def in_driver(graph: Graph, change: Callable[[Stage], Stage] = lambda stage: stage) -> Graph:
    """The graph with its stages in this process, so that no process is started for them."""
    return Graph(graph.name, tuple(_here(node, change) for node in graph.nodes))


def _here(node: Node, change: Callable[[Stage], Stage]) -> Node:
    if node.stage.scope != "item":
        return node
    return replace(node, stage=change(replace(node.stage, place="driver", max_in_flight=None, allowance=None)))


def run_once(photos: Path, runs: Path, name: str, graph: Callable[[Graph], Graph] = in_driver) -> Path:
    """Run once. Returns the run's folder."""
    config, text = configuration(photos, runs, graph)
    run = runs / SET / name
    (run / ".hydra").mkdir(parents=True)
    (run / ".hydra" / "config.yaml").write_text(text)
    with open(os.devnull, "w") as nowhere:
        job.execute(config, run, f"runner set={SET}", Console(file=nowhere))
    return run


def finished(root: Path, count: int = 5) -> Path:
    """Make a runs folder below `root` with two runs, the second with one more photo, and then a person's decisions."""
    photos, runs = root / "photos", root / "runs"
    for seed in range(count):
        photograph(seed, photos / f"IMG_{seed:04}.jpg")
    run_once(photos, runs, "20261128-100000-aaaa")
    photograph(count, photos / f"IMG_{count:04}.jpg")
    second = run_once(photos, runs, "20261128-110000-bbbb")
    found = rows.read(second)
    context = ReviewContext(SET, second.name, "Ann")
    items = found.table["item_id"].to_list()
    hashes = dict(found.table.select("item_id", "content_hash").iter_rows())
    with open_catalog(runs / "catalog.db") as catalog:
        record(catalog, context, [Edit(items[0], "caption", "A caption that Ann wrote.", ())],
               [PhotoDecision(each, "approved", None, hashes[each]) for each in items[1:4]])  # fmt: skip
        record(catalog, context, [], [PhotoDecision(items[4], "rejected", "blurred", None)])
    Encodings(runs / "encodings", 10**6, "m").keep(("p", 0), ENCODED)
    return runs


@contextlib.contextmanager
def copied(root: Path, number: int) -> Iterator[Path]:
    """A copy of photos and runs to be damaged, at its own path."""
    target = root.with_name(f"{root.name}-{number}")
    shutil.copytree(root, target, symlinks=True)
    try:
        yield target
    finally:
        shutil.rmtree(target)
        gc.collect()
