"""Writes conf/witness: calibrations of the packaged detectors and of captioners in general, from data with known truth.

`python benchmarks/witness_calibrations.py FOLDER [PHOTOS [TABLE]]`; PHOTOS as for `witnesses.py`, TABLE as for
`claims.py`. A detector is run as configured, tiles included.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import yaml
from claims_calibrations import calibrations, claims_by_model, source_of
from claims_table import TABLE
from witness_data import look, read_material, views
from witness_taught import taught
from witnesses import FOLDER, calibration

from runner.text.claims.calibration import Calibration, dump, load
from runner.text.claims.provenance import made_with
from runner.text.claims.verdict import CAPTIONER

DETECTORS = ("nanodet_g", "ssdlite_mobilenet_v2")


def main() -> None:
    target = Path(sys.argv[1])
    photos, table = (Path(given) if given else usual for given, usual in zip(_given(), (FOLDER, TABLE), strict=True))
    material, texts = read_material(photos), pl.read_parquet(table)
    seen = {name: look(views(name)[0], material)[0] for name in DETECTORS}
    for name, boxes in seen.items():
        counted = yaml.safe_dump(
            calibration(material, name, boxes), sort_keys=False, width=150, default_flow_style=None
        )
        (target / f"{name}.yaml").write_text(counted, encoding="utf-8")
    *_, captioner = calibrations(texts, source_of(texts))
    begun = {CAPTIONER: captioner, **{name: load(target / f"{name}.yaml") for name in DETECTORS}}
    book = taught(material, seen, begun, {*material.photos}, claims_by_model(texts))
    (target / f"{CAPTIONER}.yaml").write_text(dump(_described(book[CAPTIONER], len(material.texts))), encoding="utf-8")


def _given() -> tuple[str | None, str | None]:
    return (*sys.argv[2:4], None, None)[:2]


def _described(captioner: Calibration, texts: int) -> Calibration:
    also = f"; writers, dependence and what boxes weigh also by {texts} texts of other models about COCO photos"
    return replace(captioner, measured_on=captioner.measured_on + also, made_with=made_with())


if __name__ == "__main__":
    main()
