"""Calibrations that no longer fit what a run works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from runner.graph import Graph, Node
from runner.messages import Message, say
from runner.store.makers import Maker, maker
from runner.text.claims.calibration import Calibration
from runner.text.claims.provenance import changed


def outdated(graph: Graph, run: Path, set_name: str) -> Iterator[Message]:
    """A sentence for each calibration that was made with other words, another model or other weights than this run's.

    Looked at are those of the witnesses of the graph and of its captioner. What a witness of a text says rests on the
    words in which texts are read, and so does what a captioner claims.
    """
    used = dict(_used(graph, run))
    book = _book(graph, used)
    for name, node in used.items():
        calibration = book.get(name)
        # Those of captioners at large are of many models, and fit none of them.
        made = maker(run, node) if calibration and calibration.made_with.get("model") else Maker()
        if calibration and (what := tuple(changed(calibration, *made))):
            yield say("calibration.outdated", name=name, what=what, set=set_name)


def _used(graph: Graph, run: Path) -> Iterator[tuple[str, str]]:
    """The calibrations that count in this run, each once, with the node whose errors it tells."""
    used = {name: node.name for node in graph.nodes if (name := _calibration(node))}
    captioner = graph.find("caption")
    if captioner and (writer := maker(run, captioner.name).model):
        used[writer] = captioner.name
    yield from used.items()


def _calibration(node: Node) -> str | None:
    return node.stage.witness(node.options).calibration if node.stage.witness else None


def _book(graph: Graph, names: Iterable[str]) -> Mapping[str, Calibration]:
    """The calibrations of these names that there are."""
    check = graph.find("check")
    options = check.options.options("contradicted") if check else None  # type: ignore[attr-defined]
    return options.calibrations_of(names) if options else {}
