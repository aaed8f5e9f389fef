"""Measures the pixel work of a graph's stages per photo: the stages' own code, without models.

Left out is the processor time of ONNX Runtime and of RapidOCR's engine, which scales and normalises its input once
more. All stages are called with one photo after another; decoding every pixel is counted separately, so that graphs of
some of the stages are sums.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import onnxruntime

from runner import pixels
from runner.composition.composed import composed
from runner.config.checking import check
from runner.graph import Graph, Node
from runner.looking import opening
from runner.models.ocr.engine import Engine
from runner.original import identify
from runner.picture import Picture
from runner.pixels import Decoded, PictureSlot
from runner.schema import IntakeRow, Row
from runner.stage import Folders, Item

GRAPHS: Mapping[str, tuple[str, ...]] = {
    "default": ("derive", "classify"),
    "witnesses": ("derive", "classify", "objects", "second_detector"),
    "witnesses and text": ("derive", "classify", "objects", "second_detector", "read"),
    "witnesses, text and faces": ("derive", "classify", "objects", "second_detector", "read", "faces"),
}
"""The stages that look at pixels. The shipped graph `witnesses` includes text; people are switched on for each set."""
LOOKING = ("read", "faces")
"""Stages that look at a rendition first, and at every pixel only if that is worthwhile."""


@dataclass
class Taken:
    """Milliseconds of processor time that the stages took for one photo."""

    stages: dict[str, float] = field(default_factory=dict)  # without decoding at full size
    decode: float = 0.0  # decoding every pixel, for all stages that asked
    alone: float = 0.0  # what `read` decodes if no other stage may want the same picture
    decoding: set[str] = field(default_factory=set)  # stages that asked for every pixel

    def total(self, graph: str) -> float:
        """What all stages of a graph took: every pixel is decoded once for those that ask."""
        names = GRAPHS[graph]
        shared = self.decode * (not self.decoding.isdisjoint(names))
        return sum(self.stages[each] for each in names) + (
            shared if "faces" in names else self.alone * ("read" in names)
        )


_left_out = 0.0
_slot = PictureSlot()


def _leaving_out(function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the function so that its processor time is left out of what is measured."""

    def timed(*arguments: Any, **named: Any) -> Any:
        global _left_out
        since, before = time.process_time(), _left_out
        try:
            return function(*arguments, **named)
        finally:
            _left_out = before + time.process_time() - since

    return timed


def leave_models_out() -> None:
    """Leave out models from now on, and pass pictures through a slot as in a run; call this once per process."""
    pixels.share([_slot.descriptor])
    onnxruntime.InferenceSession.run = _leaving_out(onnxruntime.InferenceSession.run)
    Engine.read = _leaving_out(Engine.read)  # type: ignore[method-assign]


def graph(folder: Path) -> Graph:
    """The composed graph with all of these stages."""
    asked = ["set=demo", f"set.source={folder}", "caption=composer", "graph=witnesses", "set.people=true"]
    return check(composed(asked)).graph


def milliseconds(whole: Graph, photo: Path, folders: Folders, *, renditions: bool) -> Taken:
    """What one photo takes, with or without a look at renditions first."""
    found = identify(photo)
    rows: dict[str, Row] = {"intake": IntakeRow("", found.size, "jpeg", 6000, 4000)}
    _slot.picture("another photo", lambda memory: Decoded(memory(1, 1)))
    taken, digest = Taken(), found.sha256.hex()
    for node in whole.nodes:
        if node.name in GRAPHS["witnesses, text and faces"]:
            item = Item(digest[:16], photo, digest, found.size, rows, whole.bindings(node), found.stamp, 0)
            options: Any = node.options
            if node.name in LOOKING and not renditions:
                options = replace(options, rendition=None)
            with _decoding_apart(taken, node.name):
                own = _time(
                    lambda node=node, item=item, options=options: rows.update(_row(node, item, options, folders))
                )
            taken.stages[node.name] = own
            if node.name == "read":
                by_itself = Taken()
                with _decoding_apart(by_itself, node.name):
                    _row(node, replace(item, slot=None), options, folders)
                taken.alone = by_itself.decode
    return taken


def _time(work: Callable[[], object]) -> float:
    before, since = _left_out, time.process_time()
    work()
    return (time.process_time() - since - (_left_out - before)) * 1000


def _row(node: Node, item: Item, options: Any, folders: Folders) -> dict[str, Any]:
    run: Any = node.stage.run
    (row,) = run([item], options, folders)
    return {node.name: row}


@contextmanager
def _decoding_apart(taken: Taken, stage: str) -> Iterator[None]:
    """Count the time that a stage waits for every pixel as decoding, even if the picture is already there."""
    current = opening.full_picture

    @contextmanager
    def timed(item: Item, format: str, share: float) -> Iterator[Picture]:
        global _left_out
        since = time.process_time()
        with current(item, format, share) as picture:
            spent = time.process_time() - since
            _left_out += spent
            taken.decode += spent * 1000
            taken.decoding.add(stage)
            yield picture

    opening.full_picture = timed
    try:
        yield
    finally:
        opening.full_picture = current
