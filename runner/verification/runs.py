"""Checks whether a run is as it was left: run.json, the files it lists, the manifest, all parts, the chain of runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from runner.messages import Message, say
from runner.schema import GENERATED
from runner.store import evidence, manifest, part_files, runfile
from runner.store.proof import DamagedEvidence, again, is_as_written
from runner.verification.problem import Problem

_TABLES = {
    "sources.parquet": say("verify.lost_sources"),
    "rows.parquet": say("verify.lost_rows"),
    "left.parquet": say("verify.lost_left"),
    "regression.parquet": say("verify.lost_regression"),
    "report.html": say("verify.lost_report"),
    "manifest.json": say("verify.lost_manifest"),
    ".hydra/config.yaml": say("verify.lost_config"),
}
"""What is lost with each of `runfile.FILES`."""


def problems(run: Path, runs: Path) -> Iterator[Problem]:
    """Yield everything in a run that is not as it was left. `runs` is the folder of all runs."""
    if (file := runfile.read(run)) is None:
        yield Problem(say("evidence.damaged", path=str(run / "run.json")), say("verify.lost_figures"), _mend(run))
    else:
        yield from _files(run, file)
    try:
        known = manifest.read(run)
    except DamagedEvidence:
        known = None  # reported as one of the files
        if file is not None and manifest.NAME not in file.files:
            yield _of_file(run, manifest.NAME)
    yield from _parts(run, set(known.parts) if known else set())
    if known is not None:
        yield from _chain(run, runs, known)


def _mend(run: Path) -> Message:
    """What to do about damage in a run: nothing if a later run of its set has finished."""
    latest = run.parent / "latest"
    newer = latest.resolve() if latest.is_dir() else run
    file = runfile.read(newer) if newer.name > run.resolve().name else None
    if file is not None and file.state == "finished":
        return say("verify.superseded", run=newer.name, folder=str(run))
    return again(run)


def _files(run: Path, file: runfile.RunFile) -> Iterator[Problem]:
    for name, sha256 in file.files.items():
        if not is_as_written(run / name, sha256):
            yield _of_file(run, name)


def _of_file(run: Path, name: str) -> Problem:
    path = run / name
    damage = say("evidence.damaged", path=str(path)) if path.is_file() else say("evidence.gone", path=str(path))
    return Problem(damage, _TABLES[name], _mend(run))


def _parts(run: Path, listed: Collection[str]) -> Iterator[Problem]:
    """Yield damaged parts, and parts that the manifest lists but that are missing."""
    there = {f"{stage}/{path.name}": path for stage in evidence.stages(run) for path in _of_stage(run, stage)}
    for name in sorted({*there, *listed}):
        path = run / "evidence" / name
        if name not in there:
            yield Problem(say("evidence.gone", path=str(path)), _loss(name), _mend(run))
        elif not part_files.is_whole(path):
            yield Problem(say("evidence.damaged", path=str(path)), _loss(name), _mend(run))


def _of_stage(run: Path, stage: str) -> list[Path]:
    return sorted(evidence.stage_folder(run, stage).glob(part_files.PATTERN))


def _loss(name: str) -> Message:
    stage = name.partition("/")[0]
    return say("verify.lost_generated") if stage == GENERATED else say("verify.lost_part", stage=stage)


def _chain(run: Path, runs: Path, known: manifest.Manifest) -> Iterator[Problem]:
    """Yield runs whose manifests are different from when this run used their parts.

    A run that was deleted is not missed: the parts are in this run too.
    """
    for name, sha256 in known.reuses.items():
        if sha256 is not None and (runs / name).is_dir() and not is_as_written(runs / name / manifest.NAME, sha256):
            damage = say("verify.other_manifest", run=run.name, reused=name)
            yield Problem(damage, say("verify.lost_chain", reused=name), again(runs / name))
