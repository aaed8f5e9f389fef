"""Every option of picks changes some result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from omegaconf import OmegaConf
from planted_wedding import planted_wedding
from planted_year import Year

from runner.config.values import build
from runner.picks.choice import choose
from runner.picks.options import CullOptions

OTHER: dict[str, Any] = {
    "keep": 90,
    "clock": {"Canon EOS R5": "+05:00:00"},
    "clocks.pairs": 500,
    "clocks.apart_s": 0.01,
    "clocks.bits": 0,
    "bursts.near": ((0.1, 4),),
    "bursts.cosine": 0.5,
    "bursts.window": 1,
    "bursts.longest_s": 1.0,
    "bursts.untimed": 0,
    "brackets.frames": 5,
    "brackets.tolerance": 0.0,
    "brackets.span": 3.0,
    "brackets.gap_s": 0.1,
    "stacks.frames": 7,
    "stacks.gap_s": 0.1,
    "stacks.bits": 0,
    "stacks.rise": 50.0,
    "stacks.share": 1.0,
    "panoramas.frames": 7,
    "panoramas.gap_s": 1.0,
    "panoramas.overlap": (0.2, 0.4),
    "panoramas.likeness": 0.99,
    "parts.sharpness": 0.0,
    "parts.exposure": 5.0,
    "parts.eyes": 5.0,
    "parts.smiles": 5.0,
    "parts.people": 5.0,
    "parts.whole": 5.0,
    "variety.hour": 0.2,
    "variety.event": 0.2,
    "variety.place": 0.2,
    "variety.people": 0.2,
    "variety.subject": 0.2,
    "variety.event_gap_min": 5.0,
    "variety.place_km": 500.0,
    "limits.per_hour": 1,
    "limits.per_person": 1,
    "limits.per_event": 1,
    "faces": 1.0,
    "repeat": 0.0,
}
"""Another value of each option."""

NEEDED = {"variety.event_gap_min": {"variety.event": 0.2}, "variety.place_km": {"variety.place": 0.2}}
"""What has to count for an option to matter."""


def names(kind: Any, above: str = "") -> Iterator[str]:
    """Every option by its path."""
    for each in fields(kind):
        value = getattr(kind, each.name)
        yield from names(value, f"{above}{each.name}.") if is_dataclass(value) else [f"{above}{each.name}"]


def with_option(options: CullOptions, path: str, value: Any) -> CullOptions:
    group, _, name = path.rpartition(".")
    return replace(options, **({group: replace(getattr(options, group), **{name: value})} if group else {name: value}))


@pytest.fixture(scope="module")
def photos(year: Year) -> pl.DataFrame:
    """The planted year with what it lacks: embeddings, photos without a time, two subjects by turns."""
    table = year.table.head(1500)
    draw = np.random.default_rng(2)
    vectors = draw.normal(size=(table.height, 8))
    vectors[1:] = 0.7 * vectors[:-1] + 0.5 * vectors[1:]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    embedded = table.with_columns(embedding=pl.Series(vectors.tolist(), dtype=pl.List(pl.Float32)))
    base = embedded.row(0, named=True)
    untimed = [{**base, "item_id": f"u{n}", "path": f"/u/{n}.jpg", "captured_at": None, "phash": hash} for n, hash in
               enumerate(["00000000000000ff", "00000000000000fe"])]  # fmt: skip
    at = base["captured_at"] + timedelta(days=900)
    first, second = ("f" * 16, [1.0] + [0.0] * 7), ("0" * 16, [0.8, 0.6] + [0.0] * 6)
    turns = [{**base, "item_id": f"t{n}", "path": f"/t/{n}.jpg", "captured_at": at + timedelta(seconds=0.3 * n),
              "phash": hash, "embedding": vector} for n, (hash, vector) in enumerate([first, second] * 3)]  # fmt: skip
    both = planted_wedding(1).table.with_columns(pl.concat_str(pl.lit("w"), "item_id").alias("item_id"))
    return pl.concat([embedded, pl.DataFrame([*untimed, *turns], schema=embedded.schema), both])


def test_every_option_has_another_value_here() -> None:
    assert sorted(names(CullOptions())) == sorted(OTHER)


@pytest.mark.parametrize("path", OTHER)
def test_an_option_changes_the_choice(photos: pl.DataFrame, path: str) -> None:
    usual = reduce(
        lambda options, each: with_option(options, *each), NEEDED.get(path, {}).items(), CullOptions(keep=100)
    )
    one, other = (choose(photos, options).rows() for options in (usual, with_option(usual, path, OTHER[path])))
    assert not one.drop("because").equals(other.drop("because"))


@pytest.mark.parametrize("name", ["default", "sports", "portraits"])
def test_the_files_say_every_option_and_each_chooses_otherwise(photos: pl.DataFrame, name: str) -> None:
    folder = Path(__file__).parents[2] / "conf" / "cull"
    written = OmegaConf.load(folder / f"{name}.yaml")
    plain = OmegaConf.to_container(OmegaConf.merge(OmegaConf.load(folder / "default.yaml"), written), resolve=False)
    assert isinstance(plain, dict)
    plain = {key: value for key, value in plain.items() if key != "defaults"} | {"keep": 100, "clock": {}}
    problems: list[str] = []
    options = build(CullOptions, plain, "cull", problems)
    assert not problems
    assert not options.problems()
    if name == "default":
        assert options == CullOptions(keep=100)
    else:
        usual = choose(photos, CullOptions(keep=100)).rows()
        assert not usual.drop("because").equals(choose(photos, options).rows().drop("because"))


def test_options_that_contradict_themselves_are_named() -> None:
    wrong = {"bursts": {"near": [[10, 5], [1, 9]]}, "panoramas": {"overlap": [0.9, 0.1]},
             "parts": dict.fromkeys(("sharpness", "exposure", "eyes", "smiles", "people", "whole"), 0)}  # fmt: skip
    problems: list[str] = []
    options = build(CullOptions, wrong, "cull", problems)
    assert [each.partition(":")[0] for each in options.problems()] == ["bursts.near", "panoramas.overlap", "parts"]
