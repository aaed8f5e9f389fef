"""Stage `facts`: what is known about a photo before any captioner is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from annotated_types import Ge, Gt, Le, Lt

from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, FactsRow, Options
from runner.stage import Column, Folders, Item, item_stage
from runner.text.claims.gathering import SetContext, gather, main_colours, without_night
from runner.text.claims.stated import with_stated


@dataclass(frozen=True)
class FactsOptions(Options):
    """The set's context, and the thresholds for what a classifier and colours state."""

    # the context of the set
    set: SetContext
    # lower bound for the probability of a class or group; for pictures unlike any class, broad groups add up to 0.65
    label_threshold: Annotated[float, Gt(0), Le(1)] = 0.7
    # upper limit for the names of colours
    colours: Annotated[int, Ge(1), Le(5)] = 3
    # share of the picture that the named colours have to cover together; a picture of more colours gets no names
    colour_share: Annotated[float, Gt(0), Le(1)] = 0.5
    # mean luma above which a picture does not show a night, whatever the camera's clock says
    night_brightness: Annotated[float, Ge(0), Le(1)] = 0.35
    # a hint of a dual encoder counts if at most this share of everyday words is nearer to the photo; 0: none counts
    hint_rarity: Annotated[float, Ge(0), Lt(1)] = 0.0

    def problems(self) -> Sequence[str]:
        """A sentence for each problem of the set's context."""
        return [f"set.{problem}" for problem in self.set.problems()]


_COLUMNS = (
    Column("subject", "Subject", publish="text"),
    Column("subject_from", "Subject from", shown=False),
    Column("location", "Location", publish="text"),
    Column("location_from", "Location from", shown=False),
    Column("category", "Category", publish="name"),
    Column("labels", "Labels"),
)


@item_stage(
    "facts",
    row=FactsRow,
    options=FactsOptions,
    needs={"pictures": DeriveRow},
    uses={"metadata": ExifRow, "classes": ClassifyRow, "embedding": EmbedRow},
    review=_COLUMNS,
    version=8,
    earlier={"0.1.0": 5},
)
def facts(items: Sequence[Item], options: FactsOptions, _folders: Folders) -> Iterator[FactsRow]:
    """Yield the facts of each photo, from those of EXIF, classifier and dual encoder that the graph has.

    They include the facts that any other needed node states, and which of these nodes looked at the photo.
    """
    for item in items:
        derived, seen = item["pictures"], _seen(item.get("classes"), options.label_threshold)
        colours = main_colours(derived.colours, options.colours, options.colour_share)
        light = derived.brightness is not None and derived.brightness > options.night_brightness
        gathered = gather(options.set, item.get("metadata"), seen, colours, _near(item.get("embedding"), options))
        whole = replace(without_night(gathered, light=light), facts=tuple(item.facts()), looked=tuple(item.looked()))
        yield with_stated(whole)


def _near(embedded: EmbedRow | None, options: FactsOptions) -> tuple[str, ...]:
    """The set's words that the dual encoder is certain of."""
    hints = embedded.hints if embedded else ()
    return tuple(hint.word for hint in hints if hint.rarity <= options.hint_rarity)


def _seen(classified: ClassifyRow | None, threshold: float) -> tuple[str, ...]:
    """What the classifier is certain of, from general to specific."""
    from runner.models.onnx.labels import most_specific

    if classified is None:
        return ()
    chosen = most_specific((*classified.labels, *classified.groups), threshold)
    return chosen.path if chosen else ()
