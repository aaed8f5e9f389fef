"""A plug-in by somebody else: a stage that finds bright quarters of a photo, and a rule. The project never names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from annotated_types import Gt, Le

from runner.facts import Fact, Region
from runner.schema import DeriveRow, Options, Row
from runner.stage import Column, Folders, Item, Result, item_stage
from runner.text.language.reading import PROSE, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class PatchRow(Row):
    """One quarter of a photo that is lighter than the rest."""

    patch: str  # which quarter: upper left, upper right, lower left or lower right
    brightness: float  # mean of the quarter, 0 to 1
    region: Region  # shares of the upright picture


@dataclass(frozen=True)
class PatchOptions(Options):
    """How bright a quarter has to be."""

    # mean brightness, 0 to 1
    least: Annotated[float, Gt(0), Le(1)] = 0.5


_QUARTERS = {
    "upper left": Region(0, 0, 0.5, 0.5),
    "upper right": Region(0.5, 0, 1, 0.5),
    "lower left": Region(0, 0.5, 0.5, 1),
    "lower right": Region(0.5, 0.5, 1, 1),
}


def _names() -> pl.Expr:
    import polars as pl

    return pl.col("patch").sort()


@item_stage(
    "patches",
    row=PatchRow,
    options=PatchOptions,
    needs={"pictures": DeriveRow},
    key="patch",
    failure="optional",
    review=(Column("patches", "Bright patches", _names, publish="text"),),
    facts=lambda row: (Fact("", "patch", row.patch, row.brightness, row.region),),
    place="pool",
)
def patches(items: Sequence[Item], options: PatchOptions, folders: Folders) -> Iterator[Result]:
    """Yield the bright quarters of each photo; an empty list if it is dark."""
    import pyvips

    for item in items:
        path = folders.renditions / item["pictures"].renditions[0].path
        picture = pyvips.Image.new_from_file(str(path)).colourspace("b-w")
        yield [row for row in _rows(picture) if row.brightness >= options.least]


def _rows(picture: pyvips.Image) -> Iterator[PatchRow]:  # type: ignore[name-defined]  # noqa: F821
    for name, region in _QUARTERS.items():
        left, top = int(region.left * picture.width), int(region.top * picture.height)
        part = picture.crop(left, top, picture.width // 2, picture.height // 2)
        yield PatchRow(name, part.avg() / 255, region)


@dataclass(frozen=True)
class UnlitOptions(RuleOptions):
    """Words that say that a photo is bright."""

    words: tuple[str, ...] = ("bright", "sunlit")


@rule(UnlitOptions, example="A bright canal. (no patch of the photo is bright)")
def unlit(reading: Reading, options: UnlitOptions) -> Iterator[Hit]:
    """A text that calls a photo bright in which nothing is."""
    facts = reading.texts.facts
    if facts is None or any(fact.witness == "patches" for fact in facts.facts):
        return
    for passage in reading.passages(PROSE):
        for token in passage.tokens:
            if token.lemma in options.words:
                yield Hit(passage.field, (token.text,), f"'{token.text}': no part of the photo is bright.")
