"""Calibrates captioners by texts with known truth: one calibration per model, and one for all of them.

The table is that of `claims.py`. Each text is heard as a witness about the claims of the other models' texts about the
same picture, and its own claims are compared with the truth. `witness_calibrations.py` writes the calibrations,
together with what photos teach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from claims_silence import learnt
from claims_table import LEXICON, RECALL, Bench, Text

from runner.text.claims.calibrating import Labelled, Observation, calibrate, observations, pooled, writer_of
from runner.text.claims.calibration import Calibration
from runner.text.claims.provenance import made_with
from runner.text.claims.silence import Regression
from runner.text.claims.verdict import CAPTIONER


def calibrations(table: pl.DataFrame, source: str) -> list[Calibration]:
    """A calibration of each model in the table, and then one of all of them together."""
    bench = Bench(table, 1.0)
    models = sorted({text.model for text in bench.texts})
    each = [_calibration(bench, model, source) for model in models]
    together = pooled(CAPTIONER, f"{', '.join(models)}: {source}", each)
    every = [*each, replace(together, silence=_silence(Bench(table, RECALL)))]
    return [replace(one, made_with=made_with()) for one in every]


def _silence(bench: Bench) -> Regression | None:
    """What silence means beside a detector that misses and invents things; beside a perfect one it would not matter."""
    bench.rank(bench.texts)
    return learnt(bench, bench.texts).book()[CAPTIONER].silence


def _calibration(bench: Bench, model: str, source: str) -> Calibration:
    own = [text for text in bench.texts if text.model == model]
    words = sorted(len(text.caption.split()) for text in own)
    things = [thing for text in own for thing in text.things]
    measured = f"{len(own)} texts of {words[len(words) // 2]} words in the middle; {source}"
    return calibrate(model, "text", measured, _heard(bench, own), writer=writer_of(things))


def _heard(bench: Bench, own: Sequence[Text]) -> list[Observation]:
    by_picture = defaultdict(list)
    for text in own:
        by_picture[text.picture].append(text)
    return [
        seen
        for picture, texts in by_picture.items()
        for claiming in bench.beside[picture]
        if claiming.model != texts[0].model
        for text in texts
        for seen in observations(text.model, claiming.things, bench.said[id(text)], bench.known, LEXICON)
    ]


def claims_by_model(table: pl.DataFrame) -> dict[str, list[Labelled]]:
    """The claims of each model's texts, with their truth."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for text in Bench(table, 1.0).texts:
        found[text.model] += text.things
    return found


def source_of(table: pl.DataFrame) -> str:
    """The description of the data that calibrations say they were measured on."""
    sources = ", ".join(sorted(set(table["source_repo"].to_list())))
    return f"{table['image_id'].n_unique()} COCO pictures with objects by masks and by what people wrote ({sources})"
