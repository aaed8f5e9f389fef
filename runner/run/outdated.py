"""Finds calibrations that no longer match the words, models and weights of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from runner.graph import Graph, Node
from runner.messages import Message, say
from runner.store.makers import Maker, maker
from runner.text.claims.calibration import Calibration
from runner.text.claims.provenance import changed


def outdated(graph: Graph, run: Path, set_name: str) -> Iterator[Message]:
    """A message for each calibration made with other words, another model or other weights than this run's.

    Covers the witnesses of the graph and its captioner. What a witness says about a text and what a captioner claims
    both depend on the word lists by which texts are read.
    """
    used = dict(_used(graph, run))
    book = _book(graph, used)
    for name, node in used.items():
        calibration = book.get(name)
        # A calibration of captioners in general covers many models and matches none of them.
        made = maker(run, node) if calibration and calibration.made_with.get("model") else Maker()
        if calibration and (what := tuple(changed(calibration, *made))):
            yield say("calibration.outdated", name=name, what=what, set=set_name)


def _used(graph: Graph, run: Path) -> Iterator[tuple[str, str]]:
    """The calibrations used in this run, each once, with the node whose errors they describe."""
    used = {name: node.name for node in graph.nodes if (name := _calibration(node))}
    captioner = graph.find("caption")
    if captioner and (writer := maker(run, captioner.name).model):
        used[writer] = captioner.name
    yield from used.items()


def _calibration(node: Node) -> str | None:
    return node.stage.witness(node.options).calibration if node.stage.witness else None


def _book(graph: Graph, names: Iterable[str]) -> Mapping[str, Calibration]:
    """The calibrations that exist among these names."""
    check = graph.find("check")
    options = check.options.options("contradicted") if check else None  # type: ignore[attr-defined]
    return options.calibrations_of(names) if options else {}
