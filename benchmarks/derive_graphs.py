"""What the stages of a graph take a photo where pixels are concerned: the stages' own code, models left out.

Left out is what the processor spends in ONNX Runtime and in RapidOCR's engine, which scales and normalises once more
what it is given. All stages are called with one photo after the other; what decoding every pixel takes is counted by
itself, so that graphs of some of the stages are sums.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from runner import pixels
from runner.composition.composed import composed
from runner.config.checking import check
from runner.graph import Graph, Node
from runner.imaging import full_picture
from runner.imaging.loading import load_lazily
from runner.imaging.srgb import to_srgb
from runner.models.ocr.engine import Engine
from runner.original import identify
from runner.pixels import PictureSlot, Pixels
from runner.schema import IntakeRow, Row
from runner.stage import Folders, Item

GRAPHS: Mapping[str, tuple[str, ...]] = {
    "default": ("derive", "classify"),
    "witnesses": ("derive", "classify", "objects", "second_detector"),
    "witnesses and text": ("derive", "classify", "objects", "second_detector", "read"),
    "witnesses, text and faces": ("derive", "classify", "objects", "second_detector", "read", "faces"),
}
"""The stages that look at pixels. The shipped graph `witnesses` has text in it; people are switched on for each set."""
EVERY_PIXEL = ("read", "faces")
DECODE, DECODE_BEFORE = "decode", "decode before"

_left_out = 0.0
_slot = PictureSlot()


def _leaving_out(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with its processor time left out of what is measured."""

    def timed(*arguments: Any, **named: Any) -> Any:
        global _left_out
        since, before = time.process_time(), _left_out
        try:
            return function(*arguments, **named)
        finally:
            _left_out = before + time.process_time() - since

    return timed


def leave_models_out() -> None:
    """From now on what models take is left out, and pictures go through a slot as in a run; once a process."""
    pixels.share([_slot.descriptor])
    onnxruntime.InferenceSession.run = _leaving_out(onnxruntime.InferenceSession.run)
    Engine.read = _leaving_out(Engine.read)  # type: ignore[method-assign]


def graph(folder: Path) -> Graph:
    """The graph with all of these stages, as it is composed."""
    asked = ["set=demo", f"set.source={folder}", "caption=composer", "graph=witnesses", "set.people=true"]
    return check(composed(asked)).graph


def milliseconds(whole: Graph, photo: Path, folders: Folders) -> dict[str, float]:
    """Processor time for one photo: of each stage but for decoding every pixel, of this, and of this as it was."""
    found = identify(photo)
    rows: dict[str, Row] = {"intake": IntakeRow("", found.size, "jpeg", 6000, 4000)}
    _slot.picture("another photo", lambda memory: memory(1, 1))
    taken = {DECODE_BEFORE: _time(lambda: _at_once(photo)), DECODE: 0.0}
    digest = found.sha256.hex()
    with _apart(taken):
        for node in whole.nodes:
            if node.name in GRAPHS["witnesses, text and faces"]:
                bindings = whole.bindings(node)
                item = Item(digest[:16], photo, digest, found.size, rows, bindings, found.stamp, 0)
                decoding = taken[DECODE]
                taken[node.name] = _time(lambda node=node, item=item: rows.update(_row(node, item, folders)))
                taken[node.name] -= taken[DECODE] - decoding
    return taken


def _time(work: Callable[[], object]) -> float:
    before, since = _left_out, time.process_time()
    work()
    return (time.process_time() - since - (_left_out - before)) * 1000


def _row(node: Node, item: Item, folders: Folders) -> dict[str, Any]:
    run: Any = node.stage.run
    (row,) = run([item], node.options, folders)
    return {node.name: row}


@contextmanager
def _apart(taken: dict[str, float]) -> Iterator[None]:
    """What stages wait for their picture is counted as decoding, also where it is there already."""
    current = full_picture.full_picture

    @contextmanager
    def timed(item: Item, format: str) -> Iterator[Pixels]:
        since = time.process_time()
        with current(item, format) as picture:
            taken[DECODE] += (time.process_time() - since) * 1000
            yield picture

    full_picture.full_picture = timed
    try:
        yield
    finally:
        full_picture.full_picture = current


def _at_once(photo: Path) -> Pixels:
    """Every pixel of an upright JPEG as it was decoded before 2026-11-29: the whole picture into memory of its own."""
    with photo.open("rb") as file:
        image = load_lazily(file, "jpeg", access="sequential", fail_on="warning")
        return np.asarray(to_srgb(image).cast("uchar").numpy(), np.uint8)[:, :, :3]


def totals(taken: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """By graph the sum of its stages: with one decode for all that look at every pixel, and with one for each."""
    made = {}
    for name, stages in GRAPHS.items():
        own, looking = sum(taken[each] for each in stages), len(set(stages).intersection(EVERY_PIXEL))
        made[name] = own + taken[DECODE] * bool(looking), own + taken[DECODE_BEFORE] * looking
    return made
