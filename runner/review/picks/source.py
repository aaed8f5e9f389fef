"""What picks go by in a run that there is: its evidence, and the options that it had. No model is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from runner.config import saved
from runner.errors import ConfigError, EnvError
from runner.people.face_row import FaceRow
from runner.people.nodes import nodes_of
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow
from runner.people.said import Person, what_counts
from runner.picks.detail_row import DetailRow
from runner.picks.gathering import gathered
from runner.picks.options import CullOptions
from runner.review.language import translate
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, QualityRow, Row
from runner.stages.objects import ObjectRow
from runner.stages.people import PeopleOptions
from runner.store import evidence
from runner.store.catalog import open_catalog
from runner.store.people import assertions

_PORTS: Mapping[str, tuple[str, type[Row]]] = {
    "pictures": ("derive", DeriveRow),
    "metadata": ("exif", ExifRow),
    "quality": ("quality", QualityRow),
    "seen": ("classify", ClassifyRow),
    "detail": ("detail", DetailRow),
    "vectors": ("embed", EmbedRow),
    "objects": ("objects", ObjectRow),
    "faces": ("faces", FaceRow),
    "people": ("people", PeopleRow),
}
"""Kind of the stage and its rows, by port of `gathered`."""


def photos_of(run: Path, catalog: Path) -> pl.DataFrame:
    """The photos of a run with the columns of `runner.picks.photos.COLUMNS`, in file order.

    EnvError when it has no pictures yet, DamagedEvidence for evidence that is not as it was written.
    """
    if not nodes_of(run, "derive"):
        said = translate("picks", "{}: the photos of this run have not been measured yet.").format(run.name)
        raise EnvError(said, translate("picks", "Let the run go on; picks need figures, and no texts."))
    return gathered(evidence.read_sources(run), lambda port: rows(run, port), persons(catalog), rules(run))


def options_of(run: Path) -> CullOptions:
    """How the run picked photos; as the program picks by default where it did not, or its configuration is gone."""
    try:
        node = saved.graph(run).find("cull")
    except (ConfigError, EnvError, OSError):
        return CullOptions()
    return node.options if node is not None and isinstance(node.options, CullOptions) else CullOptions()


def rows(run: Path, port: str) -> pl.LazyFrame:
    """Good rows of a run at a port of `gathered`; none where the run has no such stage."""
    kind, row = _PORTS[port]
    nodes = nodes_of(run, kind)
    if not nodes:
        return pl.LazyFrame(schema={"item_id": pl.String(), **evidence.columns(row)})
    name = kind if kind in nodes else nodes[-1]
    found = evidence.scan(run, name, row).filter(pl.col("status") == "ok")
    return found.select("item_id", *evidence.columns(row))


def rules(run: Path) -> ScoreRules:
    """What faces are worth, as the run judged them."""
    try:
        node = saved.graph(run).find("people")
    except (ConfigError, EnvError, OSError):
        return ScoreRules()
    return node.options.score if node is not None and isinstance(node.options, PeopleOptions) else ScoreRules()


def persons(catalog: Path) -> Mapping[str, Person]:
    """Those whom people told apart, by id; nobody where there is no catalogue."""
    if not catalog.is_file():
        return {}
    with open_catalog(catalog) as opened:
        return what_counts(assertions(opened)).persons
