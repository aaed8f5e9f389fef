"""Measures a whole run of many photos without models: the real engine, texts, rules, names, gate, rows and report.

`python benchmarks/scale.py [PHOTOS]`. Only the stages that open pictures are replaced, so that files of eight bytes are
enough. Bounds: a second run of 43,000 unchanged photos takes at most 3 s and writes no part; 100,000 photos take at
most 1.5 GB.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path


def one_run(root: Path, name: str) -> None:
    """Run once in this process; print its seconds, the parts that it wrote and the peak memory."""
    since, spent = time.perf_counter(), time.process_time()
    gc.disable()  # as the program does until a run begins
    from hydra import compose, initialize_config_dir
    from rich.console import Console
    from synthetic_stages import with_synthetic_photos

    from runner.composition import overrides as _overrides  # noqa: F401 - reads and keeps compositions
    from runner.config.checking import check
    from runner.config.folder import configuration_folder
    from runner.run import job

    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        overrides = [
            "set=travel",
            f"set.source={root / 'photos'}",
            "caption=composer",
            "rules=default",
            f"paths.runs={root / 'runs'}",
        ]
        config = check(compose("config", overrides=overrides))
    job.keep_what_is_loaded()
    run = root / "runs" / "travel" / name
    run.mkdir(parents=True)
    with open(os.devnull, "w") as nowhere:
        job.execute(replace(config, graph=with_synthetic_photos(config.graph)), run, name, Console(file=nowhere))
    seconds, spent = time.perf_counter() - since, time.process_time() - spent
    own = sum(part.stat().st_nlink == 1 for part in run.rglob("part-*.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    took = f"{seconds:7.2f} s, {spent:.2f} s of processor"
    print(f"{name:>10}: {took}, {own} parts written, driver's peak memory {peak:.2f} GB", flush=True)


def main() -> None:
    if len(sys.argv) == 4:
        return one_run(Path(sys.argv[2]), sys.argv[3])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 43_000
    import tree_memory
    from engine import make_photos

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_photos(root / "photos", count)
        print(f"{count} photos (bounds: again in 3 s at 43,000; 1.5 GB at 100,000)")
        for step in ("first", "again", "ten-more"):
            if step == "ten-more":
                make_photos(root / "photos", 10, start=count)
            peak = tree_memory.run([sys.executable, __file__, "run", str(root), step])
            print(f"{'':>10}  peak memory of all its processes {peak.whole:.2f} GB", flush=True)
    return None


if __name__ == "__main__":
    main()
