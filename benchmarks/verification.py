"""Measures the cost of evidence checks: the same runs with the checks, and with checks that succeed at once.

`python benchmarks/verification.py [PHOTOS] [ROUNDS]`. Bounds: a first run takes at most 5 % longer, a second run of
43,000 unchanged photos at most 1 s longer. The engine, texts, gate, rows and report are real; pictures are not decoded,
but the three renditions of each photo are files whose hashes are in the ledger. Without pictures and a model the first
run is much faster than any real one, so its share is an upper bound.

Ratios are those of processor time and of wall time between neighbouring runs, one of each kind in turn.
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

KINDS = ("checked", "unchecked")


class _Unread(NamedTuple):
    """Stands in for the result of reading a file."""

    sha256: bytes


def without_checks() -> None:
    """Make every check succeed at once. Call it before anything imports the checks by name."""
    from runner.store import proof, seals, soundness

    proof.sha256_of = lambda path: "0" * 64  # type: ignore[assignment]
    proof.is_as_written = lambda path, sha256: path.is_file()  # type: ignore[assignment]
    seals._seal_of = lambda *values: 0  # type: ignore[assignment]
    soundness.problems = lambda catalog, path: iter(())  # type: ignore[assignment]
    from runner.engine import artifacts
    from runner.store import evidence

    artifacts.are_whole = lambda catalog, several, runs: True  # type: ignore[assignment]
    artifacts.record = lambda catalog, several, runs: None  # type: ignore[assignment]
    evidence.identify = lambda path: _Unread(bytes(32))  # type: ignore[attr-defined]


def one_run(root: Path, kind: str, name: str) -> None:
    """Run once in this process; print the wall and processor seconds."""
    if kind == "unchecked":
        without_checks()
    from hydra import compose, initialize_config_dir
    from rich.console import Console

    from runner.config.checking import check
    from runner.config.folder import configuration_folder
    from runner.run import job

    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        overrides = ["set=travel", f"set.source={root / 'photos'}", "caption=composer", "rules=default"]
        config = check(compose("config", overrides=[*overrides, f"paths.runs={root / kind}"]))
    run = root / kind / "travel" / name
    run.mkdir(parents=True)
    graph = _graph(config.graph)
    since, spent = time.perf_counter(), _processor_seconds()
    with open(os.devnull, "w") as nowhere:
        from dataclasses import replace

        job.execute(replace(config, graph=graph), run, name, Console(file=nowhere))
    print(time.perf_counter() - since, _processor_seconds() - spent)


def _processor_seconds() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _graph(graph: object) -> object:
    """The graph without pictures, but with files for the renditions."""
    from dataclasses import replace

    import synthetic_stages

    from runner.graph import Graph
    from runner.stages import kinds

    synthetic_stages._RUNS["derive"] = _derive
    made = synthetic_stages.with_synthetic_photos(graph)  # type: ignore[arg-type]
    artifacts = kinds()["derive"].artifacts
    nodes = (
        replace(node, stage=replace(node.stage, artifacts=artifacts)) if node.stage.kind == "derive" else node
        for node in made.nodes
    )
    return Graph(made.name, tuple(nodes))


def _derive(items: Sequence[object], options: object, folders: object) -> Iterator[object]:
    """Make three small files per photo, and the figures of the synthetic stage."""
    from dataclasses import replace

    import synthetic_stages

    from runner.imaging import store
    from runner.schema import Rendition

    sizes = (("model", 1024, 683), ("web", 1500, 1000), ("thumbnail", 548, 365))
    for item, row in zip(items, synthetic_stages.derive(items, options, folders), strict=True):  # type: ignore[arg-type]
        made = []
        for name, width, height in sizes:
            data = hashlib.blake2b(f"{item.item_id}{name}".encode()).digest()  # type: ignore[attr-defined]
            kept = store.store(data, "jpg", folders.renditions)  # type: ignore[attr-defined]
            made.append(Rendition(name, kept.path, width, height, len(data), kept.sha256))
        yield replace(row, renditions=tuple(made))  # type: ignore[type-var]


def main() -> None:
    if len(sys.argv) == 5:
        return one_run(Path(sys.argv[2]), sys.argv[3], sys.argv[4])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 43_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    from engine import make_photos

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_photos(root / "photos", count)
        first = {kind: _timed(root, kind, "first") for kind in KINDS}
        _said(f"first run of {count}", [first])
        make_photos(root / "few" / "photos", count // 10)
        _said(f"first run of {count // 10}", list(_firsts(root / "few", rounds)))
        again = [{kind: _timed(root, kind, f"again{number}") for kind in KINDS} for number in range(rounds)]
        _said(f"second run of {count}", again)
    return None


def _firsts(root: Path, rounds: int) -> Iterator[dict[str, tuple[float, float]]]:
    """First runs of the same photos, starting with each kind in turn."""
    for number in range(rounds):
        found = {}
        for kind in KINDS[:: -1 if number % 2 else 1]:
            found[kind] = _timed(root, kind, "first")
            shutil.rmtree(root / kind)
        yield found


def _timed(root: Path, kind: str, name: str) -> tuple[float, float]:
    command = [sys.executable, __file__, "run", str(root), kind, name]
    wall, spent = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-2:]
    return float(wall), float(spent)


def _said(what: str, rounds: Sequence[dict[str, tuple[float, float]]]) -> None:
    for index, kind_of_time in enumerate(("wall", "processor")):
        told = ", ".join(f"{each['checked'][index]:.2f} : {each['unchecked'][index]:.2f} s" for each in rounds)
        more = statistics.median(each["checked"][index] - each["unchecked"][index] for each in rounds)
        ratio = statistics.median(each["checked"][index] / each["unchecked"][index] for each in rounds)
        print(f"{what}, {kind_of_time}: {told}; {more:+.2f} s, x{ratio:.3f}", flush=True)


if __name__ == "__main__":
    main()
